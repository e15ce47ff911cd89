"""The vault's door and the log behind it: no reading without its record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from vaults import READER, Safe, open_to_all

from cases.actors import Actor
from cases.database import Pool
from cases.errors import Unavailable
from cases.events.event import Personal, Sealed
from cases.events.investigation import FindingsIssued
from cases.events.record import TextRead
from cases.identifier import new_id
from cases.log.log import Log
from cases.log.recorded import Envelope
from cases.vault import Vault

MARKER = "Marker Quillfeather"
CASE = new_id()


@dataclass
class Service:
    """A vault that records in a log whose texts it seals."""

    log: Log
    vault: Vault

    def write(self) -> Sealed:
        """Store an event with personal text; gives what the event keeps of it."""
        found = FindingsIssued(
            step="issue_findings",
            clause="12",
            phase="decision",
            evidence=(),
            findings=Personal(MARKER),
        )
        self.log.append(CASE, 0, [found], envelope(READER))
        [recorded] = self.log.history(CASE)
        assert isinstance(recorded.event, FindingsIssued)
        assert isinstance(recorded.event.findings, Sealed)
        return recorded.event.findings

    def readings(self) -> list[TextRead]:
        """What the log says about who read."""
        events = [recorded.event for recorded in self.log.since(0, 100)]
        return [event for event in events if isinstance(event, TextRead)]


def envelope(by: Actor) -> Envelope:
    command = new_id()
    return Envelope(by.id, by.role, by.on_behalf_of, command, command)


@pytest.fixture
def safe(database_url: str, keystore_url: str, keyring_directory: Path) -> Safe:
    made = Safe(database_url, keystore_url, keyring_directory)
    made.prepare()
    return made


@pytest.fixture
def service(safe: Safe) -> Iterator[Service]:
    def record(readings: Sequence[TextRead], reader: Actor) -> None:
        log.append(new_id(), 0, readings, envelope(reader))

    with Pool(safe.database_url, "ims") as pool, safe.vault() as vault:
        through = Vault(pool, vault._keyring, record, open_to_all)
        log = Log("ims", pool, through.seal)
        yield Service(log, through)
        log.close()


def test_what_the_log_sealed_is_shown_and_the_log_says_to_whom(
    service: Service,
) -> None:
    text = service.write()
    assert service.vault.open({text: "account"}, READER, "case work") == {
        text.item: MARKER
    }
    assert service.readings() == [
        TextRead(
            cases=(CASE,),
            items=(text.item,),
            item_fields=("account",),
            purpose="case work",
        )
    ]
    record = service.log.since(0, 100)[-1]
    assert (record.envelope.actor, record.envelope.acting_as) == (
        READER.id,
        READER.role,
    )


@pytest.mark.parametrize(
    "closed",
    [
        "REVOKE EXECUTE ON FUNCTION append FROM cases_application",
        "ALTER TABLE event ADD CHECK (topic <> 'TextRead')",
        "ALTER TABLE event RENAME TO elsewhere",
    ],
)
def test_a_log_that_takes_no_record_lets_nobody_read(
    safe: Safe, service: Service, closed: str
) -> None:
    text = service.write()
    safe.meddle(closed)
    with pytest.raises(Unavailable, match="cannot be recorded") as refused:
        service.vault.open({text: "account"}, READER, "case work")
    assert MARKER not in repr(refused.value)
    assert service.vault._keyring._cache.get([text.item]) == {}


def test_the_text_is_sealed_in_the_log_and_nowhere_plain(
    safe: Safe, service: Service
) -> None:
    service.vault.open({service.write(): "account"}, READER, "case work")
    tables = safe.meddle(
        """
        SELECT tablename
          FROM pg_tables
         WHERE schemaname = 'organisation_ims'
        """
    )
    rows = [str(row) for (table,) in tables for row in safe.meddle(f"TABLE {table}")]
    assert any("TextRead" in row for row in rows)
    assert [row for row in rows if MARKER in row] == []
