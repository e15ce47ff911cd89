-- The last checkpoint that was signed, outside the database that it is about: neither a
-- second integrator nor a database that went back in time can sign another history.

CREATE TABLE signed_tree (
    origin      text        PRIMARY KEY,
    number      integer     NOT NULL UNIQUE CHECK (number > 0),
    size        bigint      NOT NULL CHECK (size >= 0),
    root        bytea       NOT NULL CHECK (octet_length(root) = 32),
    note        text        NOT NULL,
    quarantined text
);
-- When it was signed is not kept: of what a reporter does only the day is.
COMMENT ON COLUMN signed_tree.number IS
    'the highest is the one in use; those before it ended when events were lost';
COMMENT ON COLUMN signed_tree.quarantined IS
    'why nothing is signed or recorded until somebody has looked; null when all is well';

CREATE TABLE log_key (
    number      integer     PRIMARY KEY CHECK (number > 0),
    verifier    text        NOT NULL UNIQUE,
    signs_from  timestamptz NOT NULL,
    signs_until timestamptz CHECK (signs_until >= signs_from)
);
COMMENT ON COLUMN log_key.verifier IS
    'the verifier key, as a note writes it; what it signs with lies in the keyring';

-- Compare and swap: false, and nothing is moved, unless it stood where the caller says.
CREATE FUNCTION move_signed_tree(
    in_origin text, was_size bigint, was_root bytea,
    in_size bigint, in_root bytea, in_note text
) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    UPDATE signed_tree
       SET size = in_size, root = in_root, note = in_note
     WHERE origin = in_origin
       AND number = (SELECT max(number) FROM signed_tree)
       AND quarantined IS NULL
       AND size = was_size
       AND root = was_root
       AND in_size > was_size;
    RETURN FOUND;
END
$$;

-- The first reason stays: it is what somebody has to look into.
CREATE FUNCTION quarantine_tree(in_origin text, reason text) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    UPDATE signed_tree
       SET quarantined = reason
     WHERE origin = in_origin
       AND quarantined IS NULL;
    RETURN FOUND;
END
$$;

DO $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO cases_integrator', current_schema());
END
$$;
REVOKE ALL ON FUNCTION move_signed_tree, quarantine_tree FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_signed_tree, quarantine_tree TO cases_integrator;
GRANT SELECT ON signed_tree, log_key TO cases_integrator, cases_application;
