"""Guards of reports of serious misconduct: what comes first, whatever else follows."""

from datetime import date
from typing import Final

from cases.case.case import Case
from cases.commands.alleged import alleged
from cases.edition.procedure import Act
from cases.errors import Refused

AFFECTED: Final = "affected"
"""The role of a party who suffered from what is reported."""

MINOR: Final = "tell_authorities_of_minor"
"""The step by which public authorities are told of somebody under 18."""


def affected_consented(case: Case, act: Act, today: date) -> None:
    """Everybody affected has agreed to this very step (good practice; IMS 3.3)."""
    affected = [n for n, party in case.parties.items() if party.role == AFFECTED]
    if any((number, act.name) not in case.consents for number in affected):
        reason = "somebody affected has not consented to the step"
        raise Refused(reason, act.clause, awaits=["record_consent"])


def authorities_told(case: Case, act: Act, today: date) -> None:
    """Where somebody under 18 is involved, public authorities know of it (IMS 3.3)."""
    if case.facts.get("minor_involved") == "yes" and MINOR not in case.taken:
        reason = "public authorities have not been told that a minor is involved"
        raise Refused(reason, act.clause, awaits=[MINOR])


def severity_kept(case: Case, act: Act, today: date) -> None:
    """The case is not taken more lightly than what is alleged in it (IMS 3.3)."""
    serious = any(
        alleged(case, number).severity == "serious"
        for number, allegation in case.allegations.items()
        if not allegation.dropped
    )
    if serious and case.facts.get("severity") != "serious":
        reason = "what is alleged is serious, whatever else is known"
        raise Refused(reason, act.clause, awaits=["classify_severity"])


def reporter_named(case: Case, act: Act, today: date) -> None:
    """Who reported chose to be named; nobody else can (Directive 2019/1937 Art. 16)."""
    if case.identity_mode != "named":
        reason = "the reporter has not chosen to be named"
        raise Refused(reason, act.clause, awaits=["disclose_identity"])
