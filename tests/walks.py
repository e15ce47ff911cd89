"""Random ways through a procedure: any commands, by anybody, in any order.

Many are refused; people are few, so that the same person turns up in every office.
"""

import types
import typing
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final, TypeVar

from appealing import first_answered, first_appealed, two_told, witnessed
from asking import OTHER
from hypothesis import strategies as st
from linked import HERE, NEXT
from rules import (
    CODE,
    SAID,
    accused,
    cleared,
    deliberated,
    in_office,
    investigated,
    notified,
    proposed,
    violated,
)
from scenario import DAY_0, Scenario
from shipped import codes

from cases.actors import OWN_ONLY, Actor
from cases.case.case import Case
from cases.commands import (  # noqa: F401
    appeal,
    appeal_panel,
    arbitration,
    clocks,
    closing,
    correcting,
    decision,
    disclosing,
    evidence,
    identity,
    interim,
    merging,
    notes,
    notifying,
    objecting,
    reopening,
    roles,
    splitting,
    tasks,
    transcripts,
    withdrawal,
)
from cases.commands.clocks import NoteTime
from cases.commands.command import Command, StepCommand
from cases.commands.files import FileCopy
from cases.commands.opening import MakeDisclosure, OpenCase, ReceiveReport
from cases.commands.order import BY_ASSIGNMENT
from cases.commands.steps import TakeStep
from cases.edition.code import Code
from cases.edition.edition import Edition
from cases.edition.facts import Asked
from cases.edition.procedure import Act, Procedure, Step
from cases.errors import CaseError
from cases.events.disposal import Listed
from cases.events.event import NO_OFFICE_FOR, Event, Fact, Personal
from cases.events.redaction import JointText

T = TypeVar("T")
Choice = Callable[[], object]
Events = Sequence[Event]

CODES: Final = (*5 * [CODE], *codes().values())
PEOPLE: Final = ("p-1", "p-2", "c-1", "c-2", "accused-1", "neutral-1", "detective-1")
COMMANDS: Final = {kind.step_name: kind for kind in StepCommand.__subclasses__()}
STAGES: Final = tuple(
    stage()
    for stage in (
        accused,
        investigated,
        deliberated,
        violated,
        notified,
        proposed,
        cleared,
        in_office,
        two_told,
        first_appealed,
        first_answered,
        witnessed,
    )
)
SELDOM: Final = ("departs_from_opinion", "despite_alteration")
HANDLING: Final = ("case_owner", "investigator", "intake_officer", "decider")


@dataclass
class Walk:
    """A case on its way, and what was refused."""

    code: Code
    so_far: Scenario = field(repr=False)
    at: datetime = DAY_0
    refusals: list[tuple[Case, CaseError]] = field(default_factory=list, repr=False)
    stages: list[Case] = field(default_factory=list, repr=False)
    """The case after each command."""
    done: list[tuple[Case, str, Events]] = field(default_factory=list, repr=False)
    """What came of each command: the case before it, who asked, and what happened."""

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.so_far.case

    def ask(self, command: Command, by: Actor) -> None:
        """Carry a command out, or note that it was refused."""
        among = self.case.among(HERE, {OTHER: self.case}, NEXT)
        before = replace(self.so_far, case=among)
        asked = before.when(command, by, self.at)
        if isinstance(asked.outcome, CaseError):
            self.refusals.append((self.case, asked.outcome))
            return
        done = before.after(command, by, self.at)
        happened = [event for event, _ in done.history[len(self.so_far.history) :]]
        self.done.append((self.case, command.speaker(by).id, happened))
        alone = replace(done.case, case_id=None, others={}, next_id=None)
        self.so_far = replace(done, case=alone)
        self.stages.append(self.case)


def walk(seed: int, length: int) -> Walk:
    """The case that chance opens, after so many more commands."""
    chance = Random(seed)
    walk = _begun(chance, chance.choice(CODES))
    for _ in range(length if walk.case.case_type else 0):
        further(chance, walk)
    return walk


def walks() -> st.SearchStrategy[Walk]:
    """All walks; a shorter one with the same beginning is simpler."""
    lengths = st.sampled_from((0, 1, 2, 3, 5, 8, 13, 21, 34, 55))
    return st.builds(walk, st.integers(0, 2**32), lengths)


