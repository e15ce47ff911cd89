"""Policies beside the code: published in versions, and kept to in the latest."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from cases.actors import Actor
from cases.case.case import Case
from cases.case.parts import Relation
from cases.commands.command import Circumstances, Day, Number, StepCommand, YesNo
from cases.errors import Refused
from cases.events.event import Event, Name
from cases.events.policies import (
    POLICIES,
    AdherenceConfirmed,
    PolicyVersionPublished,
)


class PublishPolicyVersion(StepCommand):
    """Publish a version of a policy, which holds from a day on, or its end."""

    step_name: ClassVar[str] = "publish_policy_version"

    policy: Name
    version: Number
    in_force_on: Day
    withdrawn: YesNo = False

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return (POLICIES,)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        clause, policies = now.step.clause, now.case.edition.policies
        if self.policy not in policies:
            reason = "the code refers to no such policy"
            raise Refused(reason, clause, "policy", allowed=policies)
        now.possible(self.in_force_on, "in_force_on")
        for earlier in published(now.case):
            if earlier.policy == self.policy:
                self._follows(earlier, policies[self.policy].clause)
        yield now.happened(PolicyVersionPublished, **dict(self))

    def _follows(self, earlier: PolicyVersionPublished, clause: str) -> None:
        if self.version <= earlier.version:
            reason = "a later version has been published"
            raise Refused(reason, clause, "version", allowed=[f"> {earlier.version}"])
        if self.in_force_on < earlier.in_force_on:
            reason = "the version before is not in force yet on that day"
            raise Refused(reason, clause, "in_force_on", until=earlier.in_force_on)


class ConfirmAdherence(StepCommand):
    """Confirm to keep to the policies: each one, in the version in force."""

    step_name: ClassVar[str] = "confirm_adherence"

    versions: Annotated[Mapping[Name, Number], Field(min_length=1, max_length=50)]
    """All policies in force, each with the version that was read."""

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return (POLICIES,)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        known = in_force(now.case, now.today)
        wrong = {*known.items()} ^ {*self.versions.items()}
        if wrong:
            reason = "these are not all policies in force, in their latest version"
            allowed = [f"{policy} {version}" for policy, version in known.items()]
            raise Refused(reason, now.step.clause, "versions", allowed=allowed)
        yield now.happened(AdherenceConfirmed, versions=dict(self.versions))


def published(case: Case) -> Iterator[PolicyVersionPublished]:
    """All versions of all policies, oldest first."""
    for _, event in case.known.get(POLICIES, Relation()).events:
        if isinstance(event, PolicyVersionPublished):
            yield event


def in_force(case: Case, on: date) -> Mapping[str, int]:
    """Each policy that holds on a day, with its version."""
    latest = {
        event.policy: event for event in published(case) if event.in_force_on <= on
    }
    return {
        policy: event.version for policy, event in latest.items() if not event.withdrawn
    }
