CREATE TABLE case_timeline (
    case_id       uuid        NOT NULL,
    version       integer     NOT NULL,
    position      bigint      NOT NULL,
    causation     bigint,
    at            timestamptz NOT NULL,
    occurred_on   date,
    topic         text        NOT NULL,
    label         text        NOT NULL,
    step          text,
    clause        text,
    phase         text,
    actor         text,
    acting_as     text        NOT NULL,
    on_behalf_of  text,
    party_numbers integer[]   NOT NULL,
    items         uuid[]      NOT NULL,
    item_fields   text[]      NOT NULL,
    audiences     text[]      NOT NULL,
    details       jsonb       NOT NULL,
    PRIMARY KEY (case_id, version)
);

CREATE INDEX case_timeline_corrected
    ON case_timeline (case_id) WHERE topic = 'TextCorrected';
CREATE INDEX case_timeline_redacted
    ON case_timeline (case_id) WHERE topic = 'TextRedacted';

COMMENT ON COLUMN case_timeline.actor IS 'not shown for a reporter';
COMMENT ON COLUMN case_timeline.causation IS
    'position of the event, of this case or another, that a rule followed up with it';
COMMENT ON COLUMN case_timeline.items IS
    'the texts behind the event, with their fields and audiences in the same order';

GRANT SELECT ON case_timeline TO cases_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON case_timeline TO cases_follower;
