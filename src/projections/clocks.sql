CREATE TABLE clocks (
    case_id    uuid    NOT NULL,
    clock      text    NOT NULL,
    run        integer NOT NULL,
    party      integer,
    clause     text    NOT NULL,
    started_on date    NOT NULL,
    due_on     date    NOT NULL,
    due_at     timestamptz,
    moments    timestamptz[] NOT NULL,
    state      text    NOT NULL DEFAULT 'running'
               CHECK (state IN ('running', 'paused', 'met', 'missed', 'met_late',
                                'passed', 'stopped')),
    warned_at  timestamptz,
    paused_on  date,
    paused_days integer NOT NULL DEFAULT 0,
    extended   integer NOT NULL DEFAULT 0,
    escalated_at timestamptz,
    escalated_to text,
    may_act    boolean NOT NULL DEFAULT false,
    met_at     timestamptz,
    days_late  integer,
    PRIMARY KEY (case_id, clock, run)
);
CREATE INDEX clocks_due ON clocks (due_on, case_id, clock, run);
CREATE INDEX clocks_waiting ON clocks ((moments[1]), case_id) WHERE state = 'running';

COMMENT ON COLUMN clocks.run IS
    'version of the event that started it: a clock may run again, and a missed run stays';
COMMENT ON COLUMN clocks.party IS 'whose it is, when each party has their own';
COMMENT ON COLUMN clocks.moments IS
    'when it is still to be warned, and last when the period is over';
COMMENT ON COLUMN clocks.escalated_to IS 'the office above that was told it was missed';
COMMENT ON COLUMN clocks.may_act IS 'that office, what the time limit is for';
COMMENT ON COLUMN clocks.due_at IS 'for a period counted in hours';

GRANT SELECT ON clocks TO cases_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON clocks TO cases_follower;
