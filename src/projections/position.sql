CREATE TABLE IF NOT EXISTS projection (
    name       text PRIMARY KEY,
    position   bigint  NOT NULL DEFAULT 0,
    generation integer NOT NULL DEFAULT 1,
    definition text    NOT NULL
);
ALTER TABLE projection SET (fillfactor = 20);

COMMENT ON COLUMN projection.position IS 'of the last event that its tables show';
COMMENT ON COLUMN projection.generation IS 'raised whenever its tables were rebuilt';
COMMENT ON COLUMN projection.definition IS 'SHA-256 of the SQL that made its tables';

-- PJ001: somebody else has moved the projection, or rebuilt it. An error and not an
-- answer, so that what is sent together with it is refused without asking.
CREATE OR REPLACE FUNCTION move_projection(
    moved           text,
    from_position   bigint,
    from_generation integer,
    to_position     bigint
) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE projection
       SET position = to_position
     WHERE name = moved
       AND position = from_position
       AND generation = from_generation;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PJ001', MESSAGE = 'the projection is elsewhere';
    END IF;
END
$$;

GRANT SELECT ON projection TO cases_application;
GRANT SELECT, UPDATE ON projection TO cases_follower;
