"""The organisations that the service serves, each with its own log, keys and rules."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from api.settings import Settings
from cases import database, telemetry
from cases.actors import Actor
from cases.database import Pool
from cases.edition.code import SHIPPED, Code, codes
from cases.events.record import TextRead
from cases.handling import Cases
from cases.identifier import new_id
from cases.keyring import Keyring, add_keyring, open_keyring
from cases.log.log import Log
from cases.log.recorded import Envelope
from cases.tree.beginning import add_tree
from cases.tree.gate import Gate, GatedLog
from cases.tree.signed import SignedTrees
from cases.vault import Vault
from projections import tables


@dataclass(frozen=True)
class Organisation:
    """Everything of one organisation; nothing of it is shared with another."""

    name: str
    code: Code
    pool: Pool
    log: Log
    vault: Vault
    keyring: Keyring
    cases: Cases
    signed: SignedTrees
    gate: Gate


def known_codes(editions: Path | None) -> Mapping[str, Code]:
    """The codes of conduct that are shipped, and those of a directory of further ones.

    Raises EditionError with all that is wrong in them.
    """
    return codes(SHIPPED, editions) if editions else codes()


def add(settings: Settings, name: str) -> None:
    """An organisation's log, projections and keys; nothing when they are there."""
    database.migrate_roles(settings.database_url)
    database.migrate_roles(settings.keystore_url)
    database.add_organisation(settings.database_url, name)
    tables.create(settings.database_url, name)
    add_keyring(settings.keystore_url, settings.keyring, name)
    origin = f"{settings.origin}/v1/organisations/{name}/tree"
    add_tree(settings.keystore_url, settings.keyring, name, origin)


@contextmanager
def opened(settings: Settings) -> Iterator[Mapping[str, Organisation]]:
    """All organisations of the database that have a code of conduct, by name."""
    known = known_codes(settings.editions)
    with ExitStack() as closing:
        yield {
            name: closing.enter_context(organisation(settings, known[name]))
            for name in database.organisations(settings.database_url)
            if name in known
        }


@contextmanager
def organisation(settings: Settings, code: Code) -> Iterator[Organisation]:
    """One organisation, with connections of its own until the end."""
    name, size = code.organisation, settings.threads
    with (
        database.pool(settings.database_url, name, size=size) as pool,
        database.pool(settings.keystore_url, name, size=size) as keystore,
    ):
        keyring = open_keyring(keystore, settings.keyring, name)
        keyring.check()
        # The vault records in the log what the log lets the vault seal.
        vault = Vault(pool, keyring, record=lambda *read: recorded(log, *read))
        signed = SignedTrees(keystore)
        gate = Gate(pool, signed)
        log = GatedLog(name, pool, vault.seal, gate)
        try:
            cases = Cases(code, log, keyring.fingerprint)
            yield Organisation(
                name, code, pool, log, vault, keyring, cases, signed, gate
            )
        finally:
            log.close()


def recorded(log: Log, reading: TextRead, reader: Actor) -> None:
    """Write a reading to the log, in a stream of its own."""
    command = new_id()
    envelope = Envelope(
        actor=reader.id,
        acting_as=reader.role,
        on_behalf_of=reader.on_behalf_of,
        command=command,
        correlation=command,
        traceparent=telemetry.traceparent(),
    )
    log.append(new_id(), 0, [reading], envelope)
