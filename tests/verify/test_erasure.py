"""The certificate of an erasure: what it shows offline, and no forger gets past."""

import io
import json
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from dumps import Dump
from erased_list import (
    BEGAN,
    ONE,
    STORES,
    TWO,
    Certify,
    Check,
    Happened,
    of_list,
    story,
)
from trees import Tree

from verify.canonical import canonical
from verify.certifying import Certificate
from verify.errors import Refuted


def test_the_certificate_of_an_erasure_holds(certified: Certify, check: Check) -> None:
    said = check(dict(certified(story()).members()))
    assert said.code == 0, said.report
    told = str(said.report["checked"])
    assert "2 texts are gone" in told
    assert "no root before 4 is left" in told
    assert said.report["facts"]["texts"] == [str(ONE), str(TWO)]
    unshown = str(said.report["not_checked"])
    assert "2026-04-13" in unshown
    assert "nobody copied a text" in unshown


def test_it_says_what_went_by_which_rule_and_what_stays(certified: Certify) -> None:
    said = certified(story()).said()
    assert [(one["item"], one["rule"], one["digest"][0]) for one in said["texts"]] == [
        (str(ONE), "R2", "a"),
        (str(TWO), "R2", "b"),
    ]
    assert [(one["erased"], one.get("stays")) for one in said["entries"]] == [
        (2, None),
        (0, "objection"),
    ]
    assert (said["proposed"]["actor"], said["approved"]["actor"]) == ("p-1", "p-2")
    assert said["left"] == []


def test_a_hold_in_between_leaves_what_was_not_gone(
    certified: Certify, check: Check
) -> None:
    told = story()
    del told["two"], told["done"]
    told["one"].append(of_list("TextsTakenOut", entries=[1], because="hold"))
    for name in ("final", "known", "sought"):
        told[name][0]["data"]["erased"] = 1
    certificate = certified(told)
    assert certificate.said()["left"] == [str(TWO)]
    assert check(dict(certificate.members())).code == 0


def test_a_hold_upon_all_of_it_leaves_a_list_of_which_nothing_went(
    certified: Certify, check: Check
) -> None:
    told = story()
    for name in ("one", "two", "done", "final", "known", "sought"):
        del told[name]
    told["inventory"].append(of_list("TextsTakenOut", entries=[1], because="hold"))
    certificate = certified(told)
    assert certificate.said()["texts"] == []
    assert check(dict(certificate.members())).code == 0


def test_without_a_key_nothing_is_told(certified: Certify, check: Check) -> None:
    said = check(dict(certified(story()).members()), "--max-age", "60")
    assert (said.code, "no key is trusted" in said.unchecked) == (2, True)


def altered(name: str, place: int = 0, **data: Any) -> dict[str, list[Happened]]:
    """The story, with one event that says something else."""
    told = story()
    event = told[name][place]
    told[name][place] = {**event, "data": {**event["data"], **data}}
    return told


def without(name: str) -> dict[str, list[Happened]]:
    told = story()
    del told[name]
    return told


def by(name: str, actor: str) -> dict[str, list[Happened]]:
    told = story()
    told[name] = [{**event, "by": actor} for event in told[name]]
    return told


def early() -> dict[str, list[Happened]]:
    told = story()
    told["one"] = [{**event, "at": BEGAN} for event in told["one"]]
    return told


def leaking(store: str) -> dict[str, list[Happened]]:
    stores = [{**one, "rows": 1 if one["store"] == store else 0} for one in STORES]
    return altered("sought", stores=stores)


UNPROVED = {
    "nobody approved": without("approved"),
    "whoever proposed the list approved it": by("approved", "p-1"),
    "while there was time to object": early(),
    "do not say the same texts": altered("one", item=str(UUID(int=13))),
    "by another list": altered("one", disposal=str(UUID(int=9))),
    "that no entry of the list means": altered("inventory", texts=[str(ONE)]),
    "neither came to its end nor stays": without("objected"),
    "entry 1 neither": altered("done", erased=1),
    "no FinalityReached": altered("final", erased=1),
    "no custodian said": altered("final", destroyed=[]),
    "destroyed the root before": altered("final", root_version=3),
    "a projection had not come": altered(
        "known", projections=[{"name": "case_state", "position": 1}]
    ),
    "no ProjectionsAcknowledged": without("known"),
    "no LeaksSought": without("sought"),
    "still held a text": leaking("log.sealed"),
    "or its key": leaking("keystore.item_key"),
    "a table still": altered("sought", stores=[]),
    "the list has 0 CaseClosed": without("ended"),
}


