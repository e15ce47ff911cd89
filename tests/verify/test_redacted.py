"""What is proved of a text that lost somebody: by the list, and in a bundle."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from disposing import carry_out, does, state, waited
from joint import OFFICER, PURPOSE, SUCCESSOR, Joint, joint_text
from requesting import WORDS
from servers import Server
from serving import Service, serving_anew
from waiting import until

from verify.__main__ import main


@pytest.fixture(scope="module")
def service(
    cluster: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A running service with an empty log."""
    folder: Path = tmp_path_factory.mktemp("service")
    with serving_anew(cluster, folder) as running:
        yield running


@pytest.fixture
def redacted(service: Service) -> Joint:
    """A report that lost a witness and stays for the others."""
    joint = joint_text(service)
    assert joint.decide().status_code == 201
    assert joint.redact().status_code == 201
    return joint


def in_the_tree(joint: Joint) -> None:
    auditor = joint.service.caller("auditor")
    until(lambda: auditor.get("/tree").json()["waiting"] == 0)


def checked(joint: Joint, kind: str, file: Path) -> int:
    """The exit code of `cases-verify`."""
    key = joint.service.caller("auditor").get("/tree/keys").json()[0]["verifier"]
    return main([kind, str(file), "--key", key])


def saved(answer: Any, file: Path) -> Path:
    assert answer.status_code == 200, answer.text
    file.write_bytes(answer.content)
    return file


def carried_out(joint: Joint) -> str:
    """The list of what was about the witness alone, and of the original."""
    at = joint.propose()
    done = does(joint.service, OFFICER, at, "steps", step="approve")
    assert done.status_code == 201, done.text
    waited(joint.service, at)
    assert joint.seen("auditor", "/cases").status_code == 200
    carry_out(joint.service, days=0)
    return at


def certificate(joint: Joint, at: str, file: Path) -> Path:
    in_the_tree(joint)
    below = f"{at.replace('/cases/', '/deletions/')}/certificate"
    return saved(joint.seen(OFFICER, below), file)


def test_the_certificate_of_a_list_with_a_redaction_holds(
    redacted: Joint, tmp_path: Path
) -> None:
    successor, at = redacted.successor(), carried_out(redacted)
    assert state(redacted.service, at).closed
    file = certificate(redacted, at, tmp_path / "certificate.zip")
    assert checked(redacted, "erasure", file) == 0
    with ZipFile(file) as packed:
        said = json.loads(packed.read("certificate.json"))
    items = {one["item"]: one["what"] for one in said["texts"]}
    assert items[str(redacted.item)] == "party_2"
    assert str(successor) not in items


def test_a_certificate_that_names_the_successor_for_the_original_is_refuted(
    redacted: Joint, tmp_path: Path
) -> None:
    successor, at = redacted.successor(), carried_out(redacted)
    file = certificate(redacted, at, tmp_path / "certificate.zip")
    forged = tmp_path / "forged.zip"
    replaced(file, forged, str(redacted.item), str(successor))
    assert checked(redacted, "erasure", forged) == 1


def replaced(file: Path, to: Path, old: str, new: str) -> None:
    """The same zip, with one word for another in all of it."""
    with ZipFile(file) as packed, ZipFile(to, "w") as forged:
        for name in packed.namelist():
            content = packed.read(name).replace(old.encode(), new.encode())
            forged.writestr(name.replace(old, new), content)


def bundle(joint: Joint, file: Path) -> Path:
    in_the_tree(joint)
    answer = joint.seen("investigator", f"{joint.at}/evidence", purpose=PURPOSE)
    return saved(answer, file)


def test_a_bundle_with_a_successor_holds_before_and_after_the_original_went(
    redacted: Joint, tmp_path: Path
) -> None:
    before = bundle(redacted, tmp_path / "before.zip")
    assert checked(redacted, "bundle", before) == 0
    at = carried_out(redacted)
    after = bundle(redacted, tmp_path / "after.zip")
    assert checked(redacted, "bundle", after) == 0
    assert checked(redacted, "bundle", before) == 0
    for file in (before, after):
        with ZipFile(file) as packed:
            texts = dict(told(packed))
            assert texts[str(redacted.successor())]["text"] == SUCCESSOR
            assert "text" not in texts[str(redacted.item)]
            assert WORDS.encode() not in b"".join(map(packed.read, packed.namelist()))
    # The first one held the witness's own words, and the list waits for that.
    assert not state(redacted.service, at).closed
    below = f"/deletions/{at.rpartition('/')[2]}"
    [entry] = redacted.seen(OFFICER, below).json()
    assert [one["had"] for one in entry["recipients"]] == ["bundle"]


def told(packed: ZipFile) -> Iterator[tuple[str, Any]]:
    """The texts of its history, by item."""
    for one in json.loads(packed.read("history.json"))["entries"]:
        for text in one.get("texts", ()):
            yield text["item"], text


def test_a_successor_passed_off_as_the_original_is_refuted(
    redacted: Joint, tmp_path: Path
) -> None:
    file = bundle(redacted, tmp_path / "case.zip")
    for old, new in (
        (str(redacted.successor()), str(redacted.item)),
        (SUCCESSOR, "MARKER what others did not"),
    ):
        replaced(file, tmp_path / "forged.zip", old, new)
        assert checked(redacted, "bundle", tmp_path / "forged.zip") == 1
