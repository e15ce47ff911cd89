"""A case that somebody opened for themselves in an emergency, and reviews of that."""

from typing import Final

from rules import SAID, deliberated
from scenario import Scenario

from cases.actors import Actor
from cases.commands.glass import BreakGlass, ReviewBrokenGlass

SECOND: Final = Actor("compliance-2", "compliance_officer")
AUDITOR: Final = Actor("auditor-1", "auditor")


def shut() -> Scenario:
    """A case whose next step is nothing for compliance officers: they read no texts."""
    return deliberated()


def broken() -> Scenario:
    return shut().after(BreakGlass(reasons=SAID), SECOND)


def review(justified: bool = True, number: int = 1) -> ReviewBrokenGlass:
    return ReviewBrokenGlass(grant=number, justified=justified, reasons=SAID)
