-- Whose eyes may see which cases. Every query that names a case asks for both:
--    case_id <> ALL ((SELECT hidden(viewer, roles))::uuid[])
--    AND (everything
--         OR case_id = ANY ((SELECT tied(viewer, roles, turns, own, units, whole, wanted, at))::uuid[]))
-- so that an exclusion is stronger than any right. Each is then looked up once a query.

DROP FUNCTION IF EXISTS hidden(text);
CREATE OR REPLACE FUNCTION hidden(viewer text, roles text[]) RETURNS uuid[]
LANGUAGE sql STABLE
AS $$
    SELECT ARRAY(SELECT case_id
                   FROM case_access
                  WHERE person = viewer
                    AND (relation = 'excluded'
                         OR relation = 'kept_away' AND 'reporter' <> ALL (roles))
                  UNION
                 SELECT follower.case_id
                   FROM case_access
                   JOIN case_state AS follower ON follower.follows = case_access.case_id
                  WHERE person = viewer
                    AND relation IN ('excluded', 'kept_away')
                    AND 'reporter' <> ALL (roles))
$$;
COMMENT ON FUNCTION hidden IS
    'the cases that somebody is kept away from; of what follows another case, or is '
    'linked to one, as a reporter they notice nothing: that their own report is gone '
    'would tell them that somebody accuses them';

CREATE OR REPLACE FUNCTION belonging(units text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE
AS $$
    SELECT case_id
      FROM case_unit
      JOIN case_state USING (case_id)
     WHERE case_unit.unit = ANY (units)
       AND follows IS NULL
     UNION ALL
    SELECT follower.case_id
      FROM case_unit
      JOIN case_state AS follower ON follower.follows = case_unit.case_id
     WHERE case_unit.unit = ANY (units)
$$;
COMMENT ON FUNCTION belonging IS
    'the cases of some units, a case of several more than once; what follows another case '
    'is of the units of that one';

CREATE OR REPLACE FUNCTION lent(viewer text, roles text[], wanted text, at timestamptz)
RETURNS TABLE (case_id uuid)
LANGUAGE sql STABLE
AS $$
    SELECT case_id
      FROM case_grant
     WHERE person = viewer
       AND role = ANY (roles)
       AND wanted = ANY (rights)
       AND ended_at IS NULL
       AND ends_at > at
$$;
COMMENT ON FUNCTION lent IS 'the cases that somebody may read for a time';

CREATE OR REPLACE FUNCTION to_do(viewer text, roles text[])
RETURNS TABLE (case_id uuid, task integer, until date, item uuid, yours boolean)
LANGUAGE sql STABLE
AS $$
    SELECT case_id, task, until, item, true
      FROM case_task
     WHERE person = viewer
       AND role = ANY (roles)
     UNION ALL
    SELECT case_id, task, until, item, false
      FROM case_task
     WHERE person IS NULL
       AND EXISTS (SELECT
                     FROM case_access
                    WHERE case_access.case_id = case_task.case_id
                      AND case_access.person = viewer
                      AND relation = 'handler'
                      AND case_access.role = ANY (roles))
$$;
COMMENT ON FUNCTION to_do IS
    'what is to be done by somebody, in one of these roles; to whom a case was given, also '
    'what is to be done there and is nobody''s any more';

DROP FUNCTION IF EXISTS tied(text, text[]);
DROP FUNCTION IF EXISTS tied(text, text[], text[]);
DROP FUNCTION IF EXISTS tied(text, text[], text[], uuid[]);
DROP FUNCTION IF EXISTS tied(text, text[], text[], uuid[], text[], boolean);
CREATE OR REPLACE FUNCTION tied(viewer text, roles text[], turns text[], own uuid[],
                                units text[], whole boolean, wanted text,
                                at timestamptz)
RETURNS uuid[]
LANGUAGE sql STABLE
AS $$
    SELECT ARRAY(SELECT case_id
                   FROM case_access
                  WHERE person = viewer
                    AND relation = 'declarant'
                  UNION
                 SELECT case_id
                   FROM case_reporter
                  WHERE 'reporter' = ANY (roles)
                    AND (person = viewer OR case_id = ANY (own))
                  UNION
                 SELECT case_id
                   FROM (SELECT case_id
                           FROM case_access
                          WHERE person = viewer
                            AND (relation = ANY (roles)
                                 OR relation = 'handler' AND role = ANY (roles))
                          UNION
                         SELECT follower.case_id
                           FROM case_access
                           JOIN case_state AS follower
                             ON follower.follows = case_access.case_id
                          WHERE person = viewer
                            AND (relation IN ('arbitrator', 'decider')
                                 AND relation = ANY (roles)
                                 OR relation = 'handler' AND role = ANY (roles))
                          UNION
                         SELECT lent.case_id
                           FROM lent(viewer, roles, wanted, at) AS lent
                          UNION
                         SELECT follower.case_id
                           FROM lent(viewer, roles, wanted, at) AS lent
                           JOIN case_state AS follower ON follower.follows = lent.case_id
                          UNION
                         SELECT case_id
                           FROM case_office
                          WHERE substitute = ANY (roles)
                            AND NOT roles && ARRAY['case_owner', 'investigator',
                                                   'arbitrator']
                          UNION
                         SELECT case_id
                           FROM case_state
                          WHERE turns <> '{}'
                            AND status = 'open'
                            AND NOT merged
                            AND edition || '/' || case_type || '/' || phase = ANY (turns)
                          UNION
                         SELECT case_id FROM belonging(units) AS case_id WHERE whole
                        ) AS in_office
                  WHERE units IS NULL
                     OR case_id IN (SELECT belonging(units)))
$$;
COMMENT ON FUNCTION tied IS
    'the cases that somebody has to do with, in one of these roles or at these phases, '
    'and those that follow them; '
    'own: those they reported in confidence, which their name does not show; '
    'units: those that their office is for, null for all; of these cases alone; '
    'whole: all of them, whoever they were given to; '
    'wanted: what they want to do, at a moment, in a case that is theirs for a time';

GRANT EXECUTE ON FUNCTION hidden TO cases_application;
GRANT EXECUTE ON FUNCTION belonging, lent, tied, to_do TO cases_application;
