-- The application reads and appends; it changes nothing any other way.

REVOKE ALL ON FUNCTION append FROM PUBLIC;
REVOKE ALL ON FUNCTION append_and_erase FROM PUBLIC;
REVOKE ALL ON FUNCTION move_guards FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append TO cases_application;
GRANT SELECT ON event, sealed, command, guard, relation TO cases_application;
GRANT SELECT ON event TO cases_follower;

DO $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO cases_eraser', current_schema());
END
$$;
GRANT EXECUTE ON FUNCTION append, append_and_erase TO cases_eraser;
GRANT SELECT ON event, sealed, command, guard, relation TO cases_eraser;
