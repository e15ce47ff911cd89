"""Several cases given to somebody at once: each is a command, with its own outcome."""

from typing import Any
from uuid import uuid4

import pytest
from reported import UNKNOWN, Opened, excluded, opened_by, somebody
from serving import Caller, Service

from api.assigning import MOST
from cases.errors import Unavailable
from cases.handling import Cases


def reported(service: Service) -> Opened:
    return opened_by(service.caller("member", somebody()))


def assignment(person: str, *cases: Opened, **more: Any) -> dict[str, Any]:
    each = [
        {
            "case": str(one.id),
            "version": one.version,
            "conflict_declared_absent": True,
        }
        for one in cases
    ]
    return {"person": person, "role": "case_owner", "cases": each} | more


def officer(service: Service) -> Caller:
    return service.caller("compliance_officer")


def handled(service: Service, opened: Opened, person: str, after: int) -> bool:
    owner = service.caller("case_owner", person)
    return bool(owner.get(opened.at, after=after).status_code == 200)


def test_each_case_is_given_with_a_receipt_of_its_own(service: Service) -> None:
    owner, cases = somebody(), [reported(service) for _ in range(3)]
    done = officer(service).post("/assignments", assignment(owner, *cases))
    assert done.status_code == 200, done.text
    outcomes = done.json()
    assert [one["case"] for one in outcomes] == [str(one.id) for one in cases]
    assert {one["status"] for one in outcomes} == {201}
    for opened, outcome in zip(cases, outcomes, strict=True):
        assert outcome["problem"] is None
        assert outcome["receipt"]["case"] == str(opened.id)
        assert outcome["receipt"]["version"] > opened.version
        position = outcome["receipt"]["position"]
        assert handled(service, opened, owner, position)
        history = officer(service).get(f"{opened.at}/history", after=position).json()
        assert [one["topic"] for one in history].count("HandlerDesignated") == 1


def test_what_stands_in_the_way_of_one_is_a_problem_of_that_one(
    service: Service,
) -> None:
    owner = somebody()
    fits, moved, undeclared, away = (reported(service) for _ in range(4))
    gone = excluded(service, away)
    moved.version += 1
    body = assignment(owner, fits, moved, undeclared)
    body["cases"][2]["conflict_declared_absent"] = False
    unknown = body["cases"][0] | {"case": UNKNOWN}
    done = officer(service).post(
        "/assignments", body | {"cases": [*body["cases"], unknown]}
    )
    outcomes = done.json()
    assert [one["status"] for one in outcomes] == [201, 412, 409, 404]
    assert [one["receipt"] is None for one in outcomes] == [False, True, True, True]
    _, outdated, refused, nowhere = (one["problem"] for one in outcomes)
    assert outdated["type"] == "/problems/outdated"
    assert outdated["version"] == moved.version - 1
    assert refused["clause"]
    assert refused["pointer"] == "/conflict_declared_absent"
    assert nowhere["status"] == 404
    hidden = gone.post("/assignments", assignment(owner, away)).json()
    assert hidden[0]["problem"] == nowhere


def test_who_is_kept_away_from_one_gets_the_others(service: Service) -> None:
    fits, away = reported(service), reported(service)
    person = excluded(service, away).person
    away.version += 1
    outcomes = (
        officer(service).post("/assignments", assignment(person, fits, away)).json()
    )
    assert [one["status"] for one in outcomes] == [201, 409]
    assert outcomes[1]["problem"]["pointer"] == "/person"


def test_sent_again_with_its_key_it_happens_once_in_each_case(
    service: Service,
) -> None:
    owner, key = somebody(), str(uuid4())
    fits, moved = reported(service), reported(service)
    moved.version += 1
    body = assignment(owner, fits, moved)
    first = officer(service).post("/assignments", body, Idempotency_Key=key).json()
    again = officer(service).post("/assignments", body, Idempotency_Key=key).json()
    assert again == first
    assert [one["status"] for one in again] == [201, 412]
    moved.version -= 1
    mended = assignment(owner, fits, moved)
    mended["cases"][0] = body["cases"][0]
    last = officer(service).post("/assignments", mended, Idempotency_Key=key).json()
    assert last[0] == first[0]
    assert last[1]["status"] == 201
    other = officer(service).post(
        "/assignments", assignment(somebody(), fits), Idempotency_Key=key
    )
    assert other.json()[0]["problem"]["type"] == "/problems/key-reused"
    without = officer(service).post("/assignments", body).json()
    assert without[0]["status"] == 412


def test_a_store_that_is_away_for_one_says_so_of_that_one(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits, late = reported(service), reported(service)
    handle = Cases.handle

    def sometimes(cases: Cases, case: Any, *more: Any) -> Any:
        if case == late.id:
            raise Unavailable("MARKER")
        return handle(cases, case, *more)

    monkeypatch.setattr(Cases, "handle", sometimes)
    done = officer(service).post("/assignments", assignment(somebody(), late, fits))
    assert [one["status"] for one in done.json()] == [503, 201]
    assert "MARKER" not in done.text


@pytest.mark.parametrize("role", ["reporting_job", "administrator"])
def test_whoever_only_looks_assigns_nothing(service: Service, role: str) -> None:
    answer = service.caller(role).post("/assignments", assignment("p-1", fake()))
    assert answer.status_code == 403


def test_a_member_gives_away_no_case_of_theirs(service: Service) -> None:
    opened = reported(service)
    (one,) = opened.reporter.post("/assignments", assignment("p-1", opened)).json()
    assert one["status"] in (403, 404)
    assert one["problem"]["status"] == one["status"]


def fake() -> Opened:
    """A case that there is not."""
    nobody: Any = None
    return Opened(nobody, f"/cases/{UNKNOWN}", 1, 0)


@pytest.mark.parametrize(
    ("cases", "rule"),
    [
        ([], "too_short"),
        (["x"], "object"),
        ([{"case": UNKNOWN, "version": 0, "conflict_declared_absent": True}], "range"),
        ([{"case": UNKNOWN, "version": 1}], "missing"),
        ([{"case": UNKNOWN, "version": 1, "conflict_declared_absent": 1}], "yes_no"),
        (
            2 * [{"case": UNKNOWN, "version": 1, "conflict_declared_absent": True}],
            "rep",
        ),
    ],
)
def test_what_is_no_assignment_changes_nothing(
    service: Service, cases: list[Any], rule: str
) -> None:
    body = {"person": "p-1", "role": "case_owner", "cases": cases}
    answer = officer(service).post("/assignments", body)
    assert answer.status_code == 422, rule
    assert answer.json()["errors"][0]["pointer"].startswith("/cases")


def test_no_more_than_can_be_looked_at_are_given_at_once(service: Service) -> None:
    one = {"version": 1, "conflict_declared_absent": True}
    many = [one | {"case": str(uuid4())} for _ in range(MOST + 1)]
    body = {"person": "p-1", "role": "case_owner", "cases": many}
    assert officer(service).post("/assignments", body).status_code == 422
