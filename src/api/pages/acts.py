"""The procedures of an edition in words: how cases open, what may happen to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from api.pages.html import Content, Html, code, element, joined, link, listed, table
from api.pages.questions import answered, asked, guarded, limited, plain, settled
from api.routes.commanded import ADDRESSES
from cases.calendar import Period
from cases.edition.citing import anchor
from cases.edition.edition import NOT_FROM_THE_CODE, Edition
from cases.edition.procedure import (
    CLOSED,
    MERGED,
    OPEN,
    Act,
    Opening,
    Procedure,
    Step,
)
from cases.edition.serving import office


def cited(edition: Edition, clause: str) -> Html:
    """A clause, with its words when the code has it."""
    if clause.startswith(NOT_FROM_THE_CODE):
        return element("span", clause, class_="note")
    place = edition.places(clause)[0]
    words = element("blockquote", edition.clause_text(clause))
    return joined([link(f"#clause-{anchor(place)}", clause), words])


def period(length: Period) -> str:
    """How long, as `7 days, then 3 months`."""
    return ", then ".join(
        f"{span.count} {span.unit}{'s' if span.count > 1 else ''}"
        for span in length.spans
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A procedure and the edition whose words it uses."""

    edition: Edition
    procedure: Procedure

    def _begun_at(self, opening: Opening) -> str:
        if opening.splits:
            return f"cases/{{case_id}}/{ADDRESSES['split_case']}"
        return f"{self.procedure.kind}s"

    def opening(self, opening: Opening) -> Html:
        """How a case begins."""
        rows: Rows = [
            *self._who(opening),
            ("Then it is", plain(opening.phase)),
            *self._limits(("meets", opening.meets), ("begins", opening.starts)),
            ("Request", code(f"POST …/{self._begun_at(opening)}")),
        ]
        return self._act(opening, rows)

    def step(self, step: Step) -> Html:
        """What may happen to a case."""
        address = ADDRESSES.get(step.name, "steps")
        rows: Rows = [
            *self._who(step),
            ("When", _where(step)),
            ("After", self._labels(step.after)),
            ("Not after", self._labels(step.not_after)),
            ("Not before", ", ".join(map(settled, step.waits_for))),
            ("Not by", self._others(step)),
            *self._limits(
                ("meets", step.meets), ("ends", step.stops), ("begins", step.starts)
            ),
            ("Kept", self._kept(step)),
            ("Request", code(f"POST …/cases/{{case_id}}/{address}")),
        ]
        return self._act(step, rows)

    def map(self) -> Html:
        """Where a case can be, what leads on from there, and what else can happen."""
        rows = [
            (plain(phase), listed(*self._on(phase)), self._beside(phase))
            for phase in phases(self.procedure)
        ]
        return table(
            ("while it is", "this leads on", "this may happen, too"), rows, "map"
        )

    def name(self, act: str) -> str:
        """Where an act stands on the page."""
        return f"{self.procedure.name}-{act}"

    def _on(self, phase: str) -> Iterator[Content]:
        for step in self._of(phase):
            if step.to and step.to != phase:
                yield [self._link(step), f" → {plain(step.to)}"]
            elif step.closes:
                yield [self._link(step), f" → the end: {plain(step.closes)}"]

    def _beside(self, phase: str) -> Content:
        steps = (s for s in self._of(phase) if s.to in (None, phase) and not s.closes)
        links = [[self._link(step), ", "] for step in steps]
        return element("div", [*links[:-1], *(link[:1] for link in links[-1:])])

    def _of(self, phase: str) -> Iterator[Step]:
        return (s for s in self.procedure.steps.values() if phase in s.phases)

    def _link(self, step: Step) -> Html:
        return link(f"#{self.name(step.name)}", step.label)

    def _act(self, act: Act, rows: "Rows") -> Html:
        said = [
            [element("dt", name), element("dd", content)]
            for name, content in [*rows, ("Clause", cited(self.edition, act.clause))]
            if joined(content)
        ]
        heading = element("h4", act.label, " ", code(act.name))
        return element(
            "section",
            heading,
            element("dl", said),
            class_="act",
            id=self.name(act.name),
        )

    def _who(self, act: Act) -> Iterator["Row"]:
        yield "Who", ", ".join(office(self.edition, role) for role in act.by)
        facts = self.procedure.facts
        yield "Asks for", listed(*(asked(facts[name]) for name in act.asks))
        yield "With", "a note that says why" if getattr(act, "reasons", False) else None
        told = getattr(act, "tells_reporter", False)
        yield "To", "the reporter, who reads the note" if told else None
        yield "No more than", listed(*map(limited, act.within.items()))
        yield "Only if", listed(*(answered(name, act.when[name]) for name in act.when))
        yield "Only when", listed(*map(guarded, act.guards))

    def _labels(self, names: Iterable[str]) -> Html:
        acts = {act.name: act.label for act in self.procedure.acts()}
        return listed(
            *(
                link(f"#{self.name(name)}", acts.get(name, plain(name)))
                for name in names
            )
        )

    def _others(self, step: Step) -> str | None:
        if not step.other_than:
            return None
        return f"whoever did: {', '.join(map(plain, step.other_than))}"

    def _limits(self, *kinds: tuple[str, Iterable[str]]) -> Iterator["Row"]:
        clocks = self.edition.clocks
        said = [
            f"{verb} “{clocks[name].label}” ({period(clocks[name].period)})"
            for verb, names in kinds
            for name in names
        ]
        yield "Time limits", listed(*said)

    def _kept(self, step: Step) -> str | None:
        if step.retention is None:
            return None
        rule = self.edition.retention[step.retention]
        return f"{period(rule.period)} from “{rule.trigger}” ({rule.label})"


SPECIAL: Final = {
    CLOSED: "once it is closed",
    MERGED: "once it goes on as part of another case",
}
"""What is no phase of its own, as steps name it, and in words."""

Row = tuple[str, Content]
Rows = list[Row]


def phases(procedure: Procedure) -> list[str]:
    """Where a case can be, in the order in which the edition tells it."""
    first = (opening.phase for opening in procedure.openings.values())
    then = (step.to for step in procedure.steps.values() if step.to)
    return list(dict.fromkeys([*first, *then]))


def _where(step: Step) -> Content:
    said = ", also ".join(_times(step))
    if step.closes:
        return f"{said}; it ends the case: {plain(step.closes)}"
    return f"{said}; then it is {plain(step.to)}" if step.to else said


def _times(step: Step) -> Iterator[str]:
    named = [plain(one) for one in step.phases if one not in (OPEN, *SPECIAL)]
    if OPEN in step.phases:
        alone = len(step.phases) == 1
        yield "at any time while it is open" if alone else "at any time"
    elif named:
        yield f"while it is {', '.join(named)}"
    yield from (words for one, words in SPECIAL.items() if one in step.phases)
