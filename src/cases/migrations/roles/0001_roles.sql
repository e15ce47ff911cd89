-- The roles that own, write, follow, report, sign and erase. None logs in: login users are members.
-- Roles belong to the cluster, not to a database: run again for each database, and harmless.
DO $$
DECLARE
    wanted text;
    may_become text := CASE WHEN current_setting('server_version_num')::int >= 160000
                            THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    FOREACH wanted IN ARRAY ARRAY[
        'cases_owner', 'cases_application', 'cases_follower', 'cases_reporting',
        'cases_integrator', 'cases_eraser'
    ] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
        IF NOT pg_has_role(current_user, wanted, may_become) THEN
            EXECUTE format('GRANT %I TO %I', wanted, current_user);
        END IF;
    END LOOP;
    IF NOT has_database_privilege('cases_owner', current_database(), 'CREATE') THEN
        EXECUTE format('GRANT CREATE ON DATABASE %I TO cases_owner', current_database());
    END IF;
END
$$;
