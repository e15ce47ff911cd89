"""Rules for a disposal list: when it may be carried out, and when it is at its end."""

from datetime import date
from typing import Final
from uuid import UUID

from cases.case.case import Case
from cases.edition.procedure import Act, Step
from cases.errors import Refused
from cases.events.retention import What, party_of

WAITING: Final = "disposal_waiting"
"""The clock in which everybody may still object."""


def may_approve(case: Case, role: str) -> bool:
    """Whether it is a list that an office approves, and so reads why it is proposed."""
    if case.procedure.kind != "disposal":
        return False
    approving = (one for one in case.procedure.steps.values() if WAITING in one.starts)
    return any(case.edition.allows(one, role) for one in approving)


def disposal_waiting_over(case: Case, act: Act, today: date) -> None:
    """Everybody has had their time to object."""
    run = case.clocks.get((WAITING, None))
    if run is None or today <= run.due.on:
        until = run.due.on if run else None
        raise Refused("there is still time to object", act.clause, until=until)


def disposal_final(case: Case, act: Act, today: date) -> None:
    """Nothing on the list is left to erase, and of what was erased nothing is left."""
    left = case.disposal.left
    if left:
        reason = "some of the texts are still to be erased"
        raise Refused(reason, act.clause, allowed=left)
    if case.disposal.final < case.disposal.erased:
        raise Refused("some of the keys may still be had", act.clause)
    if min(case.disposal.acknowledged, case.disposal.sought) < case.disposal.erased:
        raise Refused("it was not looked yet for what is left", act.clause)


def recipients_told(case: Case, act: Act, today: date) -> None:
    """Whoever had been given the texts was told, or it is said why not."""
    if case.disposal.looked < case.disposal.erased:
        reason = "it was not looked yet for who had been given the texts"
        raise Refused(reason, act.clause)
    if untold := case.disposal.untold:
        reason = "some recipients were not told that the texts are gone"
        raise Refused(reason, act.clause, awaits=["notify_recipients"], allowed=untold)


def has_successors(case: Case, what: What, act: Act, field: str | None = None) -> None:
    """Refuse to erase a party's texts while one that others are in has no successor."""
    if (party := party_of(what)) and case.redactions.missing(party):
        reason = "a text that others are in as well has no successor without the party"
        raise Refused(reason, act.clause, field, awaits=["redact_text"])


def successors_written(case: Case, act: Act, today: date) -> None:
    """What loses a party on the list has its successor: others' words stay."""
    for entry in case.disposal.left:
        listed = case.disposal.texts[entry]
        if (other := case.others.get(listed.case)) is not None:
            has_successors(other, listed.what, act)


def looked_at(case: Case, act: Act) -> tuple[UUID, ...]:
    """The cases that an act is guarded by, or that a list lets go when it ends."""
    ends = isinstance(act, Step) and act.closes and case.procedure.kind == "disposal"
    if not (ends or successors_written.__name__ in act.guards):
        return ()
    left = (case.disposal.texts[entry].case for entry in case.disposal.left)
    return tuple(dict.fromkeys(left))
