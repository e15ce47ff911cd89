"""An edition walked on paper: real commands from each opening to each of its ends.

Only what an edition says of itself is used, so that the next one is walked too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import product
from typing import Final

from answering import answers, limited, looked_at, protected, published
from asking import DECLARANT, OTHER, SAID, asked, holders
from linked import NEXT, THERE
from scenario import Scenario

from cases.actors import OWN_ONLY, Actor
from cases.case.case import Case
from cases.case.confidence import Revealing
from cases.case.erasure import AskedText, Redactions
from cases.case.fold import replay
from cases.case.parts import Party
from cases.commands.command import Command
from cases.commands.exclusions import ExcludePerson
from cases.commands.opening import MakeDisclosure, ReceiveReport
from cases.commands.prior_acts import REVIEW, acts_of
from cases.commands.steps import TakeStep
from cases.edition.code import Code
from cases.edition.edition import Edition
from cases.edition.guards import DEDICATED
from cases.edition.procedure import Act, Opening, Procedure, Step
from cases.errors import CaseError, Refused
from cases.events.event import Fact
from cases.events.opening import CaseOpened

PROPOSED: Final = Revealing(1, "recipient-1", "proposer-1", 2, date.max)
APPROVED: Final = replace(
    PROPOSED, approvals={"one": "approver-1", "two": "approver-2"}
)

LINKING: Final = frozenset(
    {"merge_case", "recognise_duplicate", "retract_duplicate", "split_case"}
)
"""Steps that are about another case as well; here, about one that stands alike."""

OF_A_REQUEST: Final = frozenset(
    {
        "decide_erasure",
        "correct_text",
        "restrict_texts",
        "grant_reading",
        "end_restriction",
        "tell_recipient",
    }
)
"""Steps of a request that are about cases of whoever asked."""

OF_A_DISCLOSURE: Final[Mapping[str, Revealing | None]] = {
    "propose_identity_disclosure": None,
    "approve_identity_disclosure": PROPOSED,
    "deny_identity_disclosure": PROPOSED,
    "give_disclosure_notice": APPROVED,
    "defer_disclosure_notice": APPROVED,
}
"""Steps of a report in confidence, and how far somebody is to learn who made it."""

OF_A_TEXT: Final = frozenset({"redact_text", "withdraw_redaction"})
"""Steps about a text that is to lose somebody, or that was to."""

UNDOING: Final = frozenset(
    {
        "amend_allegation",
        "challenge_neutrality",
        "change_party_role",
        "decide_challenge",
        "destroy_evidence",
        "determine_local_law",
        "discharge_arbitrator",
        "drop_allegation",
        "finish_task",
        "hand_over_task",
        "recuse_decider",
        *OF_A_DISCLOSURE,
        *OF_A_TEXT,
        "reopen_case",
        "return_evidence",
        REVIEW,
        "seal_evidence",
        *LINKING,
        "waive_appeal",
        "withdraw_appeal",
        "withdraw_task",
    }
)
"""Steps that take away what an end may need: tried beside the way."""

AGAIN: Final[Mapping[str, Set[str]]] = {
    "decide_anew": {"declare_conflict", "impose_measure", "notify_decision"},
    "lodge_appeal": {
        "declare_conflict",
        "notify_appeal_decision",
        "replace_measure",
    },
}
"""Steps after which others, which were taken before, are needed again."""

LATER: Final = timedelta(days=400)
"""Longer than any period that has to be over before a step."""

Timed = tuple[datetime, Command]
Place = tuple[object, ...]


@dataclass(frozen=True)
class Way:
    """A case on its way, and the opening that began it."""

    opening: str
    so_far: Scenario
    at: datetime
    asked_for: frozenset[str] = frozenset()
    """The steps that were asked for; others came with them."""
    before: "Way | None" = field(default=None, repr=False)
    """The case before the last command."""
    last: tuple[Command, Actor] | None = field(default=None, repr=False)
    """That command, and who gave it; None of a case that began with another's."""

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.so_far.case


