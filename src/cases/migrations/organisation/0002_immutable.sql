-- What was recorded is never changed or removed, not even by its owner.

CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'LG005',
        MESSAGE = format('%s on %s is refused: what was recorded is never changed',
                         TG_OP, TG_TABLE_NAME);
END
$$;

CREATE TRIGGER event_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER command_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON command
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER relation_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON relation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- A sealed row is removed by an erasure, and only there.
CREATE TRIGGER sealed_unchanged BEFORE UPDATE OR TRUNCATE ON sealed
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER guard_kept BEFORE DELETE OR TRUNCATE ON guard
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ALWAYS: also in a session that replays a replica's changes.
ALTER TABLE event ENABLE ALWAYS TRIGGER event_unchanged;
ALTER TABLE command ENABLE ALWAYS TRIGGER command_unchanged;
ALTER TABLE relation ENABLE ALWAYS TRIGGER relation_unchanged;
ALTER TABLE sealed ENABLE ALWAYS TRIGGER sealed_unchanged;
ALTER TABLE guard ENABLE ALWAYS TRIGGER guard_kept;
