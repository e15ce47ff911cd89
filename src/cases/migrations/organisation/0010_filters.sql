-- What people keep of how they look at lists, of each their own. No event: it is no act
-- upon a case, and goes when they want it to. No projection either: the log has none of it.

CREATE TABLE saved_filter (
    person text  NOT NULL,
    name   text  NOT NULL,
    wanted jsonb NOT NULL,
    PRIMARY KEY (person, name)
);
COMMENT ON COLUMN saved_filter.person IS 'the pseudonym of whoever keeps it';
COMMENT ON COLUMN saved_filter.wanted IS 'names of the edition, pseudonyms and days';

-- Whether it is kept: not when somebody has as many as may be, and none of this name.
CREATE FUNCTION save_filter(whose text, called text, asked jsonb, most integer)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    INSERT INTO saved_filter (person, name, wanted)
    SELECT whose, called, asked
     WHERE (SELECT count(*)
              FROM saved_filter
             WHERE person = whose
               AND name <> called) < most
        ON CONFLICT (person, name) DO UPDATE
       SET wanted = excluded.wanted;
    RETURN FOUND;
END
$$;

CREATE FUNCTION drop_filter(whose text, called text) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
    DELETE FROM saved_filter
     WHERE person = whose
       AND name = called
$$;

REVOKE EXECUTE ON FUNCTION save_filter, drop_filter FROM PUBLIC;
GRANT EXECUTE ON FUNCTION save_filter, drop_filter TO cases_application;
GRANT SELECT ON saved_filter TO cases_application;
