"""Facts that an opening or a step asks for, checked against the edition."""

from collections.abc import Mapping
from datetime import date

from cases.edition.procedure import Act, Procedure
from cases.errors import Refused
from cases.events.event import Fact


def checked(
    procedure: Procedure,
    act: Act,
    given: Mapping[str, Fact],
    today: date,
    earlier: Mapping[str, Fact],
) -> dict[str, Fact]:
    """The facts given, if they are those that the act asks for, and possible ones.

    Raises Refused naming the fact, and the clause when it does not apply to it.
    """
    for name in given:
        if name not in act.asks:
            reason = "a fact is not asked for here"
            raise Refused(reason, act.clause, "facts", allowed=act.asks)
    for name in act.asks:
        _possible(procedure, act, name, given, today)
    if more := act.beyond({**earlier, **given}):
        name, limit = more
        reason = f"the fact {name!r} goes beyond {limit!r}"
        raise Refused(reason, act.clause, f"facts.{name}")
    if unmet := act.unmet({**earlier, **given}):
        reason = f"the clause does not apply to this {unmet.replace('_', ' ')}"
        raise Refused(reason, act.clause, f"facts.{unmet}", allowed=act.when[unmet])
    return dict(given)


def _possible(
    procedure: Procedure, act: Act, name: str, given: Mapping[str, Fact], today: date
) -> None:
    asked, field = procedure.facts[name], f"facts.{name}"
    fault = asked.fault(given[name], today) if name in given else "is missing"
    if fault:
        reason = f"the fact {name!r} {fault}"
        raise Refused(reason, act.clause, field, allowed=asked.choices)
