"""A text about several people loses one of them over HTTP, and stays for the others."""

import io
import json
from zipfile import ZipFile

import pytest
from disposing import carry_out, does, here, listed, texts, waited
from dumping import everywhere
from happened import kept
from joint import OFFICER, PURPOSE, SUCCESSOR, Joint, joint_text
from projected import envelope
from requesting import WORDS
from serving import Service
from waiting import readable, until

from api.passages import passages
from cases.actors import SYSTEM


@pytest.fixture
def joint(service: Service) -> Joint:
    """The report is about the accused and the witness; it is kept for years."""
    return joint_text(service)


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


def test_whoever_approves_a_list_reads_why_it_is_proposed(joint: Joint) -> None:
    assert joint.decide().status_code == 201
    at = joint.propose()
    shown = joint.seen(OFFICER, f"{at}/history", purpose="weighing")
    assert shown.json()[0]["texts"] == {"account": "As was decided on the request."}
    (reading,) = joint.seen("auditor", "/audit", case_id=at.rpartition("/")[2]).json()[
        "items"
    ][-1:]
    assert (reading["topic"], reading["purpose"]) == ("TextRead", "weighing")
    auditor = joint.service.caller("auditor")
    assert auditor.get(f"{at}/history", purpose="weighing").status_code == 403
    of_case = joint.service.caller(OFFICER).get(joint.text, purpose="weighing")
    assert of_case.status_code == 403, "and no other text"


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
    (written,) = [one for one in rows.json() if one["topic"] == "SuccessorWritten"]
    assert written["texts"]["successor"] == SUCCESSOR
    assert written["details"]["item"] == str(joint.item)
    assert len(written["details"]["digest"]) == 64
    assert rows.json()[-1] == written, "it is no late activity"
    own = joint.reporter.get(f"{joint.at}/own-texts", purpose="own words").json()
    assert [(one["text"], one["original"]) for one in own] == [
        (SUCCESSOR, str(joint.item))
    ]


def test_a_successor_is_what_the_text_before_it_was(joint: Joint) -> None:
    assert joint.decide().status_code == 201
    log = here(joint.service).log
    said = "MARKER it is alleged, of one alone"
    (alleged,) = [
        p for p in passages(log.history(joint.asking.held)) if p.field == "text"
    ]
    case, item = str(joint.asking.held), str(alleged.sealed.item)
    decided = joint.asking.does(
        OFFICER,
        "erasure-decisions",
        texts=[{"case": case, "what": "content"}],
        redact=[{"case": case, "item": item}],
    )
    assert decided.status_code == 201, decided.text
    written = {"item": item, "party": 2, "successor": said}
    done = does(joint.service, "case_owner", joint.at, "redactions", **written)
    assert done.status_code == 201, done.text
    (new,) = [
        p.sealed.item
        for p in passages(log.history(joint.asking.held))
        if p.original == alleged.sealed.item
    ]
    with here(joint.service).pool.connection() as db:
        rows = db.execute(
            "SELECT kind, audience, about FROM sealed WHERE item = ANY (%s)",
            ([alleged.sealed.item, new],),
        ).fetchall()
    assert len(rows) == 2
    assert rows[0] == rows[1]
    assert rows[0][0] != "account"
    read = joint.seen("case_owner", f"{joint.at}/texts/{new}", purpose=PURPOSE).json()
    assert (read["text"], read["field"]) == (said, "text")


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
    head = readable(here(joint.service).log)
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
    (entry,) = [one for one in told if one["topic"] == "SuccessorWritten"]
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
