"""Sealed bytes: what opens them, and what does not."""

from collections.abc import Mapping

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st
from two_keys import for_two_keys

from cases.errors import Tampered
from cases.sealing.blob import commitment, cover, fits, uncover
from cases.sealing.wrapping import written

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
PLACE: Mapping[str, str] = {
    "case": "01900000-0000-7000-8000-000000000001",
    "item": "01900000-0000-7000-8000-000000000002",
    "kind": "identity",
    "organisation": "ims",
}
STORED = bytes.fromhex(
    "7641ab6668c23d69c415b2347a30461a7fce299bffa899e06258ca8ed1401a2e3fe05581"
    "08609714be6317dfbff88c575d6d85cba9659237e3971296916e07a0e36e5826a7478c99"
    "b3c485c1386ed57621b05576b211f5f9296f1a2c5da2f45609396a7e4bb3b6ed9074cb51"
    "25732f7a26279f2ce19407df65d852bb"
)


@given(st.text(min_size=1, max_size=3000))
def test_a_text_opens_as_it_was_sealed(text: str) -> None:
    assert uncover(cover(text, KEY, PLACE), KEY, PLACE) == text


def test_what_was_sealed_by_the_first_release_still_opens() -> None:
    assert uncover(STORED, KEY, PLACE) == "Person A"


@pytest.mark.parametrize("part", PLACE)
def test_a_blob_opens_in_no_other_place(part: str) -> None:
    blob = cover("Person A", KEY, PLACE)
    with pytest.raises(Tampered):
        uncover(blob, KEY, {**PLACE, part: "elsewhere"})


@given(at=st.integers(0, 123), bit=st.integers(0, 7))
def test_one_changed_bit_anywhere_is_noticed(at: int, bit: int) -> None:
    blob = bytearray(cover("Person A", KEY, PLACE))
    assert len(blob) == 124
    blob[at] ^= 1 << bit
    with pytest.raises(Tampered):
        uncover(bytes(blob), KEY, PLACE)


@pytest.mark.parametrize("kept", [0, 12, 32, 44, 60, 123])
def test_a_shortened_blob_is_noticed(kept: int) -> None:
    with pytest.raises(Tampered):
        uncover(cover("Person A", KEY, PLACE)[:kept], KEY, PLACE)


def test_a_blob_does_not_open_under_another_key() -> None:
    with pytest.raises(Tampered):
        uncover(cover("Person A", KEY, PLACE), OTHER_KEY, PLACE)


def test_a_ciphertext_made_for_two_keys_opens_under_one_only() -> None:
    covered = for_two_keys(KEY, OTHER_KEY, bytes(12), written(PLACE))
    stories = {
        AESGCM(key).decrypt(bytes(12), covered, written(PLACE))
        for key in (KEY, OTHER_KEY)
    }
    assert len(stories) == 2
    blob = bytes(12) + covered + commitment(KEY)
    with pytest.raises(Tampered):
        uncover(blob, OTHER_KEY, PLACE)


@given(st.text(min_size=1, max_size=3000))
def test_a_blob_is_as_long_as_its_bucket(text: str) -> None:
    size, length = len(text.encode()) + 1, len(cover(text, KEY, PLACE)) - 12 - 16 - 32
    assert length == 64 or length // 2 < size
    assert size <= length
    assert length.bit_count() == 1


@pytest.mark.parametrize(
    ("size", "bucket"), [(1, 64), (63, 64), (64, 128), (127, 128), (128, 256)]
)
def test_a_bucket_holds_the_text_and_its_end(size: int, bucket: int) -> None:
    assert len(cover("x" * size, KEY, PLACE)) == 12 + bucket + 16 + 32


def test_names_are_all_of_one_length() -> None:
    names = ["A", "Person A", "Person Amaranth Bellwether-Carrington of Demonstration"]
    assert len({len(cover(name, KEY, PLACE)) for name in names}) == 1


def test_the_same_text_never_looks_the_same() -> None:
    assert cover("Person A", KEY, PLACE)[:12] != cover("Person A", KEY, PLACE)[:12]


def test_a_digest_fits_only_its_own_bytes() -> None:
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert fits(b"abc", digest)
    assert not fits(b"abd", digest)
