"""The vault: sealed on the way in, one door on the way out."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from vaults import IDENTITY, READER, Safe, open_to_all

from cases.actors import Actor
from cases.database import Pool
from cases.errors import Refused, Unavailable
from cases.events.event import Item, Personal, Sealed
from cases.events.record import TextRead
from cases.vault import Vault

MARKER = "Marker Quillfeather"


@pytest.fixture
def safe(database_url: str, keystore_url: str, keyring_directory: Path) -> Safe:
    made = Safe(database_url, keystore_url, keyring_directory)
    made.prepare()
    return made


@pytest.fixture
def vault(safe: Safe) -> Iterator[Vault]:
    with safe.vault() as opened:
        yield opened


def shown(vault: Vault, *texts: Sealed) -> list[str | None]:
    """What the door shows of these."""
    opened = vault.open(dict.fromkeys(texts, "account"), READER, "case work")
    return [opened[text.item] for text in texts]


def test_what_was_sealed_is_shown(safe: Safe, vault: Vault) -> None:
    one, two = safe.keep(vault, "Person A"), safe.keep(vault, "Person B\n«ß» 漢")
    assert shown(vault, two, one) == ["Person B\n«ß» 漢", "Person A"]


def test_a_restarted_service_shows_what_was_sealed_before(
    safe: Safe, vault: Vault
) -> None:
    text = safe.keep(vault, "Person A")
    with safe.vault() as restarted:
        assert shown(restarted, text) == ["Person A"]


def test_a_sealed_text_says_what_it_is_and_whom_it_is_about(vault: Vault) -> None:
    contact = Item("contact", about="party", audience="case_owner")
    sealed = vault.seal(uuid4(), Personal("Person A"), contact, (3, 4))
    assert (sealed.kind, sealed.audience, sealed.about) == (
        "contact",
        "case_owner",
        (3, 4),
    )


def test_each_sealing_has_an_item_and_a_key_of_its_own(vault: Vault) -> None:
    case = uuid4()
    one, two = (vault.seal(case, Personal("same"), IDENTITY, ()) for _ in range(2))
    assert one.item != two.item
    assert one.blob[-32:] != two.blob[-32:]


def test_a_reading_is_recorded_with_cases_items_and_purpose(
    safe: Safe, vault: Vault
) -> None:
    first, second = UUID(int=1), UUID(int=2)
    texts = [safe.keep(vault, "text", case) for case in (second, first, second)]
    fields = dict(zip(texts, ("name", "account", "findings"), strict=True))
    vault.open(fields, READER, "data protection request")
    in_order = sorted((text.item, field) for text, field in fields.items())
    assert safe.readings == [
        TextRead(
            cases=(first, second),
            items=tuple(item for item, _ in in_order),
            item_fields=tuple(field for _, field in in_order),
            purpose="data protection request",
        )
    ]


def test_a_large_reading_is_recorded_in_events_that_fit_the_audit_tree(
    safe: Safe, vault: Vault
) -> None:
    texts = [Sealed(item=uuid4(), digest="0" * 64) for _ in range(1001)]
    longest = "what_the_report_says_that_was_received"
    vault.open(dict.fromkeys(texts, longest), READER, "case work")
    items = [item for reading in safe.readings for item in reading.items]
    assert sorted(items) == sorted(text.item for text in texts)
    cases = tuple(items[:500])
    largest = safe.readings[0].model_copy(update={"cases": cases}).model_dump_json()
    assert len(safe.readings) == 3
    assert len(largest) < 65_535


def test_reading_nothing_is_not_recorded(safe: Safe, vault: Vault) -> None:
    assert vault.open({}, READER, "case work") == {}
    assert safe.readings == []


def test_what_is_restricted_opens_through_no_caller_and_is_not_recorded_as_read(
    safe: Safe, vault: Vault
) -> None:
    case = uuid4()
    text, asked = safe.keep(vault, MARKER, case), []

    def shut(one: UUID, about: Collection[int], reader: Actor) -> str | None:
        asked.append((one, list(about), reader))
        return "GDPR Art. 18(2)"

    door = Vault(vault._patience.pool, vault._keyring, safe.record, shut)
    with pytest.raises(Refused, match="restricted"):
        shown(door, text)
    assert asked == [(case, [1], READER)]
    assert safe.readings == []


@pytest.mark.parametrize("failure", [Unavailable(), ValueError()])
def test_a_reading_that_cannot_be_recorded_shows_nothing(
    safe: Safe, vault: Vault, failure: Exception
) -> None:
    text = safe.keep(vault, MARKER)

    def record(_readings: Sequence[TextRead], _reader: Actor) -> None:
        raise failure

    with pytest.raises(Unavailable, match="the reading cannot be recorded"):
        shown(Vault(vault._patience.pool, vault._keyring, record, open_to_all), text)


@pytest.mark.parametrize("gone", ["sealed", "item_key"])
def test_text_and_key_are_fetched_after_the_reading_is_recorded(
    safe: Safe, vault: Vault, gone: str
) -> None:
    text = safe.keep(vault, "Person A")
    meddle = safe.meddle if gone == "sealed" else safe.meddle_with_keys

    def record(_readings: Sequence[TextRead], _reader: Actor) -> None:
        meddle(f"DELETE FROM {gone}")

    assert shown(
        Vault(vault._patience.pool, vault._keyring, record, open_to_all), text
    ) == [None]


def test_an_absent_keystore_shows_nothing(safe: Safe, vault: Vault) -> None:
    text = safe.keep(vault, MARKER)
    safe.keystore_url = "postgresql:///nothing?host=/nowhere"
    with safe.vault() as alone, pytest.raises(Unavailable):
        shown(alone, text)
    assert len(safe.readings) == 1


def test_an_absent_database_shows_nothing(safe: Safe, vault: Vault) -> None:
    text = safe.keep(vault, MARKER)
    safe.database_url = "postgresql:///nothing?host=/nowhere"
    with Pool(safe.database_url, "ims") as nowhere, pytest.raises(Unavailable):
        shown(Vault(nowhere, vault._keyring, safe.record, open_to_all), text)
    assert safe.readings == []


@pytest.mark.parametrize("gone", ["text", "key", "both"])
def test_an_erased_text_is_shown_as_none_beside_others(
    safe: Safe, vault: Vault, gone: str
) -> None:
    erased, kept = safe.keep(vault, "Person A"), safe.keep(vault, "Person B")
    if gone != "key":
        safe.meddle("DELETE FROM sealed WHERE item = %s", erased.item)
    if gone != "text":
        safe.meddle_with_keys("DELETE FROM item_key WHERE item = %s", erased.item)
    assert shown(vault, erased, kept) == [None, "Person B"]


def test_nothing_of_a_text_stands_in_the_keystore_or_uncovered(
    safe: Safe, vault: Vault
) -> None:
    text = safe.keep(vault, MARKER)
    shown(vault, text)
    stored = [
        str(row)
        for row in safe.meddle_with_keys("SELECT shard::text FROM shard")
        + safe.meddle_with_keys("SELECT item_key::text FROM item_key")
        + safe.meddle("SELECT sealed::text FROM sealed")
    ]
    files = [f.read_bytes() for f in safe.keyring_directory.rglob("*") if f.is_file()]
    found = [row for row in stored if MARKER in row or MARKER.encode().hex() in row]
    assert stored
    assert found == []
    assert not any(MARKER.encode() in content for content in files)
