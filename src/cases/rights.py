"""Who may do what: one table, from which the check, its test and its page are made.

Rights are those of general roles; an office of an edition has those of the general
role it is. What a step needs beyond this the edition says, step by step. An exclusion
from a case is stronger than any right.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from cases.actors import Role

TABLE: Final = """
role                      act     read    history  texts  identity  clocks  deletions  figures  audit  tree  mandates  access  follow
reporter                  own     own     -        own    own       -       -          -        -      -     -         -       -
member                    own     own     made     own    own       made    -          -        -      -     -         -       -
subject                   own     -       -        own    -         -       -          -        -      -     -         -       -
witness                   -       -       -        -      -         -       -          -        -      -     -         -       -
intake_officer            all     all     all      turn   -         all     -          -        done   -     -         -       all
external_function         all     all     all      turn   turn      all     -          -        done   -     -         -       all
case_owner                given   given   given    given  -         given   given      all      given  -     -         given   given
investigator              given   given   given    given  -         given   -          -        given  -     -         -       given
arbitrator                given   given   given    given  -         given   -          -        done   -     -         -       given
decider                   all     all     all      turn   -         all     -          all      done   -     all       -       all
compliance_officer        all     all     all      turn   -         all     all        all      given  -     all       all     all
unit_head                 turn    turn    -        turn   -         -       -          -        done   -     -         -       -
identity_custodian        all     all     all      turn   -         all     -          -        done   -     -         -       all
access_manager            all     -       -        -      -         -       -          -        done   -     all       all     -
data_protection_officer   all     all     all      -      -         all     all        all      all    all   all       all     all
auditor                   all     all     all      -      -         all     all        all      all    all   all       all     all
reporting_job             -       all     -        -      -         all     all        all      -      -     -         -       all
administrator             -       -       -        -      -         -       -          -        done   -     all       -       -
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
    "figures": "see the figures of a year, in which nobody can be told from others",
    "audit": "see who did what, readings and refusals included; in all of these "
    "offices what was recorded of themselves",
    "tree": "check the audit tree: checkpoints, tiles, entries without texts, proofs",
    "mandates": "see who holds which office, and who held it on a day",
    "access": "see who may read a case for a time: to whom it was given, and who broke "
    "the glass",
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
    Reach.GIVEN: "of those given to the person: as handler, decider or arbitrator, or "
    "to read for a time",
    Reach.TURN: "of those given, and those whose next step may be the office's",
    Reach.ALL: "of all, but those the person is excluded from",
}


@cache
def rights() -> Mapping[Role, Mapping[str, Reach]]:
    """The table, by general role and column."""
    heading, *rows = (line.split() for line in TABLE.strip().splitlines())
    return {
        role: {name: Reach(cell) for name, cell in zip(heading[1:], cells, strict=True)}
        for role, *cells in rows
    }
