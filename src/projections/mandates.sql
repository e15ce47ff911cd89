CREATE TABLE mandates (
    person      text    NOT NULL,
    role        text    NOT NULL,
    unit        text,
    valid_from  date    NOT NULL,
    valid_until date,
    clause      text    NOT NULL,
    granted_by  text    NOT NULL,
    ended_by    text,
    position    bigint  PRIMARY KEY
);
CREATE INDEX mandates_person ON mandates (person, role);
CREATE INDEX mandates_role ON mandates (role, valid_from);

COMMENT ON COLUMN mandates.unit IS 'the part of the organisation it is for';
COMMENT ON COLUMN mandates.valid_until IS 'first day on which it no longer holds';
COMMENT ON COLUMN mandates.position IS 'of the event that gave it';

GRANT SELECT ON mandates TO cases_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON mandates TO cases_follower;
