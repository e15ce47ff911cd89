-- The audit tree over the log: its hashes as C2SP tlog-tiles, and what was signed.
-- All of it can be made anew from `event`; what was signed is also in the keystore.

-- A leaf is at most 65,535 bytes: the envelope's members, the topic and the state.
ALTER TABLE event ADD CONSTRAINT event_fits_a_leaf
    CHECK (octet_length(topic) + octet_length(state) <= 65000);

CREATE TABLE tile (
    level  smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
    place  bigint   NOT NULL CHECK (place >= 0),
    hashes bytea    NOT NULL
           CHECK (octet_length(hashes) BETWEEN 32 AND 8192
                  AND octet_length(hashes) % 32 = 0),
    begins bigint   UNIQUE CHECK ((level = 0) = (begins IS NOT NULL)),
    PRIMARY KEY (level, place)
);
COMMENT ON COLUMN tile.begins IS
    'at level 0, the position of the event that is its first leaf';
-- Hashes do not compress, and a proof needs a few of them.
ALTER TABLE tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

CREATE TABLE checkpoint (
    size      bigint  PRIMARY KEY CHECK (size > 0),
    root      bytea   NOT NULL CHECK (octet_length(root) = 32),
    position  bigint  NOT NULL,
    note      text    NOT NULL,
    published boolean NOT NULL
);
CREATE INDEX checkpoint_published ON checkpoint (size) WHERE published;
-- When it was signed is not kept: of what a reporter does only the day is.
COMMENT ON COLUMN checkpoint.position IS 'of the event that is its last leaf';

CREATE TABLE cosignature (
    size    bigint      NOT NULL REFERENCES checkpoint,
    witness text        NOT NULL,
    line    text        NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (size, witness)
);
COMMENT ON COLUMN cosignature.witness IS 'its verifier key, as a note writes it';
COMMENT ON TABLE cosignature IS
    'of the newest checkpoint that a quorum has cosigned, and of newer ones: each tells a moment';

CREATE TABLE timestamp_token (
    size      bigint      NOT NULL REFERENCES checkpoint,
    authority text        NOT NULL,
    at        timestamptz NOT NULL,
    token     bytea       NOT NULL,
    PRIMARY KEY (authority, at)
);
COMMENT ON TABLE timestamp_token IS 'RFC 3161 responses over the text of a checkpoint';

-- A tile only grows, at its end.
CREATE FUNCTION refuse_other_hashes() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.level, NEW.place) IS DISTINCT FROM (OLD.level, OLD.place)
       OR NEW.begins IS DISTINCT FROM OLD.begins
       OR octet_length(NEW.hashes) <= octet_length(OLD.hashes)
       OR substr(NEW.hashes, 1, octet_length(OLD.hashes)) <> OLD.hashes THEN
        RAISE EXCEPTION USING ERRCODE = 'LG005',
            MESSAGE = 'a tile of the tree only grows';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER tile_grows BEFORE UPDATE ON tile
    FOR EACH ROW EXECUTE FUNCTION refuse_other_hashes();
CREATE TRIGGER tile_kept BEFORE DELETE OR TRUNCATE ON tile
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoint_kept BEFORE DELETE OR TRUNCATE ON checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER timestamp_token_unchanged
    BEFORE UPDATE OR DELETE OR TRUNCATE ON timestamp_token
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE tile ENABLE ALWAYS TRIGGER tile_grows;
ALTER TABLE tile ENABLE ALWAYS TRIGGER tile_kept;
ALTER TABLE checkpoint ENABLE ALWAYS TRIGGER checkpoint_kept;
ALTER TABLE timestamp_token ENABLE ALWAYS TRIGGER timestamp_token_unchanged;

DO $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO cases_integrator', current_schema());
END
$$;
GRANT SELECT ON event, command TO cases_integrator;
GRANT SELECT, INSERT, UPDATE (hashes) ON tile TO cases_integrator;
GRANT SELECT, INSERT, UPDATE (published) ON checkpoint TO cases_integrator;
GRANT SELECT, INSERT, UPDATE (line, at), DELETE ON cosignature TO cases_integrator;
GRANT SELECT, INSERT ON timestamp_token TO cases_integrator;
GRANT SELECT ON tile, checkpoint, cosignature, timestamp_token TO cases_application;
