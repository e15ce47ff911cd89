"""Who holds which office of the organisation, and on which days.

An organisation that keeps mandates for an office says with them who holds it; for every
other office the token of whoever asks says so alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self
from uuid import UUID

from cases.events.job_keys import JobKeyEvent, JobKeyIssued
from cases.events.mandates import (
    MandateEvent,
    RoleMandateBegan,
    RoleMandateEnded,
    RoleMandateGivenAhead,
    RoleMandateGranted,
    RoleMandateOver,
)
from cases.events.webhooks import WebhookAdded, WebhookEvent


@dataclass(frozen=True)
class Mandate:
    """An office that somebody holds, or held."""

    person: str
    role: str
    unit: str | None
    valid_from: date
    valid_until: date | None = None
    """First day on which it no longer holds."""
    ahead: bool = False
    """It was given for a later day, and that this has come is not recorded."""
    over: bool = False
    """That its day has come is recorded."""

    @classmethod
    def given(cls, event: RoleMandateGranted) -> Self:
        """As it is when it is given, from now or from a later day on."""
        to_come = isinstance(event, RoleMandateGivenAhead)
        days = event.valid_from, event.valid_until
        return cls(event.person, event.role, event.unit, *days, ahead=to_come)

    def holds(self, on: date) -> bool:
        """Whether it does on a day."""
        return self.valid_from <= on < (self.valid_until or date.max)

    def lasts(self, on: date) -> bool:
        """Whether it does on a day, or on one after it."""
        return max(self.valid_from, on) < (self.valid_until or date.max)

    def ended(self, on: date) -> Self:
        """As it is when it is ended from a day on; one to come never holds."""
        to_come = on <= self.valid_from
        return replace(self, valid_until=max(self.valid_from, on), over=to_come)


@dataclass(frozen=True)
class JobKey:
    """A key with which a program asks."""

    job: str
    role: str
    rights: frozenset[str]
    valid_until: date
    """First day on which it is not accepted any more."""
    withdrawn: bool = False

    def accepted(self, on: date) -> bool:
        """Whether it is on a day."""
        return not self.withdrawn and on < self.valid_until


@dataclass(frozen=True)
class Webhook:
    """Where a program is told what happens."""

    job: str
    role: str
    address: str
    after: int
    """The position of the log from which on it is told."""
    withdrawn: bool = False


Kept = Mapping[str, Mapping[str, tuple[Mandate, ...]]]
"""By office, then by person, oldest first."""


@dataclass(frozen=True)
class Mandates:
    """All offices of an organisation for which it keeps mandates."""

    version: int = 0
    """How many events of the stream it is made of."""
    by_office: Kept = field(default_factory=dict)
    job_keys: Mapping[str, JobKey] = field(default_factory=dict)
    """By the digest of each key, whether it is still accepted or not."""
    webhooks: Mapping[UUID, Webhook] = field(default_factory=dict)
    """All there ever were, in the order in which they were added."""

    def kept(self, role: str) -> bool:
        """Whether a mandate was ever given for the office."""
        return role in self.by_office

    def holds(self, person: str, role: str, on: date) -> bool:
        """Whether somebody holds an office on a day, as far as is recorded."""
        return any(one.holds(on) for one in self.of(person, role))

    def of(self, person: str, role: str) -> tuple[Mandate, ...]:
        """Somebody's mandates for one office, oldest first."""
        return self.by_office.get(role, {}).get(person, ())

    def holders(self, role: str, on: date) -> tuple[str, ...]:
        """Everybody who holds an office on a day, by their pseudonyms."""
        return tuple(sorted({one.person for one in self.held(role, on)}))

    def held(self, role: str, on: date) -> Iterator[Mandate]:
        """The mandates for an office that hold on a day."""
        for mandates in self.by_office.get(role, {}).values():
            yield from (one for one in mandates if one.holds(on))

    def offices(self, person: str, on: date) -> frozenset[str]:
        """The offices that somebody holds on a day."""
        return frozenset(
            role for role in self.by_office if self.holds(person, role, on)
        )

    def units(self, person: str, role: str, on: date) -> frozenset[str] | None:
        """The units for which somebody holds an office; None when for all of them."""
        held = {one.unit for one in self.of(person, role) if one.holds(on)}
        units = frozenset(unit for unit in held if unit is not None)
        return None if None in held or not self.kept(role) else units

    def beginning(self, on: date) -> Iterator[Mandate]:
        """Those given ahead that hold by a day, which is not recorded yet."""
        return (one for one in self._all() if one.ahead and one.holds(on))

    def ending(self, on: date) -> Iterator[Mandate]:
        """Those whose end has come by a day, and is not recorded yet."""
        for one in self._all():
            if one.valid_until is not None and one.valid_until <= on and not one.over:
                yield one

    def _all(self) -> Iterator[Mandate]:
        for persons in self.by_office.values():
            for held in persons.values():
                yield from held

    def after(self, event: MandateEvent) -> Self:
        """The mandates after one more event."""
        if isinstance(event, JobKeyEvent):
            keys = {**self.job_keys, event.digest: self._key_after(event)}
            return replace(self, version=self.version + 1, job_keys=keys)
        if isinstance(event, WebhookEvent):
            hooks = {**self.webhooks, event.webhook: self._webhook_after(event)}
            return replace(self, version=self.version + 1, webhooks=hooks)
        before = self.of(event.person, event.role)
        persons = {**self.by_office.get(event.role, {})}
        persons[event.person] = _changed(before, event)
        return replace(
            self,
            version=self.version + 1,
            by_office={**self.by_office, event.role: persons},
        )

    def _key_after(self, event: JobKeyEvent) -> JobKey:
        if isinstance(event, JobKeyIssued):
            rights = frozenset(event.rights)
            return JobKey(event.person, event.role, rights, event.valid_until)
        return replace(self.job_keys[event.digest], withdrawn=True)

    def _webhook_after(self, event: WebhookEvent) -> Webhook:
        if isinstance(event, WebhookAdded):
            return Webhook(event.person, event.role, event.address, event.after)
        return replace(self.webhooks[event.webhook], withdrawn=True)


def _changed(held: tuple[Mandate, ...], event: MandateEvent) -> tuple[Mandate, ...]:
    if isinstance(event, RoleMandateGranted):
        return (*held, Mandate.given(event))
    if isinstance(event, RoleMandateBegan):
        return tuple(
            replace(one, ahead=False)
            if (one.unit, one.valid_from) == (event.unit, event.valid_from)
            else one
            for one in held
        )
    if isinstance(event, RoleMandateEnded):
        until = event.valid_until
        return tuple(
            one.ended(until) if one.unit == event.unit and one.lasts(until) else one
            for one in held
        )
    assert isinstance(event, RoleMandateOver)
    return tuple(
        replace(one, over=True)
        if (one.unit, one.valid_until) == (event.unit, event.valid_until)
        else one
        for one in held
    )
