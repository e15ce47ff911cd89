"""A tree's beginning: its origin, its first key, and what was signed, which is nothing.

As the owner of the keystore, on a machine that has the keyring.
"""

from datetime import UTC, datetime
from pathlib import Path

from cases.database import OWNER, Pool
from cases.tree.keys import LogKeys
from cases.tree.signed import LogKey, SignedTrees


def add_tree(url: str, directory: Path, organisation: str, origin: str) -> None:
    """Let an organisation's tree begin, unless there is one; harmless to repeat.

    `url` is the keystore's, `directory` the keyring's; see `cases.keyring.add_keyring`.
    """
    with Pool(url, organisation, OWNER, size=1) as keystore:
        signed = SignedTrees(keystore)
        if signed.current() is None:
            keys = LogKeys(directory, organisation)
            signed.begin(origin, new_key(signed, keys, origin))


def new_key(signed: SignedTrees, keys: LogKeys, origin: str) -> LogKey:
    """The next key, made and durable, which signs from now on once it is made known."""
    number = max((key.number for key in signed.log_keys()), default=0) + 1
    made = keys.make(number, origin)
    return LogKey(number, made.verifier, datetime.now(UTC), None)
