"""What a report says of people whom the log does not name."""

from collections.abc import Iterator

from cases.events.event import Event, Hidden, KeptOut, Person
from cases.events.opening import IdentityMode, NoOfficeAsked, ReportReceived


def people(mode: IdentityMode, reporter: Person | None) -> dict[str, object]:
    """Who reported, by name or known to the rules alone."""
    named = mode == "named"
    hidden = Hidden(reporter=None if named else reporter)
    return {
        "reporter": reporter if named else None,
        "concealed": None if hidden == Hidden() else hidden,
    }


def keeping_out(
    received: ReportReceived, no_office_for: tuple[Person, ...]
) -> Iterator[Event]:
    """Whom the reporter keeps out of office, an item of its own.

    Of every reporter who is hidden, so that nobody can tell who asked for it.
    """
    if received.concealed or no_office_for:
        hidden = KeptOut(no_office=no_office_for)
        yield NoOfficeAsked(clause=received.clause, no_office=hidden)
