-- Appending: one call, one round trip, one commit.

-- Added to transaction ids; a restored cluster counts from low ids and gets a higher base.
CREATE FUNCTION xid_base() RETURNS bigint
LANGUAGE sql IMMUTABLE RETURN 0;

-- Every event below has been committed or never will be: readers stop here.
CREATE FUNCTION horizon() RETURNS bigint
LANGUAGE sql STABLE
RETURN (xid_base() + pg_snapshot_xmin(pg_current_snapshot())::text::bigint) << 12;

-- No transaction has begun that could write here or above.
CREATE FUNCTION frontier() RETURNS bigint
LANGUAGE sql STABLE
RETURN (xid_base() + pg_snapshot_xmax(pg_current_snapshot())::text::bigint) << 12;

-- Several commands that are sent together share the transaction; an error refuses all.
-- For each command, and for each further stream of a command that is sent alone: its id
-- (NULL for a further stream), its fingerprint, the version it was decided on, and the
-- place of its last event there. For each event: its stream and version, whether only the
-- day is recorded, and a line in `topics` and in `states`, which never hold a line break.
-- Gives the position before the first event.
-- LG001 not the first write · LG002 no such version · LG003 a guard moved · LG004 below
-- what is there already · unique_violation of command_pkey: repeated, event_pkey: outdated.
CREATE FUNCTION append(
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
-- A plan made while the log was small must not read all of it when it has grown.
SET enable_seqscan = off
AS $$
DECLARE
    topic_lines text[] := string_to_array(topics, E'\n');
    state_lines text[] := string_to_array(states, E'\n');
    now_exactly timestamptz := clock_timestamp();
    today       timestamptz := date_trunc('day', now_exactly, 'UTC');
    previous    bigint;
    missing     boolean;
    origin      bigint;
    -- Whoever reads up to the position of a command in several streams reads all of it.
    whole       integer := CASE WHEN array_position(commands, NULL) IS NOT NULL
                                THEN cardinality(streams) END;
BEGIN
    -- Otherwise the transaction id, and with it the position, may be older than what
    -- the decision was based on, and the stream's versions would not follow its positions.
    IF pg_current_xact_id_if_assigned() IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'LG001',
            MESSAGE = 'append must be the first write of its transaction';
    END IF;
    IF cardinality(streams) NOT BETWEEN 1 AND 4095
       OR cardinality(topic_lines) <> cardinality(streams)
       OR cardinality(state_lines) <> cardinality(streams) THEN
        RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
            MESSAGE = 'an append takes 1 to 4095 events, each with a topic and a state';
    END IF;
    SELECT max(position), bool_or(position IS NULL)
      INTO previous, missing
      FROM (SELECT (SELECT event.position
                      FROM event
                     WHERE event.stream = streams[last] AND event.version = one.version)
              FROM unnest(decided_on, lasts) AS one (version, last)
             WHERE one.version > 0) AS found (position);
    origin := (xid_base() + pg_current_xact_id()::text::bigint) << 12;
    IF previous >= origin THEN
        RAISE EXCEPTION USING ERRCODE = 'LG004',
            MESSAGE = 'the log holds positions beyond this transaction';
    END IF;
    -- Before the version is judged: a repeated command is known as one.
    INSERT INTO command (command, fingerprint, stream, version, position, recorded_at)
    SELECT id, fingerprint, streams[last], versions[last],
           origin + coalesce(whole, last),
           CASE WHEN by_day[last] THEN today ELSE now_exactly END
      FROM unnest(commands, fingerprints, lasts) AS one (id, fingerprint, last)
     WHERE id IS NOT NULL;
    IF missing THEN
        RAISE EXCEPTION USING ERRCODE = 'LG002', MESSAGE = 'no such version';
    END IF;
    IF relied IS NOT NULL OR raised IS NOT NULL THEN
        PERFORM move_guards(relied, relied_at, raised, origin);
    END IF;
    INSERT INTO event (stream, version, position, recorded_at, topic, state)
    SELECT stream, version, origin + place,
           CASE WHEN day_only THEN today ELSE now_exactly END, topic, state
      FROM unnest(streams, versions, by_day, topic_lines, state_lines)
           WITH ORDINALITY
        AS line (stream, version, day_only, topic, state, place);
    IF raised IS NOT NULL THEN
        INSERT INTO relation (name, stream, version)
        SELECT name, streams[place], versions[place]
          FROM unnest(raised, raised_by) AS tag (name, place);
    END IF;
    IF items IS NOT NULL THEN
        INSERT INTO sealed (item, case_id, about, kind, audience, blob)
        SELECT item, case_id, about::integer[], kind, audience, blob
          FROM unnest(items, cases, abouts, kinds, audiences, blobs)
            AS one (item, case_id, about, kind, audience, blob);
    END IF;
    RETURN origin;
END
$$;

-- An append that makes texts unreadable: their sealed bytes go in the same commit as the
-- events that say so. Whether a hold or the erasure came first is then settled by the
-- version of the case. For whoever erases, and nobody else.
CREATE FUNCTION append_and_erase(
    erased       uuid[],
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
    gone   integer;
BEGIN
    origin := append(commands, fingerprints, decided_on, lasts, streams, versions, by_day,
                     topics, states, relied, relied_at, raised, raised_by, items, cases,
                     abouts, kinds, audiences, blobs);
    DELETE FROM sealed WHERE item = ANY (erased);
    GET DIAGNOSTICS gone = ROW_COUNT;
    -- Somebody else was faster: a text is made unreadable once.
    IF gone <> cardinality(erased) THEN
        RAISE EXCEPTION USING ERRCODE = 'LG006', MESSAGE = 'a text is not there any more';
    END IF;
    RETURN origin;
END
$$;

-- Locks every counter relied on or raised, in one order, so that two appends never wait
-- for each other; raises those that an event carries. LG003 when one relied on has moved,
-- or an append that comes later in the log was here first: whoever asked decides anew.
CREATE FUNCTION move_guards(
    relied text[], relied_at bigint[], raised text[], origin bigint
) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    moved text;
BEGIN
    WITH wanted AS (
        SELECT name, max(seen) AS seen, bool_or(raises)::integer AS step
          FROM (SELECT unnest(relied) AS name, unnest(relied_at) AS seen, false AS raises
                 UNION ALL
                SELECT unnest(raised), NULL, true) AS one
         GROUP BY name
         ORDER BY name COLLATE "C"
    ), locked AS (
        INSERT INTO guard AS g (name, version, position)
        SELECT name, step, origin FROM wanted ORDER BY name COLLATE "C"
        ON CONFLICT (name) DO UPDATE
                SET version = g.version + excluded.version,
                    position = greatest(g.position, excluded.position)
        RETURNING g.name, g.version, g.position
    )
    SELECT string_agg(name, ' ') INTO moved
      FROM locked JOIN wanted USING (name)
     WHERE locked.version - wanted.step <> wanted.seen
        -- Positions are given before the counter is waited for: whoever was here first
        -- may have the later one, and the log would tell it the other way round.
        OR locked.position > origin;
    IF moved IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'LG003', MESSAGE = 'a guard has moved',
            DETAIL = moved;
    END IF;
END
$$;