@pytest.mark.parametrize("why", UNPROVED)
def test_a_log_that_does_not_bear_it_out_gives_no_certificate(
    certified: Certify, why: str
) -> None:
    with pytest.raises(Refuted, match=why):
        certified(UNPROVED[why]).said()


def test_a_certificate_says_what_its_entries_say(
    certified: Certify, check: Check
) -> None:
    members = dict(certified(story()).members())
    said = json.loads(members["certificate.json"])
    said["backups_until"] = "2026-03-10"
    forged = check({**members, "certificate.json": canonical(said)})
    assert (forged.code, "something else than the log" in forged.refuted) == (1, True)


def test_an_entry_cannot_be_exchanged_or_left_out(
    certified: Certify, check: Check
) -> None:
    members = dict(certified(story()).members())
    entry = members["entries/3"].replace(b"objection", b"not_wanted")
    assert entry != members["entries/3"]
    assert check({**members, "entries/3": entry}).code == 1
    less = {name: content for name, content in members.items() if name != "entries/3"}
    assert "other members" in check(less).refuted


def test_another_logs_checkpoint_is_refused(certified: Certify, check: Check) -> None:
    members = dict(certified(story()).members())
    later = dict(certified(altered("done", note="later")).members())
    assert check({**members, "checkpoint": later["checkpoint"]}).code == 1


def dated(certificate: Certificate) -> dict[str, bytes]:
    """With a time stamp, as far as it is looked into here."""
    digest = sha256(certificate.checkpoint.text.encode()).digest()
    return dict(replace(certificate, dated=b"\x30" + digest + b"\x02").members())


def test_a_time_stamp_is_one_on_the_checkpoint(
    certified: Certify, check: Check
) -> None:
    undated = check(dict(certified(story()).members()))
    assert "no time stamp" in str(undated.report["not_checked"])
    members = dated(certified(story()))
    said = check(members)
    assert said.code == 0, said.report
    assert "a time stamp on that tree" in str(said.report["checked"])
    assert "openssl ts -verify" in str(said.report["not_checked"])


@pytest.mark.parametrize("name", ["checkpoint.text", "timestamp.tsr"])
def test_a_time_stamp_on_something_else_is_refused(
    certified: Certify, check: Check, name: str
) -> None:
    members = dated(certified(story()))
    other = check({**members, name: b"something else"})
    assert (other.code, "not one on this checkpoint" in other.refuted) == (1, True)
    alone = check({one: said for one, said in members.items() if one != name})
    assert alone.code == 1


def keys(*items: UUID, path: Path) -> tuple[str, Path]:
    """A list of those that have a key."""
    path.write_text("".join(f"{item}\n" for item in items))
    return "--keys", path


def test_that_no_key_is_left_is_seen_in_a_list_of_the_keystore(
    certified: Certify, check: Check, tmp_path: Path
) -> None:
    left = [UUID(int=n) for n in (25, 21, 23)]
    digest = sha256(b"".join(one.bytes for one in sorted(left))).hexdigest()
    told = altered("sought", kept_keys=3, keys_digest=digest)
    members, key = dict(certified(told).members()), Dump(tmp_path, Tree([])).vkey
    by = ("--key", key)
    at = tmp_path / "keys"
    said = check(members, *by, *keys(*left, path=at))
    assert said.code == 0, said.report
    assert "those that the log says were left" in str(said.report["checked"])
    later = check(members, *by, *keys(*left, UUID(int=31), path=at))
    assert "not of the moment" in str(later.report["not_checked"])
    assert later.code == 0
    there = check(members, *by, *keys(*left, ONE, path=at))
    assert (there.code, "still has keys of 1 of" in there.refuted) == (1, True)
    assert "--keys" in str(check(members, *by).report["not_checked"])


def test_a_list_of_keys_that_is_none_is_not_believed(
    certified: Certify, check: Check, tmp_path: Path
) -> None:
    (tmp_path / "keys").write_text("item\n")
    key = Dump(tmp_path, Tree([])).vkey
    members = dict(certified(story()).members())
    said = check(members, "--key", key, "--keys", tmp_path / "keys")
    assert (said.code, "one a line" in said.unchecked) == (2, True)


def test_its_readme_says_whose_personal_data_are_in_it(certified: Certify) -> None:
    members = dict(certified(story()).members())
    assert b'"p-1"' in members["certificate.json"]
    assert b"personal data of theirs" in members["README.txt"]


def test_a_certificate_is_the_same_whenever_it_is_made(certified: Certify) -> None:
    made = [io.BytesIO(), io.BytesIO()]
    for each in made:
        certified(story()).write(each)
    assert made[0].getvalue() == made[1].getvalue()
    assert zipfile.ZipFile(made[0]).testzip() is None
