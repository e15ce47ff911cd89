"""Tasks: in the work queue of whom they are for, in the case, and no further."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest
from acting import Staff, named, refused
from disposing import carry_out, ended, listed, texts
from reported import UNKNOWN, Opened, opened_by, somebody
from serving import Caller, Service

from projections.case_query import Wanted
from projections.query import Viewer
from projections.work_query import work

PURPOSE: Final = "what is to be done"
WHAT: Final = "MARKER ask the bank who signed"
RESULT: Final = "MARKER the bank says it was Person A"


@pytest.fixture
def case(ima: Staff) -> str:
    return reported(ima, ima.somebody())


def reported(ima: Staff, by: Caller, **said: Any) -> str:
    """A report that a case owner has, in its reporter's own name."""
    case = named(ima.report(by, **said))
    ima.taken(ima.caller("intake_officer"), case, "acknowledge")
    given(ima, case, ima.caller("case_owner"))
    return case


def given(ima: Staff, case: str, to: Caller) -> None:
    handler = {"person": to.person, "role": to.role, "conflict_declared_absent": True}
    ima.done(ima.caller("compliance_officer"), case, "handlers", **handler)


def entrust(
    ima: Staff, case: str, to: Caller, days: int = 2, by: str = "case_owner"
) -> None:
    said = {"text": WHAT, "until": (ima.today + timedelta(days=days)).isoformat()}
    whom = {"person": to.person, "role": to.role}
    ima.done(ima.caller(by), case, "tasks", **said, **whom)


def waiting(ima: Staff, by: Caller) -> dict[str, Any]:
    """What waits for somebody, by case, in its order."""
    items: list[Any] = []
    asked: dict[str, Any] = {"after": ima.position}
    while True:
        answer = by.get("/work", limit=200, **asked)
        assert answer.status_code == 200, answer.text
        assert "MARKER" not in answer.text
        page = answer.json()
        items += page["items"]
        if page["next"] is None:
            return {one["case_id"]: one for one in items}
        asked = {"cursor": page["next"]}


def tasks(ima: Staff, by: Caller, case: str) -> list[Any]:
    """What waits for somebody of a case."""
    return list(waiting(ima, by).get(case, {"tasks": []})["tasks"])


def test_a_task_waits_for_whom_it_is_for_until_it_is_done(
    ima: Staff, case: str
) -> None:
    officer = ima.somebody("compliance_officer")
    assert case not in waiting(ima, officer) or not tasks(ima, officer, case)
    entrust(ima, case, officer)
    (waits,) = tasks(ima, officer, case)
    until = (ima.today + timedelta(days=2)).isoformat()
    assert (waits["task"], waits["until"]) == (1, until)
    assert (waits["yours"], waits["overdue"]) == (True, False)
    for other in (ima.somebody("compliance_officer"), ima.caller("case_owner")):
        assert tasks(ima, other, case) == []
    other_office = ima.caller("intake_officer", officer.person)
    assert tasks(ima, other_office, case) == []
    ima.done(officer, case, "finished-tasks", task=1, note=RESULT)
    assert tasks(ima, officer, case) == []
    again = ima.ask(officer, case, "finished-tasks", task=1)
    refused(again, "the task is done", "not from the code")
    assert again.json()["pointer"] == "/task"
    assert again.json()["status"] == 409


def test_it_waits_though_no_step_does(ima: Staff, case: str) -> None:
    ima.taken(ima.caller("intake_officer"), case, "accept_for_assessment")
    officer = ima.somebody("data_protection_officer")
    assert case not in waiting(ima, officer)
    entrust(ima, case, officer)
    waits = waiting(ima, officer)[case]
    assert (waits["steps"], len(waits["tasks"])) == ([], 1)


def test_in_an_office_for_a_unit_tasks_wait_in_cases_of_the_unit(ima: Staff) -> None:
    officer = ima.somebody("compliance_officer")
    here, there = (
        named(ima.report(ima.somebody(), unit=unit)) for unit in ("south", "north")
    )
    for case in (here, there):
        entrust(ima, case, officer, by="intake_officer")
    assert {here, there} <= set(waiting(ima, officer))
    now = ima.served.cases.now()
    eyes = Viewer(officer.person, (officer.role,), everything=True, right="act", at=now)
    asked = {"timed": False, "today": ima.today, "limit": 200}
    with ima.served.pool.connection() as db:
        found = work(db, replace(eyes, units=("south",)), Wanted(), **asked).items
    assert [str(one.case_id) for one in found] == [here]


