-- Whoever reports reads the views of a schema of their own, and no table.
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM cases_reporting', current_schema());
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM cases_reporting',
                   current_schema());
END
$$;
