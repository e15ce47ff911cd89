"""What has to follow from a measure before the case in which it was imposed may end."""

from collections.abc import Iterator
from datetime import date

from cases.case.case import Case
from cases.commands.binding import binds, register_of
from cases.edition.measure import Measure
from cases.edition.procedure import Act, Step
from cases.errors import Refused


def registers(case: Case, step: Step) -> Iterator[str]:
    """The registers that tell whether measures are in effect, where a step asks."""
    if measures_in_effect.__name__ in step.guards:
        for party, measure in _imposed(case, date.min):
            if measure.releases:
                yield from register_of(case, party)


def measures_in_effect(case: Case, act: Act, today: date) -> None:
    """Measures that end a violation, unless over, were carried out and registered."""
    for party, measure in _imposed(case, today):
        missing = [step for step in measure.then if not case.took_for(step, party)]
        if missing:
            reason = f"the measure is not carried out before {', '.join(missing)}"
            raise Refused(reason, measure.clause, awaits=missing)
        person = case.parties[party].person
        if measure.releases and person and binds(case, person, today, today):
            reason = "the register says that the code still binds the person"
            raise Refused(reason, measure.clause)


def _imposed(case: Case, on: date) -> Iterator[tuple[int, Measure]]:
    """The measures that answer a violation, each with the party it is against.

    Without those that are over on a day.
    """
    for number, imposed in sorted(case.measures.items()):
        lasting = (one for one in imposed if one.disciplinary and not one.over(on))
        for name in sorted({one.measure for one in lasting}):
            if measure := case.edition.measures.get(name):
                yield case.allegations[number].party, measure
