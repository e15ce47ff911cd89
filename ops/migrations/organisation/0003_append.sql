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

-- Topics and states: a line for each event (neither can hold a line break).
-- LG001 not the first write · LG002 outdated · LG003 a guard moved · LG004 below what is
-- there already · unique_violation on command_pkey: repeated, on event_pkey: outdated.
CREATE FUNCTION append(
    to_stream      uuid,
    after_version  integer,
    by_command     uuid,
    its_fingerprint bytea,
    by_day         boolean,
    topics         text,
    states         text,
    relied         text[]    DEFAULT NULL,
    relied_at      bigint[]  DEFAULT NULL,
    raised         text[]    DEFAULT NULL,
    raised_by      integer[] DEFAULT NULL,
    items          uuid[]    DEFAULT NULL,
    abouts         text[]    DEFAULT NULL,
    kinds          text[]    DEFAULT NULL,
    audiences      text[]    DEFAULT NULL,
    blobs          bytea[]   DEFAULT NULL
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
DECLARE
    topic_lines text[] := string_to_array(topics, E'\n');
    state_lines text[] := string_to_array(states, E'\n');
    events      integer := cardinality(topic_lines);
    at          timestamptz := clock_timestamp();
    previous    bigint := 0;
    first       bigint;
BEGIN
    -- Otherwise the transaction id, and with it the position, may be older than what
    -- the decision was based on, and the stream's versions would not follow its positions.
    IF pg_current_xact_id_if_assigned() IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'LG001',
            MESSAGE = 'append must be the first write of its transaction';
    END IF;
    IF events > 4095 OR events <> cardinality(state_lines) THEN
        RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
            MESSAGE = 'an append takes 1 to 4095 events, each with a topic and a state';
    END IF;
    IF by_day THEN
        at := date_trunc('day', at, 'UTC');
    END IF;
    IF after_version > 0 THEN
        previous := (SELECT position FROM event
                      WHERE stream = to_stream AND version = after_version);
    END IF;

    first := (xid_base() + pg_current_xact_id()::text::bigint) << 12;
    -- Before the version is judged: a repeated command gets its first answer.
    INSERT INTO command (command, fingerprint, stream, version, position, recorded_at)
    VALUES (by_command, its_fingerprint, to_stream, after_version + events,
            first + events, at);
    IF previous IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'LG002', MESSAGE = 'the stream is elsewhere';
    ELSIF previous >= first THEN
        RAISE EXCEPTION USING ERRCODE = 'LG004',
            MESSAGE = 'the log holds positions beyond this transaction';
    END IF;
    IF relied IS NOT NULL OR raised IS NOT NULL THEN
        PERFORM move_guards(relied, relied_at, raised);
    END IF;

    INSERT INTO event (stream, version, position, recorded_at, topic, state)
    SELECT to_stream, after_version + line.ordinal, first + line.ordinal, at,
           line.topic, line.state
      FROM unnest(topic_lines, state_lines)
           WITH ORDINALITY AS line (topic, state, ordinal);
    IF raised IS NOT NULL THEN
        INSERT INTO relation (name, stream, version)
        SELECT name, to_stream, after_version + ordinal
          FROM unnest(raised, raised_by) AS tag (name, ordinal);
    END IF;
    IF items IS NOT NULL THEN
        INSERT INTO sealed (item, case_id, about, kind, audience, blob)
        SELECT item, to_stream, about::integer[], kind, audience, blob
          FROM unnest(items, abouts, kinds, audiences, blobs)
            AS one (item, about, kind, audience, blob);
    END IF;
    RETURN first + events;
END
$$;

-- Locks every counter relied on or raised, in one order, so that two appends never wait
-- for each other; raises those that an event carries; LG003 when one relied on has moved.
CREATE FUNCTION move_guards(relied text[], relied_at bigint[], raised text[])
RETURNS void
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
        INSERT INTO guard AS g (name, version)
        SELECT name, step FROM wanted ORDER BY name COLLATE "C"
        ON CONFLICT (name) DO UPDATE SET version = g.version + excluded.version
        RETURNING g.name, g.version
    )
    SELECT string_agg(name, ' ') INTO moved
      FROM locked JOIN wanted USING (name)
     WHERE locked.version - wanted.step <> wanted.seen;
    IF moved IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'LG003', MESSAGE = 'a guard has moved',
            DETAIL = moved;
    END IF;
END
$$;
