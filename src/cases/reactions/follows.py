"""Whether an event is one that a reaction follows."""

from cases.edition.reaction import Reaction
from cases.events.allegations import AllegationAmended, AllegationFramed
from cases.events.decision import DeterminationMade
from cases.events.event import Event, ProcedureStep
from cases.events.opening import CaseOpened, ReportReceived
from cases.events.people import PartyAdded, PartyRoleChanged
from cases.events.procedure import ClockMissed, ClockPassed
from cases.reactions.happened import Whenever


def follows(when: Whenever) -> bool:
    """Whether the edition wants the reaction to follow this event, in this case."""
    if not _named(when.happened.event, when.reaction):
        return False
    types, channels = when.reaction.case_types, when.reaction.channels
    case = when.known.case()
    return (not types or case.case_type in types) and (
        not channels or case.channel in channels
    )


def _named(event: Event, reaction: Reaction) -> bool:
    return (
        _act(event) in reaction.after
        or _clock(event) in reaction.clocks
        or not _categories(event).isdisjoint(reaction.categories)
        or (isinstance(event, DeterminationMade) and event.finding in reaction.findings)
        or (
            isinstance(event, PartyAdded | PartyRoleChanged)
            and event.role in reaction.parties
        )
    )


def _act(event: Event) -> str | None:
    """The opening or the step that an event is."""
    if isinstance(event, CaseOpened):
        return event.opening
    return event.step if isinstance(event, ProcedureStep) else None


def _clock(event: Event) -> str | None:
    """The clock that an event says has passed."""
    return event.clock if isinstance(event, ClockMissed | ClockPassed) else None


def _categories(event: Event) -> frozenset[str]:
    """What a report seems to be about, or what is alleged."""
    if isinstance(event, AllegationFramed | AllegationAmended):
        return frozenset({event.category})
    return frozenset(event.categories if isinstance(event, ReportReceived) else ())
