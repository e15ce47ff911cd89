"""Carrying out commands: load the case, decide, record."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Final
from uuid import UUID

from cases import telemetry
from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.case.standing import Standing, Standings
from cases.commands.command import Command
from cases.commands.mandates import OfficeCommand, authorised
from cases.commands.opening import in_force
from cases.commands.order import stands_open
from cases.commands.reading import lent
from cases.commands.units import covers
from cases.edition.code import Code
from cases.errors import (
    CaseError,
    CaseNotFound,
    CommandReused,
    NotPermitted,
    Outdated,
    Refused,
    Unavailable,
)
from cases.events.mandates import MANDATES
from cases.histories import Histories, Recognise, applied
from cases.identifier import new_id
from cases.log.log import Log
from cases.log.recorded import GuardMoved
from cases.refusing import RULES, write_down
from cases.request import Because, Noted, Receipt, Request, Requests

ATTEMPTS: Final = 4
"""How often a command is decided anew when others were faster."""


@dataclass(frozen=True)
class Cases:
    """All cases of an organisation: the one door for anything that changes a case.

    `named` and `fingerprint` turn bytes into a digest that nobody without the key can
    guess: the first always into the same, the second until its key is destroyed;
    `recognised` tells which of some persons are those that the log does not name.
    """

    code: Code
    log: Log
    named: Callable[[bytes], bytes]
    fingerprint: Callable[[bytes], bytes]
    recognised: Recognise
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    standings: Standings = field(default_factory=Standings)

    @cached_property
    def histories(self) -> Histories:
        """The cases as they stand."""
        return Histories(self.code, self.log, self.recognised, self.standings)

    def open(self, command: Command, by: Actor, key: str | None = None) -> Receipt:
        """Open a new case; a repeated `key` gets the first answer."""
        return self._carried_out(self._requests.of(new_id(), command, by, 0, key))

    def handle(
        self,
        case: UUID,
        command: Command,
        by: Actor,
        expected: int | None = None,
        key: str | None = None,
    ) -> Receipt:
        """Carry out a command on a case; a repeated `key` gets the first answer.

        Raises CaseNotFound, Outdated when the case is not at version `expected`,
        CommandReused, and whatever the command's `decide` raises.
        """
        return self._carried_out(self._requests.of(case, command, by, expected, key))

    def hold(self, command: OfficeCommand, by: Actor, key: str | None = None) -> Noted:
        """Carry out a command on the offices; raises as `handle` does."""
        asked = self._requests.of(MANDATES, command, by, None, key)
        receipt = self._carried_out(asked)
        return Noted(receipt.version, receipt.position)

    def follow_up(
        self, case: UUID | None, command: Command, key: str, because: Because
    ) -> None:
        """Carry out what a rule asks for because of an event; without a case, open one.

        Once for each `key`: what is refused is recorded under it, and not asked again.
        """
        expected = None if case else 0
        asked = self._requests.of(case or new_id(), command, SYSTEM, expected, key)
        request = replace(asked, because=because)
        if self.log.receipt(request.id):
            return
        here = self.code.organisation
        with telemetry.unseen(because.by_day), telemetry.command(request.name, here):
            try:
                self._decided(request)
            except (NotPermitted, Refused) as refusal:
                self._write_down(request, refusal, once=True)
            telemetry.reacted(here, because.rule)

    def answered(self, by: Actor, key: str) -> bool:
        """Whether the actor has used this idempotency key before."""
        return self.log.receipt(self._requests.id(by, key)) is not None

    def standing(self, case: UUID, by: Actor) -> Case:
        """The case as it stands now; CaseNotFound when it is not open to the actor."""
        return self.found(case, by).case

    def found(self, case: UUID, by: Actor) -> Standing:
        """The case and its version; CaseNotFound when it is not open to the actor.

        It is also to whoever may read it for a time, and not act in it.
        """
        standing = self.histories.standing(case, by)
        self._let_in(standing.case, by, lent(standing.case, by, self.now()))
        return standing

    def _let_in(self, case: Case, by: Actor, reads: bool = False) -> None:
        """Raise CaseNotFound unless the case stands open to the actor's office."""
        if not (reads or stands_open(case, by)):
            raise CaseNotFound
        if not (mandates := case.mandates).kept(by.role):
            return
        now = self.now()
        if not covers(mandates, case, by, in_force(self.code, now).calendar.day(now)):
            raise CaseNotFound

    @cached_property
    def _requests(self) -> Requests:
        return Requests(self.named, self.fingerprint)

    def _carried_out(self, request: Request) -> Receipt:
        with telemetry.command(request.name, self.code.organisation):
            try:
                return self._decided(request)
            except CaseError as refusal:
                if first := self._first_answer(request):
                    return first
                self._write_down(request, refusal)
                raise

    def _decided(self, request: Request) -> Receipt:
        if receipt := self._at_once(request):
            return receipt
        for _ in range(ATTEMPTS):
            try:
                standing = self._read(request)
                stands = Receipt(request.case, standing.version, standing.position)
                done = self._recorded(request, standing)
                return done or self._first_answer(request) or stands
            except GuardMoved:
                telemetry.conflicted(self.code.organisation)
            except Outdated as moved:
                telemetry.conflicted(self.code.organisation)
                # One of the other cases may have moved on, of which nothing was said.
                if request.expected is not None and moved.version is not None:
                    raise
        raise Outdated

    def _at_once(self, request: Request) -> Receipt | None:
        """What a command comes to by what is known here; None when that is not enough.

        The log is not asked first: it takes nothing that was decided on less than it
        holds. What else comes of it may be for want of that, and counts for nothing.
        """
        if request.expected is None:
            return None
        named = request.command.words()
        try:
            known = self.histories.last_known(request.case, request.by, named)
            return self._recorded(request, self._let_on(request, known))
        except Unavailable:
            raise
        except CaseError:
            return None

    def _recorded(self, request: Request, standing: Standing) -> Receipt | None:
        """What a command comes to; None when nothing happens by it."""
        about = self.histories.surroundings(
            request.case, standing.case, request.command, request.by
        )
        case = about.case
        at = request.moment(self.code, case, self.now())
        events = list(request.command.decide(case, request.by, at))
        if not events:
            return None
        elsewhere = request.command.decide_elsewhere(case, request.by, at)
        appended = self.log.append(
            request.case,
            standing.version,
            events,
            request.envelope(case, applied(case, events[0])),
            fingerprint=request.fingerprint,
            guards=about.guards,
            beside=about.parts(elsewhere),
            by_day=request.by_day(case),
            offices=None if request.case == MANDATES else case.mandates.version,
        )
        self.histories.goes_on(appended)
        return Receipt(appended.stream, appended.version, appended.position)

    def _read(self, request: Request) -> Standing:
        """The case that the command is about, if the actor may know of it."""
        return self._let_on(request, self._found(request))

    def _let_on(self, request: Request, standing: Standing) -> Standing:
        if (mandates := standing.case.mandates).kept(request.by.role):
            authorised(self.code, mandates, request.by, self.now())
        if request.expected == 0 or not request.command.about_a_case:
            return standing
        self._let_in(standing.case, request.by)
        if request.expected not in (None, standing.version):
            raise Outdated(standing.version)
        return standing

    def _found(self, request: Request) -> Standing:
        """The case that the command is about; an empty one when it is to be opened."""
        if request.expected == 0:
            return self.histories.beginning()
        named = request.command.words()
        return self.histories.standing(request.case, request.by, named)

    def _first_answer(self, request: Request) -> Receipt | None:
        """What the same command was answered with before; None when it is new."""
        if not request.fingerprint:
            return None
        first = self.log.receipt(request.id)
        if first is None:
            return None
        if not first.answers(request.fingerprint):
            raise CommandReused
        return Receipt(first.stream, first.version, first.position)

    def _write_down(
        self, request: Request, refusal: CaseError, *, once: bool = False
    ) -> None:
        if type(refusal) in RULES:
            case = self._found(request).case
            write_down(self.log, case, request, refusal, once=once)
