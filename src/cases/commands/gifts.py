"""What a gift is worth: alone, and together with what the same donor gave before."""

from collections.abc import Iterator
from datetime import date

from cases.case.case import Case
from cases.case.parts import Relation
from cases.commands.bars import interests_of
from cases.edition.procedure import Act
from cases.edition.terms import Threshold
from cases.errors import Refused
from cases.events.opening import DisclosureMade


def nominal_value(case: Case, act: Act, today: date) -> None:
    """A gift is nominal in itself and with the donor's others (IOM 50)."""
    facts = case.facts
    received_on = date.fromisoformat(str(facts.get("received_on", today)))
    station, currency = str(facts.get("duty_station")), str(facts.get("currency"))
    limit = case.edition.threshold("nominal_value", station, currency, received_on)
    if limit is None:
        reason = "no nominal value is set for the duty station in this currency"
        raise Refused(reason, act.clause, "facts.duty_station")
    value = facts.get("value")
    if not isinstance(value, int) or value > limit.amount:
        reason = "the gift is above the nominal value"
        raise Refused(reason, limit.clause, "facts.value", allowed=[limit.amount])
    if value + sum(_others(case, act, limit, received_on)) > limit.amount:
        reason = "the gifts of this donor together are above the nominal value"
        raise Refused(reason, act.clause, "facts.value")


def _others(case: Case, act: Act, limit: Threshold, received_on: date) -> Iterator[int]:
    """The values of what else the donor gave within the period that counts as one.

    In the same currency, and at whatever duty station.
    """
    if limit.together is None or case.declarant is None or "donor" not in case.facts:
        return
    known = case.known.get(interests_of(case.declarant), Relation())
    for _, event in known.events:
        if isinstance(event, DisclosureMade) and _alike(case, act, event):
            other = date.fromisoformat(str(event.facts["received_on"]))
            first, last = sorted((other, received_on))
            if case.edition.calendar.includes(limit.together, first, last):
                yield int(str(event.facts["value"]))


def _alike(case: Case, act: Act, other: DisclosureMade) -> bool:
    same = ("donor", "currency")
    return (
        other.declarant == case.declarant
        and (other.case_type, other.opening) == (case.case_type, act.name)
        and all(other.facts.get(name) == case.facts.get(name) for name in same)
    )
