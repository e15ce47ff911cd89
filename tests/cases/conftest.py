"""A log in PostgreSQL, and a case of the invented code in it."""

import hashlib
from collections.abc import Iterable, Iterator
from uuid import UUID, uuid4

import pytest
from rules import CODE, DETECTIVE, handler, report, step
from scenario import COMPLIANCE, DAY_0, INTAKE, MEMBER, OWNER

from cases.database import Pool
from cases.events.event import Concealed, Hidden, Item, Personal, SealedItem
from cases.handling import Cases
from cases.log.log import Log
from cases.sealing.marks import marks, recognised


def seal(
    case: UUID,
    text: Personal | Hidden,
    item: Item,
    about: tuple[int, ...],
    known: UUID | None = None,
) -> SealedItem:
    """Nothing of the text: what sealing does is the vault's to show."""
    new = known or uuid4()
    made = marks(new.bytes, text) if isinstance(text, Hidden) else None
    return SealedItem(new, item.kind, item.audience, about, b"sealed", made)


def seen(concealed: Concealed, persons: Iterable[str]) -> Hidden:
    """Whom the marks stand for that `seal` made."""
    return recognised(concealed.item.bytes, concealed.marks, persons)


def keyed(said: bytes) -> bytes:
    return hashlib.sha256(said).digest()


def fingerprint(said: bytes) -> bytes:
    return bytes(4) + keyed(said)[:28]


@pytest.fixture
def log(database_url: str) -> Iterator[Log]:
    with Pool(database_url, "ima") as pool:
        log = Log("ima", pool, seal)
        yield log
        log.close()


@pytest.fixture
def cases(log: Log) -> Cases:
    return Cases(CODE, log, keyed, fingerprint, seen, now=lambda: DAY_0)


@pytest.fixture
def case(cases: Cases) -> UUID:
    """A report that a case owner and a detective look into."""
    opened = cases.open(report(), MEMBER).case
    cases.handle(opened, handler(OWNER.id, "case_owner"), COMPLIANCE)
    cases.handle(opened, handler(DETECTIVE.id, "detective"), COMPLIANCE)
    cases.handle(opened, step("acknowledge"), INTAKE)
    return opened
