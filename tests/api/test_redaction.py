"""A text about several people loses one of them over HTTP, and stays for the others."""

import io
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from disposing import carry_out, does, here, listed, texts, waited
from dumping import everywhere
from happened import closed, kept
from projected import envelope
from reported import opened_by, somebody
from requesting import WORDS, Asking, asked_as_witness
from serving import Caller, Service
from waiting import until

from api.passages import passages
from cases.actors import SYSTEM

PURPOSE = "redaction of a joint text"
SUCCESSOR = "MARKER what others did"
OFFICER = "data_protection_officer"


@dataclass
class Joint:
    """A closed case about several people, of whom a witness wants to be erased."""

    asking: Asking
    reporter: Caller
    item: UUID

    @property
    def service(self) -> Service:
        """Where it is."""
        return self.asking.service

    @property
    def at(self) -> str:
        """The case."""
        return f"/cases/{self.asking.held}"

    @property
    def text(self) -> str:
        """The text."""
        return f"{self.at}/texts/{self.item}"

    def seen(self, who: str, at: str, **asked: str) -> Any:
        """An answer that knows of everything that happened."""
        head = here(self.service).log.head()
        return self.service.caller(who).get(at, after=head, **asked)

    def decide(self) -> Any:
        """The officer decides that the witness is taken out."""
        case = str(self.asking.held)
        return self.asking.does(
            OFFICER,
            "erasure-decisions",
            texts=[{"case": case, "what": "content"}],
            redact=[{"case": case, "item": str(self.item)}],
        )

    def redact(self, who: str = "case_owner") -> Any:
        """The successor is written."""
        said = {"item": str(self.item), "party": 2, "successor": SUCCESSOR}
        return does(self.service, who, self.at, "redactions", **said)

    def propose(self) -> str:
        """The list of what is about the witness."""
        said = {
            "case_type": "disposal",
            "opening": "propose",
            "account": "As was decided on the request.",
            "ground": "request",
            "request": self.asking.at.rpartition("/")[2],
            "texts": [{"case": str(self.asking.held), "what": "party_2"}],
        }
        proposed = self.service.caller("compliance_officer").post("/disposals", said)
        assert proposed.status_code == 201, proposed.text
        return f"/cases/{proposed.json()['case']}"

    def sealed(self) -> set[UUID]:
        """Texts of the case of which there are bytes."""
        with here(self.service).pool.connection() as db:
            rows = db.execute(
                "SELECT item FROM sealed WHERE case_id = %s", (self.asking.held,)
            )
            return {item for (item,) in rows}

    def successor(self) -> UUID:
        """What stands in its place."""
        history = here(self.service).log.history(self.asking.held)
        return next(
            one.sealed.item for one in passages(history) if one.original == self.item
        )


@pytest.fixture
def joint(service: Service) -> Joint:
    """The report is about the accused and the witness; it is kept for years."""
    person = somebody()
    matter = opened_by(service.caller("member", somebody()), account=WORDS)
    asked_as_witness(service, matter, person)
    log = here(service).log
    history = log.history(matter.id)
    log.append(matter.id, history[-1].version, [closed(), kept(rule="R2")], envelope())
    item = next(one.sealed.item for one in passages(history) if one.field == "account")
    asking = Asking(service, person, matter.id, matter.id, matter.id)
    asking.ask()
    return Joint(asking, matter.reporter, item)


def test_the_decision_says_that_it_stays_for_others_alone(joint: Joint) -> None:
    decided = joint.decide()
    assert decided.status_code == 201, decided.text
    answer = joint.asking.shown(joint.asking.caller())["concerning"]
    told = {one["alone"]: one for one in answer}
    assert (told[False]["stays"], told[False]["redacted"]) == ("period", True)
    assert (told[True]["stays"], told[True]["redacted"]) == (None, False)
    for one in answer:
        assert (one["texts"], one["decided"]) == (None, None)
    officer = joint.service.caller(OFFICER)
    shown = joint.asking.shown(officer)["concerning"]
    by_text = {one["texts"]["what"]: one for one in shown}
    assert by_text.keys() == {"content", "party_2"}
    assert all(one["decided"] for one in shown)
    assert by_text["content"]["redacted"]
    assert not by_text["party_2"]["redacted"]
    history = joint.asking.caller().get(f"{joint.asking.at}/history").text
    assert str(joint.item) not in history
    assert str(joint.asking.held) not in history
    due = joint.seen(OFFICER, "/deletions", state="due").json()["items"]
    (theirs,) = [one for one in due if one["case_id"] == str(joint.asking.held)]
    assert theirs["what"] == "party_2"


