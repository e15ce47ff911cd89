-- Whose eyes may see which cases; an exclusion is stronger than any right.
-- `roles` are the roles acted in; a handler sees their case in the role they were given.
-- Readable by the planner into the query that asks: keep it one plain SELECT.
CREATE OR REPLACE FUNCTION visible(viewer text, roles text[], everything boolean)
RETURNS TABLE (case_id uuid)
LANGUAGE sql STABLE
AS $$
    SELECT seen.case_id
      FROM (SELECT case_state.case_id
              FROM case_state
             WHERE everything
             UNION ALL
            SELECT DISTINCT case_access.case_id
              FROM case_access
             WHERE NOT everything
               AND case_access.person = viewer
               AND (case_access.relation = ANY (roles)
                    OR case_access.relation = 'declarant'
                    OR case_access.relation = 'handler'
                       AND case_access.role = ANY (roles))) AS seen
     WHERE NOT EXISTS (SELECT
                         FROM case_access
                        WHERE case_access.case_id = seen.case_id
                          AND case_access.person = viewer
                          AND case_access.relation = 'excluded')
$$;

GRANT EXECUTE ON FUNCTION visible TO cases_application, cases_reporting;
