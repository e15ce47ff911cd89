"""The process that erases: an eraser for each organisation, looking again and again."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count
from threading import Event
from typing import Final

import structlog

from api.ending import Ending
from api.erasing import Eraser
from api.files.sweeping import sweep
from api.organisations import Organisation, kept_by
from api.settings import Settings
from api.stores import Stores
from cases import database
from cases.sealing.erasing import KeyEraser
from cases.tree.gate import GatedLog

EVERY_SECONDS: Final = 60.0
TURNS: Final = 60
"""Of so many, one looks for what is left of files that nobody has."""
_log = structlog.get_logger()


@contextmanager
def eraser(settings: Settings, organisation: Organisation) -> Iterator[Eraser]:
    """What erases, with connections of its own until the end."""
    name = organisation.name
    role = database.ERASER
    with (
        database.pool(settings.database_url, name, role, size=2) as pool,
        database.pool(settings.keystore_url, name, role, size=1) as keystore,
    ):
        log = GatedLog(name, pool, organisation.vault.seal, organisation.tree.gate)
        try:
            cases = replace(organisation.cases, log=log)
            store = organisation.files.store if organisation.files else None
            ending = Ending(
                organisation,
                cases,
                log,
                KeyEraser(name, kept_by(settings, name), keystore),
                Stores(organisation.pool, keystore, store),
                timedelta(days=settings.backups_kept_days),
            )
            yield Eraser(organisation, pool, cases, ending)
        finally:
            log.close()


def watch(
    settings: Settings, organisations: Sequence[Organisation], stop: Event
) -> None:
    """Carry out what has come due, until told to stop."""
    with ExitStack() as closing:
        erasers = [
            closing.enter_context(eraser(settings, one)) for one in organisations
        ]
        for turn in count():
            for one in erasers:
                try:
                    one.carry_out()
                    if turn % TURNS == 0:
                        sweep(one)
                # Whoever watched no more would let lists lie in silence.
                except Exception as error:  # noqa: BLE001
                    _log.warning("lists not seen", error=type(error).__name__)
            if stop.wait(EVERY_SECONDS):
                return
