-- An append that was decided on what another stream holds, too: of the offices, who may.
-- Looked at once the events are written, so that nothing comes between the look and them
-- but what commits while this does.
-- LG007 that stream goes on beyond the version: whoever asked decides anew.
CREATE FUNCTION append_while(
    other        uuid,
    ends_with    integer,
    commands     uuid[],
    fingerprints bytea[],
    decided_on   integer[],
    lasts        integer[],
    streams      uuid[],
    versions     integer[],
    by_day       boolean[],
    topics       text,
    states       text,
    relied       text[]    DEFAULT NULL,
    relied_at    bigint[]  DEFAULT NULL,
    raised       text[]    DEFAULT NULL,
    raised_by    integer[] DEFAULT NULL,
    items        uuid[]    DEFAULT NULL,
    cases        uuid[]    DEFAULT NULL,
    abouts       text[]    DEFAULT NULL,
    kinds        text[]    DEFAULT NULL,
    audiences    text[]    DEFAULT NULL,
    blobs        bytea[]   DEFAULT NULL
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
DECLARE
    origin bigint;
BEGIN
    origin := append(commands, fingerprints, decided_on, lasts, streams, versions, by_day,
                     topics, states, relied, relied_at, raised, raised_by, items, cases,
                     abouts, kinds, audiences, blobs);
    IF EXISTS (SELECT FROM event WHERE stream = other AND version = ends_with + 1) THEN
        RAISE EXCEPTION USING ERRCODE = 'LG007',
            MESSAGE = 'the other stream has moved on';
    END IF;
    RETURN origin;
END
$$;

REVOKE ALL ON FUNCTION append_while FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_while TO cases_application, cases_eraser;
