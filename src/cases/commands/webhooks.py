"""Telling a program at an address of its own what happens, and ending that."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.job_keys import check_program
from cases.commands.mandates import OfficeCommand, giving
from cases.commands.opening import in_force
from cases.edition.edition import Edition
from cases.edition.terms import Mandating
from cases.errors import Refused
from cases.events.event import Event, Name, Person
from cases.events.webhooks import PlainAddress, Position, WebhookAdded, WebhookWithdrawn
from cases.mandates import Mandates

MOST: Final = 20
FEW: Final = "not from the code: whatever goes out can be looked through (GDPR Art. 32)"


class WebhookCommand(OfficeCommand):
    """Something about where a program is told what happens."""

    webhook: UUID
    """What `GET …/webhooks/new` gave, with the secret that belongs to it."""

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        edition = in_force(case.code, at)
        yield from self.happens(case.mandates, edition, giving(edition, by))

    def happens(
        self, mandates: Mandates, edition: Edition, rule: Mandating
    ) -> Iterator[Event]:
        """Yield what happens, or raise a CaseError."""
        raise NotImplementedError


class AddWebhook(WebhookCommand):
    """Tell a program at an address of its own in which case something happens.

    It is sent the position, the kind, the case and the day of each event, signed, in
    order, each until it was taken: no text, no person.
    """

    job: Person
    """The pseudonym under which the program is written down."""
    role: Name
    address: PlainAddress
    """Where it is told. It stands in the log: nothing secret belongs into it, as in an
    address of which the path alone lets in."""
    after: Position
    """It is told what follows this position of the log."""

    def happens(
        self, mandates: Mandates, edition: Edition, rule: Mandating
    ) -> Iterator[Event]:
        check_program(edition, self.role, self.job)
        if self.webhook in mandates.webhooks:
            raise Refused("this webhook was added already", rule.clause, "webhook")
        if sum(not one.withdrawn for one in mandates.webhooks.values()) >= MOST:
            raise Refused(f"there are {MOST} webhooks, as many as may be", FEW)
        yield WebhookAdded(
            person=self.job,
            role=self.role,
            clause=rule.clause,
            webhook=self.webhook,
            address=self.address,
            after=self.after,
        )


class WithdrawWebhook(WebhookCommand):
    """Tell a program nothing more at an address."""

    def happens(
        self, mandates: Mandates, edition: Edition, rule: Mandating
    ) -> Iterator[Event]:
        known = mandates.webhooks.get(self.webhook)
        if known is None:
            raise Refused("there is no such webhook", rule.clause, "webhook")
        if not known.withdrawn:
            yield WebhookWithdrawn(
                person=known.job,
                role=known.role,
                clause=rule.clause,
                webhook=self.webhook,
            )