@dataclass
class Walk:
    """A procedure walked breadth first, and how far it led."""

    code: Code
    edition: Edition
    procedure: Procedure
    ends: dict[tuple[str, str], Way] = field(default_factory=dict)
    """The first way by opening and outcome."""
    taken: set[str] = field(default_factory=set)
    """Openings and steps."""
    refused: dict[str, str] = field(default_factory=dict)
    """Why a step was not possible, the last time it was tried."""
    split_off: list[Way] = field(default_factory=list)
    """Cases that begin because another was split."""

    def go(self) -> "Walk":
        """Go on from every place once, whichever way led to it."""
        ahead = [w for o in self.procedure.openings.values() for w in self.opened(o)]
        seen: set[Place] = set()
        for way in ahead:
            ready = self.prepared(way)
            if (place := self.place(ready)) not in seen:
                seen.add(place)
                ahead += self.further(ready)
            ahead += self.split_off
            self.split_off.clear()
        for opening in self.procedure.openings.values():
            self._ends_as_others(opening)
        return self

    def _ends_as_others(self, opening: Opening) -> None:
        """A case so opened ends as those that go on in the same way."""
        if opening.name in self.taken:
            alike = self.alike(opening)
            for (other, outcome), way in list(self.ends.items()):
                if other == alike:
                    self.ends.setdefault((opening.name, outcome), way)

    def alike(self, opening: Opening) -> str:
        """The first opening after which a case goes on in the same way.

        By the same actors into the same phase, with the same clocks; what a step says
        of one opening alone tells it from all others.
        """
        named = {o for step in self.procedure.acts() for o in step.other_than}
        if opening.name in named:
            return opening.name
        return next(
            other.name
            for other in self.procedure.openings.values()
            if other.name not in named
            and self._goes_on(other) == self._goes_on(opening)
        )

    def _goes_on(self, opening: Opening) -> Place:
        kept = ("phase", "starts", "meets", "bars", "excludes", "splits", "guards")
        actors = tuple(self.actors(opening))
        return (actors, *(getattr(opening, key) for key in kept))

    def opened(self, opening: Opening) -> Iterator[Way]:
        """The case as it can be opened, for all answers that matter later."""
        at = datetime.combine(self.edition.in_force_from, time(12), UTC)
        opened = self.alike(opening)
        way = Way(opened, Scenario(Case(self.code)), at + timedelta(days=60))
        for facts in self.answers(opening, way):
            command = opened_with(self.procedure, opening, facts, way.at)
            if begun := self.tried(way, opening, [(way.at, command)]):
                yield begun

    def prepared(self, way: Way) -> Way:
        """The case after everything that can be done in its phase and only helps."""
        self.look_aside(way)
        for step in self.possible(way):
            if step.name not in way.asked_for and self.helps(step):
                helped = way
                for choice in self.choices(way, step):
                    helped = self.tried(helped, step, choice) or helped
                if helped is not way:
                    return self.prepared(helped)
        return way

    def further(self, way: Way) -> Iterator[Way]:
        """The cases after each step that leads on, or that can be taken in two ways."""
        for step in self.possible(way):
            needed = step.name in self.watched
            if not self.helps(step) and (needed or step.name not in UNDOING):
                choices = list(self.choices(way, step))
                for knowing, choice in product(informed(way, step), choices):
                    if after := self.tried(knowing, step, choice):
                        if step.closes:
                            self.ends.setdefault((way.opening, step.closes), after)
                        yield after

    def look_aside(self, way: Way, depth: int = 2) -> None:
        """Take the steps that undo something, where no way goes on."""
        for step in self.possible(way):
            if step.name in UNDOING - self.taken:
                there = self.conflicted(way) if step.name == REVIEW else way
                for choice in self.choices(there, step):
                    after = self.tried(there, step, choice)
                    if after and depth:
                        self.look_aside(after, depth - 1)

    def conflicted(self, way: Way) -> Way:
        """The case after somebody who had acted in it was excluded from it."""
        acted = sorted(p for people in way.case.taken.values() for p in people)
        step = way.case.procedure.step("exclude_person")
        for person in (p for p in acted if acts_of(way.case, p)):
            command = ExcludePerson(person=person, reason="conflict_declared")
            if after := self.tried(way, step, [(way.at, command)]):
                return after
        return way

    def tried(self, way: Way, act: Act, choice: Sequence[Timed]) -> Way | None:
        """The case after one of the commands, by whoever may give it first."""
        way = among(way) if act.name in LINKING else way
        way = concerned(way) if act.name in OF_A_REQUEST else way
        way = joint(way, self.actors(act)) if act.name in OF_A_TEXT else way
        way = confided(way, act.name) if act.name in OF_A_DISCLOSURE else way
        for at, command in choice:
            for by in self.actors(act):
                outcome = way.so_far.when(command, by, at).outcome
                if not isinstance(outcome, CaseError):
                    self.taken.add(act.name)
                    if not outcome:
                        continue
                    self.split_off += begun(way, command, by, at)
                    after = way.so_far.after(command, by, at)
                    ends = isinstance(act, Step) and act.closes
                    done = (way.asked_for | {act.name}) - AGAIN.get(act.name, set())
                    done = frozenset() if ends else done
                    return Way(way.opening, after, at, done, way, (command, by))
                self.refused[act.name] = f"{by.role}: {outcome}"
                another = isinstance(act, Step) and act.other_than
                if isinstance(outcome, Refused) and not another:
                    break
        return None

    def actors(self, act: Act) -> Iterator[Actor]:
        """Everybody of the cast who holds an office that may act."""
        own = [r for r in act.by if self.edition.kind_of(r) in OWN_ONLY]
        opening = isinstance(act, Opening)
        for role in own[:1] if opening and own else act.by:
            behalf = DECLARANT if opening and role in act.for_others else None
            for person in holders(self.edition, role):
                yield Actor(person, role, behalf)

    def choices(self, way: Way, step: Step) -> Iterator[tuple[Timed, ...]]:
        """Each command for a step, to be given now or else much later."""
        times = (way.at + timedelta(hours=1), way.at + LATER)
        made = ([(at, c) for c in self.commands(way, step, at)] for at in times)
        return zip(*made, strict=True)

    def commands(self, way: Way, step: Step, at: datetime) -> Sequence[Command]:
        """What asks for a step, in all ways that matter later."""
        if step.name in DEDICATED:
            return asked(way.case, step.name, at.date())
        now = replace(way, at=at)
        note = None if step.facts_only else SAID
        return [
            TakeStep(step=step.name, facts=facts, note=note)
            for facts in self.answers(step, now)
        ]

    def answers(self, act: Act, way: Way) -> Iterator[Mapping[str, Fact]]:
        """The facts that an act asks for, once for all answers that are alike."""
        today = way.at.date()
        known = [answers(self.edition, self.procedure, act, n, today) for n in act.asks]
        for chosen in product(*known):
            said = dict(zip(act.asks, chosen, strict=True))
            yield said | limited(self.procedure, act, way.case.facts)

    def possible(self, way: Way) -> Iterable[Step]:
        """The steps of the phase."""
        return (s for s in self.procedure.acts() if s.possible_in(way.case.phase))

    def helps(self, step: Step) -> bool:
        """Whether a step leaves the phase, undoes nothing and leaves nothing open.

        Nor may another be possible no more after it.
        """
        matters = self.looked_at.intersection(step.asks)
        stays = not (step.to or step.closes)
        return stays and not matters and step.name not in self.undoing

    @cached_property
    def undoing(self) -> frozenset[str]:
        """Steps that take something away, or what could have been taken instead."""
        acts = self.procedure.acts()
        instead = {name for s in acts for name in s.not_after if name != s.name}
        return frozenset(UNDOING | {"determine"} | instead)

    @cached_property
    def watched(self) -> frozenset[str]:
        """Steps that others come after, or no longer."""
        acts = self.procedure.acts()
        return frozenset(name for s in acts for name in (*s.after, *s.not_after))

    @cached_property
    def looked_at(self) -> frozenset[str]:
        """Facts that steps depend on."""
        return frozenset(looked_at(self.procedure))

    def place(self, way: Way) -> Place:
        """What further steps depend on; the same place is gone on from once."""
        case = way.case
        known = self.looked_at & case.facts.keys()
        return (
            *(way.opening, case.phase, frozenset(filter(case.took, self.watched))),
            frozenset((name, case.facts[name]) for name in known),
            *(frozenset(a.finding for a in case.allegations.values()), case.heard),
            *(case.measured, *told(case)),
        )


