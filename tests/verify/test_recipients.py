"""That each recipient was told of an erasure, offline: and what no forger gets past."""

import json
from typing import Any

import pytest
from erased_list import ONE, Certify, Check, Happened, of_list, story

from verify.assurance import CERTIFICATE, EARLIER
from verify.canonical import canonical
from verify.errors import Refuted
from verify.proof import Proof

Told = dict[str, list[Happened]]
REASONS = {"item": str(ONE), "digest": "d" * 64}


def given(recipient: str, **said: Any) -> dict[str, Any]:
    known = {"had": "case", "entries": [1], "topic": "StepTaken", "step": "refer"}
    at = {"position": 4096, "given_on": "2026-02-01"}
    return {"recipient": recipient, **known, **at, **said}


def found(*recipients: dict[str, Any], count: int = 2) -> Happened:
    return of_list("RecipientsFound", erased=count, recipients=[*recipients])


def notice(*places: int, by: str = "p-2", **said: Any) -> Happened:
    known = said or {"told_on": "2026-03-09"}
    return of_list("RecipientsNotified", by=by, recipients=[*places], **known)


def because(why: str = "impossible", **said: Any) -> dict[str, Any]:
    return {"because": why, "reasons": REASONS, **said}


def notified(*notices: Happened, recipients: list[Happened] | None = None) -> Told:
    """A list with two recipients, who were told or not."""
    told = story()
    end = told.pop("ended")
    who = recipients or [found(given("police"), given("p-7", had="bundle"))]
    return {**told, "found": who, "told": [*notices], "ended": end}


BOTH = (notice(1), notice(2, **because("disproportionate_effort")))


def test_each_recipient_is_named_with_the_day_or_the_reason(
    certified: Certify, check: Check
) -> None:
    said = check(dict(certified(notified(*BOTH)).members()))
    assert said.code == 0, said.report
    told = str(said.report["checked"])
    assert "recipient 1, police (case), was told that it is gone, on 2026-03-09" in told
    assert "recipient 2, p-7 (bundle), was not told: disproportionate effort" in told
    facts = said.report["facts"]["recipients"]
    assert [(one["number"], one.get("because")) for one in facts] == [
        (1, None),
        (2, "disproportionate_effort"),
    ]
    assert "recipients did once they were told" in str(said.report["not_checked"])


def test_the_certificate_says_so_in_its_own_format(certified: Certify) -> None:
    certificate = certified(notified(*BOTH))
    said = certificate.said()
    assert said["format"] == CERTIFICATE
    assert said["recipients"][0]["noticed_at"].startswith("2026-03-09")
    assert (
        b"named by what they\nare known by" in dict(certificate.members())["README.txt"]
    )


def test_whom_nobody_had_given_anything_leaves_nobody_to_tell(
    certified: Certify, check: Check
) -> None:
    said = check(dict(certified(notified(recipients=[found()])).members()))
    assert (said.code, said.report["facts"]["recipients"]) == (0, [])


def test_a_certificate_from_before_holds_and_says_what_it_does_not_show(
    certified: Certify, check: Check
) -> None:
    certificate = certified(story())
    assert certificate.said()["format"] == EARLIER
    said = check(dict(certificate.members()))
    assert said.code == 0, said.report
    assert "who had been given the texts" in str(said.report["not_checked"])
    assert "recipients" not in said.report["facts"]


def test_what_was_said_last_of_a_recipient_counts(certified: Certify) -> None:
    twice = (notice(1, 2, **because()), notice(2))
    one, two = certified(notified(*twice)).said()["recipients"]
    assert (one["because"], two["told_on"]) == ("impossible", "2026-03-09")


def late() -> Told:
    """A further text goes after it was looked for recipients."""
    told = notified(*BOTH)
    return {**told, "found": [], "two": [*told["found"], *told["two"]]}


UNTOLD = {
    "recipient 1 was neither told": notified(notice(2)),
    "recipient 2 was neither told": notified(notice(1)),
    "no recipient 3 to be told": notified(notice(1, 2, 3)),
    "no recipient 0 to be told": notified(notice(0, 1, 2)),
    "told on no day, and for no reason": notified(notice(1, 2, told_on=None)),
    "on no day, and for no": notified(notice(1, 2, because="impossible")),
    "before anything was gone": notified(notice(1, 2, told_on="2026-03-08")),
    "or is still to be": notified(notice(1, 2, told_on="2026-03-20")),
    "not looked for recipients of all": notified(
        *BOTH, recipients=[found(given("a"), given("b"), count=1)]
    ),
    "for recipients of all that is gone": late(),
}


@pytest.mark.parametrize("why", UNTOLD)
def test_a_list_with_somebody_untold_gives_no_certificate(
    certified: Certify, why: str
) -> None:
    with pytest.raises(Refuted, match=why):
        certified(UNTOLD[why]).said()


def test_nobody_is_told_before_they_are_found(certified: Certify) -> None:
    told = notified(*BOTH)
    order = ("told", "found", "ended")
    early = {**{n: one for n, one in told.items() if n not in order}}
    early |= {name: told[name] for name in order}
    with pytest.raises(Refuted, match="no recipient 1 to be told"):
        certified(early).said()


def members_of(certified: Certify, told: Told) -> dict[str, bytes]:
    return dict(certified(told).members())


def test_a_notice_cannot_be_taken_out_of_a_certificate(
    certified: Certify, check: Check
) -> None:
    members = members_of(certified, notified(*BOTH))
    said = json.loads(members["certificate.json"])
    gone = next(n for n in said["leaves"] if b"Notified" in members[f"entries/{n}"])
    said["leaves"].remove(gone)
    rest = {
        name: content
        for name, content in members.items()
        if name not in (f"entries/{gone}", f"proofs/{gone}.tlog-proof")
    }
    damaged = check({**rest, "certificate.json": canonical(said)})
    assert (damaged.code, "is left out" in damaged.refuted) == (1, True)


def test_a_recipient_cannot_be_passed_over(certified: Certify, check: Check) -> None:
    members = members_of(certified, notified(*BOTH))
    said = json.loads(members["certificate.json"])
    for changed in (
        {**said, "recipients": said["recipients"][:1]},
        {**said, "format": EARLIER},
        {name: one for name, one in said.items() if name != "recipients"},
    ):
        forged = check({**members, "certificate.json": canonical(changed)})
        assert forged.code == 1


def test_an_untold_recipient_is_refuted_whoever_packed_the_certificate(
    certified: Certify, check: Check
) -> None:
    """The log bears no certificate out; somebody makes one all the same."""
    members = members_of(certified, notified(*BOTH))
    packed = certified(notified(notice(1)))
    said = json.loads(members["certificate.json"])
    said["leaves"] = [one.index for one in packed.entries]
    forged = {
        "README.txt": members["README.txt"],
        "certificate.json": canonical(said),
        "checkpoint": bytes(packed.checkpoint),
    }
    for one in packed.entries:
        proof = Proof(one.index, tuple(one.path), packed.checkpoint)
        forged[f"proofs/{one.index}.tlog-proof"] = bytes(proof)
        forged[f"entries/{one.index}"] = one.entry
    result = check(forged)
    assert (result.code, "recipient 2 was neither" in result.refuted) == (1, True)
