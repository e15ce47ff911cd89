"""Carrying out commands: load the case, decide, record."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from cases import telemetry
from cases.actors import REPORTER, Actor
from cases.calendar import Due
from cases.case import parts
from cases.case.case import Case
from cases.case.fold import continued
from cases.case.standing import Standing, Standings
from cases.commands.command import Command
from cases.commands.order import stands_open
from cases.edition.code import Code
from cases.errors import (
    CaseError,
    CaseNotFound,
    CommandReused,
    Outdated,
)
from cases.events.event import Concealed, Event, Hidden
from cases.events.opening import CaseOpened
from cases.identifier import new_id
from cases.log.log import Log
from cases.log.recorded import GuardMoved, Relation
from cases.refusing import RULES, recorded, refused_by
from cases.request import Receipt, Request

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
    recognised: Callable[[Concealed, Iterable[str]], Hidden]
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    standings: Standings = field(default_factory=Standings)

    def open(self, command: Command, by: Actor, key: str | None = None) -> Receipt:
        """Open a new case; a repeated `key` gets the first answer."""
        return self._carried_out(self._request(new_id(), command, by, 0, key))

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
        return self._carried_out(self._request(case, command, by, expected, key))

    def answered(self, by: Actor, key: str) -> bool:
        """Whether the actor has used this idempotency key before."""
        return self.log.receipt(self._id(by, key)) is not None

    def standing(self, case: UUID, by: Actor) -> Case:
        """The case as it stands now; CaseNotFound when it is not open to the actor."""
        return self.found(case, by).case

    def found(self, case: UUID, by: Actor) -> Standing:
        """The case and its version; CaseNotFound when it is not open to the actor."""
        standing = self._replayed(case)
        found = self._recognising(standing.case, by)
        if not stands_open(found, by):
            raise CaseNotFound
        return replace(standing, case=found)

    def _request(
        self,
        case: UUID,
        command: Command,
        by: Actor,
        expected: int | None,
        key: str | None,
    ) -> Request:
        if key is None:
            return Request(case, command, by, new_id(), b"", expected)
        target = "new" if expected == 0 else str(case)
        said = [type(command).__name__, target, command.model_dump_json()]
        said += [by.on_behalf_of] if by.on_behalf_of else []
        fingerprint = self.fingerprint(_written(*said))
        return Request(case, command, by, self._id(by, key), fingerprint, expected)

    def _id(self, by: Actor, key: str) -> UUID:
        return UUID(bytes=self.named(_written(by.id, key))[:16], version=4)

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
        for _ in range(ATTEMPTS):
            try:
                return self._recorded(request)
            except GuardMoved:
                telemetry.conflicted(self.code.organisation)
            except Outdated:
                telemetry.conflicted(self.code.organisation)
                if request.expected is not None:
                    raise
        raise Outdated

    def _recorded(self, request: Request) -> Receipt:
        standing = self._read(request)
        case = standing.case
        known = self._known(request, case)
        answers = {name: _answer(relation) for name, relation in known.items()}
        case = case.knowing(answers)
        at = self._moment(request, case)
        events = list(request.command.decide(case, request.by, at))
        if not events:
            now = Receipt(request.case, standing.version, standing.position)
            return self._first_answer(request) or now
        appended = self.log.append(
            request.case,
            standing.version,
            events,
            request.envelope(case, _edition(case, events[0])),
            fingerprint=request.fingerprint,
            guards={name: relation.version for name, relation in known.items()},
        )
        return Receipt(appended.stream, appended.version, appended.position)

    def _moment(self, request: Request, case: Case) -> datetime:
        """When it is decided; of what a reporter does, the beginning of the day.

        A time limit in hours would tell when it was.
        """
        now = self.now()
        if request.speaker(case).role != REPORTER:
            return now
        calendar = self.code.in_force(now.date()).calendar
        return calendar.begins(Due(calendar.day(now)))

    def _read(self, request: Request) -> Standing:
        """The case that the command is about, if the actor may know of it."""
        standing = self._found(request)
        if request.expected == 0:
            return standing
        if not stands_open(standing.case, request.by):
            raise CaseNotFound
        if request.expected not in (None, standing.version):
            raise Outdated(standing.version)
        return standing

    def _found(self, request: Request) -> Standing:
        """The case that the command is about; an empty one when it is to be opened."""
        if request.expected == 0:
            return Standing(Case(self.code))
        standing = self._replayed(request.case)
        named = request.command.words()
        return replace(
            standing, case=self._recognising(standing.case, request.by, named)
        )

    def _recognising(
        self, case: Case, by: Actor, named: frozenset[str] = frozenset()
    ) -> Case:
        """The case as its rules need it: with whoever it is about that is not named."""
        if case.concealed is None:
            return case
        about = {by.id, by.on_behalf_of or by.id} | named | case.everybody()
        return case.recognising(self.recognised(case.concealed, about))

    def _replayed(self, case: UUID) -> Standing:
        known = self.standings.get(case) or Standing(Case(self.code))
        past = self.log.past(case, known.version)
        if past.version == known.version:
            return known
        now = continued(known.case, past.deeds)
        standing = Standing(now, past.version, past.position)
        self.standings.put(case, standing)
        return standing

    def _known(self, request: Request, case: Case) -> Mapping[str, Relation]:
        return {
            name: self.log.relation(name)
            for name in request.command.questions(case, request.by)
        }

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

    def _write_down(self, request: Request, refusal: CaseError) -> None:
        """Record a refusal, in a stream of its own; a fault of a store is none."""
        if type(refusal) not in RULES:
            return
        case = self._found(request).case
        if record := recorded(case, request, refusal):
            self.log.append(new_id(), 0, [record], refused_by(case, request, refusal))


def _written(*said: str) -> bytes:
    return json.dumps(said).encode()


def _edition(case: Case, first: Event) -> str:
    return first.edition if isinstance(first, CaseOpened) else case.edition_name


def _answer(relation: Relation) -> parts.Relation:
    events = tuple((recorded.stream, recorded.event) for recorded in relation.events)
    return parts.Relation(relation.version, events)
