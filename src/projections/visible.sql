-- Whose eyes may see which cases. Every query that names a case asks for both:
--    case_id <> ALL ((SELECT hidden(viewer, roles))::uuid[])
--    AND (everything OR case_id = ANY ((SELECT tied(viewer, roles, turns, own))::uuid[]))
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

DROP FUNCTION IF EXISTS tied(text, text[]);
DROP FUNCTION IF EXISTS tied(text, text[], text[]);
CREATE OR REPLACE FUNCTION tied(viewer text, roles text[], turns text[], own uuid[])
RETURNS uuid[]
LANGUAGE sql STABLE
AS $$
    SELECT ARRAY(SELECT case_id
                   FROM case_access
                  WHERE person = viewer
                    AND (relation = 'declarant'
                         OR relation = ANY (roles)
                         OR relation = 'handler' AND role = ANY (roles))
                  UNION
                 SELECT follower.case_id
                   FROM case_access
                   JOIN case_state AS follower ON follower.follows = case_access.case_id
                  WHERE person = viewer
                    AND (relation IN ('arbitrator', 'decider')
                         AND relation = ANY (roles)
                         OR relation = 'handler' AND role = ANY (roles))
                  UNION
                 SELECT case_id
                   FROM case_office
                  WHERE substitute = ANY (roles)
                    AND NOT roles && ARRAY['case_owner', 'investigator', 'arbitrator']
                  UNION
                 SELECT case_id
                   FROM case_reporter
                  WHERE 'reporter' = ANY (roles)
                    AND (person = viewer OR case_id = ANY (own))
                  UNION
                 SELECT case_id
                   FROM case_state
                  WHERE turns <> '{}'
                    AND status = 'open'
                    AND NOT merged
                    AND edition || '/' || case_type || '/' || phase = ANY (turns))
$$;
COMMENT ON FUNCTION tied IS
    'the cases that somebody has to do with, in one of these roles or at these phases, '
    'and those that follow them; '
    'own: those they reported in confidence, which their name does not show';

GRANT EXECUTE ON FUNCTION hidden TO cases_application, cases_reporting;
GRANT EXECUTE ON FUNCTION tied TO cases_application;
