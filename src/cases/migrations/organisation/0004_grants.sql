-- The application reads and appends; it changes nothing any other way.

REVOKE ALL ON FUNCTION append FROM PUBLIC;
REVOKE ALL ON FUNCTION move_guards FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append TO cases_application;
GRANT SELECT ON event, sealed, command, guard, relation TO cases_application;
GRANT SELECT ON event TO cases_follower;
