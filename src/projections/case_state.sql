CREATE TABLE case_state (
    case_id            uuid PRIMARY KEY,
    number             text        NOT NULL UNIQUE,
    year               smallint    NOT NULL,
    ordinal            integer     NOT NULL,
    case_type          text        NOT NULL,
    kind               text        NOT NULL CHECK (kind IN ('report', 'disclosure',
                                                       'disposal')),
    edition            text        NOT NULL,
    unit               text,
    categories         text[]      NOT NULL DEFAULT '{}',
    received_on        date,
    phase              text        NOT NULL,
    status             text        NOT NULL DEFAULT 'open'
                                   CHECK (status IN ('open', 'closed')),
    outcome            text,
    last_step          text        NOT NULL,
    last_label         text        NOT NULL,
    parties            integer     NOT NULL DEFAULT 0,
    allegations        integer     NOT NULL DEFAULT 0,
    evidence           integer     NOT NULL DEFAULT 0,
    altered_evidence   integer[]   NOT NULL DEFAULT '{}',
    unmatched_subjects integer[]   NOT NULL DEFAULT '{}',
    exclusion_not_enforceable boolean NOT NULL
        GENERATED ALWAYS AS (unmatched_subjects <> '{}') STORED,
    interim_measures   integer[]   NOT NULL DEFAULT '{}',
    holds              integer[]   NOT NULL DEFAULT '{}',
    open_appeals       integer[]   NOT NULL DEFAULT '{}',
    held               boolean     NOT NULL GENERATED ALWAYS AS (holds <> '{}') STORED,
    delete_on          date,
    follows            uuid,
    merged             boolean     NOT NULL DEFAULT false,
    opened_at          timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    opened_position    bigint      NOT NULL UNIQUE,
    position           bigint      NOT NULL,
    version            integer     NOT NULL,
    UNIQUE (year, ordinal)
);
-- Rows change with every event of their case: leave room on the page for the next one.
ALTER TABLE case_state SET (fillfactor = 50);

CREATE INDEX case_state_follows ON case_state (follows) WHERE follows IS NOT NULL;

COMMENT ON COLUMN case_state.follows IS
    'the case that this one was merged into or repeats: who is kept from that one is '
    'kept from this one, who has that one has this one';
COMMENT ON COLUMN case_state.number IS
    'numbered by place in the log, within the year (UTC) of opening';
COMMENT ON COLUMN case_state.unit IS
    'in which it was received, or which it was said to be of; of parties see case_unit';
COMMENT ON COLUMN case_state.altered_evidence IS
    'pieces that were not the same any more when they were last looked at';
COMMENT ON COLUMN case_state.interim_measures IS
    'accused parties for whom measures hold until it is decided';
COMMENT ON COLUMN case_state.open_appeals IS
    'appeals that are still to be decided: each accused party may lodge one';
COMMENT ON COLUMN case_state.unmatched_subjects IS
    'accused parties not yet recognised as persons: nobody can be kept away for them';

CREATE TABLE case_unit (
    case_id uuid    NOT NULL,
    party   integer NOT NULL,
    unit    text    NOT NULL,
    PRIMARY KEY (case_id, party)
);
CREATE INDEX case_unit_unit ON case_unit (unit, case_id);

COMMENT ON COLUMN case_unit.party IS 'whose unit it is; 0 for that of the case itself';

CREATE TABLE case_measure (
    case_id      uuid    NOT NULL,
    imposed      integer NOT NULL,
    allegation   integer NOT NULL,
    party        integer NOT NULL,
    measure      text    NOT NULL,
    effective_on date    NOT NULL,
    expires_on   date,
    state        text    NOT NULL DEFAULT 'in_force'
                 CHECK (state IN ('in_force', 'expired', 'expunged')),
    PRIMARY KEY (case_id, imposed, allegation)
);

COMMENT ON TABLE case_measure IS 'what was imposed and has not fallen since';
COMMENT ON COLUMN case_measure.imposed IS 'version of the event that imposed it';
COMMENT ON COLUMN case_measure.allegation IS 'which it answers';
COMMENT ON COLUMN case_measure.expires_on IS 'its last day; none for one without an end';