def _begun(chance: Random, code: Code) -> Walk:
    if code is CODE and chance.random() < 0.7:
        stage = chance.choice(STAGES)
        return Walk(code, stage, DAY_0 + timedelta(days=10), stages=[stage.case])
    walk = Walk(code, Scenario(Case(code)))
    edition = code.in_force(DAY_0.date())
    procedure = chance.choice(
        [one for one in edition.procedures.values() if one.kind != "disposal"]
    )
    opening = chance.choice(list(procedure.openings.values()))
    disclosed = procedure.kind == "disclosure"
    kind: type[OpenCase] = MakeDisclosure if disclosed else ReceiveReport
    said = _fields(chance, kind, edition, walk)
    said |= {"case_type": procedure.name, "opening": opening.name}
    said |= {"facts": _facts(chance, procedure, opening)}
    walk.ask(kind.model_validate(said), Actor(chance.choice(PEOPLE), opening.by[0]))
    return walk


def further(chance: Random, walk: Walk) -> None:
    """Ask for something more."""
    walk.at += timedelta(hours=chance.choice([0, 0, 1, 30, 200]))
    case = walk.case
    if chance.random() < 0.05:
        return walk.ask(NoteTime(), Actor("system", "system"))
    step = chance.choice(_possible(chance, case))
    if step.closes and chance.random() < 0.8:
        return None
    kind = COMMANDS.get(step.name)
    if kind is None:
        facts = _facts(chance, case.procedure, step)
        whose = chance.choice([None, *case.parties]) if step.parties else None
        command: Command = TakeStep(step=step.name, party=whose, facts=facts, note=SAID)
    else:
        command = kind.model_validate(_fields(chance, kind, case.edition, walk))
    return walk.ask(command, _actor(chance, step, case))


def _possible(chance: Random, case: Case) -> list[Step]:
    """Steps of the phase, now and then others; half of the time only untaken ones."""
    acts = list(case.procedure.acts())
    here = [s for s in acts if s.possible_in(case.phase) or chance.random() < 0.05]
    untaken = [step for step in here if step.name not in case.taken]
    return (untaken if chance.random() < 0.5 else here) or acts


def _actor(chance: Random, act: Act, case: Case) -> Actor:
    """Mostly somebody to whom the case stands open."""
    role = chance.choice(act.by)
    kind = case.edition.kind_of(role)
    known: Iterable[str | None] = PEOPLE
    if kind == "arbitrator":
        known = [a.person for a in case.appointments.values()]
    elif kind in BY_ASSIGNMENT:
        known = case.handlers
    elif kind == "subject":
        known = case.persons("subject")
    elif kind in OWN_ONLY:
        known = [case.reporter, case.declarant]
    elif kind == "decider":
        known = [*case.panel.present, "c-1", "c-2", "a-1"]
    open_to = [p for p in known if p and (p not in case.excluded or kind == "subject")]
    strangers = chance.random() < 0.1 or not open_to
    return Actor(chance.choice(PEOPLE if strangers else sorted(open_to)), role)


def _facts(chance: Random, procedure: Procedure, act: Act) -> dict[str, Fact]:
    return {
        name: chance.choice(act.when.get(name) or _answers(procedure.facts[name]))
        for name in act.asks
    }


def _answers(asked: Asked) -> Sequence[Fact]:
    possible: dict[str, Sequence[Fact]] = {
        "choice": asked.choices,
        "amount": (0, 4_000, 10_000),
        "count": (0, 5),
        "percentage": (0, 50),
        "currency": ("CHF", "EUR"),
        "date": ("2026-06-01",),
        "future_date": ("2026-06-01",),
        "past_date": ("2026-01-02",),
        "yes_no": (True, False),
        "pseudonym": ("donor-1", "accused-1"),
        "digest": ("a" * 64,),
        "host": ("www.example.org",),
        "country": ("BE", "PH"),
        "case_number": ("IMA-2026-0001",),
        "several": (asked.choices[:1], asked.choices),
        "clause": asked.choices,
        "clauses": (asked.choices[:1], asked.choices[-2:]),
    }
    return possible[asked.kind]


OFTEN_NONE: Final = frozenset({"parties", "kinds", "custodians", "persons"})
"""Fields of which nothing means all: left out more often than not."""


def _fields(
    chance: Random, kind: type[Command], edition: Edition, walk: Walk
) -> dict[str, object]:
    hints = typing.get_type_hints(kind)
    named = _by_name(chance, edition, walk)
    return {
        name: _value(chance, name, hints[name], named)
        for name in kind.model_fields
        if name not in ("case_type", "opening", "facts")
        and not (name in OFTEN_NONE and chance.random() < 0.6)
    }


