"""The measures of an edition: what follows a violation, or holds until one is found."""

from typing import Final

from cases.edition.procedure import Label
from cases.edition.terms import Term
from cases.events.event import Clause as Place
from cases.events.event import Name

IMPOSING: Final = frozenset({"impose_measure", "replace_measure"})
"""The steps by which a measure follows a violation."""
ENDS: Final = "measure_ends"
"""The clock for measures that hold until a day; its period is the longest they may."""
RECORD: Final = "measure_record"
"""The clock for how long a measure stands in the record once it is over."""


class Measure(Term):
    """What may follow a violation; `disciplinary` in the sense of the code."""

    label: Label
    disciplinary: bool
    clause: Place
    of: tuple[Name, ...] = ()
    """Engagements of those it is for; none means all to whom this code applies."""
    then: tuple[Name, ...] = ()
    """Steps by which it is carried out."""
    releases: bool = False
    """Whether the code does not bind the person any more when it is in effect."""
    interim: bool = False
    """Whether it holds until it is decided, and only then: it is no discipline."""
    expunged: bool = False
    """Whether it is expunged from the record some time after its last day, or, of one
    without an end, after it took effect."""
