-- The root, outside every database, covers the shards' keys; they cover the items'.
-- Wrapped keys are nonce (12), key (32) and tag (16).

CREATE TABLE shard (
    shard        smallint PRIMARY KEY CHECK (shard BETWEEN 0 AND 1023),
    root_version integer  NOT NULL CHECK (root_version > 0),
    wrapped      bytea    NOT NULL CHECK (octet_length(wrapped) = 60)
);

CREATE TABLE item_key (
    item    uuid     PRIMARY KEY,
    shard   smallint NOT NULL REFERENCES shard,
    wrapped bytea    NOT NULL CHECK (octet_length(wrapped) = 60)
);

CREATE INDEX item_key_shard ON item_key (shard);

-- Gives false, and adds nothing, when the shard has got another key or another root
-- meanwhile: keys covered by the old one would be lost. The lock holds until the
-- commit, so that a change of the shard's key waits and then covers these too.
-- Sent again after a lost answer, the keys are there already and stay as they are.
CREATE FUNCTION add_item_keys(
    in_shard smallint, in_shard_wrapped bytea, in_items uuid[], in_wrapped bytea[]
) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    PERFORM 1
       FROM shard
      WHERE shard.shard = in_shard
        AND shard.wrapped = in_shard_wrapped
        FOR SHARE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO item_key (item, shard, wrapped)
    SELECT added.item, in_shard, added.wrapped
      FROM unnest(in_items, in_wrapped) AS added (item, wrapped)
        ON CONFLICT (item) DO NOTHING;
    RETURN true;
END;
$$;

REVOKE ALL ON FUNCTION add_item_keys FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_item_keys TO cases_application;
GRANT SELECT ON shard, item_key TO cases_application;
