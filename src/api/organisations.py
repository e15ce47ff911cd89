"""The organisations that the service serves, each with its own log, keys and rules."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import structlog

from api.custodians import custodians
from api.files.filing import Filed, filed
from api.mistakes import reaching
from api.offices import Offices
from api.settings import Settings
from api.witnessing import policy
from cases import database, telemetry
from cases.actors import REPORTER, ROLES, SYSTEM, Actor, Role
from cases.commands.restricting import kept_from
from cases.database import Pool
from cases.edition.code import SHIPPED, Code, codes
from cases.events.record import TextRead
from cases.handling import Cases
from cases.identifier import new_id
from cases.keyring import Keyring, add_keyring
from cases.log.log import Log
from cases.log.recorded import Envelope
from cases.sealing.custodian import Custodian
from cases.sealing.keystore import Keystore
from cases.tree.beginning import add_tree
from cases.tree.gate import Gate, GatedLog
from cases.tree.signed import SignedTrees
from cases.vault import Vault
from projections import tables
from verify.policy import Policy

_log = structlog.get_logger()


@dataclass(frozen=True)
class Tree:
    """An organisation's audit tree: what was signed of it, and who is asked to cosign.

    The log is appended to through the gate.
    """

    signed: SignedTrees
    gate: Gate
    witnesses: Policy
    fresh: timedelta
    """How old the newest cosigned checkpoint may be."""


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
    tree: Tree
    files: Filed | None = None
    """None where no files are taken."""
    offices: Offices = field(default_factory=Offices)

    def today(self) -> date:
        """The day it is where the organisation is."""
        now = self.cases.now()
        return self.code.in_force(now.date()).calendar.day(now)


def known_codes(editions: Path | None) -> Mapping[str, Code]:
    """The codes of conduct that are shipped, and those of a directory of further ones.

    Raises EditionError with all that is wrong in them.
    """
    return codes(SHIPPED, editions) if editions else codes()


def offices(code: Code) -> list[Role]:
    """The general roles and the offices of every edition; the system's is nobody's."""
    general = [role for role in ROLES if role != SYSTEM.role]
    return list(dict.fromkeys([*general, *(o for e in code.editions for o in e.roles)]))


def add(settings: Settings, *names: str) -> None:
    """The logs, projections and keys of organisations; nothing when they are there.

    Raises Mistake when a server does not let us in.
    """
    with reaching("CASES_DATABASE_URL"):
        database.migrate_roles(settings.database_url)
        for name in names:
            database.add_organisation(settings.database_url, name)
            tables.create(settings.database_url, name)
    with reaching("CASES_KEYSTORE_URL"):
        database.migrate_roles(settings.keystore_url)
        for name in names:
            add_keyring(settings.keystore_url, name, kept_by(settings, name))
            origin = f"{settings.origin}/v1/organisations/{name}/tree"
            add_tree(settings.keystore_url, settings.keyring, name, origin)


def present(settings: Settings) -> list[str]:
    """The organisations that have a log; raises Mistake when nobody can know."""
    with reaching("CASES_DATABASE_URL"):
        return database.organisations(settings.database_url)


@contextmanager
def logs(settings: Settings) -> Iterator[list[Log]]:
    """The logs of all organisations, for reading."""
    names = present(settings)
    pools = [
        database.pool(settings.database_url, name, database.FOLLOWER, size=2)
        for name in names
    ]
    opened = [Log(name, pool) for name, pool in zip(names, pools, strict=True)]
    try:
        yield opened
    finally:
        for log, pool in zip(opened, pools, strict=True):
            log.close()
            pool.close()


@contextmanager
def opened(
    settings: Settings, codes: Mapping[str, Code] | None = None
) -> Iterator[Mapping[str, Organisation]]:
    """All organisations of the database that have a code of conduct, by name.

    The codes are read unless they are given.
    """
    known = codes or known_codes(settings.editions)
    there = present(settings)
    for name in there:
        if name not in known:
            _log.warning("not served: there is no edition", organisation=name)
    if known.keys().isdisjoint(there):
        _log.warning("no organisation is served: cases organisation add")
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(organisation(settings, known[name]))
            for name in there
            if name in known
        }


@contextmanager
def organisation(settings: Settings, code: Code) -> Iterator[Organisation]:
    """One organisation, with connections of its own until the end."""
    name, size = code.organisation, settings.threads
    with (
        database.pool(settings.database_url, name, size=size) as pool,
        database.pool(settings.keystore_url, name, size=size) as keystore,
        closing(Keyring(name, kept_by(settings, name), Keystore(keystore))) as keyring,
    ):
        keyring.check()
        # The vault records in the log what the log lets the vault seal.
        vault = Vault(
            pool,
            keyring,
            record=lambda *read: record(log, *read),
            shut=lambda *asked: shut(cases, *asked),
        )
        tree = _tree(settings, pool, SignedTrees(keystore))
        with closing(GatedLog(name, pool, vault.seal, tree.gate)) as log:
            cases = Cases(
                code, log, keyring.named, keyring.fingerprint, vault.recognised
            )
            files = filed(settings, name)
            yield Organisation(
                name, code, pool, log, vault, keyring, cases, tree, files
            )


def _tree(settings: Settings, pool: Pool, signed: SignedTrees) -> Tree:
    fresh = timedelta(seconds=settings.witness_fresh_seconds)
    return Tree(signed, Gate(pool, signed), policy(settings), fresh)


def kept_by(settings: Settings, name: str) -> tuple[Custodian, ...]:
    """The custodians of an organisation's roots."""
    return custodians(settings.custodians, settings.keyring, name)


def record(log: Log, readings: Sequence[TextRead], reader: Actor) -> None:
    """Write what is read at once to the log, in a stream of its own.

    But no visit of a reporter: nothing stands open to them here but their own words.
    """
    if reader.role == REPORTER:
        return
    by = Envelope.alone(reader, telemetry.traceparent())
    log.append(new_id(), 0, readings, by)


def shut(
    cases: Cases, case_id: UUID, about: Collection[int], reader: Actor
) -> str | None:
    """The clause that keeps a reader from a text; None while its use is free."""
    case, at = cases.histories.standing(case_id, reader).case, cases.now()
    if not case.case_type:
        return None
    return kept_from(case, reader, about, case.edition.calendar.day(at))
