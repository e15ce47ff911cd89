"""`cases-verify` as somebody uses it: whom it trusts, what it says, how it ends."""

from collections.abc import Callable
from pathlib import Path

import pytest
from dumps import NOW, Dump, Said
from trees import signer

from verify import __main__ as command
from verify.__main__ import main
from verify.checkpoint import Checkpoint
from verify.cosignature import cosign
from verify.encoding import encoded
from verify.merkle import consistency
from verify.note import COSIGNATURE, Note

Dumped = Callable[..., Dump]
Verify = Callable[..., Said]


def test_nobody_is_trusted_by_default(dumped: Dumped, verify: Verify) -> None:
    said = verify("checkpoint", dumped(5).folder)
    assert said.code == 2
    assert "no key is trusted" in said.unchecked


def test_another_key_refutes(dumped: Dumped, verify: Verify) -> None:
    other = signer("log.example/ima", seed="another").verifier
    said = verify("checkpoint", dumped(5).folder, "--key", other)
    assert (said.code, said.refuted) == (1, "no key that is trusted signed this")


def test_a_key_may_lie_in_a_file(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump = dumped(5)
    (tmp_path / "key").write_text(f"{dump.vkey}\n")
    assert verify("checkpoint", dump.folder, "--key", tmp_path / "key").code == 0


@pytest.mark.parametrize("key", ["nowhere", "a+b", "log.example/ima+00000000+AA=="])
def test_a_key_that_is_none_checks_nothing(
    dumped: Dumped, verify: Verify, key: str
) -> None:
    assert verify("checkpoint", dumped(5).folder, "--key", key).code == 2


def test_a_witness_that_did_not_cosign_refutes(dumped: Dumped, verify: Verify) -> None:
    dump = dumped(5)
    keys = ("--key", dump.vkey, "--witness", dump.witness.verifier)
    assert verify("checkpoint", dump.folder, *keys).code == 1
    dump.write(cosigned=True)
    said = verify("checkpoint", dump.folder, *keys)
    assert said.code == 0
    cosigned = {"witness.example/dpo": "2027-01-15T08:00:00Z"}
    assert said.report["facts"]["cosigned"] == cosigned


def test_without_a_witness_it_says_what_that_means(
    dumped: Dumped, verify: Verify
) -> None:
    dump = dumped(5)
    said = verify("checkpoint", dump.folder, "--key", dump.vkey)
    assert any(
        "no witness was asked for" in line for line in said.report["not_checked"]
    )


def test_a_policy_says_whom_to_trust(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump = dumped(5, cosigned=True)
    policy = tmp_path / "policy"
    policy.write_text(
        f"log {dump.vkey}\nwitness dpo {dump.witness.verifier}\nquorum dpo\n"
    )
    assert verify("checkpoint", dump.folder, "--policy", policy).code == 0
    both = verify("checkpoint", dump.folder, "--policy", policy, "--key", dump.vkey)
    assert both.code == 2
    policy.write_text(f"log {dump.vkey}\nquorum dpo\n")
    said = verify("checkpoint", dump.folder, "--policy", policy)
    assert (said.code, "line 2" in said.unchecked) == (2, True)


@pytest.mark.parametrize(
    ("now", "code"), [(NOW + 60, 0), (NOW + 61, 1), (NOW - 300, 0), (NOW - 301, 1)]
)
def test_a_checkpoint_may_be_too_old_or_too_new(
    now: int,
    code: int,
    dumped: Dumped,
    verify: Verify,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command.time, "time", lambda: now)
    dump = dumped(5, cosigned=True)
    keys = ("--key", dump.vkey, "--witness", dump.witness.verifier)
    assert verify("checkpoint", dump.folder, *keys, "--max-age", 60).code == code


def test_how_old_it_is_only_a_witness_can_say(dumped: Dumped, verify: Verify) -> None:
    dump = dumped(5)
    said = verify("checkpoint", dump.folder, "--key", dump.vkey, "--max-age", 60)
    assert (said.code, "no trusted witness" in said.unchecked) == (2, True)


def test_a_fork_convicts(dumped: Dumped, verify: Verify, tmp_path: Path) -> None:
    dump = dumped(5)
    arguments = ("--key", dump.vkey, "--state", tmp_path / "seen")
    assert verify("checkpoint", dump.folder, *arguments).code == 0
    dump.tree.entries[0] += b"!"
    dump.write()
    said = verify("checkpoint", dump.folder, *arguments)
    assert (said.code, "a fork" in said.refuted) == (1, True)
    alone = verify("checkpoint", dump.folder / "checkpoint", *arguments)
    assert (alone.code, "a fork" in alone.refuted) == (1, True)
    kept = (tmp_path / "seen").read_text("utf-8")
    assert kept.count("log.example/ima\\n5\\n") == 3


def test_a_checkpoint_that_follows_needs_tiles_to_show_it(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump = dumped(5)
    arguments = ("--key", dump.vkey, "--state", tmp_path / "seen")
    assert verify("checkpoint", dump.folder / "checkpoint", *arguments).code == 0
    dump = dumped(9)
    said = verify("checkpoint", dump.folder / "checkpoint", *arguments)
    assert (said.code, "takes tiles" in said.unchecked) == (2, True)
    assert verify("checkpoint", dump.folder, *arguments).code == 0
    assert verify("checkpoint", dump.folder / "checkpoint", *arguments).code == 0


def test_a_history_that_was_changed_does_not_follow(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump = dumped(5)
    arguments = ("--key", dump.vkey, "--state", tmp_path / "seen")
    assert verify("checkpoint", dump.folder, *arguments).code == 0
    dump = dumped(9)
    dump.tree.entries[2] += b"!"
    dump.write()
    said = verify("checkpoint", dump.folder, *arguments)
    assert (said.code, "does not follow on the 5 seen" in said.refuted) == (1, True)


def test_an_older_copy_is_not_called_a_lie(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump = dumped(9)
    arguments = ("--key", dump.vkey, "--state", tmp_path / "seen")
    assert verify("checkpoint", dump.folder, *arguments).code == 0
    said = verify("audit", dumped(5, "older").folder, *arguments)
    assert (said.code, "an older copy, or" in said.unchecked) == (2, True)


def test_a_memory_that_cannot_be_read_is_no_memory(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    (tmp_path / "seen").write_text("{")
    dump = dumped(5)
    arguments = ("--key", dump.vkey, "--state", tmp_path / "seen")
    assert verify("checkpoint", dump.folder, *arguments).code == 2


def test_consistency_is_shown_by_tiles(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    older = dumped(300, "older")
    arguments = ("--older", older.folder / "checkpoint", "--key", older.vkey)
    assert verify("consistency", dumped(600).folder, *arguments).code == 0
    changed = dumped(600)
    changed.tree.entries[7] += b"!"
    changed.write()
    assert verify("consistency", changed.folder, *arguments).code == 1
    assert verify("consistency", dumped(200).folder, *arguments).code == 1


def test_consistency_is_shown_by_a_proof(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    older, newer = dumped(300, "older"), dumped(600)
    proof = [encoded(each) for each in consistency(300, 600, newer.tree.nodes())]
    arguments = (
        *(newer.folder / "checkpoint", "--older", older.folder / "checkpoint"),
        *("--key", older.vkey, "--proof", tmp_path / "proof"),
    )
    (tmp_path / "proof").write_text("\n".join(proof))
    assert verify("consistency", *arguments).code == 0
    (tmp_path / "proof").write_text("\n".join(proof[1:]))
    assert verify("consistency", *arguments).code == 1
    (tmp_path / "proof").write_text("\n".join(proof) + "?")
    assert verify("consistency", *arguments).code == 1


def test_checkpoints_of_two_logs_are_not_consistent(
    dumped: Dumped, verify: Verify
) -> None:
    ours, theirs = dumped(600), dumped(300, "theirs")
    other = signer("log.example/ims")
    note = Checkpoint("log.example/ims", theirs.tree.head()).signed([other])
    (theirs.folder / "checkpoint").write_bytes(bytes(note))
    keys = ("--key", ours.vkey, "--key", other.verifier)
    older = ("--older", theirs.folder / "checkpoint")
    said = verify("consistency", ours.folder, *older, *keys)
    assert (said.code, "two logs" in said.refuted) == (1, True)


def test_consistency_without_proof_or_tiles_cannot_be_checked(
    dumped: Dumped, verify: Verify
) -> None:
    dump = dumped(5)
    note = dump.folder / "checkpoint"
    assert verify("consistency", note, "--older", note, "--key", dump.vkey).code == 2


def test_an_entry_is_taken_away_with_its_proof(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump = dumped(600)
    taken = ("--index", 300, "--save", tmp_path / "taken", "--key", dump.vkey)
    assert verify("inclusion", dump.folder, *taken).code == 0
    proof = (tmp_path / "taken.tlog-proof", "--key", dump.vkey, "--entry")
    assert verify("inclusion", *proof, tmp_path / "taken.entry").code == 0
    (tmp_path / "taken.entry").write_bytes(dump.tree.entries[301])
    assert verify("inclusion", *proof, tmp_path / "taken.entry").code == 1


def test_what_cannot_be_written_down_is_said(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump = dumped(5)
    taken = ("--index", 3, "--save", tmp_path / "no" / "where", "--key", dump.vkey)
    said = verify("inclusion", dump.folder, *taken)
    assert (said.code, "No such file" in said.unchecked) == (2, True)


def test_a_proof_is_held_against_what_was_seen(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump = dumped(5)
    state = ("--key", dump.vkey, "--state", tmp_path / "seen")
    assert verify("checkpoint", dump.folder, *state).code == 0
    taken = ("--index", 3, "--save", tmp_path / "taken", *state)
    assert verify("inclusion", dump.folder, *taken).code == 0
    dump.tree.entries[0] += b"!"
    dump.write()
    proof = ("--index", 3, "--save", tmp_path / "forged", "--key", dump.vkey)
    assert verify("inclusion", dump.folder, *proof).code == 0
    for name, code in (("taken", 0), ("forged", 1)):
        given = (tmp_path / f"{name}.tlog-proof", "--entry", tmp_path / f"{name}.entry")
        assert verify("inclusion", *given, *state).code == code


def test_an_entry_that_is_not_in_the_tree_is_not_taken_away(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump = dumped(5)
    path = dump.folder / "tile/entries/000.p/5"
    path.write_bytes(path.read_bytes().replace(b"p-7", b"p-8"))
    taken = ("--index", 3, "--save", tmp_path / "taken", "--key", dump.vkey)
    assert verify("inclusion", dump.folder, *taken).code == 1
    assert not (tmp_path / "taken.entry").exists()


@pytest.mark.parametrize(("index", "code"), [(-1, 1), (5, 1), (4, 0)])
def test_there_is_no_entry_beyond_the_last(
    dumped: Dumped, verify: Verify, index: int, code: int
) -> None:
    dump = dumped(5)
    said = verify("inclusion", dump.folder, f"--index={index}", "--key", dump.vkey)
    assert said.code == code


def test_a_false_cosignature_refutes_only_if_its_witness_is_known(
    dumped: Dumped, verify: Verify
) -> None:
    dump = dumped(5)
    note, other = dump.note(), signer("w.example", COSIGNATURE)
    lie = cosign(other, "another\n1\ntext\n", NOW)
    (dump.folder / "checkpoint").write_bytes(
        bytes(Note(note.text, (*note.signatures, lie)))
    )
    assert verify("checkpoint", dump.folder, "--key", dump.vkey).code == 0
    keys = ("--key", dump.vkey, "--witness", other.verifier)
    assert verify("checkpoint", dump.folder, *keys).code == 1


def test_people_are_told_line_by_line(
    dumped: Dumped, capsys: pytest.CaptureFixture[str]
) -> None:
    dump = dumped(5)
    assert main(["audit", str(dump.folder), "--key", dump.vkey]) == 0
    said = capsys.readouterr()
    assert "  holds        log.example/ima signed a tree of 5 entries" in said.out
    assert "  not checked  " in said.out
    assert said.out.endswith("Result: what was checked holds\n")
    assert said.err == ""


def test_what_a_log_says_of_itself_does_not_steer_a_terminal(
    dumped: Dumped, capsys: pytest.CaptureFixture[str]
) -> None:
    key = signer("log\x9b31m.example")
    dump = dumped(5)
    dump.key = key
    (dump.folder / "checkpoint").write_bytes(
        bytes(dump.note()).replace(b"log.example/ima\n", b"log.example\xc2\x9b31m\n")
    )
    assert main(["checkpoint", str(dump.folder), "--key", str(key.verifier)]) == 1
    assert "\x9b" not in capsys.readouterr().out


def test_a_fault_of_ours_refutes_nothing(
    dumped: Dumped, verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "trusted", lambda *_: 1 / 0)
    assert verify("checkpoint", dumped(5).folder).code == 2


def test_a_bar_is_drawn_on_a_terminal_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = command.Bar()
    bar(1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    bar(3, 4)
    assert " 75 %  3 of 4 entries" in capsys.readouterr().err
    bar(4, 4)
    assert capsys.readouterr().err.strip() == ""
