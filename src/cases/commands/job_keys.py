"""Giving a program a key, and taking it back."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from cases.actors import SYSTEM, UNNAMED, Actor, has_mailbox
from cases.case.case import Case
from cases.commands.command import Day
from cases.commands.mandates import OfficeCommand, giving
from cases.commands.opening import in_force
from cases.edition.edition import Edition
from cases.edition.terms import Mandating
from cases.errors import Refused
from cases.events.event import Event, Name, Person
from cases.events.job_keys import JobKeyIssued, JobKeyWithdrawn, KeyDigest
from cases.mandates import Mandates

JOBS: Final = "reporting_job"
"""The general role that programs have: no person's."""
JobRight = Literal["read", "clocks", "deletions", "figures", "follow"]
"""All that the office of programs may see."""
RIGHTS: Final = len(get_args(JobRight))
LONGEST: Final = timedelta(days=366)
FOR_PROGRAMS: Final = (
    "not from the code: a key says which program asks, a token which person "
    "(GDPR Art. 32)"
)
DIES: Final = "not from the code: what was lost is useless after a year (GDPR Art. 32)"


def check_program(edition: Edition, role: str, job: str) -> None:
    """Refuse what is no office of programs, and what no program can be called."""
    if edition.kind_of(role) != JOBS:
        reason = "keys are for the office of programs"
        raise Refused(reason, FOR_PROGRAMS, "role", allowed=(JOBS,))
    if job in {SYSTEM.id} | UNNAMED or has_mailbox(job):
        raise Refused("no program can be called so", FOR_PROGRAMS, "job")


class JobKeyCommand(OfficeCommand):
    """Something about a key of a program."""

    digest: KeyDigest

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        edition = in_force(case.code, at)
        rule = giving(edition, by)
        today = edition.calendar.day(at)
        yield from self.happens(case.mandates, edition, today, rule)

    def happens(
        self, mandates: Mandates, edition: Edition, today: date, rule: Mandating
    ) -> Iterator[Event]:
        """Yield what happens, or raise a CaseError."""
        raise NotImplementedError


class IssueJobKey(JobKeyCommand):
    """Give a program a key to an office that programs have."""

    job: Person
    """The pseudonym under which the program is written down."""
    role: Name
    rights: Annotated[tuple[JobRight, ...], Field(min_length=1, max_length=RIGHTS)]
    """What it may see."""
    valid_until: Day
    """First day on which it is not accepted any more."""

    def happens(
        self, mandates: Mandates, edition: Edition, today: date, rule: Mandating
    ) -> Iterator[Event]:
        check_program(edition, self.role, self.job)
        if not today < self.valid_until <= today + LONGEST:
            reason = f"a key is accepted for {LONGEST.days} days at most, from today on"
            raise Refused(reason, DIES, "valid_until")
        if self.digest in mandates.job_keys:
            raise Refused("this key was given already", rule.clause, "digest")
        yield JobKeyIssued(
            person=self.job,
            role=self.role,
            clause=rule.clause,
            digest=self.digest,
            rights=tuple(sorted({*self.rights})),
            valid_until=self.valid_until,
        )


class WithdrawJobKey(JobKeyCommand):
    """Take a key back: from now on it is not accepted."""

    def happens(
        self, mandates: Mandates, edition: Edition, today: date, rule: Mandating
    ) -> Iterator[Event]:
        key = mandates.job_keys.get(self.digest)
        if key is None:
            raise Refused("there is no such key", rule.clause, "digest")
        if not key.withdrawn:
            yield JobKeyWithdrawn(
                person=key.job, role=key.role, clause=rule.clause, digest=self.digest
            )
