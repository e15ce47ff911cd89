"""Somebody with every right in the event database changes sealed texts."""

import traceback
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from two_keys import for_two_keys
from vaults import IDENTITY, READER, Safe, plant, reference

from cases.errors import Tampered
from cases.events.event import Sealed, SealedItem
from cases.sealing.blob import commitment, cover
from cases.sealing.wrapping import NONCE_BYTES, written
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


def forged(safe: Safe, text: Sealed) -> Sealed:
    """The reference as it is when the event has been changed as well."""
    digest = sha256(safe.blob(text)).hexdigest()
    return Sealed(item=text.item, digest=digest)


def assert_refused(vault: Vault, text: Sealed) -> None:
    with pytest.raises(Tampered) as refused:
        vault.open({text: "account"}, READER, "case work")
    assert refused.value.item == text.item


@pytest.mark.parametrize("at", [0, 11, 12, 40, 75, 76, 91, 92, 123])
def test_one_changed_byte_is_noticed(safe: Safe, vault: Vault, at: int) -> None:
    text = safe.keep(vault, MARKER)
    safe.meddle(
        "UPDATE sealed SET blob = set_byte(blob, %s, get_byte(blob, %s) # 1)", at, at
    )
    assert_refused(vault, text)
    assert_refused(vault, forged(safe, text))


def test_exchanged_blobs_are_noticed(safe: Safe, vault: Vault) -> None:
    case = uuid4()
    one, two = safe.keep(vault, "Person A", case), safe.keep(vault, "Person B", case)
    blobs = {one: safe.blob(two), two: safe.blob(one)}
    for text, blob in blobs.items():
        safe.meddle("UPDATE sealed SET blob = %s WHERE item = %s", blob, text.item)
    for text in blobs:
        assert_refused(vault, text)
        assert_refused(vault, forged(safe, text))


def test_blobs_exchanged_together_with_their_keys_are_noticed(
    safe: Safe, vault: Vault
) -> None:
    case = uuid4()
    one, two = safe.keep(vault, "Person A", case), safe.keep(vault, "Person B", case)
    safe.meddle("UPDATE sealed SET blob = %s WHERE item = %s", safe.blob(two), one.item)
    safe.meddle_with_keys("DELETE FROM item_key WHERE item = %s", one.item)
    safe.meddle_with_keys(
        "UPDATE item_key SET item = %s WHERE item = %s", one.item, two.item
    )
    assert_refused(vault, forged(safe, one))


def test_a_blob_is_its_items_even_under_its_own_key(safe: Safe, vault: Vault) -> None:
    case, keyring = uuid4(), vault._keyring
    one, two = safe.keep(vault, "Person A", case), safe.keep(vault, "Person B", case)
    safe.meddle("UPDATE sealed SET blob = %s WHERE item = %s", safe.blob(two), one.item)
    plant(keyring, {one.item: keyring.keys([two.item])[two.item]})
    assert_refused(vault, forged(safe, one))


def test_a_text_sealed_again_by_somebody_with_its_key_is_noticed(
    safe: Safe, vault: Vault
) -> None:
    case = uuid4()
    text = safe.keep(vault, "Person A", case)
    key = vault._keyring.keys([text.item])[text.item]
    other = cover("Person B", key, vault._place(case, text.item, IDENTITY.kind))
    safe.meddle("UPDATE sealed SET blob = %s", other)
    assert_refused(vault, text)
    assert vault.open({forged(safe, text): "account"}, READER, "case work") == {
        text.item: "Person B"
    }


@pytest.mark.parametrize(
    ("column", "value"), [("case_id", uuid4()), ("kind", "statement")]
)
def test_a_text_moved_to_another_case_or_kind_is_noticed(
    safe: Safe, vault: Vault, column: str, value: object
) -> None:
    text = safe.keep(vault, MARKER)
    safe.meddle(f"UPDATE sealed SET {column} = %s", value)
    assert_refused(vault, text)


def test_a_text_moved_to_another_organisation_is_noticed(
    safe: Safe, vault: Vault
) -> None:
    other = Safe(
        safe.database_url, safe.keystore_url, safe.keyring_directory, organisation="iom"
    )
    other.prepare()
    text = safe.keep(vault, MARKER)
    safe.meddle("INSERT INTO organisation_iom.sealed SELECT * FROM sealed")
    with other.vault() as elsewhere:
        assert elsewhere.open({text: "account"}, READER, "case work") == {
            text.item: None
        }
        key = elsewhere._keyring.take()
        rename = "UPDATE {} SET item = %s WHERE item = %s"
        other.meddle(rename.format("sealed"), key.item, text.item)
        assert_refused(elsewhere, Sealed(item=key.item, digest=text.digest))


def test_a_text_moved_with_its_key_to_another_organisation_is_noticed(
    safe: Safe, vault: Vault
) -> None:
    text = safe.keep(vault, MARKER)
    key = vault._keyring.keys([text.item])
    with safe.vault() as elsewhere:
        plant(elsewhere._keyring, key)
        elsewhere._keyring.organisation = "iom"
        assert_refused(elsewhere, text)


def test_a_text_made_for_two_keys_does_not_become_another_story(
    safe: Safe, vault: Vault
) -> None:
    case, keyring = uuid4(), vault._keyring
    innocent, other = keyring.take(), keyring.take()
    place = vault._place(case, innocent.item, "identity")
    covered = for_two_keys(
        innocent.secret, other.secret, bytes(NONCE_BYTES), written(place)
    )
    blob = bytes(NONCE_BYTES) + covered + commitment(innocent.secret)
    text = SealedItem(innocent.item, "identity", "handlers", (), blob)
    safe.store(case, text)
    plant(keyring, {innocent.item: other.secret})
    assert_refused(vault, reference(text))


def test_one_bad_text_among_many_is_named_and_nothing_is_shown(
    safe: Safe, vault: Vault
) -> None:
    texts = [safe.keep(vault, f"Person {n}") for n in range(5)]
    safe.meddle("UPDATE sealed SET blob = 'x' WHERE item = %s", texts[3].item)
    with pytest.raises(Tampered) as refused:
        vault.open(dict.fromkeys(texts, "account"), READER, "case work")
    assert refused.value.item == texts[3].item


@pytest.mark.parametrize("changed", ["blob", "key"])
def test_the_alarm_shows_nothing_of_the_text(
    safe: Safe, vault: Vault, changed: str
) -> None:
    text = safe.keep(vault, MARKER)
    if changed == "blob":
        safe.meddle("UPDATE sealed SET kind = 'statement'")
    else:
        safe.meddle_with_keys(
            "UPDATE item_key"
            " SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)"
        )
    with pytest.raises(Tampered) as refused:
        vault.open({text: "account"}, READER, "case work")
    told = "".join(
        traceback.TracebackException.from_exception(
            refused.value, capture_locals=True
        ).format()
    )
    assert MARKER not in told
    assert str(refused.value) == "a sealed text does not fit its record"
