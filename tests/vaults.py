"""A vault to try: its keystore, its sealed texts, and a list for its readings."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from psycopg import connect
from psycopg.rows import TupleRow
from waiting import until

from cases.actors import Actor
from cases.database import ERASER, Pool, migrate_roles, parameters
from cases.events.event import Item, Personal, Sealed, SealedItem
from cases.events.record import TextRead
from cases.keyring import Keyring, add_keyring
from cases.sealing.custodian import Custodian
from cases.sealing.erasing import Finality, KeyEraser
from cases.sealing.keystore import Keystore
from cases.sealing.roots import FileRoots
from cases.vault import Vault

READER = Actor("investigator-1", "investigator")
IDENTITY = Item("identity")


def create_keys(url: str, directory: Path, organisation: str) -> None:
    """Keystore, root and shards, as `cases organisation add` makes them."""
    migrate_roles(url)
    add_keyring(url, organisation, [FileRoots(directory, organisation)])


@contextmanager
def keys_of(
    url: str, directory: Path, organisation: str, *others: Custodian
) -> Iterator[Keyring]:
    """The keyring of a newly started process."""
    custodians = [FileRoots(directory, organisation), *others]
    with Pool(url, organisation) as connections:
        keyring = Keyring(organisation, custodians, Keystore(connections))
        yield keyring
        keyring.close()


@dataclass
class Keys:
    """Where keys are, and what somebody with all rights can do there."""

    url: str
    directory: Path
    organisation: str = "ims"

    def erase(self, *items: UUID) -> Finality:
        """What a newly started process that may erase does with these items."""
        with Pool(self.url, self.organisation, ERASER) as connections:
            roots = FileRoots(self.directory, self.organisation)
            return KeyEraser(self.organisation, [roots], connections).erase(items)

    def roots(self) -> list[str]:
        """The names of the roots that are left."""
        return sorted(
            path.name for path in (self.directory / self.organisation).glob("root-*")
        )

    def meddle(self, query: str, *values: object) -> list[TupleRow]:
        """Whatever a superuser of the keystore can do."""
        return meddle(self.url, self.organisation, query, values)

    def restarted(self) -> dict[UUID, bytes]:
        """Every key, as a new process finds it."""
        items = [item for (item,) in self.meddle("SELECT item FROM item_key")]
        with keys_of(self.url, self.directory, self.organisation) as keyring:
            keyring.check()
            return keyring.keys(items)


def open_to_all(_case: UUID, _about: Collection[int], _reader: Actor) -> None:
    """No use of a text is restricted."""


@dataclass
class Safe:
    """A vault and both of its databases, the second as somebody with all rights."""

    database_url: str
    keystore_url: str
    keyring_directory: Path
    organisation: str = "ims"
    readings: list[TextRead] = field(default_factory=list)

    def prepare(self) -> None:
        """Make root and shards."""
        create_keys(self.keystore_url, self.keyring_directory, self.organisation)

    @contextmanager
    def vault(self) -> Iterator[Vault]:
        """The vault of a newly started process."""
        keys = keys_of(self.keystore_url, self.keyring_directory, self.organisation)
        with Pool(self.database_url, self.organisation) as rows, keys as keyring:
            yield Vault(rows, keyring, self.record, open_to_all)

    def record(self, readings: Sequence[TextRead], _reader: Actor) -> None:
        """What the log does with a reading."""
        self.readings += readings

    def keep(self, vault: Vault, text: str, case: UUID | None = None) -> Sealed:
        """Seal a text and store it, as the log does."""
        case = case or uuid4()
        sealed = vault.seal(case, Personal(text), IDENTITY, (1,))
        self.store(case, sealed)
        return reference(sealed)

    def store(self, case: UUID, text: SealedItem) -> None:
        """Write a row of `sealed`."""
        self.meddle(
            "INSERT INTO sealed VALUES (%s, %s, %s, %s, %s, %s)",
            text.item,
            case,
            list(text.about),
            text.kind,
            text.audience,
            text.blob,
        )

    def meddle(self, query: str, *values: object) -> list[TupleRow]:
        """Whatever a superuser of the event database can do."""
        off = "ALTER TABLE sealed DISABLE TRIGGER ALL"
        meddle(self.database_url, self.organisation, off, ())
        return meddle(self.database_url, self.organisation, query, values)

    def meddle_with_keys(self, query: str, *values: object) -> list[TupleRow]:
        """Whatever a superuser of the keystore can do."""
        return meddle(self.keystore_url, self.organisation, query, values)

    def blob(self, sealed: Sealed) -> bytes:
        """The stored bytes of an item."""
        [(blob,)] = self.meddle("SELECT blob FROM sealed WHERE item = %s", sealed.item)
        assert isinstance(blob, bytes)
        return blob


def hearing(keyring: Keyring) -> Keyring:
    """The keyring, once it hears of erasures: from then on it keeps what it opens."""
    keyring.keys([])
    until(lambda: keyring._cache.hearing)
    return keyring


def plant(keyring: Keyring, keys: Mapping[UUID, bytes]) -> None:
    """Let it take these for what it opened a moment ago."""
    cache = hearing(keyring)._cache
    cache.put(keys, cache.erasures)


def reference(sealed: SealedItem) -> Sealed:
    """What the event keeps of a sealed text."""
    return Sealed(item=sealed.item, digest=sha256(sealed.blob).hexdigest())


def meddle(
    url: str, organisation: str, query: str, values: Sequence[object]
) -> list[TupleRow]:
    """Run one statement as a superuser."""
    with connect(url, **parameters(organisation, "none")) as db:
        cursor = db.execute(query.encode(), values)
        return cursor.fetchall() if cursor.description else []
