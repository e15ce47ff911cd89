"""Evidence and the unbroken chain of those who kept it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from cases.events.event import Item, Person, ProcedureStep, Reference, Text

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


class EvidenceSealed(ProcedureStep):
    """A piece of evidence was closed so that nobody opens it unnoticed."""

    evidence: int
    seal: Reference
    """The number that the seal bears."""


class EvidenceCopied(ProcedureStep):
    """A copy of a piece of evidence was made, and is kept under its own number."""

    evidence: int
    original: int
    digest: Digest | None = None
    """That of the original, of which it is the same; None for no file."""
    custodian: Person
    copied_on: date
    reason: Annotated[Text, Item("reason")]


class EvidenceExamined(ProcedureStep):
    """A piece of evidence was looked into, and it was written down what it shows."""

    evidence: int
    examined_on: date
    seal: Reference | None = None
    """The number of the new seal, where one was broken for it."""
    account: Annotated[Text, Item("statement")]


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


class EvidenceDestroyed(ProcedureStep):
    """A piece of evidence was destroyed; custody ended."""

    evidence: int
    destroyed_on: date
    reason: Annotated[Text, Item("reason")]
