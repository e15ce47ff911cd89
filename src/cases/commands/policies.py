"""Policies beside the code: published in versions, and kept to in the latest."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import Field

from cases.actors import Actor
from cases.case.case import Case
from cases.case.parts import Relation
from cases.case.replacing import replace
from cases.commands.command import Circumstances, Day, Number, StepCommand
from cases.errors import Refused
from cases.events.event import Event, Name
from cases.events.policies import (
    POLICIES,
    AdherenceConfirmed,
    PolicyVersionPublished,
    PolicyWithdrawn,
)


class PublishPolicyVersion(StepCommand):
    """Publish a version of a policy, to which people are held from a day on."""

    step_name: ClassVar[str] = "publish_policy_version"

    policy: Name
    number: Number
    """Of the version, higher than all before."""
    in_force_on: Day

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return (POLICIES,)

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        """With the day for clocks that last until the version is in force."""
        today = case.edition.calendar.day(at)
        day = {"in_force_on": max(self.in_force_on, today).isoformat()}
        known = replace(case, facts={**case.facts, **day})
        yield from super().decide(known, by, at)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        clause, policies = now.step.clause, now.case.edition.policies
        if self.policy not in policies:
            reason = "the code refers to no such policy"
            raise Refused(reason, clause, "policy", allowed=policies)
        if now.case.facts.get("policy", self.policy) != self.policy:
            reason = "the case is about another policy"
            raise Refused(reason, clause, "policy", allowed=[about(now.case)])
        now.possible(self.in_force_on, "in_force_on")
        self._follows(now, policies[self.policy].clause)
        yield now.happened(PolicyVersionPublished, **dict(self))

    def _follows(self, now: Circumstances, clause: str) -> None:
        before = list(known(now.case, self.policy))
        versions = [e for e in before if isinstance(e, PolicyVersionPublished)]
        latest = max((version.number for version in versions), default=0)
        if self.number <= latest:
            reason = "this version, or a later one, has been published"
            raise Refused(reason, clause, "number", allowed=[f"> {latest}"])
        since = max(map(day, before), default=self.in_force_on)
        if self.in_force_on < since:
            reason = "what was published before is not in force yet on that day"
            raise Refused(reason, clause, "in_force_on", until=since)


class WithdrawPolicy(StepCommand):
    """End a policy: from a day on nobody is held to it."""

    step_name: ClassVar[str] = "withdraw_policy"

    withdrawn_on: Day

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return (POLICIES,)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        now.possible(self.withdrawn_on, "withdrawn_on")
        policy = about(now.case)
        last = max(map(day, known(now.case, policy)), default=self.withdrawn_on)
        if self.withdrawn_on < last:
            reason = "its last version is not in force yet on that day"
            raise Refused(reason, now.step.clause, "withdrawn_on", until=last)
        yield now.happened(
            PolicyWithdrawn, policy=policy, withdrawn_on=self.withdrawn_on
        )


class ConfirmAdherence(StepCommand):
    """Confirm to keep to the policies: each one, in the version in force."""

    step_name: ClassVar[str] = "confirm_adherence"

    versions: Annotated[Mapping[Name, Number], Field(min_length=1, max_length=50)]
    """All policies in force, each with the version that was read."""

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return (POLICIES,)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        held = in_force(now.case, now.today)
        wrong = {*held.items()} ^ {*self.versions.items()}
        if wrong:
            reason = "these are not all policies in force, in their latest version"
            allowed = [f"{policy} {version}" for policy, version in held.items()]
            raise Refused(reason, now.step.clause, "versions", allowed=allowed)
        yield now.happened(AdherenceConfirmed, versions=dict(self.versions))


Known = PolicyVersionPublished | PolicyWithdrawn


def about(case: Case) -> str:
    """The policy that a case is about; there is one once a version was published."""
    return str(case.facts["policy"])


def day(of: Known) -> date:
    """The day from which a version counts, or a policy does not any more."""
    return of.withdrawn_on if isinstance(of, PolicyWithdrawn) else of.in_force_on


def known(case: Case, policy: str | None = None) -> Iterator[Known]:
    """What was published and withdrawn, of one policy or of all, oldest first."""
    for _, event in case.known.get(POLICIES, Relation()).events:
        if isinstance(event, Known) and policy in (None, event.policy):
            yield event


def in_force(case: Case, on: date) -> Mapping[str, int]:
    """Each policy that holds on a day, with its version."""
    latest = {event.policy: event for event in known(case) if day(event) <= on}
    return {
        policy: event.number
        for policy, event in latest.items()
        if isinstance(event, PolicyVersionPublished)
    }
