CREATE TABLE audit_trail (
    entry        bigint      PRIMARY KEY,
    position     bigint      NOT NULL UNIQUE,
    topic        text        NOT NULL,
    label        text        NOT NULL,
    stream       uuid        NOT NULL,
    version      integer     NOT NULL,
    cases        uuid[]      NOT NULL,
    at           timestamptz NOT NULL,
    actor        text,
    acting_as    text        NOT NULL,
    on_behalf_of text,
    command      uuid        NOT NULL,
    correlation  uuid        NOT NULL,
    causation    bigint,
    purpose      text,
    items        uuid[]      NOT NULL DEFAULT '{}',
    item_fields  text[]      NOT NULL DEFAULT '{}',
    asked        text,
    rule         text,
    clause       text
);
CREATE INDEX audit_trail_cases ON audit_trail USING gin (cases);
-- Without a list of pending entries: a read would have to go through it.
ALTER INDEX audit_trail_cases SET (fastupdate = off);
CREATE INDEX audit_trail_actor ON audit_trail (actor, entry) WHERE actor IS NOT NULL;
-- Moments grow with the entries but for those of reporters, which are days.
CREATE INDEX audit_trail_at ON audit_trail USING brin (at);
CREATE INDEX audit_trail_beside ON audit_trail (topic, entry)
 WHERE topic IN ('TextRead', 'CommandRefused');

COMMENT ON COLUMN audit_trail.entry IS 'counted without a gap, in the order of the log';
COMMENT ON COLUMN audit_trail.cases IS
    'the case it belongs to; of a reading or a refusal, those it concerns';
COMMENT ON COLUMN audit_trail.causation IS
    'position of the event that a rule followed up with this one';
COMMENT ON COLUMN audit_trail.items IS
    'texts that were read, with what they are in their events in the same order';

COMMENT ON COLUMN audit_trail.actor IS 'not shown for a reporter';

-- The function is the log's: here, too, what was recorded is never changed.
CREATE TRIGGER audit_trail_unchanged
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_trail
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_trail ENABLE ALWAYS TRIGGER audit_trail_unchanged;

GRANT SELECT ON audit_trail TO cases_application;
GRANT SELECT, INSERT ON audit_trail TO cases_follower;
