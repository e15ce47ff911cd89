CREATE TABLE IF NOT EXISTS projection (
    name       text PRIMARY KEY,
    position   bigint  NOT NULL DEFAULT 0,
    generation integer NOT NULL DEFAULT 1
);
ALTER TABLE projection SET (fillfactor = 20);

COMMENT ON COLUMN projection.position IS 'of the last event that its tables show';
COMMENT ON COLUMN projection.generation IS 'raised whenever its tables were rebuilt';

GRANT SELECT ON projection TO cases_application, cases_reporting;
GRANT SELECT, UPDATE ON projection TO cases_follower;
