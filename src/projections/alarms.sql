CREATE TABLE alarms (
    case_id   uuid        NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('unassignable', 'overdue', 'proposed',
                                       'broken_glass', 'objection')),
    about     text        NOT NULL,
    party     integer,
    office    text,
    reviewers text[]      NOT NULL DEFAULT '{}',
    clause    text        NOT NULL,
    raised_at timestamptz NOT NULL,
    ended_at  timestamptz,
    position  bigint      PRIMARY KEY
);
CREATE INDEX alarms_case ON alarms (case_id, position) WHERE ended_at IS NULL;
CREATE INDEX alarms_glass ON alarms (case_id) WHERE kind = 'broken_glass';

COMMENT ON COLUMN alarms.about IS 'the office that has nobody, the time limit that was missed, what is proposed, the office that is objected to, or the number of a broken glass';
COMMENT ON COLUMN alarms.office IS 'the one above that was told of a missed time limit, or that broke the glass';
COMMENT ON COLUMN alarms.reviewers IS 'the offices that have still to review a broken glass';
COMMENT ON COLUMN alarms.position IS 'of the event that raised it';

GRANT SELECT ON alarms TO cases_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON alarms TO cases_follower;
