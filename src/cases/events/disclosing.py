"""Who reported in confidence, made known to somebody because a law demands it."""

from datetime import date
from typing import Annotated, Literal

from cases.events.event import Item, Name, Person, ProcedureStep, Reference, Text

Basis = Literal["authority_investigation", "judicial_proceedings"]
"""In which context a law may demand it (Directive (EU) 2019/1937 Art. 16(2))."""


class IdentityDisclosureProposed(ProcedureStep):
    """It was proposed that somebody may learn who reported."""

    disclosure: int
    recipient: Person
    basis: Basis
    obligation: Reference
    """The provision that obliges to it, as it is cited; never a person's name."""
    until: date
    """The last day on which the recipient may read it."""
    needed: int
    """How many offices have to approve, under the edition then in force."""
    proposer: Person
    reasons: Annotated[Text, Item("reason")]


class IdentityDisclosureApproved(ProcedureStep):
    """One of the offices that are asked agreed to it."""

    disclosure: int
    office: Name
    approver: Person


class IdentityDisclosureDenied(ProcedureStep):
    """One of the offices that are asked refused it: nobody learns who reported."""

    disclosure: int
    reasons: Annotated[Text, Item("reason")]


class DisclosureNoticeGiven(ProcedureStep):
    """The reporter was told, with the reasons, that somebody learns who they are."""

    disclosure: int
    notice: Annotated[Text, Item("reason", audience="reporter")]


class DisclosureNoticeDeferred(ProcedureStep):
    """The reporter is told later: now it would jeopardise an inquiry or proceedings."""

    disclosure: int
    review_on: date
    """The day by which they are told, or it is looked at again."""
    reasons: Annotated[Text, Item("reason")]