def among(way: Way) -> Way:
    """The case beside another that stands just so."""
    case, history = way.case, way.so_far.history
    known = case.among(THERE, {OTHER: case}, NEXT)
    return replace(way, so_far=Scenario(known, None, history))


def concerned(way: Way) -> Way:
    """The request beside a case in which whoever asked is a witness."""
    case, history = way.case, way.so_far.history
    witness = Party("witness", person=case.declarant, asked=True)
    other = replace(case, parties={1: witness})
    return replace(
        way, so_far=Scenario(case.among(THERE, {OTHER: other}, NEXT), None, history)
    )


def confided(way: Way, step: str) -> Way:
    """The case reported in confidence, as far as the step is about that."""
    known = OF_A_DISCLOSURE[step]
    case = replace(way.case, identity_mode="confidential", revealing=known)
    return replace(way, so_far=Scenario(case, None, way.so_far.history))


def joint(way: Way, actors: Iterable[Actor]) -> Way:
    """The case with a text that is to lose somebody, and given to all who may act."""
    known = {(None, OTHER): AskedText("account", frozenset(), "0" * 64)}
    case = replace(
        way.case,
        parties={**way.case.parties, 1: Party("witness")},
        handlers={by.id: frozenset({by.role}) for by in actors},
        others={**way.case.others, THERE: replace(way.case, case_type="disposal")},
        case_id=way.case.case_id or NEXT,
        redactions=Redactions({(OTHER, 1): frozenset({THERE})}, {}, known),
    )
    return replace(way, so_far=Scenario(case, None, way.so_far.history))


