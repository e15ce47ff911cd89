-- Whose eyes may see which cases. Every query that names a case asks for both:
--    case_id <> ALL ((SELECT hidden(viewer))::uuid[])
--    AND (everything OR case_id = ANY ((SELECT tied(viewer, roles, turns, own))::uuid[]))
-- so that an exclusion is stronger than any right. Each is then looked up once a query.

CREATE OR REPLACE FUNCTION hidden(viewer text) RETURNS uuid[]
LANGUAGE sql STABLE
AS $$
    SELECT ARRAY(SELECT case_id
                   FROM case_access
                  WHERE person = viewer
                    AND relation = 'excluded')
$$;
COMMENT ON FUNCTION hidden IS 'the cases that somebody is kept away from';

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
                 SELECT case_id
                   FROM case_reporter
                  WHERE 'reporter' = ANY (roles)
                    AND (person = viewer OR case_id = ANY (own))
                  UNION
                 SELECT case_id
                   FROM case_state
                  WHERE turns <> '{}'
                    AND status = 'open'
                    AND edition || '/' || case_type || '/' || phase = ANY (turns))
$$;
COMMENT ON FUNCTION tied IS
    'the cases that somebody has to do with, in one of these roles or at these phases; '
    'own: those they reported in confidence, which their name does not show';

GRANT EXECUTE ON FUNCTION hidden TO cases_application, cases_reporting;
GRANT EXECUTE ON FUNCTION tied TO cases_application;
