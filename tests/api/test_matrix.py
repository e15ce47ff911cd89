"""Every role, every route: one's own case, one given, a foreign one, one kept from.

What is expected is the table of rights alone.
"""

from dataclasses import dataclass
from typing import Any, Final

import pytest
from acting import Staff, named
from described import DOCUMENT, app, example
from fastapi import APIRouter, FastAPI
from reported import UNKNOWN
from serving import Caller, Service
from waiting import until

from api.needed import (
    ANYBODY,
    EDITION,
    LISTS,
    NEEDS,
    NOBODY,
    OFFICE,
    OVERSIGHT,
    PART,
    QUESTIONS,
    WHOLE,
    complete,
    undeclared,
)
from api.routes.commanded import OPENINGS
from api.work import OF_OFFICES
from cases.actors import OWN_ONLY
from cases.commands.conflicts import HANDLING
from cases.rights import COLUMNS, Reach, rights

pytestmark = pytest.mark.timeout(300)

RELATIONS: Final = ("own", "given", "foreign", "excluded")
IN_A_CASE: Final = "{case_id}"
OF_LISTS: Final = {"read_disposal", "read_certificate", "verify_deletion"}
"""Their case is a list of texts to erase."""
OPENED_BY_THE_EDITION: Final = {kind.__name__ for kind in OPENINGS.values()}
"""Where the office may act, the edition says still which cases it opens."""
PARAMETERS: Final[dict[str, dict[str, str]]] = {
    "prove_consistency": {"old": "1", "new": "1"},
    "read_inventory": {"person": "p-1"},
    "export_rows": {"purpose": "annual report"},
}
GIVERS: Final = {"access_manager"}
"""General roles that the edition of the tests lets give offices."""
Asked = tuple[str, str, Any]
OPERATIONS: Final[dict[str, Asked]] = {
    operation["operationId"]: (method, path, operation)
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
}
OF_CASES: Final = {
    name
    for name, (_, path, _) in OPERATIONS.items()
    if IN_A_CASE in path and name not in OF_LISTS
}


@dataclass
class World:
    """A case for each person, by their role and what they have to do with it."""

    staff: Staff
    people: dict[tuple[str, str], tuple[Caller, str]]

    def ask(self, name: str, by: Caller, case: str) -> Any:
        """One operation, as its example asks, of a case."""
        method, path, operation = OPERATIONS[name]
        address = path.format(
            organisation=by.organisation,
            case_id=case,
            item=UNKNOWN,
            edition="undated",
            name="refused",
            path="entries/000",
            position=self.staff.position,
            year="2026",
            view="cases_v1",
            export=UNKNOWN,
            webhook=UNKNOWN,
        )
        kind = {"Content-Type": "application/json"}
        match = {"If-Match": '"1"', "Upload-Offset": "0"}
        if name == "send_part":
            kind = {"Content-Type": "application/partial-upload"}
        return by.service.client.request(
            method,
            address,
            json=example(operation),
            headers=by.headers() | match | kind,
            params=PARAMETERS.get(name, {}),
        )


@pytest.fixture(scope="module")
def world(service: Service) -> World:
    staff = Staff(service, "ima")
    staff.wait(0)
    people = {}
    for role in sorted(rights()):
        for relation in RELATIONS:
            by = staff.somebody(role)
            people[role, relation] = (by, _case(staff, by, relation))
    staff.read("auditor", "/cases")
    auditor = staff.caller("auditor")
    until(lambda: auditor.get("/tree/checkpoint").is_success)
    return World(staff, people)


def _case(staff: Staff, by: Caller, relation: str) -> str:
    """A report that waits for its reporter: no office has a turn in it."""
    themselves = staff.caller("member", by.person)
    reporter = themselves if relation == "own" else staff.somebody()
    case = named(staff.report(reporter))
    intake, officer = staff.caller("intake_officer"), staff.caller("compliance_officer")
    staff.taken(intake, case, "acknowledge")
    staff.done(intake, case, "steps", step="request_more_information", note="When?")
    if relation == "given" and by.role in HANDLING:
        handler = {"person": by.person, "role": by.role}
        declared = {"conflict_declared_absent": True}
        staff.done(officer, case, "handlers", **handler, **declared)
    if relation == "excluded":
        kept_away = {"person": by.person, "reason": "relative"}
        staff.done(officer, case, "exclusions", **kept_away)
    return case