def begun(way: Way, command: Command, by: Actor, at: datetime) -> Iterator[Way]:
    """The case that begins because this one is split."""
    told = command.decide_elsewhere(way.case, by, at)
    events = [(event, by.id) for case, event in told if case == NEXT]
    if events:
        first = events[0][0]
        assert isinstance(first, CaseOpened)
        history = tuple(events)
        begun = Scenario(replay(way.case.code, history), None, history)
        yield Way(first.opening, begun, at)


def told(case: Case) -> Iterator[frozenset[object]]:
    """What accused parties know and may do about what was decided; whenever it was."""
    notices = case.notified.items()
    yield frozenset((party, n.waived, n.appeal is None) for party, n in notices)
    yield frozenset((a.party, a.outcome, a.told) for a in case.appeals.values())


def informed(way: Way, step: Step) -> list[Way]:
    """The case, with all that can be known beyond it and makes a difference."""
    case, history = way.case, way.so_far.history
    known = [{}, protected(case)] if step.finds else [{}]
    if step.name == "confirm_adherence":
        known = [published(case)]
    return [
        replace(way, so_far=Scenario(case.knowing(each), None, history))
        for each in known
    ]


def opened_with(
    procedure: Procedure, opening: Opening, facts: Mapping[str, Fact], at: datetime
) -> Command:
    """The command that opens a case so."""
    said = {
        "case_type": procedure.name,
        "opening": opening.name,
        "facts": facts,
        "account": SAID,
    }
    if procedure.kind == "disclosure":
        return MakeDisclosure.model_validate(said)
    return ReceiveReport.model_validate(
        {
            **said,
            "channel": "web",
            "identity_mode": "named",
            "reporter": DECLARANT,
            "received_on": at.date(),
        }
    )
