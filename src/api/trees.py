"""The audit trees as their processes and their owner work on them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from api.organisations import present
from api.settings import Settings
from api.witnessing import policy
from cases import database
from cases.database import INTEGRATOR
from cases.log.log import Log
from cases.tree.integrating import Source
from cases.tree.keys import LogKeys
from cases.tree.signed import SignedTrees


@contextmanager
def sources(settings: Settings) -> Iterator[list[Source]]:
    """Every organisation's log, and what its tree is signed with, as an integrator."""
    with ExitStack() as closing:
        yield [
            closing.enter_context(source(settings, name)) for name in present(settings)
        ]


@contextmanager
def source(settings: Settings, name: str) -> Iterator[Source]:
    """One organisation's."""
    with (
        database.pool(settings.database_url, name, INTEGRATOR, size=2) as pool,
        database.pool(settings.keystore_url, name, INTEGRATOR, size=2) as keystore,
    ):
        log = Log(name, pool)
        keys = LogKeys(settings.keyring, name)
        try:
            yield Source(
                settings.database_url,
                log,
                SignedTrees(keystore),
                keys,
                pool,
                policy(settings),
            )
        finally:
            log.close()
