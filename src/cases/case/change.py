"""What one event makes of a case: the table that `fold.TABLES` fill."""

from functools import singledispatch

from cases.case.case import Case
from cases.events.event import Event


@singledispatch
def change(event: Event, case: Case) -> Case:
    """The case after this kind of event; most leave it as it is."""
    return case
