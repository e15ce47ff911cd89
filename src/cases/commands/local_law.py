"""Whose law applies to what is alleged, and which comes first: that law or the code."""

from collections.abc import Iterator
from typing import ClassVar

from cases.case.parts import Allegation
from cases.commands.allegations import unsettled
from cases.commands.alleged import alleged
from cases.commands.command import Circumstances, Number, StepCommand
from cases.commands.precedence import said
from cases.edition.terms import LocalLaw
from cases.errors import Refused
from cases.events.allegations import (
    First,
    JurisdictionDetermined,
    LocalLawPrecedenceDetermined,
)
from cases.events.event import Clause, Country, Event, Personal


class DetermineJurisdiction(StepCommand):
    """Say which country's law applies to what is alleged."""

    step_name: ClassVar[str] = "determine_jurisdiction"

    allegation: Number
    country: Country

    def happens(self, now: Circumstances) -> Iterator[Event]:
        unsettled(now, self.allegation)
        if now.case.allegations[self.allegation].country != self.country:
            yield now.happened(JurisdictionDetermined, **dict(self))


class DetermineLocalLaw(StepCommand):
    """Say what comes first where local law and a clause said to be breached differ."""

    step_name: ClassVar[str] = "determine_local_law"

    allegation: Number
    place: Clause
    prevails: First
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        unsettled(now, self.allegation)
        allegation = now.case.allegations[self.allegation]
        if allegation.country is None:
            reason = "it is not said whose law applies"
            awaits = ["determine_jurisdiction"]
            raise Refused(reason, now.step.clause, "allegation", awaits=awaits)
        if self.place not in allegation.clauses:
            reason = "the allegation is not of this clause"
            allowed = sorted(allegation.clauses)
            raise Refused(reason, now.step.clause, "place", allowed=allowed)
        rule = _rule(now, allegation, self.place)
        if self.prevails not in rule.possible:
            first = " ".join(rule.possible).replace("_", " ")
            raise Refused(f"the {first} comes first", rule.clause, "prevails")
        yield now.happened(
            LocalLawPrecedenceDetermined, country=allegation.country, **dict(self)
        )


def _rule(now: Circumstances, allegation: Allegation, place: str) -> LocalLaw:
    """What the code says, that of the day of the conduct; refused when nothing."""
    return said(now.case.code.edition(allegation.edition), place, now.step.clause)


def applies(now: Circumstances, number: int) -> None:
    """Refuse to establish what local law leaves no clause for, or names no law of."""
    allegation = now.case.allegations[number]
    edition = now.case.code.edition(allegation.edition)
    if allegation.disapplied and allegation.disapplied == allegation.clauses:
        rule = said(edition, min(allegation.clauses), now.step.clause)
        reason = "local law comes first, no clause is left"
        raise Refused(reason, rule.clause, "finding")
    category = alleged(now.case, number)
    if category.breaks_law and allegation.country is None:
        reason, clause = "it is not said whose law applies", ", ".join(category.clauses)
        awaits = ["determine_jurisdiction"]
        raise Refused(reason, clause, "finding", awaits=awaits)
