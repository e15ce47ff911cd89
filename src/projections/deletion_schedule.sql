CREATE TABLE deletion_schedule (
    case_id        uuid PRIMARY KEY,
    retention      text    NOT NULL,
    basis          text    NOT NULL,
    closed_on      date    NOT NULL,
    delete_on      date    NOT NULL,
    rescheduled_by text
);
CREATE INDEX deletion_schedule_delete_on ON deletion_schedule (delete_on, case_id);

COMMENT ON COLUMN deletion_schedule.delete_on IS
    'first day on which the case must no longer be readable';
COMMENT ON COLUMN deletion_schedule.rescheduled_by IS
    'the rule by which the day was computed anew';

CREATE TABLE deletion_hold (
    case_id   uuid    NOT NULL,
    hold      integer NOT NULL,
    basis     text    NOT NULL,
    review_on date    NOT NULL,
    PRIMARY KEY (case_id, hold)
);

COMMENT ON TABLE deletion_hold IS 'what suspends a deletion now, one row a hold';

GRANT SELECT ON deletion_schedule, deletion_hold TO cases_application, cases_reporting;
GRANT SELECT, INSERT, UPDATE, DELETE ON deletion_schedule, deletion_hold
   TO cases_follower;