def test_what_is_overdue_comes_first(ima: Staff) -> None:
    owner = ima.caller("case_owner", somebody())
    cases = [named(ima.report(ima.somebody())) for _ in range(3)]
    for one in cases:
        ima.taken(ima.caller("intake_officer"), one, "acknowledge")
        given(ima, one, owner)
    for one, days in ((cases[2], 1), (cases[1], 3)):
        until = (ima.today + timedelta(days=days)).isoformat()
        ima.done(owner, one, "tasks", text=WHAT, until=until)
    assert list(waiting(ima, owner)) == [cases[2], cases[1], cases[0]]
    for late in (False, True):
        ima.wait(1)
        found = waiting(ima, owner)
        assert list(found) == [cases[2], cases[1], cases[0]]
        overdue = [[one["overdue"] for one in found[case]["tasks"]] for case in cases]
        assert overdue == [[], [False], [late]]
    first = owner.get("/work", limit=1, after=ima.position).json()
    rest = owner.get("/work", limit=200, cursor=first["next"]).json()
    listed = [one["case_id"] for one in (*first["items"], *rest["items"])]
    assert listed == list(found)
    assert "ClockMissed" not in ima.topics(cases[2])


def test_the_case_shows_what_is_open_without_a_word_of_it(
    ima: Staff, case: str
) -> None:
    officer = ima.somebody("compliance_officer")
    entrust(ima, case, officer, days=5)
    entrust(ima, case, ima.caller("case_owner"), days=2)
    shown = ima.read("case_owner", f"/cases/{case}")
    assert [one["task"] for one in shown["tasks"]] == [2, 1]
    (_, one) = shown["tasks"]
    assert (one["person"], one["role"]) == (officer.person, "compliance_officer")
    assert (one["set_by"], one["party"]) == (ima.caller("case_owner").person, None)
    assert "MARKER" not in str(shown)
    ima.done(ima.caller("case_owner"), case, "withdrawn-tasks", task=2)
    other = {"person": "demo.intake_officer", "role": "intake_officer"}
    ima.done(officer, case, "handed-over-tasks", task=1, **other)
    (left,) = ima.read("case_owner", f"/cases/{case}")["tasks"]
    assert (left["task"], left["person"]) == (1, "demo.intake_officer")
    assert left["until"] == one["until"]
    assert tasks(ima, officer, case) == []
    assert [t["task"] for t in tasks(ima, ima.caller("intake_officer"), case)] == [1]


def test_its_text_is_opened_by_whom_it_is_for_and_only_while_it_is(
    ima: Staff, case: str
) -> None:
    ima.taken(ima.caller("intake_officer"), case, "accept_for_assessment")
    officer = ima.somebody("data_protection_officer")
    entrust(ima, case, officer)
    (waits,) = tasks(ima, officer, case)
    at = f"/cases/{case}/texts/{waits['item']}"
    assert officer.get(at, purpose=PURPOSE).json()["text"] == WHAT
    assert ima.caller("case_owner").get(at, purpose=PURPOSE).json()["text"] == WHAT
    other = ima.somebody("data_protection_officer")
    assert other.get(at, purpose=PURPOSE).status_code == 403
    told = officer.get(f"/cases/{case}/history", purpose=PURPOSE, after=ima.position)
    opened = {one["topic"]: one["texts"] for one in told.json() if one["texts"]}
    assert opened == {"TaskSet": {"text": WHAT}}
    ima.done(officer, case, "finished-tasks", task=1, note=RESULT)
    assert officer.get(at, purpose=PURPOSE).status_code == 403


def test_whoever_is_lent_the_case_reads_no_word_of_it(ima: Staff, case: str) -> None:
    reader = ima.somebody("investigator")
    lent = {
        "person": reader.person,
        "role": reader.role,
        "rights": ["read", "history", "texts"],
        "until": ima.today.isoformat(),
        "reasons": "The same supplier turns up again.",
    }
    ima.done(ima.caller("access_manager"), case, "access-grants", **lent)
    entrust(ima, case, ima.caller("intake_officer"))
    shown = reader.get(f"/cases/{case}", after=ima.position).json()
    at = f"/cases/{case}/texts/{shown['tasks'][0]['item']}"
    assert reader.get(at, purpose=PURPOSE).status_code == 404
    told = reader.get(f"/cases/{case}/history", purpose=PURPOSE).json()
    texts = {one["topic"]: one["texts"] for one in told if one["texts"]}
    assert "TaskSet" not in texts
    assert "ReportReceived" in texts