def test_a_list_waits_for_the_successor_and_says_so(joint: Joint) -> None:
    assert joint.decide().status_code == 201
    at = joint.propose()
    early = does(joint.service, OFFICER, at, "steps", step="approve")
    assert early.status_code == 409
    assert early.json()["awaits"] == [{"step": "redact_text", "address": "redactions"}]
    below = f"/deletions/{at.rpartition('/')[2]}"
    assert joint.seen(OFFICER, below).json()[0]["redact"] == [str(joint.item)]
    assert joint.redact().status_code == 201
    assert joint.seen(OFFICER, below).json()[0]["redact"] == []
    done = does(joint.service, OFFICER, at, "steps", step="approve")
    assert done.status_code == 201, done.text


def test_whoever_has_the_case_writes_it_and_only_as_was_decided(joint: Joint) -> None:
    early = joint.redact()
    assert (early.status_code, early.json()["pointer"]) == (409, "/party")
    assert joint.decide().status_code == 201
    for who in (OFFICER, "compliance_officer"):
        refused = joint.redact(who)
        assert refused.status_code == 403, who
        assert SUCCESSOR not in refused.text
    read = joint.seen("case_owner", joint.text, purpose=PURPOSE)
    assert read.json()["text"] == WORDS
    trail = joint.seen("auditor", "/audit", case_id=str(joint.asking.held)).json()
    assert ("TextRead", PURPOSE) in {
        (one["topic"], one["purpose"]) for one in trail["items"]
    }
    assert joint.redact().status_code == 201
    again = joint.redact()
    assert (again.status_code, again.json()["pointer"]) == (409, "/item")
    assert again.json()["allowed"] == [str(joint.successor())]


def test_the_successor_is_read_in_its_place_and_said_to_be_one(joint: Joint) -> None:
    assert joint.decide().status_code == 201
    assert joint.redact().status_code == 201
    successor = str(joint.successor())
    for who in ("investigator", "auditor"):
        gone = joint.seen(who, joint.text)
        assert (gone.status_code, gone.json()["successor"]) == (410, successor)
    read = joint.seen("investigator", f"{joint.at}/texts/{successor}", purpose=PURPOSE)
    assert (read.json()["text"], read.json()["original"]) == (
        SUCCESSOR,
        str(joint.item),
    )
    rows = joint.seen("case_owner", f"{joint.at}/history", purpose=PURPOSE, limit="200")
    assert WORDS not in rows.text
    first = rows.json()[0]
    assert (first["texts"]["account"], first["redacted"]) == (
        SUCCESSOR,
        [str(joint.item)],
    )
    (written,) = [one for one in rows.json() if one["topic"] == "TextRedacted"]
    assert written["texts"]["successor"] == SUCCESSOR
    assert written["details"]["item"] == str(joint.item)
    assert len(written["details"]["digest"]) == 64
    assert rows.json()[-1] == written, "it is no late activity"
    own = joint.reporter.get(f"{joint.at}/own-texts", purpose="own words").json()
    assert [(one["text"], one["original"]) for one in own] == [
        (SUCCESSOR, str(joint.item))
    ]


def test_the_reporter_is_shown_that_others_wrote_it(joint: Joint) -> None:
    assert joint.decide().status_code == 201
    assert joint.redact().status_code == 201
    shown = joint.reporter.get("/mailbox").json()
    (mine,) = [one for one in shown if one["case_id"] == str(joint.asking.held)]
    said = {one["text"]: one["by"] for one in mine["messages"]}
    assert said[SUCCESSOR] == "organisation"
    assert WORDS not in said


def test_the_page_of_the_history_says_it_too(joint: Joint) -> None:
    assert joint.decide().status_code == 201
    assert joint.redact().status_code == 201
    by = joint.service.caller("case_owner")
    head = here(joint.service).log.head()
    page = joint.service.client.get(
        by.at(f"{joint.at}/history"),
        params={"purpose": PURPOSE, "after": head, "limit": 200},
        headers=by.headers() | {"Accept": "text/html"},
    )
    assert "a redacted successor, not the text as it was taken" in page.text
    assert SUCCESSOR in page.text
    assert WORDS not in page.text