def in_it(role: str, right: str, relation: str) -> bool:
    """Whether the table lets a role do something in such a case."""
    far = rights()[role][right]
    if relation == "excluded":
        return False
    mine = relation == "own" and role in OWN_ONLY
    handles = relation == "given" and role in HANDLING
    return {
        Reach.ALL: True,
        Reach.OWN: mine and role != "subject",
        Reach.MADE: False,
        Reach.GIVEN: handles,
        Reach.TURN: handles,
        Reach.DONE: False,
        Reach.NONE: False,
    }[far]


def let_in(role: str, right: str, relation: str) -> bool:
    """The same; whoever acts in a case, or opens texts, is let in as those who act."""
    if right in ("act", "texts"):
        right = "read" if rights()[role]["act"] is Reach.NONE else "act"
    return in_it(role, right, relation)


@pytest.mark.parametrize("role", sorted(rights()))
def test_a_case_is_there_for_whom_the_table_says(world: World, role: str) -> None:
    nothing = world.people[role, "foreign"][0]
    wrong = []
    for name in sorted(OF_CASES):
        right = _right(role, name)
        none = world.ask(name, nothing, UNKNOWN).text
        for relation in RELATIONS:
            by, case = world.people[role, relation]
            answer = world.ask(name, by, case)
            seen = (answer.status_code, answer.text == none)
            found_nothing = "{item}" in OPERATIONS[name][1] and seen == (404, True)
            if not found_nothing and not _as_expected(role, right, relation, seen):
                wrong.append((name, relation, *seen))
    assert wrong == [], wrong


def _right(role: str, name: str) -> str:
    """What an operation needs of a role: of a history some get what they are told."""
    need = NEEDS[name]
    if need != PART:
        return need
    own = rights()[role]["texts"] is Reach.OWN
    return "texts" if own else "history"


def _as_expected(role: str, right: str, relation: str, seen: tuple[int, bool]) -> bool:
    status, same = seen
    if right in COLUMNS and rights()[role][right] is Reach.NONE:
        return status == 403 or (status == 404 and same)
    if right not in COLUMNS:
        return status in (403, 404)
    if not let_in(role, right, relation):
        return status == 404 and same
    return not same or status not in (403, 404)


def _may(role: str, name: str) -> bool:
    need, table = NEEDS[name], rights()[role]
    if need in COLUMNS:
        # Of a year that runs, for those alone who see its cases.
        right = table["read"] if name == "read_figures" else Reach.ALL
        return table[need] is not Reach.NONE and right is Reach.ALL
    return {
        EDITION: role in GIVERS,
        OVERSIGHT: table["audit"] is Reach.ALL,
        WHOLE: table["read"] is Reach.ALL,
        OFFICE: table["act"] in OF_OFFICES,
        LISTS: table["read"] not in (Reach.NONE, Reach.OWN),
        NOBODY: True,
        ANYBODY: True,
    }.get(need, role in OWN_ONLY - {"witness"})


@pytest.mark.parametrize("role", sorted(rights()))
def test_a_list_is_for_whom_the_table_says(world: World, role: str) -> None:
    by, _ = world.people[role, "foreign"]
    wrong = []
    for name in sorted(OPERATIONS.keys() - OF_CASES):
        status = world.ask(name, by, UNKNOWN).status_code
        may = _may(role, name)
        if (status == 403) is may and name not in OPENED_BY_THE_EDITION:
            wrong.append((name, NEEDS[name], status))
    assert wrong == [], wrong


def test_every_route_says_what_it_needs() -> None:
    assert NEEDS.keys() == OPERATIONS.keys()
    assert undeclared(app().routes) == []
    assert {*QUESTIONS} >= {*COLUMNS} - {"identity"}


def test_a_route_that_does_not_say_so_is_not_served() -> None:
    router = APIRouter()

    @router.get("/something-new")
    def something_new() -> None:
        """Nobody said what it needs."""

    router.routes[0].unique_id = "something_new"  # type: ignore[attr-defined]
    assert undeclared(router.routes) == ["something_new"]
    new = FastAPI(openapi_url=None)
    new.router.routes.extend(router.routes)
    with pytest.raises(TypeError, match="what these need: something_new"):
        complete(new)