def _value(chance: Random, name: str, hint: Any, named: dict[str, Choice]) -> object:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        given = chance.random() < 0.7
        return _value(chance, name, arguments[0], named) if given else None
    if origin is typing.Literal:
        return chance.choice(arguments)
    if origin is tuple:
        several = [_value(chance, name, arguments[0], named) for _ in range(3)]
        most = NO_OFFICE_FOR if name == "no_office_for" else 3
        return tuple(dict.fromkeys(several[: chance.randint(1, most)]))
    if hint is Personal:
        return SAID
    if hint is bool:
        return chance.random() < (0.1 if name in SELDOM else 0.8)
    return named[name]()


def _by_name(chance: Random, edition: Edition, walk: Walk) -> dict[str, Choice]:
    """What a field of this name can hold: mostly what the case or the code has."""
    case, today = walk.case, walk.at.date()

    def one(of: Iterable[T], *others: T) -> Choice:
        return lambda: chance.choice([*of, *others])

    def number(of: Iterable[int]) -> Choice:
        return lambda: chance.choice([*of]) if chance.random() < 0.9 and of else 1

    persons = (
        "person",
        "persons",
        "successor",
        "custodian",
        "giver",
        "receiver",
        "reporter",
    )
    deciding = one(("c-1", "c-2", "c-3", "c-4", "a-1"), *PEOPLE)
    neutral = [a.person for a in case.appointments.values()]
    office = [*case.handlers, *case.panel.present, *neutral, *neutral]
    anybody = one((*PEOPLE, *office), *case.excluded)
    alleged = 3 * [c for a in case.allegations.values() for c in sorted(a.clauses)]
    keepers = [e.custodian for e in case.evidence.values() if e.custodian]
    recent = one((today, today - timedelta(days=1)))
    days = (
        "occurred_on",
        "taken_on",
        "copied_on",
        "examined_on",
        "destroyed_on",
        "notified_on",
        "told_on",
        "lodged_on",
        "effective_on",
        "spoken_on",
    )
    return {
        **dict.fromkeys(
            (*persons, "persons", "counterparties", "no_office_for"), anybody
        ),
        **dict.fromkeys(("present", "panel"), deciding),
        **dict.fromkeys((*days, "received_on", "expires_on"), recent),
        "giver": one(keepers, *keepers, "p-1"),
        "party": number(case.parties),
        "known_since": one((today,)),
        "allegation": number(case.allegations),
        **dict.fromkeys(
            ("allegations", "established", "not_established"),
            number(case.allegations),
        ),
        **dict.fromkeys(("evidence", "original"), number(case.evidence)),
        "transcript": number(case.transcripts),
        "grant": number(case.grants),
        "objection": number(case.routing.objections),
        "task": number(case.tasks),
        "seal": one(("S-1", "S-2", "S-3")),
        "appointment": number(case.appointments),
        "appeal": number(case.appeals),
        "hold": number(case.holds),
        **dict.fromkeys(("stands", "done_again"), one(case.taken, "determine")),
        "parties": number(case.parties),
        "custodians": deciding,
        "conduct_from": one((date(2025, 12, 1),)),
        "conduct_until": one((date(2025, 12, 2),)),
        "review_on": one((today + timedelta(days=20),)),
        **dict.fromkeys(("into", "of"), one((OTHER,))),
        **dict.fromkeys(("cases", "case"), one((OTHER,))),
        "recipient": one(("partner-7",)),
        "until": recent,
        **dict.fromkeys(("item", "file"), one((OTHER,))),
        "media_type": one(("image/png", "text/plain")),
        "size": one((1, 70_000)),
        "copied": one((FileCopy(file=OTHER, size=7, digest="c" * 64),)),
        "redact": one((JointText(case=OTHER, item=OTHER),)),
        "texts": one((Listed(case=OTHER, what="content"),)),
        "digest": one(("a" * 64, "b" * 64)),
        **dict.fromkeys(("role", "office"), one(HANDLING)),
        "body": one(edition.bodies),
        "clock": one(("hearing",), *edition.clocks),
        **dict.fromkeys(("measure", "measures"), one(edition.measures)),
        "category": one(edition.categories),
        "clauses": one(edition.clauses),
        "place": one(alleged, *edition.clauses),
        "country": one(("BE", "PH")),
        "engagement": one(("staff",), *edition.engagements),
        **dict.fromkeys(("contract", "obligation"), one(("C-17",))),
        "policy": one(edition.policies, "unknown"),
        "number": one((1, 2, 3)),
        "versions": lambda: {"travel": 1},
        "to": one(("log_investigation_step", "help")),
        "in_force_on": recent,
        "withdrawn_on": recent,
        "unit": one((None, "nepal", "kenya")),
        "level": one(("personnel",), *edition.levels),
        "shown": one(("knew_it_untrue",)),
        "categories": one(edition.categories, "unknown"),
    }
