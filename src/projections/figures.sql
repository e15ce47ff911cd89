CREATE TABLE figure_report (
    case_id       uuid PRIMARY KEY,
    day           date   NOT NULL,
    case_type     text   NOT NULL,
    channel       text   NOT NULL,
    identity_mode text   NOT NULL,
    categories    text[] NOT NULL
);
CREATE INDEX figure_report_day ON figure_report (day);

COMMENT ON TABLE figure_report IS 'reports, as they were received';
COMMENT ON COLUMN figure_report.day IS
    'on which it was recorded, UTC: what is recorded late changes no year that is over';

CREATE TABLE figure_fact (
    case_id uuid    NOT NULL,
    version integer NOT NULL,
    day     date    NOT NULL,
    fact    text    NOT NULL,
    part    text    NOT NULL,
    PRIMARY KEY (case_id, version)
);
CREATE INDEX figure_fact_day ON figure_fact (day);

COMMENT ON TABLE figure_fact IS 'what is counted beside reports';
COMMENT ON COLUMN figure_fact.day IS 'on which it was recorded, UTC';
COMMENT ON COLUMN figure_fact.fact IS 'the kind of event';
COMMENT ON COLUMN figure_fact.part IS 'which: the outcome, the finding, the measure';

GRANT SELECT ON figure_report, figure_fact TO cases_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_report, figure_fact TO cases_follower;
