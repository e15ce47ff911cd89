"""Who may do what: one table, from which the check, its test and its page are made.

Rights are those of general roles; an office of an edition has those of the general
role it is. What a step needs beyond this the edition says, step by step. An exclusion
from a case is stronger than any right.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from cases.actors import ROLES, Actor, Role
from cases.case.case import Case
from cases.commands.order import awaits, stands_in
from cases.edition.code import Code
from cases.edition.edition import Edition
from cases.errors import NotPermitted
from projections.query import Viewer

TABLE: Final = """
role                      act     read    history  texts  identity  clocks  deletions  audit  tree  mandates  follow
reporter                  own     own     -        own    own       -       -          -      -     -         -
member                    own     own     made     own    own       made    -          -      -     -         -
subject                   own     -       -        own    -         -       -          -      -     -         -
witness                   -       -       -        -      -         -       -          -      -     -         -
intake_officer            all     all     all      turn   -         all     -          done   -     -         all
external_function         all     all     all      turn   turn      all     -          done   -     -         all
case_owner                given   given   given    given  -         given   given      given  -     -         given
investigator              given   given   given    given  -         given   -          given  -     -         given
arbitrator                given   given   given    given  -         given   -          done   -     -         given
decider                   all     all     all      turn   -         all     -          done   -     all       all
compliance_officer        all     all     all      turn   -         all     all        given  -     all       all
unit_head                 turn    turn    -        turn   -         -       -          done   -     -         -
identity_custodian        all     all     all      turn   -         all     -          done   -     -         all
access_manager            -       -       -        -      -         -       -          done   -     all       -
data_protection_officer   all     all     all      -      -         all     all        all    all   all       all
auditor                   -       all     all      -      -         all     all        all    all   all       all
reporting_job             -       all     -        -      -         all     all        -      -     -         all
administrator             -       -       -        -      -         -       -          done   -     all       -
"""  # noqa: E501
"""Of which cases each general role may do what (`COLUMNS`, `Reach`); an office that is
held for a unit of the organisation, of the cases of that unit alone."""

COLUMNS: Final[Mapping[str, str]] = {
    "act": "open cases, and take the steps that the edition gives the role, for "
    "somebody else where it says so",
    "read": "see a case as it stands, alone and in lists",
    "history": "see what happened, without personal text",
    "texts": "have personal texts opened, for a purpose that is recorded",
    "identity": "have texts opened that say who reported",
    "clocks": "see time limits, and what somebody has to see to",
    "deletions": "see when cases will be deleted, and why not yet",
    "audit": "see who did what, readings and refusals included; in all of these "
    "offices what was recorded of themselves",
    "tree": "check the audit tree: checkpoints, tiles, entries without texts, proofs",
    "mandates": "see who holds which office, and who held it on a day",
    "follow": "be told at once in which case something happened: its kind and the day",
}

TABLE_CLAUSE: Final = "not from the code: need to know (GDPR Art. 5(1)(f), 25)"


class Reach(StrEnum):
    """Of which cases; `REACHES` says what each means."""

    NONE = "-"
    OWN = "own"
    MADE = "made"
    DONE = "done"
    GIVEN = "given"
    TURN = "turn"
    ALL = "all"


REACHES: Final[Mapping[Reach, str]] = {
    Reach.NONE: "of none",
    Reach.OWN: "of those the person reported or disclosed; of texts, what they wrote",
    Reach.MADE: "of those the person disclosed",
    Reach.DONE: "of what the person did",
    Reach.GIVEN: "of those given to the person: as handler, decider or arbitrator",
    Reach.TURN: "of those given, and those whose next step may be the office's",
    Reach.ALL: "of all, but those the person is excluded from",
}


def reach(code: Code, role: Role, right: str) -> Reach:
    """How far a right of a role goes; NotPermitted when it has none."""
    found = rights_of(code, role)[right]
    if found is Reach.NONE:
        raise NotPermitted(f"the office has no right to {COLUMNS[right]}", TABLE_CLAUSE)
    return found


def rights_of(code: Code, role: Role) -> Mapping[str, Reach]:
    """How far each right of a role goes."""
    return rights()[kind_of(code, role)]


def viewer(code: Code, by: Actor, right: str) -> Viewer:
    """Whose eyes a query is for; NotPermitted when the role may not ask at all."""
    far = reach(code, by.role, right)
    if far is Reach.OWN:
        return Viewer(by.id, ("reporter",))
    if far is Reach.MADE:
        return Viewer(by.id, ())
    if far is Reach.DONE:
        return Viewer(by.id, (), themselves=True)
    roles = tuple({by.role, kind_of(code, by.role)})
    turns = tuple(phases(code, by.role)) if far is Reach.TURN else ()
    return Viewer(by.id, roles, everything=far is Reach.ALL, turns=turns)


def phases(code: Code, role: Role) -> Iterator[str]:
    """The phases with a step for an office, as `edition/case_type/phase`.

    Steps possible at any time do not count: they would show every case to the office.
    """
    for edition in code.editions:
        for procedure in edition.procedures.values():
            for step in procedure.steps.values():
                if role in step.by or _kind_in(edition, role) in step.by:
                    place = f"{edition.edition}/{procedure.name}"
                    yield from (f"{place}/{phase}" for phase in step.phases)


def _kind_in(edition: Edition, role: Role) -> Role | None:
    """The general role of an office; None where the edition does not know it."""
    return edition.kind_of(role) if role in ROLES or role in edition.roles else None


def may_open(case: Case, by: Actor, far: Reach) -> bool:
    """Whether texts that others wrote may be opened; the case stands open already."""
    if far is Reach.TURN:
        return given(case, by) or awaits(case, by)
    return far is Reach.GIVEN and given(case, by)


def given(case: Case, to: Actor) -> bool:
    """Whether the case, or the one that it follows, was given to person or office."""
    if case.host is not None and given(case.host, to):
        return True
    in_office = {
        appointment.person
        for appointment in case.appointments.values()
        if not appointment.ended
    }
    if stands_in(case, to.role):
        return True
    return to.id in case.handlers or to.id in case.panel.present | in_office


def kind_of(code: Code, role: Role) -> Role:
    """The general role of an office, in the newest edition that knows it."""
    for edition in reversed(code.editions):
        if role in edition.roles or role in rights():
            return edition.kind_of(role)
    raise NotPermitted("the code knows no such office", TABLE_CLAUSE)


@cache
def rights() -> Mapping[Role, Mapping[str, Reach]]:
    """The table, by general role and column."""
    heading, *rows = (line.split() for line in TABLE.strip().splitlines())
    return {
        role: {name: Reach(cell) for name, cell in zip(heading[1:], cells, strict=True)}
        for role, *cells in rows
    }
