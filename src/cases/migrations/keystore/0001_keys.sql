-- The keys of one organisation, each covered by another: a root, outside every database,
-- covers the trunk, the trunk the branches, a branch its shards, a shard the keys of items.
-- A key that the database covers is nonce (12), key (32) and tag (16).

CREATE TABLE root (
    custodian    text        NOT NULL,
    version      integer     NOT NULL CHECK (version > 0),
    trunk        bytea,
    prepared_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    used_at      timestamptz,
    destroyed_at timestamptz,
    PRIMARY KEY (custodian, version),
    CHECK (trunk IS NULL OR used_at IS NOT NULL AND destroyed_at IS NULL)
);
COMMENT ON TABLE root IS 'every root there ever was, with whoever keeps it';
COMMENT ON COLUMN root.trunk IS 'the trunk''s key as this root covers it, while in use';
COMMENT ON COLUMN root.used_at IS 'null of one that was made and never covered anything';
CREATE UNIQUE INDEX root_in_use ON root (custodian) WHERE trunk IS NOT NULL;

CREATE TABLE branch (
    branch  smallint PRIMARY KEY CHECK (branch BETWEEN 0 AND 127),
    wrapped bytea    NOT NULL CHECK (octet_length(wrapped) = 60)
);

CREATE TABLE shard (
    shard   uuid     PRIMARY KEY,
    branch  smallint NOT NULL REFERENCES branch,
    wrapped bytea    NOT NULL CHECK (octet_length(wrapped) = 60)
);
CREATE INDEX shard_branch ON shard (branch);

CREATE TABLE item_key (
    item    uuid  PRIMARY KEY,
    shard   uuid  NOT NULL REFERENCES shard,
    wrapped bytea NOT NULL CHECK (octet_length(wrapped) = 60)
);
CREATE INDEX item_key_shard ON item_key (shard);
-- Covered anew together with an erased neighbour: leave room on the page for that.
ALTER TABLE shard SET (fillfactor = 80);
ALTER TABLE item_key SET (fillfactor = 80);

CREATE TABLE lasting_key (
    name    text  PRIMARY KEY,
    wrapped bytea NOT NULL CHECK (octet_length(wrapped) = 60)
);
COMMENT ON TABLE lasting_key IS 'keys of no item, which outlast every root';

-- Whoever adds keys holds this lock together with others, an erasure holds it alone: what
-- is added while the keys above are exchanged would be lost. It costs no transaction id,
-- for which the readers of a log in the same cluster would wait.
CREATE FUNCTION lock_keys(alone boolean) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    name bigint := hashtextextended('cases keys ' || current_schema(), 0);
BEGIN
    IF alone THEN
        PERFORM pg_advisory_xact_lock(name);
    ELSE
        PERFORM pg_advisory_xact_lock_shared(name);
    END IF;
END
$$;

-- Gives false, and adds nothing, when the branch has got another key meanwhile.
-- Sent again after a lost answer, the keys are there already and stay as they are.
CREATE FUNCTION add_item_keys(
    in_branch smallint, in_branch_wrapped bytea,
    in_shard uuid, in_shard_wrapped bytea,
    in_items uuid[], in_wrapped bytea[]
) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    PERFORM lock_keys(false);
    PERFORM FROM branch
      WHERE branch.branch = in_branch
        AND branch.wrapped = in_branch_wrapped;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO shard (shard, branch, wrapped)
    VALUES (in_shard, in_branch, in_shard_wrapped)
        ON CONFLICT (shard) DO NOTHING;
    INSERT INTO item_key (item, shard, wrapped)
    SELECT added.item, in_shard, added.wrapped
      FROM unnest(in_items, in_wrapped) AS added (item, wrapped)
        ON CONFLICT (item) DO NOTHING;
    RETURN true;
END
$$;

DO $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO cases_eraser', current_schema());
END
$$;
REVOKE ALL ON FUNCTION add_item_keys, lock_keys FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_item_keys TO cases_application;
GRANT EXECUTE ON FUNCTION lock_keys TO cases_eraser;
GRANT SELECT ON root, branch, shard, item_key, lasting_key TO cases_application;
GRANT SELECT, INSERT, UPDATE ON root TO cases_eraser;
GRANT SELECT, UPDATE (wrapped) ON branch, lasting_key TO cases_eraser;
GRANT SELECT, UPDATE (wrapped), DELETE ON shard, item_key TO cases_eraser;
