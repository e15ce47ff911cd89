-- One organisation's log: what happened, and what was said, sealed.

CREATE TABLE event (
    stream      uuid        NOT NULL,
    version     integer     NOT NULL CHECK (version > 0),
    position    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    topic       text        NOT NULL,
    state       text        NOT NULL,
    PRIMARY KEY (stream, version)
);
CREATE UNIQUE INDEX event_position ON event (position);
COMMENT ON COLUMN event.position IS
    '((base + transaction id) << 12) | place in the transaction; see horizon()';
COMMENT ON COLUMN event.state IS 'RFC 8785 canonical JSON: the envelope, and "data"';

CREATE TABLE sealed (
    item     uuid      PRIMARY KEY,
    case_id  uuid      NOT NULL,
    about    integer[] NOT NULL,
    kind     text      NOT NULL,
    audience text      NOT NULL,
    blob     bytea     NOT NULL
);
CREATE INDEX sealed_case ON sealed (case_id);
COMMENT ON COLUMN sealed.about IS 'numbers of parties; empty: everyone in the case';
-- Sealed bytes do not compress.
ALTER TABLE sealed ALTER COLUMN blob SET STORAGE EXTERNAL;

CREATE TABLE command (
    command     uuid        PRIMARY KEY,
    fingerprint bytea       NOT NULL,
    stream      uuid        NOT NULL,
    version     integer     NOT NULL,
    position    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL
);

CREATE TABLE guard (
    name     text COLLATE "C" PRIMARY KEY,
    version  bigint NOT NULL,
    position bigint NOT NULL
);
COMMENT ON COLUMN guard.position IS 'where the append begins that came to it last';
-- Counters move often: leave room for the next row version on the same page.
ALTER TABLE guard SET (fillfactor = 50);

CREATE TABLE relation (
    name    text COLLATE "C" NOT NULL,
    stream  uuid    NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (name, stream, version)
);