CREATE TABLE case_allegation (
    case_id    uuid    NOT NULL,
    allegation integer NOT NULL,
    category   text    NOT NULL,
    PRIMARY KEY (case_id, allegation)
);

COMMENT ON TABLE case_allegation IS 'what is alleged, and was not dropped since';

CREATE TABLE case_access (
    case_id     uuid    NOT NULL,
    person      text    NOT NULL,
    relation    text    NOT NULL CHECK (relation IN ('excluded', 'kept_away', 'handler',
                                                     'declarant', 'arbitrator',
                                                     'decider')),
    role        text    NOT NULL DEFAULT '',
    appointment integer,
    PRIMARY KEY (case_id, person, relation, role)
);
CREATE INDEX case_access_person ON case_access (person, case_id);

COMMENT ON COLUMN case_access.role IS 'of a handler; empty otherwise';
COMMENT ON COLUMN case_access.appointment IS 'of an arbitrator';

CREATE TABLE case_grant (
    case_id    uuid        NOT NULL,
    "grant"    integer     NOT NULL,
    person     text        NOT NULL,
    role       text        NOT NULL,
    rights     text[]      NOT NULL,
    given_by   text,
    given_at   timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    until      date,
    glass      boolean     NOT NULL,
    justified  boolean,
    reviewers  text[]      NOT NULL DEFAULT '{}',
    ended_at   timestamptz,
    PRIMARY KEY (case_id, "grant")
);
CREATE INDEX case_grant_person ON case_grant (person, case_id);

COMMENT ON TABLE case_grant IS 'who may read a case for a time, or could';
COMMENT ON COLUMN case_grant.until IS 'the last day; none of a broken glass';
COMMENT ON COLUMN case_grant.glass IS 'they opened it for themselves';
COMMENT ON COLUMN case_grant.justified IS 'what was found of that; none until then';
COMMENT ON COLUMN case_grant.reviewers IS 'the offices that have still to say so';
COMMENT ON COLUMN case_grant.ended_at IS 'when it was over before its time';

CREATE TABLE case_task (
    case_id uuid    NOT NULL,
    task    integer NOT NULL,
    person  text,
    role    text    NOT NULL,
    set_by  text    NOT NULL,
    until   date    NOT NULL,
    party   integer,
    item    uuid    NOT NULL,
    PRIMARY KEY (case_id, task)
);
CREATE INDEX case_task_person ON case_task (person, case_id);

COMMENT ON TABLE case_task IS 'what is to be done in a case, until it is done or over';
COMMENT ON COLUMN case_task.person IS 'whom it is for; none once they may not do it';
COMMENT ON COLUMN case_task.until IS 'the last day for it';
COMMENT ON COLUMN case_task.item IS 'the text that says what';

CREATE TABLE case_office (
    case_id    uuid NOT NULL,
    office     text NOT NULL,
    substitute text NOT NULL,
    PRIMARY KEY (case_id, office)
);
CREATE INDEX case_office_substitute ON case_office (substitute);

COMMENT ON COLUMN case_office.substitute IS 'the office that acts in its place';

CREATE TABLE case_reporter (
    case_id   uuid PRIMARY KEY,
    person    text,
    concealed uuid,
    mark      text
);
CREATE INDEX case_reporter_person ON case_reporter (person) WHERE person IS NOT NULL;

COMMENT ON COLUMN case_reporter.person IS 'of a reporter who is named';
COMMENT ON COLUMN case_reporter.mark IS
    'of a confidential one: made with the key of the sealed item `concealed`';

CREATE TABLE case_concerned (
    case_id uuid NOT NULL,
    person  text NOT NULL,
    PRIMARY KEY (case_id, person)
);
CREATE INDEX case_concerned_person ON case_concerned (person);

COMMENT ON TABLE case_concerned IS 'parties that are known persons: for their own data';

GRANT SELECT ON case_state, case_access, case_grant, case_office, case_unit, case_measure,
      case_allegation, case_task
   TO cases_application;
-- Not for reporting: nobody there may learn who reported.
GRANT SELECT ON case_reporter, case_concerned TO cases_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON case_state, case_access, case_grant, case_office, case_reporter,
      case_concerned, case_unit, case_measure, case_allegation, case_task
   TO cases_follower;
