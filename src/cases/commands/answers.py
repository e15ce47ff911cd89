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
            raise Refused("a fact is not asked for here", act.clause, "facts")
    for name in act.asks:
        _possible(procedure, act, name, given, today)
    if unmet := act.unmet({**earlier, **given}):
        reason = f"the clause does not apply to this {unmet.replace('_', ' ')}"
        raise Refused(reason, act.clause, f"facts.{unmet}")
    return dict(given)


def _possible(
    procedure: Procedure, act: Act, name: str, given: Mapping[str, Fact], today: date
) -> None:
    if name not in given:
        raise Refused(f"the fact {name!r} is missing", act.clause, f"facts.{name}")
    if fault := procedure.facts[name].fault(given[name], today):
        raise Refused(f"the fact {name!r} {fault}", act.clause, f"facts.{name}")