def test_a_bundle_of_evidence_never_shows_it_as_it_was_taken(joint: Joint) -> None:
    assert joint.decide().status_code == 201
    assert joint.redact().status_code == 201
    auditor = joint.service.caller("auditor")
    until(lambda: auditor.get("/tree").json()["waiting"] == 0)
    answer = joint.seen("investigator", f"{joint.at}/evidence", purpose=PURPOSE)
    assert answer.status_code == 200, answer.text
    members = ZipFile(io.BytesIO(answer.content))
    told = json.loads(members.read("history.json"))["entries"]
    said = [text for one in told for text in one.get("texts", ())]
    by_item = {text["item"]: text for text in said}
    assert "redacted successor" in by_item[str(joint.item)]["absent"]
    successor = by_item[str(joint.successor())]
    assert (successor["field"], successor["text"]) == ("successor", SUCCESSOR)
    (entry,) = [one for one in told if one["topic"] == "TextRedacted"]
    assert "not the text as it was taken" in entry["label"]
    assert WORDS.encode() not in b"".join(map(members.read, members.namelist()))


def test_the_original_goes_and_the_successor_stays(joint: Joint) -> None:
    assert joint.decide().status_code == 201
    assert joint.redact().status_code == 201
    successor, at = joint.successor(), joint.propose()
    done = does(joint.service, OFFICER, at, "steps", step="approve")
    assert done.status_code == 201, done.text
    waited(joint.service, at)
    assert joint.seen("auditor", "/cases").status_code == 200
    before = joint.sealed()
    carry_out(joint.service)
    gone = before - joint.sealed()
    assert joint.item in gone
    assert successor not in gone
    log = here(joint.service).log
    about = {p.sealed.item: p.about for p in passages(log.history(joint.asking.held))}
    assert gone - {joint.item} == {item for item in before if about.get(item) == {2}}
    answer = joint.seen("investigator", joint.text).json()
    assert answer["certificate"] == f"deletions/{at.rpartition('/')[2]}"
    assert answer["successor"] == str(successor)
    read = joint.seen("investigator", f"{joint.at}/texts/{successor}", purpose=PURPOSE)
    assert read.json()["text"] == SUCCESSOR
    for place, content in everywhere(joint.service).items():
        assert WORDS.encode() not in content, place
        assert SUCCESSOR.encode() not in content, place
    told = joint.asking.shown(joint.asking.caller())["concerning"]
    assert {(one["alone"], one["erased"]) for one in told} == {
        (True, True),
        (False, False),
    }


def test_an_accused_party_s_time_is_over_before_the_rest(joint: Joint) -> None:
    """Retention alone: no request, the proposer says which text is to lose them."""
    log, case = here(joint.service).log, joint.asking.held
    version = here(joint.service).cases.found(case, SYSTEM).version
    own = kept(joint.service.today(), what="party_1", rule="R2")
    log.append(case, version, [own], envelope())
    losing = [{"case": str(case), "item": str(joint.item), "party": 1}]
    said = {
        "case_type": "disposal",
        "opening": "propose",
        "account": "Their time is over.",
        "texts": [{"case": str(case), "what": "party_1"}],
        "redact": losing,
    }
    proposed = joint.service.caller("compliance_officer").post("/disposals", said)
    assert proposed.status_code == 201, proposed.text
    at = f"/cases/{proposed.json()['case']}"
    early = does(joint.service, OFFICER, at, "steps", step="approve")
    assert early.json()["awaits"] == [{"step": "redact_text", "address": "redactions"}]
    written = {"item": str(joint.item), "party": 1, "successor": SUCCESSOR}
    done = does(joint.service, "case_owner", joint.at, "redactions", **written)
    assert done.status_code == 201, done.text
    done = does(joint.service, OFFICER, at, "steps", step="approve")
    assert done.status_code == 201, done.text
    waited(joint.service, at)
    assert joint.seen("auditor", "/cases").status_code == 200
    carry_out(joint.service)
    assert joint.item not in joint.sealed()
    assert joint.successor() in joint.sealed()
    whole = texts(joint.service, case)
    assert whole > 1


def test_without_a_redaction_a_list_is_as_it_was(joint: Joint) -> None:
    log, case = here(joint.service).log, joint.asking.held
    version = here(joint.service).cases.found(case, SYSTEM).version
    own = kept(joint.service.today(), what="party_1", rule="R2")
    log.append(case, version, [own], envelope())
    waited(joint.service, listed(joint.service, (case, "party_1")))
    assert joint.seen("auditor", "/cases").status_code == 200
    carry_out(joint.service)
    assert joint.item in joint.sealed()
