"""Signed notes: published ones are accepted, damaged ones are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import signer

from verify.errors import Refuted
from verify.note import LARGEST_NOTE, Note, Signature, Signer, Verifier, require_name

GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SECRET = (
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
)
GO_NOTE = """\
If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
""".encode()  # noqa: E501
C2SP_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
C2SP_NOTE = """\
This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
""".encode()  # noqa: E501
KEY = Signer.parse(GO_SECRET)


@pytest.mark.parametrize(("key", "note"), [(GO_KEY, GO_NOTE), (C2SP_KEY, C2SP_NOTE)])
def test_published_notes_are_accepted(key: str, note: bytes) -> None:
    verifier = Verifier.parse(key)
    assert Note.parse(note).signers([verifier]) == [verifier]
    assert bytes(Note.parse(note)) == note
    assert str(verifier) == key


def test_a_signature_is_the_published_one() -> None:
    text = Note.parse(GO_NOTE).text
    assert bytes(Note(text, (KEY.sign(text),))) == GO_NOTE
    assert KEY.secret() == GO_SECRET
    assert str(KEY.verifier) == GO_KEY


def test_a_secret_does_not_show_itself() -> None:
    assert "PRIVATE" not in repr(KEY)
    assert GO_SECRET[-20:] not in repr(KEY)


def test_lines_of_unknown_keys_are_passed_over() -> None:
    other = signer("somebody.example")
    text = Note.parse(GO_NOTE).text
    note = Note(text, (other.sign("another text\n"), KEY.sign(text)))
    assert Note.parse(bytes(note)).signers([KEY.verifier]) == [KEY.verifier]


def test_a_known_key_that_did_not_sign_spoils_the_note() -> None:
    other = signer("somebody.example")
    text = Note.parse(GO_NOTE).text
    note = Note(text, (other.sign("another text\n"), KEY.sign(text)))
    with pytest.raises(Refuted, match="not over this text"):
        note.signers([KEY.verifier, other.verifier])
    twice = Note(text, (KEY.sign(text), KEY.sign("another text\n")))
    with pytest.raises(Refuted, match="not over this text"):
        twice.signers([KEY.verifier])


def test_a_key_of_the_same_name_is_another_key() -> None:
    namesake = signer(KEY.name).verifier
    with pytest.raises(Refuted, match="no key that is trusted"):
        Note.parse(GO_NOTE).signers([namesake])


@given(st.data())
def test_a_note_with_a_bit_changed_is_refused(data: st.DataObject) -> None:
    bit = data.draw(st.integers(0, len(GO_NOTE) * 8 - 1))
    damaged = bytearray(GO_NOTE)
    damaged[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(Refuted):
        Note.parse(bytes(damaged)).signers([KEY.verifier])


DAMAGED = {
    "carriage returns": GO_NOTE.replace(b"\n", b"\r\n"),
    "one carriage return": GO_NOTE.replace(b"problem,\n", b"problem,\r\n"),
    "a tab": GO_NOTE.replace(b"you think", b"you\tthink"),
    "a null": GO_NOTE.replace(b"you think", b"you\0think"),
    "not UTF-8": GO_NOTE.replace(b"you think", b"you\xffthink"),
    "a surrogate": GO_NOTE.replace(b"you think", b"you\xed\xa0\x80think"),
    "no newline at the end": GO_NOTE[:-1],
    "an empty line at the end": GO_NOTE + b"\n",
    "no signature": GO_NOTE[: GO_NOTE.rindex(b"\n\n") + 2],
    "no empty line": GO_NOTE.replace(b"\n\n", b"\n"),
    "no text": GO_NOTE[GO_NOTE.rindex(b"\n\n") + 1 :],
    "base64 without its padding": GO_NOTE.replace(b"AM=\n", b"AM\n"),
    "base64 with bits to spare": GO_NOTE.replace(b"nAM=\n", b"nAN=\n"),
    "base64 of another alphabet": GO_NOTE.replace(b"x08go/", b"x08go_"),
    "a space in base64": GO_NOTE.replace(b"x08go/", b"x08go/ "),
    "two spaces": GO_NOTE.replace(b"Neumann x", b"Neumann  x"),
    "a hyphen for a dash": GO_NOTE.replace("—".encode(), b"-"),
    "no name": GO_NOTE.replace(b"PeterNeumann ", b" "),
    "a plus in a name": GO_NOTE.replace(b"PeterNeumann ", b"Peter+Neumann "),
    "a space in a name": GO_NOTE.replace(b"rNeumann ", "r\u2003Neumann ".encode()),
    "a key id and no more": GO_NOTE[:110] + b"x08gow==\n",
    "too large": b"x" * LARGEST_NOTE + GO_NOTE,
    "too many signatures": GO_NOTE + GO_NOTE[GO_NOTE.rindex(b"\n\n") + 2 :] * 64,
    "nothing": b"",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_note_is_refused(name: str) -> None:
    with pytest.raises(Refuted):
        Note.parse(DAMAGED[name]).signers([KEY.verifier])


@pytest.mark.parametrize("control", ["\r", "\t", "\0", "\x1b", "\x0b", "\x1f"])
def test_a_control_character_is_refused_though_it_was_signed(control: str) -> None:
    text = f"a{control}\n"
    with pytest.raises(Refuted, match="control character"):
        Note.parse(bytes(Note(text, (KEY.sign(text),))))


def test_a_large_note_is_refused_though_it_was_signed() -> None:
    for length, refused in ((LARGEST_NOTE - 400, False), (LARGEST_NOTE, True)):
        text = "x" * length + "\n"
        note = bytes(Note(text, (KEY.sign(text),)))
        if not refused:
            assert Note.parse(note).signers([KEY.verifier])
            continue
        with pytest.raises(Refuted, match="too large"):
            Note.parse(note)


def test_more_than_64_signatures_are_refused_though_they_are_good() -> None:
    line = KEY.sign("a text\n")
    assert Note.parse(bytes(Note("a text\n", (line,) * 64)))
    with pytest.raises(Refuted, match="too many"):
        Note.parse(bytes(Note("a text\n", (line,) * 65)))


def test_a_line_with_a_key_id_alone_holds_no_signature() -> None:
    with pytest.raises(Refuted, match="no signature"):
        Signature.parse("— PeterNeumann x08gow==")


def test_sixteen_post_quantum_signatures_are_not_too_many() -> None:
    text = "a text\n"
    large = [f"— w{i}.example {'A' * 6664}\n" for i in range(16)]  # 4,998 bytes each
    note = f"{text}\n{''.join(large)}{KEY.sign(text)}\n".encode()
    assert Note.parse(note).signers([KEY.verifier])


@pytest.mark.parametrize(
    "key",
    [
        *("", "+", "PeterNeumann", GO_KEY.replace("+c7", "+C7")),
        *(GO_KEY.replace("c74f20a3", "c74f20a4"), GO_KEY[:-1], GO_KEY + "A"),
        *(GO_KEY.replace("PeterNeumann", "Peter Neumann"), GO_KEY[12:], GO_KEY + "\n"),
        *(GO_KEY.replace("+AR", "+AB"), GO_KEY.replace("+AR", "+BR"), GO_SECRET),
    ],
)
def test_a_damaged_key_is_refused(key: str) -> None:
    with pytest.raises(Refuted):
        Verifier.parse(key)


@pytest.mark.parametrize(
    "secret", ["", GO_KEY, GO_SECRET[:-1], GO_SECRET[:-4] + "AAAA"]
)
def test_a_damaged_secret_is_refused_without_a_word_of_it(secret: str) -> None:
    with pytest.raises(Refuted) as refused:
        Signer.parse(secret)
    assert "AYEK" not in str(refused.value)


@pytest.mark.parametrize(
    "name", ["", "a+b", "a b", "a\u00a0b", "a\nb", "a\tb", "\u2028"]
)
def test_a_name_has_neither_spaces_nor_plus(name: str) -> None:
    with pytest.raises(Refuted):
        require_name(name)
