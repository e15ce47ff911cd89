"""Whoever had been given texts is told that they are gone, over HTTP (GDPR Art. 19)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from disposing import PAST, carry_out, does, ended, erasing, here, listed, state, waited
from dumping import everywhere
from happened import STEP, closed, excluded
from projected import envelope
from reported import Opened, opened_by, somebody
from requesting import WORDS, Asking, accused, asked_as_witness
from serving import Service
from waiting import readable, until

from api.organisations import record
from cases.actors import SYSTEM, Actor, Role
from cases.commands.steps import TakeStep
from cases.errors import Refused
from cases.events.disclosing import DisclosureNoticeGiven, IdentityDisclosureProposed
from cases.events.event import Event, Personal
from cases.events.procedure import StepTaken
from cases.events.record import TextHandedOut
from cases.log.recorded import Recorded
from verify.__main__ import main

OFFICER = "data_protection_officer"
REFERRED = {"referred_to": "public_authority"}
PURPOSE = "evidence for the court"


def over(service: Service, opened: Opened) -> UUID:
    """The case ended long ago, and all its texts are overdue."""
    version = here(service).cases.found(opened.id, SYSTEM).version
    return ended(service, Opened(opened.reporter, opened.at, version, opened.position))


def did(service: Service, who: str, at: str, address: str, **body: Any) -> Any:
    done = does(service, who, at, address, **body)
    assert done.status_code == 201, (address, done.text)
    return done


@pytest.fixture
def referred(service: Service) -> Opened:
    """A confidential report that was referred to an authority."""
    opened = opened_by(
        service.caller("member", somebody()), identity_mode="confidential"
    )
    for step in ("acknowledge", "accept_for_assessment"):
        did(service, "intake_officer", opened.at, "steps", step=step)
    referral = {"step": "refer", "facts": REFERRED, "note": "A crime."}
    did(service, "executive_committee_member", opened.at, "steps", **referral)
    return opened


def approved(service: Service, *texts: tuple[UUID, str]) -> str:
    """The list, once there was time to object."""
    at = listed(service, *texts)
    waited(service, at)
    # Something must be left that was not erased.
    opened_by(service.caller("member", somebody()))
    return at


@pytest.fixture
def waiting(service: Service, referred: Opened) -> str:
    """A list of the report that was carried out; its recipient is not told yet."""
    case = over(service, referred)
    at = approved(service, (case, "content"), (case, "reporter_identity"))
    carry_out(service, days=0)
    return at


def seen(service: Service, at: str, who: str = OFFICER, **asked: Any) -> Any:
    """An answer that knows of everything that happened."""
    answer = service.caller(who).get(at, after=readable(here(service).log), **asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def recipients(service: Service, at: str) -> dict[int, list[Any]]:
    """By entry of the list."""
    found = seen(service, at.replace("/cases/", "/deletions/"))
    return {one["entry"]: one["recipients"] for one in found}


def state_of(service: Service, at: str) -> str:
    """How far the list has come, as officers see it."""
    every = seen(service, "/deletions/lists", limit=200)["items"]
    disposal = at.rpartition("/")[2]
    return str(next(one["state"] for one in every if one["disposal"] == disposal))


def history(service: Service, at: str) -> list[Recorded]:
    return here(service).log.history(UUID(at.rpartition("/")[2]))


def told(service: Service, at: str, *places: int, who: str = OFFICER) -> Any:
    today = service.today().isoformat()
    body = {"recipients": [*places], "told_on": today}
    return does(service, who, at, "erasure-notices", **body)


def certificate(service: Service, at: str) -> Any:
    """The answer, once the list is in the tree."""
    auditor = service.caller("auditor")
    until(lambda: auditor.get("/tree").json()["waiting"] == 0)
    place = f"{at.replace('/cases/', '/deletions/')}/certificate"
    return service.caller(OFFICER).get(place, after=readable(here(service).log))


def verified(service: Service, file: Path) -> int:
    """The exit code of `cases-verify erasure`."""
    key = service.caller("auditor").get("/tree/keys").json()[0]["verifier"]
    return main(["erasure", str(file), "--key", key])


def test_a_list_shows_who_had_been_given_what_is_on_it(
    service: Service, referred: Opened
) -> None:
    case = over(service, referred)
    at = listed(service, (case, "content"), (case, "reporter_identity"))
    [authority] = recipients(service, at)[1]
    referral = next(
        one
        for one in history(service, referred.at)
        if isinstance(one.event, StepTaken) and one.event.step == "refer"
    )
    assert authority == {
        "number": None,
        "recipient": "public_authority",
        "had": "case",
        "topic": "StepTaken",
        "step": "refer",
        "position": referral.position,
        "given_on": referral.recorded_at.date().isoformat(),
        "told_on": None,
        "because": None,
    }
    # Who reported in confidence does not go along with a referral.
    assert recipients(service, at)[2] == []


def test_a_list_waits_for_its_recipients_and_says_so(
    service: Service, waiting: str
) -> None:
    assert state(service, waiting).disposal.left == ()
    assert not state(service, waiting).closed
    assert state_of(service, waiting) == "telling"
    figures = seen(service, "/deletions/figures")
    figure = next(one for one in figures if one["name"] == "telling")
    assert figure["count"] >= 1
    behind = seen(service, f"/{figure['evidence']}")["items"]
    assert waiting.rpartition("/")[2] in {one["disposal"] for one in behind}
    [authority] = recipients(service, waiting)[1]
    assert (authority["number"], authority["told_on"]) == (1, None)


def test_once_each_is_told_the_list_ends_and_its_certificate_says_so(
    service: Service,
    waiting: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = told(service, waiting, 1, who="compliance_officer")
    assert done.status_code == 201, done.text
    carry_out(service, days=0)
    assert state(service, waiting).closed
    assert state_of(service, waiting) == "certified"
    [authority] = recipients(service, waiting)[1]
    assert authority["told_on"] == service.today().isoformat()
    answer = certificate(service, waiting)
    assert answer.status_code == 200, answer.text
    file = tmp_path / "certificate.zip"
    file.write_bytes(answer.content)
    assert verified(service, file) == 0
    said = capsys.readouterr().out
    assert "public_authority (case), was told that it is gone, on" in said
    with ZipFile(file) as packed:
        assert json.loads(packed.read("certificate.json"))["recipients"][0][
            "recipient"
        ] == ("public_authority")
        damaged(packed, tmp_path / "damaged.zip")
    assert verified(service, tmp_path / "damaged.zip") == 1
    assert "REFUTED" in capsys.readouterr().out


def damaged(packed: ZipFile, to: Path) -> None:
    """The same without the entry that says that the recipient was told."""
    members = {name: packed.read(name) for name in packed.namelist()}
    said = json.loads(members["certificate.json"])
    notice = next(
        n for n in said["leaves"] if b"RecipientsNotified" in members[f"entries/{n}"]
    )
    said["leaves"].remove(notice)
    members["certificate.json"] = json.dumps(
        said, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()
    del members[f"entries/{notice}"], members[f"proofs/{notice}.tlog-proof"]
    with ZipFile(to, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)


def test_or_it_is_said_why_a_recipient_is_not_told(
    service: Service, waiting: str, tmp_path: Path
) -> None:
    why = {"because": "impossible", "reasons": "MARKER it was dissolved"}
    body: Mapping[str, Any] = {"recipients": [1], **why}
    did(service, OFFICER, waiting, "erasure-notices", **body)
    for place, content in everywhere(service).items():
        assert b"MARKER it was dissolved" not in content, place
    carry_out(service, days=0)
    assert state(service, waiting).closed
    file = tmp_path / "certificate.zip"
    file.write_bytes(certificate(service, waiting).content)
    assert verified(service, file) == 0
    with ZipFile(file) as packed:
        for name in packed.namelist():
            assert b"MARKER" not in packed.read(name), name


def test_attack_a_list_is_certified_while_a_recipient_was_never_told(
    service: Service, waiting: str
) -> None:
    end = {"step": "conclude_disposal"}
    for who in (OFFICER, "compliance_officer"):
        assert does(service, who, waiting, "steps", **end).status_code == 403
    disposal = UUID(waiting.rpartition("/")[2])
    with (
        erasing(service, 0) as one,
        pytest.raises(Refused, match="some recipients were not told"),
    ):
        one.cases.handle(disposal, TakeStep(**end), SYSTEM)
    refused = certificate(service, waiting)
    assert refused.status_code == 409, refused.text
    # Somebody writes the end into the log, past every rule.
    version = history(service, waiting)[-1].version
    here(service).log.append(disposal, version, [closed()], envelope())
    forged = certificate(service, waiting)
    assert forged.status_code == 409, forged.text
    assert "recipient 1 was neither told" in forged.json()["detail"]


def test_nobody_is_told_before_it_is_found_out_who_had_it(
    service: Service, referred: Opened
) -> None:
    at = approved(service, (over(service, referred), "content"))
    early = told(service, at, 1)
    assert early.status_code == 409, early.text
    assert "no such recipient" in early.json()["detail"]
    assert told(service, at, 1, who="intake_officer").status_code in (403, 404)


def test_whoever_made_a_bundle_with_a_text_that_went_is_found(
    service: Service,
) -> None:
    opened = opened_by(
        service.caller("member", somebody()), identity_mode="confidential"
    )
    intake = service.caller("intake_officer")
    auditor = service.caller("auditor")
    until(lambda: auditor.get("/tree").json()["waiting"] == 0)
    for purpose in ({}, {"purpose": PURPOSE}):
        bundle = intake.get(f"{opened.at}/evidence", after=opened.position, **purpose)
        assert bundle.status_code == 200, bundle.text
    case = over(service, opened)
    at = approved(service, (case, "content"), (case, "reporter_identity"))
    [taken] = recipients(service, at)[1]
    assert (taken["recipient"], taken["had"]) == (intake.person, "bundle")
    carry_out(service, days=0)
    [found] = recipients(service, at)[1]
    assert (found["number"], found["topic"]) == (1, "TextHandedOut")
    # The bundle did not say who reported.
    assert recipients(service, at)[2] == []


@pytest.mark.parametrize(("role", "counts"), [("member", 0), ("case_owner", 1)])
def test_what_a_person_takes_along_of_their_own_makes_them_no_recipient(
    service: Service, role: Role, counts: int
) -> None:
    opened = opened_by(service.caller("member", somebody()))
    taken = TextHandedOut(
        cases=(opened.id,), items=(opened.id,), item_fields=("account",), purpose="own"
    )
    record(here(service).log, [taken], Actor(somebody(), role))
    at = listed(service, (over(service, opened), "content"))
    assert len(recipients(service, at)[1]) == counts


def test_nobody_learns_who_had_something_of_a_case_they_are_kept_away_from(
    service: Service, referred: Opened
) -> None:
    other = opened_by(service.caller("member", somebody()))
    case, seen_one = over(service, referred), over(service, other)
    at = listed(service, (case, "content"), (seen_one, "content"))
    person = somebody()
    version = history(service, referred.at)[-1].version
    here(service).log.append(case, version, [excluded(person)], envelope())
    answer = service.caller(OFFICER, person).get(
        at.replace("/cases/", "/deletions/"), after=readable(here(service).log)
    )
    assert answer.status_code == 200, answer.text
    assert [one["entry"] for one in answer.json()] == [2]
    assert "public_authority" not in answer.text


@pytest.fixture
def asking(service: Service) -> Asking:
    """A witness of a case that was referred, and ended; they want to be erased."""
    person = somebody()
    matter = opened_by(service.caller("member", somebody()), account=WORDS)
    asked_as_witness(service, matter, person)
    version = history(service, matter.at)[-1].version
    referral = {**STEP, "step": "refer", "phase": "referred", "label": "Referred"}
    here(service).log.append(
        matter.id, version, [StepTaken(facts=REFERRED, **referral)], envelope()
    )
    case = over(service, matter)
    asking = Asking(service, person, case, case, case)
    asking.ask()
    return asking


def listed_for(asking: Asking) -> str:
    """The list of what was decided."""
    said = {
        "case_type": "disposal",
        "opening": "propose",
        "account": "As was decided on the request.",
        "ground": "request",
        "request": asking.at.rpartition("/")[2],
        "texts": [{"case": str(asking.due), "what": "content"}],
    }
    service = asking.service
    proposed = service.caller("compliance_officer").post("/disposals", said)
    assert proposed.status_code == 201, proposed.text
    at = f"/cases/{proposed.json()['case']}"
    did(service, OFFICER, at, "steps", step="approve")
    waited(service, at)
    return at


def test_whoever_asked_is_told_whom_their_data_went_to(asking: Asking) -> None:
    service = asking.service
    what = [{"case": str(asking.due), "what": "content"}]
    before = asking.shown(service.caller(OFFICER))
    assert before["recipients"] == []
    done = asking.does(OFFICER, "erasure-decisions", texts=what)
    assert done.status_code == 201, done.text
    known = {"recipient": "partner-7", "kind": "partner"}
    named = known | {"told_on": service.today().isoformat()}
    assert asking.does(OFFICER, "recipient-notices", **named).status_code == 201
    at = listed_for(asking)
    theirs = asking.shown(asking.caller())["recipients"]
    expected = [("public_authority", None), ("partner-7", None)]
    assert [(one["recipient"], one["told_on"]) for one in theirs] == expected
    carry_out(service, days=0)
    found = [one["recipient"] for one in recipients(service, at)[1]]
    assert found == ["public_authority", "partner-7"]
    assert told(service, at, 1, 2).status_code == 201
    theirs = asking.shown(asking.caller())["recipients"]
    today = service.today().isoformat()
    assert {one["told_on"] for one in theirs} == {today}
    for one in theirs:
        assert one.keys() == {"recipient", "given_on", "told_on", "because"}


def learnt_by(person: str) -> list[Event]:
    """A law demanded that somebody learns who reported, and the reporter was told."""
    proposed = IdentityDisclosureProposed(
        disclosure=1,
        recipient=person,
        basis="judicial_proceedings",
        obligation="DK/RPL/804",
        until=PAST,
        needed=2,
        proposer="owner-1",
        reasons=Personal("MARKER why"),
        **STEP,
    )
    told = DisclosureNoticeGiven(disclosure=1, notice=Personal("MARKER"), **STEP)
    return [proposed, told]


def test_whoever_asked_learns_neither_of_a_report_nor_of_who_was_to_learn_of_it(
    asking: Asking,
) -> None:
    """Neither the step, nor a bundle, nor a disclosure of identity."""
    service = asking.service
    at, officer = f"/cases/{asking.due}", somebody()
    version = history(service, at)[-1].version
    here(service).log.append(asking.due, version, learnt_by(officer), envelope())
    auditor = service.caller("auditor")
    until(lambda: auditor.get("/tree").json()["waiting"] == 0)
    intake = service.caller("intake_officer")
    assert intake.get(f"/cases/{asking.due}/evidence", purpose=PURPOSE).status_code == (
        200
    )
    what = [{"case": str(asking.due), "what": "content"}]
    assert asking.does(OFFICER, "erasure-decisions", texts=what).status_code == 201
    answer = json.dumps(asking.shown(asking.caller()))
    for betraying in ('refer"', "report", intake.person, officer, "bundle"):
        assert betraying not in answer, betraying


def test_whom_data_went_to_is_not_told_of_a_case_that_they_do_not_know_of(
    service: Service,
) -> None:
    """Accused and never told: not even whoever decides it is told by the request."""
    person = somebody()
    hidden, known = (
        opened_by(service.caller("member", somebody()), account=WORDS) for _ in range(2)
    )
    accused(service, hidden, person, told=False)
    referral = {"step": "refer", "facts": REFERRED, "note": "A crime."}
    did(service, "executive_committee_member", hidden.at, "steps", **referral)
    asked_as_witness(service, known, person)
    case = over(service, known)
    asking = Asking(service, person, case, case, over(service, hidden))
    asking.ask()
    what = [{"case": str(case), "what": "content"}]
    assert asking.does(OFFICER, "erasure-decisions", texts=what).status_code == 201
    for who in (asking.caller(), service.caller(OFFICER)):
        assert asking.shown(who)["recipients"] == []
