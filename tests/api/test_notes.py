"""Notes over HTTP: each is opened for those whom it is for, and for nobody else."""

from typing import Any
from uuid import UUID

import pytest
from acting import Staff, named
from serving import Caller, Service

from cases.events.notes import NoteWritten

OWNER, DETECTIVE = "case_owner", "investigator"
PURPOSE = "investigation of the case"


@pytest.fixture
def ima(service: Service) -> Staff:
    staff = Staff(service, "ima")
    staff.wait(0)
    return staff


@pytest.fixture
def case(ima: Staff) -> str:
    """A report with somebody who leads the case, and an investigator."""
    opened = named(ima.report(ima.caller("member", "p-of-the-notes")))
    ima.taken(ima.caller("intake_officer"), opened, "acknowledge")
    ima.taken(ima.caller("intake_officer"), opened, "accept_for_assessment")
    for role in (OWNER, DETECTIVE):
        given(ima, opened, ima.caller(role))
    return opened


def given(ima: Staff, case: str, to: Caller) -> None:
    handler = {"person": to.person, "role": to.role, "conflict_declared_absent": True}
    ima.done(ima.caller("compliance_officer"), case, "handlers", **handler)


def noted(ima: Staff, case: str, by: Caller, **said: Any) -> str:
    """The name of the text of a note."""
    ima.done(by, case, "notes", text="MARKER of a note", **said)
    happened = ima.served.log.history(UUID(case))[-1].event
    assert isinstance(happened, NoteWritten)
    return str(happened.text.item)


def reads(ima: Staff, case: str, by: Caller, item: str) -> bool:
    """Whether they read it alone and in the history; both answer alike."""
    alone = by.get(f"/cases/{case}/texts/{item}", purpose=PURPOSE, after=ima.position)
    assert alone.status_code in {200, 404}, alone.text
    history = by.get(f"/cases/{case}/history", purpose=PURPOSE, after=ima.position)
    assert history.status_code == 200, history.text
    assert ("MARKER" in alone.text) == ("MARKER" in history.text)
    return "MARKER" in alone.text


def test_a_note_for_those_who_handle_the_case(ima: Staff, case: str) -> None:
    owner, detective = ima.caller(OWNER), ima.caller(DETECTIVE)
    item = noted(ima, case, detective)
    assert reads(ima, case, owner, item)
    assert reads(ima, case, ima.caller("intake_officer"), item)
    other = ima.somebody(DETECTIVE)
    given(ima, case, other)
    assert reads(ima, case, other, item)


def test_a_note_for_whoever_leads_it_alone(ima: Staff, case: str) -> None:
    owner, detective = ima.caller(OWNER), ima.caller(DETECTIVE)
    item = noted(ima, case, detective, audience="case_owner")
    assert reads(ima, case, owner, item)
    assert reads(ima, case, detective, item)
    assert not reads(ima, case, ima.caller("intake_officer"), item)
    other = ima.somebody(DETECTIVE)
    given(ima, case, other)
    assert not reads(ima, case, other, item)


def test_a_note_to_oneself(ima: Staff, case: str) -> None:
    item = noted(ima, case, ima.caller(DETECTIVE), audience="author")
    assert reads(ima, case, ima.caller(DETECTIVE), item)
    assert not reads(ima, case, ima.caller(OWNER), item)


def test_whoever_is_lent_the_case_reads_texts_and_no_notes(
    ima: Staff, case: str
) -> None:
    item = noted(ima, case, ima.caller(OWNER))
    reader = ima.somebody(DETECTIVE)
    grant = {
        "person": reader.person,
        "role": DETECTIVE,
        "rights": ["read", "history", "texts"],
        "until": ima.today.isoformat(),
        "reasons": "The same supplier turns up elsewhere.",
    }
    ima.done(ima.caller("access_manager"), case, "access-grants", **grant)
    assert not reads(ima, case, reader, item)
    history = reader.get(f"/cases/{case}/history", purpose=PURPOSE, after=ima.position)
    assert "It is so." in history.text


def test_whoever_reported_is_told_of_no_note(ima: Staff, case: str) -> None:
    noted(ima, case, ima.caller(OWNER))
    reporter = ima.caller("member", "p-of-the-notes")
    at = f"/cases/{case}/history"
    told = reporter.get(at, purpose=PURPOSE, after=ima.position)
    assert told.status_code == 200, told.text
    assert "ote" not in "".join(one["label"] for one in told.json())
    assert "MARKER" not in told.text


def test_the_history_says_for_whom_a_note_is(ima: Staff, case: str) -> None:
    noted(ima, case, ima.caller(OWNER), audience="author")
    (*_, last) = ima.read(OWNER, f"/cases/{case}/history", limit=200)
    assert last["label"] == "Note written: author"
    assert "text" not in (last["texts"] or {})
