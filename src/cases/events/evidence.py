"""Evidence and the unbroken chain of those who kept it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from cases.events.event import Item, Person, ProcedureStep, Text

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 in lower-case hexadecimal."""


class EvidenceTaken(ProcedureStep):
    """A piece of evidence was taken into custody."""

    evidence: int
    kind: Literal["document", "file", "object", "recording", "image"]
    digest: Digest | None = None
    """Of a file's bytes, taken when it was collected; None for an object."""
    custodian: Person
    taken_on: date
    description: Annotated[Text, Item("description")]


class CustodyTransferred(ProcedureStep):
    """A piece of evidence went from one custodian to the next."""

    evidence: int
    giver: Person
    receiver: Person
    reason: Annotated[Text, Item("reason")]


class EvidenceVerified(ProcedureStep):
    """The digest of a file was taken again, and is the first one."""

    evidence: int
    digest: Digest


class EvidenceFoundAltered(ProcedureStep):
    """The digest of a file was taken again, and is another than the first."""

    evidence: int
    digest: Digest
    """The one it has now."""


class EvidenceReturned(ProcedureStep):
    """A piece of evidence was given back to its owner; custody ended."""

    evidence: int
    reason: Annotated[Text, Item("reason")]
