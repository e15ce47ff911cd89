CREATE TABLE policies (
    policy   text    NOT NULL,
    version  integer,
    since    date    NOT NULL,
    position bigint  PRIMARY KEY
);
CREATE INDEX policies_policy ON policies (policy, position);

COMMENT ON COLUMN policies.version IS 'null where the policy ended';
COMMENT ON COLUMN policies.position IS 'of the event that published or ended it';

GRANT SELECT ON policies TO cases_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON policies TO cases_follower;
