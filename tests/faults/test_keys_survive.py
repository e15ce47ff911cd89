"""The keystore's server is killed: keys that were given out are there again."""

from pathlib import Path

import pytest
from vaults import create_keys, keys_of

from api.running.postgres import Cluster
from cases.sealing.stock import BATCH

pytestmark = pytest.mark.faults


def test_a_key_given_out_before_the_server_was_killed_still_opens(
    durable_cluster: Cluster, durable_keystore_url: str, keyring_directory: Path
) -> None:
    create_keys(durable_keystore_url, keyring_directory, "ims")
    with keys_of(durable_keystore_url, keyring_directory, "ims") as keyring:
        before = [keyring.take() for _ in range(3 * BATCH)]
        durable_cluster.kill()
        durable_cluster.start()
        opened = keyring.keys(key.item for key in before)
        assert opened == {key.item: key.secret for key in before}
        after = [keyring.take() for _ in range(3 * BATCH)]
    with keys_of(durable_keystore_url, keyring_directory, "ims") as restarted:
        opened = restarted.keys(key.item for key in before + after)
    assert opened == {key.item: key.secret for key in before + after}
