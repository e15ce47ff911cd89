CREATE TABLE deletion_schedule (
    case_id    uuid NOT NULL,
    what       text NOT NULL,
    rule       text NOT NULL,
    clause     text NOT NULL,
    basis      text NOT NULL,
    edition    text NOT NULL,
    country    text,
    violation  boolean,
    start      text NOT NULL,
    started_on date NOT NULL,
    period     text NOT NULL,
    not_before date,
    delete_on  date NOT NULL,
    was        date,
    because    text,
    disposal   uuid,
    PRIMARY KEY (case_id, what)
);
CREATE INDEX deletion_schedule_delete_on
    ON deletion_schedule (delete_on, case_id, what DESC);

COMMENT ON COLUMN deletion_schedule.what IS 'which texts of the case';
COMMENT ON COLUMN deletion_schedule.edition IS 'whose rule it is';
COMMENT ON COLUMN deletion_schedule.country IS
    'whose law gives the period, when it is not the rule''s own';
COMMENT ON COLUMN deletion_schedule.violation IS
    'whether one was established, of texts about one accused party alone';
COMMENT ON COLUMN deletion_schedule.not_before IS
    'the earliest day, whatever the rule says';
COMMENT ON COLUMN deletion_schedule.delete_on IS
    'first day on which the texts must no longer be readable';
COMMENT ON COLUMN deletion_schedule.disposal IS 'the list by which they were erased';
COMMENT ON COLUMN deletion_schedule.was IS 'the day before it was computed anew';

CREATE TABLE deletion_hold (
    case_id   uuid    NOT NULL,
    hold      integer NOT NULL,
    basis     text    NOT NULL,
    parties   integer[] NOT NULL DEFAULT '{}',
    kinds     text[]  NOT NULL DEFAULT '{}',
    awaited   text[]  NOT NULL DEFAULT '{}',
    custodians text[] NOT NULL DEFAULT '{}',
    placed_on date    NOT NULL,
    review_on date    NOT NULL,
    PRIMARY KEY (case_id, hold)
);
CREATE INDEX deletion_hold_review_on ON deletion_hold (review_on, case_id, hold);

COMMENT ON COLUMN deletion_hold.parties IS 'whose texts are kept; none means everybody''s';
COMMENT ON COLUMN deletion_hold.kinds IS 'which kinds of text are kept; none means all';
COMMENT ON COLUMN deletion_hold.awaited IS 'custodians who have not acknowledged it';

COMMENT ON TABLE deletion_hold IS 'what suspends a deletion now, one row a hold';

GRANT SELECT ON deletion_schedule, deletion_hold TO cases_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON deletion_schedule, deletion_hold
   TO cases_follower;