def test_neither_reporter_nor_accused_is_told_of_it(ima: Staff) -> None:
    reporter, accused = ima.somebody(), ima.somebody("subject")
    case = reported(ima, reporter)
    owner = ima.caller("case_owner")
    ima.taken(ima.caller("intake_officer"), case, "accept_for_assessment")
    party = {"role": "subject", "name": "Person A", "person": accused.person}
    ima.done(owner, case, "parties", **party)
    until = ima.today.isoformat()
    ima.done(owner, case, "tasks", text=WHAT, until=until, party=1)
    ima.done(owner, case, "finished-tasks", task=1, note=RESULT)
    ima.done(owner, case, "tasks", text=WHAT, until=until)
    handlers = owner.get(f"/cases/{case}/history", after=ima.position)
    assert {"TaskSet", "TaskFinished"} <= {one["topic"] for one in handlers.json()}
    for by in (reporter, ima.caller("member", reporter.person), accused):
        for path in ("", "/history", "/own-texts"):
            said = by.get(f"/cases/{case}{path}", purpose=PURPOSE).text
            assert "MARKER" not in said
            assert "Task" not in said
    shown = reporter.get(f"/cases/{case}").json()
    assert shown["tasks"] is None


def test_nor_is_whoever_disclosed_something(ima: Staff) -> None:
    by = ima.somebody()
    case = named(ima.disclose(by, "guidance_request", "ask", topic="the_code"))
    officer = ima.caller("compliance_officer")
    until = ima.today.isoformat()
    ima.done(officer, case, "tasks", text=WHAT, until=until)
    shown = by.get(f"/cases/{case}", after=ima.position).json()
    assert (shown["case_id"], shown["tasks"]) == (case, None)
    (one,) = ima.read("compliance_officer", f"/cases/{case}")["tasks"]
    assert one["set_by"] == officer.person


def test_whoever_is_excluded_is_left_nothing_and_it_waits_for_the_handlers(
    ima: Staff, case: str
) -> None:
    officer = ima.somebody("compliance_officer")
    entrust(ima, case, officer)
    (waits,) = tasks(ima, officer, case)
    excluded = {"person": officer.person, "reason": "relative"}
    ima.done(ima.caller("compliance_officer"), case, "exclusions", **excluded)
    assert case not in waiting(ima, officer)
    at = f"/cases/{case}/texts/{waits['item']}"
    none = officer.get(f"/cases/{UNKNOWN}/texts/{waits['item']}", purpose=PURPOSE)
    assert officer.get(at, purpose=PURPOSE).text == none.text
    (left,) = tasks(ima, ima.caller("case_owner"), case)
    assert (left["task"], left["yours"]) == (1, False)
    (shown,) = ima.read("case_owner", f"/cases/{case}")["tasks"]
    assert shown["person"] is None
    assert ima.topics(case)[-2:] == ["PersonExcluded", "TaskLeft"]
    other = ima.caller("intake_officer")
    to = {"person": other.person, "role": other.role}
    ima.done(ima.caller("case_owner"), case, "handed-over-tasks", task=1, **to)
    assert tasks(ima, ima.caller("case_owner"), case) == []
    assert [one["yours"] for one in tasks(ima, other, case)] == [True]
    again = {"person": officer.person, "role": officer.role}
    back = ima.ask(other, case, "handed-over-tasks", task=1, **again)
    refused(back, "not eligible")


def test_a_task_in_a_case_that_goes_on_in_another_waits_all_the_same(
    ima: Staff, case: str
) -> None:
    there = reported(ima, ima.somebody())
    owner = ima.caller("case_owner")
    for one in (case, there):
        ima.taken(ima.caller("intake_officer"), one, "accept_for_assessment")
    officer = ima.somebody("compliance_officer")
    entrust(ima, case, officer)
    ima.done(owner, case, "mergers", into=there, reasons="It is the same.")
    assert [one["task"] for one in tasks(ima, officer, case)] == [1]
    ima.done(officer, case, "finished-tasks", task=1)
    assert case not in waiting(ima, officer)


def test_what_was_to_be_done_goes_with_the_texts_of_the_case(
    service: Service, ima: Staff
) -> None:
    opened = opened_by(service.caller("member", somebody()))
    case = str(opened.id)
    officer = ima.caller("compliance_officer")
    until = ima.today.isoformat()
    ima.done(officer, case, "tasks", text=WHAT, until=until)
    ima.done(officer, case, "finished-tasks", task=1, note=RESULT)
    assert texts(service, opened.id) == 3
    over = Opened(opened.reporter, opened.at, ima.version(case), ima.position)
    listed(service, (ended(service, over), "content"))
    carry_out(service)
    assert texts(service, opened.id) == 0
