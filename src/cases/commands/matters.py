"""Matters that one case raises and others wait for, until they are settled.

"All members can submit … suggestions", and the code "will be reviewed on a yearly
basis" (IMA Administration): a review that leaves one without an answer has not ended.
"""

from collections.abc import Iterator

from cases.case.case import Case
from cases.case.parts import Relation
from cases.edition.procedure import Act, Opening, Step
from cases.errors import Refused
from cases.events.beyond import MatterRaised, MatterSettled
from cases.events.event import Event


def waited_for(step: Step) -> tuple[str, ...]:
    """The relations that carry what a step waits for."""
    return tuple(map(_carrying, step.waits_for))


def settled(case: Case, step: Step) -> None:
    """Refuse a step while something that it waits for is open, in whatever case."""
    for matter in step.waits_for:
        if number := len(_open(case.known.get(_carrying(matter), Relation()))):
            kind = matter.replace("_", " ")
            reason = f"a {kind} of another case is not settled yet ({number} in all)"
            raise Refused(reason, step.clause)


def matters(case: Case, act: Act) -> Iterator[Event]:
    """What an act raises, or settles; nothing when it stands so already."""
    if isinstance(act, Opening) and act.raises:
        yield MatterRaised(matter=act.raises, clause=act.clause)
    if isinstance(act, Step) and act.settles and case.matter:
        yield MatterSettled(matter=case.matter, clause=act.clause)


def _carrying(matter: str) -> str:
    return f"matter:{matter}"


def _open(relation: Relation) -> set[object]:
    """The cases in which it was raised and not settled."""
    last = dict(relation.events)
    return {case for case, event in last.items() if isinstance(event, MatterRaised)}
