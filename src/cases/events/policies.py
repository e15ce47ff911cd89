"""Policies beside the code: their versions, and who keeps to which."""

from datetime import date
from typing import Final

from cases.events.event import Name, ProcedureStep

POLICIES: Final = "policies"
"""The relation that carries every version of every policy."""


class PolicyVersionPublished(ProcedureStep):
    """A policy got a version that people are held to from a day on."""

    policy: Name
    number: int
    """Of the version, higher than all before."""
    in_force_on: date

    def relations(self) -> tuple[str, ...]:
        return (POLICIES,)


class PolicyWithdrawn(ProcedureStep):
    """A policy ended: nobody is held to it any more."""

    policy: Name
    withdrawn_on: date
    """First day on which it does not hold."""

    def relations(self) -> tuple[str, ...]:
        return (POLICIES,)


ADHERENCE: Final = "adherence"
"""The relation that everybody's confirmation carries."""


class AdherenceConfirmed(ProcedureStep):
    """Somebody confirmed to keep to the policies, each in the version in force."""

    versions: dict[Name, int]

    def relations(self) -> tuple[str, ...]:
        return (ADHERENCE,)
