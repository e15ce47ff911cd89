"""What a log signs of its tree, and what its witnesses add."""

import pytest
from trees import Tree, signer

from verify.checkpoint import Checkpoint, opened
from verify.cosignature import cosign, cosignatures
from verify.errors import Refuted
from verify.merkle import EMPTY_ROOT, Head
from verify.note import COSIGNATURE, Note, Signature, Signer

LOG = signer("log.example/ima")
WITNESS = signer("witness.example/dpo", COSIGNATURE)
CHECKPOINT = Checkpoint("log.example/ima", Tree.of(5).head())
CHECKPOINT_BYTES = CHECKPOINT.text.encode()
SPECIFIED = (
    "example.com/behind-the-sofa\n20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
)


def cosigned(*times: int) -> Note:
    """The checkpoint with the witness's lines."""
    note = CHECKPOINT.signed([LOG])
    lines = tuple(cosign(WITNESS, note.text, at) for at in times)
    return Note.parse(bytes(Note(note.text, (*note.signatures, *lines))))


def test_the_checkpoint_of_the_specification() -> None:
    found = Checkpoint.parse(SPECIFIED)
    assert (found.origin, found.size) == ("example.com/behind-the-sofa", 20852163)
    assert found.text == SPECIFIED


def test_what_a_log_signed_is_opened() -> None:
    assert opened(CHECKPOINT.signed([LOG]), [LOG.verifier]) == CHECKPOINT


def test_extension_lines_are_kept_and_signed() -> None:
    extended = Checkpoint("log.example/ima", CHECKPOINT.head, ("one", "two"))
    assert opened(extended.signed([LOG]), [LOG.verifier]) == extended


def test_either_key_will_do_while_keys_are_changed() -> None:
    new = signer("log.example/ima", seed="new")
    note = CHECKPOINT.signed([LOG, new])
    for keys in ([LOG.verifier], [new.verifier], [new.verifier, LOG.verifier]):
        assert opened(note, keys) == CHECKPOINT


def test_a_key_is_trusted_for_its_own_origin_only() -> None:
    elsewhere = Checkpoint("log.example/ims", CHECKPOINT.head)
    with pytest.raises(Refuted, match="origin"):
        opened(elsewhere.signed([LOG]), [LOG.verifier])


def test_a_witness_is_no_log() -> None:
    same = Signer(CHECKPOINT.origin, WITNESS.private, COSIGNATURE)
    line = cosign(same, CHECKPOINT.text, 1)
    with pytest.raises(Refuted):
        opened(Note(CHECKPOINT.text, (line,)), [same.verifier])
    plain = Signature(line.name, line.key_id, WITNESS.private.sign(CHECKPOINT_BYTES))
    with pytest.raises(Refuted, match="origin"):
        opened(Note(CHECKPOINT.text, (plain,)), [same.verifier])


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "\n\n\n",
            SPECIFIED[:-1],
            SPECIFIED + "x",
            SPECIFIED + "\n",
            SPECIFIED.replace("x", "\n"),
        ),
        *(SPECIFIED.replace("2085", "02085"), SPECIFIED.replace("2085", "-2085")),
        *(SPECIFIED.replace("20852163", "9223372036854775808")),
        *(SPECIFIED.replace("20852163", "0"), SPECIFIED.replace("2I=", "2J=")),
        *(SPECIFIED.replace("20852163", "\u0661"), SPECIFIED.replace("CsUY", "")),
        *(SPECIFIED.replace("2085", " 2085"), "a\n1\n\n"),
    ],
)
def test_what_is_not_of_the_form_is_refused(text: str) -> None:
    with pytest.raises(Refuted):
        Checkpoint.parse(text)


def test_an_empty_tree_has_a_checkpoint() -> None:
    empty = Checkpoint("log.example/ima", Head(0, EMPTY_ROOT))
    assert Checkpoint.parse(empty.text) == empty


def test_a_cosignature_says_who_and_when() -> None:
    (found,) = cosignatures(cosigned(1_700_000_000), [WITNESS.verifier])
    assert (found.by, found.at) == (WITNESS.verifier, 1_700_000_000)


def test_a_witness_that_cosigned_twice_counts_once() -> None:
    (found,) = cosignatures(cosigned(5, 9, 7), [WITNESS.verifier])
    assert found.at == 9


def test_the_log_checks_with_cosignatures_below_it() -> None:
    assert opened(cosigned(1), [LOG.verifier]) == CHECKPOINT


def test_unknown_witnesses_are_passed_over() -> None:
    assert cosignatures(cosigned(1), []) == []
    namesake = signer(WITNESS.name, COSIGNATURE, seed="another")
    assert cosignatures(cosigned(1), [namesake.verifier]) == []


@pytest.mark.parametrize("place", [0, 7, 8, 40, 71])
def test_a_cosignature_with_a_bit_changed_is_refused(place: int) -> None:
    note = CHECKPOINT.signed([LOG])
    line = cosign(WITNESS, note.text, 1)
    content = bytearray(line.content)
    content[place] ^= 1
    damaged = type(line)(line.name, line.key_id, bytes(content))
    with pytest.raises(Refuted, match="not over this checkpoint"):
        cosignatures(Note(note.text, (damaged,)), [WITNESS.verifier])


@pytest.mark.parametrize("length", [1, 8, 71, 73])
def test_a_cosignature_of_another_length_is_refused(length: int) -> None:
    line = cosign(WITNESS, CHECKPOINT.text, 1)
    content = (line.content + b"x")[:length]
    damaged = type(line)(line.name, line.key_id, content)
    with pytest.raises(Refuted):
        cosignatures(Note(CHECKPOINT.text, (damaged,)), [WITNESS.verifier])


def test_a_cosignature_is_not_taken_from_another_checkpoint() -> None:
    line = cosign(WITNESS, Checkpoint("log.example/ima", Tree.of(4).head()).text, 1)
    with pytest.raises(Refuted):
        cosignatures(Note(CHECKPOINT.text, (line,)), [WITNESS.verifier])


def test_a_time_beyond_63_bits_is_refused_though_it_was_signed() -> None:
    note = CHECKPOINT.signed([LOG])
    for at, refused in ((2**63 - 1, False), (2**63, True)):
        cosigned_then = Note(note.text, (cosign(WITNESS, note.text, at),))
        if not refused:
            assert cosignatures(cosigned_then, [WITNESS.verifier])
            continue
        with pytest.raises(Refuted):
            cosignatures(cosigned_then, [WITNESS.verifier])


def test_a_log_is_no_witness() -> None:
    both = Signer(LOG.name, LOG.private, COSIGNATURE)
    line = cosign(both, CHECKPOINT.text, 1)
    claimed = Signature(LOG.name, LOG.verifier.key_id, line.content)
    assert cosignatures(Note(CHECKPOINT.text, (claimed,)), [LOG.verifier]) == []


def test_a_key_for_notes_does_not_cosign() -> None:
    with pytest.raises(ValueError, match="not one for cosignatures"):
        cosign(LOG, CHECKPOINT.text, 1)
