-- What programs read that make reports: views that keep their columns, or get a new name.
-- Made in a schema of their own, over tables of the organisation's.

CREATE VIEW position_v1 AS
    SELECT min(position) AS position
      FROM projection;
COMMENT ON VIEW position_v1 IS 'how far the log is shown by all other views';
COMMENT ON COLUMN position_v1.position IS
    'of the log; a later reading begins with what changed after it';

CREATE VIEW cases_v1 AS
    SELECT case_state.case_id, number, case_state.case_type, kind, edition, unit,
           channel, identity_mode, case_state.categories, received_on, phase, status,
           outcome, parties, allegations, evidence, cardinality(open_appeals) AS appeals,
           held, delete_on, follows, merged, opened_at, updated_at, version, position
      FROM case_state
      LEFT JOIN figure_report ON figure_report.case_id = case_state.case_id;
COMMENT ON VIEW cases_v1 IS 'a row for each case, as it stands';
COMMENT ON COLUMN cases_v1.case_id IS 'the case';
COMMENT ON COLUMN cases_v1.number IS 'as people write it';
COMMENT ON COLUMN cases_v1.case_type IS 'in the words of the edition';
COMMENT ON COLUMN cases_v1.kind IS 'report, disclosure or disposal';
COMMENT ON COLUMN cases_v1.edition IS 'of the code, under which it was opened';
COMMENT ON COLUMN cases_v1.unit IS 'of the organisation, that it belongs to; null when to all';
COMMENT ON COLUMN cases_v1.channel IS 'by which a report came; null of others';
COMMENT ON COLUMN cases_v1.identity_mode IS
    'named, confidential or anonymous, as a report was received; null of others';
COMMENT ON COLUMN cases_v1.categories IS 'that the report named';
COMMENT ON COLUMN cases_v1.received_on IS 'day of the report; null of others';
COMMENT ON COLUMN cases_v1.phase IS 'of its procedure';
COMMENT ON COLUMN cases_v1.status IS 'open or closed';
COMMENT ON COLUMN cases_v1.outcome IS 'with which it was closed; null while it is open';
COMMENT ON COLUMN cases_v1.parties IS 'how many there are';
COMMENT ON COLUMN cases_v1.allegations IS 'how many there are';
COMMENT ON COLUMN cases_v1.evidence IS 'how many pieces there are';
COMMENT ON COLUMN cases_v1.appeals IS 'how many are still to be decided';
COMMENT ON COLUMN cases_v1.held IS 'whether its deletion is suspended';
COMMENT ON COLUMN cases_v1.delete_on IS 'first day on which its texts must not be readable';
COMMENT ON COLUMN cases_v1.follows IS 'the case that it was merged into, or repeats';
COMMENT ON COLUMN cases_v1.merged IS 'whether it goes on in that one';
COMMENT ON COLUMN cases_v1.opened_at IS 'when it was opened; of a report the day alone';
COMMENT ON COLUMN cases_v1.updated_at IS 'when something happened in it last';
COMMENT ON COLUMN cases_v1.version IS 'how many events it has';
COMMENT ON COLUMN cases_v1.position IS 'of the last of them in the log';

CREATE VIEW time_limits_v1 AS
    SELECT case_id, clock, run, party, clause, started_on, due_on, state, met_at,
           days_late, paused_days, extended, escalated_to
      FROM clocks;
COMMENT ON VIEW time_limits_v1 IS 'a row for each time that a time limit ran';
COMMENT ON COLUMN time_limits_v1.case_id IS 'the case';
COMMENT ON COLUMN time_limits_v1.clock IS 'which, in the words of the edition';
COMMENT ON COLUMN time_limits_v1.run IS 'version of the event that started it';
COMMENT ON COLUMN time_limits_v1.party IS 'whose it is, when each party has their own';
COMMENT ON COLUMN time_limits_v1.clause IS 'that gives it';
COMMENT ON COLUMN time_limits_v1.started_on IS 'day from which it ran';
COMMENT ON COLUMN time_limits_v1.due_on IS 'its last day';
COMMENT ON COLUMN time_limits_v1.state IS
    'running, paused, met, missed, met_late, passed or stopped';
COMMENT ON COLUMN time_limits_v1.met_at IS 'when what it was for was done';
COMMENT ON COLUMN time_limits_v1.days_late IS 'when that was late';
COMMENT ON COLUMN time_limits_v1.paused_days IS 'that it stood still';
COMMENT ON COLUMN time_limits_v1.extended IS 'how often it was given more time';
COMMENT ON COLUMN time_limits_v1.escalated_to IS 'office that was told it was missed';

CREATE VIEW facts_v1 AS
    SELECT case_id, version, day, fact, part
      FROM figure_fact;
COMMENT ON VIEW facts_v1 IS 'a row for each thing that figures count beside reports';
COMMENT ON COLUMN facts_v1.case_id IS 'the case';
COMMENT ON COLUMN facts_v1.version IS 'of the event in the case';
COMMENT ON COLUMN facts_v1.day IS 'on which it was recorded, UTC';
COMMENT ON COLUMN facts_v1.fact IS 'the kind of event, as CaseClosed';
COMMENT ON COLUMN facts_v1.part IS 'which: the outcome, the finding, the measure, the case type';

CREATE VIEW measures_v1 AS
    SELECT case_id, imposed, allegation, party, measure, effective_on, expires_on, state
      FROM case_measure;
COMMENT ON VIEW measures_v1 IS 'a row for each measure and allegation that it answers';
COMMENT ON COLUMN measures_v1.case_id IS 'the case';
COMMENT ON COLUMN measures_v1.imposed IS 'version of the event that imposed it';
COMMENT ON COLUMN measures_v1.allegation IS 'number of the allegation in the case';
COMMENT ON COLUMN measures_v1.party IS 'number of the party in the case';
COMMENT ON COLUMN measures_v1.measure IS 'in the words of the edition';
COMMENT ON COLUMN measures_v1.effective_on IS 'first day';
COMMENT ON COLUMN measures_v1.expires_on IS 'last day; null without an end';
COMMENT ON COLUMN measures_v1.state IS 'in_force, expired or expunged';

CREATE VIEW deletions_v1 AS
    SELECT case_id, what, rule, clause, basis, edition, country, started_on, period,
           not_before, delete_on, disposal IS NOT NULL AS erased
      FROM deletion_schedule;
COMMENT ON VIEW deletions_v1 IS 'a row for each part of a case whose texts go on one day';
COMMENT ON COLUMN deletions_v1.case_id IS 'the case';
COMMENT ON COLUMN deletions_v1.what IS 'which of its texts: content, reporter_identity, party_1';
COMMENT ON COLUMN deletions_v1.rule IS 'retention class of the edition';
COMMENT ON COLUMN deletions_v1.clause IS 'of the rule';
COMMENT ON COLUMN deletions_v1.basis IS 'why they are kept so long';
COMMENT ON COLUMN deletions_v1.edition IS 'whose rule it is';
COMMENT ON COLUMN deletions_v1.country IS 'whose law gives the period, when not the rule';
COMMENT ON COLUMN deletions_v1.started_on IS 'day that the period begins with';
COMMENT ON COLUMN deletions_v1.period IS 'as the edition says it';
COMMENT ON COLUMN deletions_v1.not_before IS 'earliest day, whatever the rule says';
COMMENT ON COLUMN deletions_v1.delete_on IS 'first day on which they must not be readable';
COMMENT ON COLUMN deletions_v1.erased IS 'whether they are gone';

CREATE VIEW figures_v1 AS
    SELECT (told ->> 'year')::integer AS year,
           (recorded_at AT TIME ZONE 'UTC')::date AS recorded_on,
           figure ->> 'figure' AS figure,
           (figure ->> 'total')::bigint AS total,
           (figure ->> 'median_days')::integer AS median_days,
           division ->> 'by' AS divided_by,
           part ->> 'part' AS part,
           (part ->> 'count')::bigint AS count
      FROM event
           CROSS JOIN LATERAL (SELECT state::jsonb -> 'data' AS told) AS said
           CROSS JOIN LATERAL jsonb_array_elements(told -> 'figures') AS figure
           LEFT JOIN LATERAL jsonb_array_elements(figure -> 'divided') AS division ON true
           LEFT JOIN LATERAL jsonb_array_elements(division -> 'parts') AS part ON true
     WHERE stream BETWEEN '66696775-7265-4573-8000-000000000000'
                      AND '66696775-7265-4573-8000-00000000270f'
       AND topic = 'AnnualFiguresRecorded';
COMMENT ON VIEW figures_v1 IS 'the figures of years that are over, a row for each part';
COMMENT ON COLUMN figures_v1.year IS 'UTC';
COMMENT ON COLUMN figures_v1.recorded_on IS 'day on which they were laid down, UTC';
COMMENT ON COLUMN figures_v1.figure IS 'its name';
COMMENT ON COLUMN figures_v1.total IS 'null when it is kept back';
COMMENT ON COLUMN figures_v1.median_days IS 'null when it is kept back, or nothing is timed';
COMMENT ON COLUMN figures_v1.divided_by IS 'what the part is one of; null without parts';
COMMENT ON COLUMN figures_v1.part IS 'its name';
COMMENT ON COLUMN figures_v1.count IS 'null when it is kept back';
