"""A demo story told over HTTP: every command is a request with a token."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from serving import Service

from api.routes.commanded import COMMANDS, OPENINGS
from cases.actors import Actor
from cases.commands.command import Command
from cases.edition.code import Code
from cases.events.event import Personal
from cases.handling import Receipt

NOUNS = {kind: noun for noun, kind in (*COMMANDS.items(), *OPENINGS.items())}


@dataclass(frozen=True)
class OverHttp:
    """Stands where a story expects the cases; keeps every text that it sent."""

    service: Service
    now: Callable[[], datetime]
    organisation: str = "ima"
    texts: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    @property
    def code(self) -> Code:
        """The code of conduct of the organisation."""
        known: Code = self.service.app.state.organisations[self.organisation].code
        return known

    def open(self, command: Command, by: Actor, key: str | None = None) -> Receipt:
        """Send what begins a case."""
        return self._sent(f"/{NOUNS[type(command)]}", command, by, None)

    def handle(
        self, case: UUID, command: Command, by: Actor, key: str | None = None
    ) -> Receipt:
        """Send a command, at the version the case has now."""
        history = self.service.app.state.organisations[self.organisation].log.history(
            case
        )
        at = f"/cases/{case}/{NOUNS[type(command)]}"
        return self._sent(at, command, by, history[-1].version)

    def _sent(
        self, at: str, command: Command, by: Actor, version: int | None
    ) -> Receipt:
        self._let_it_be(self.now)
        behalf = {"On_Behalf_Of": by.on_behalf_of} if by.on_behalf_of else {}
        self.texts.extend(v for _, v in command if isinstance(v, Personal))
        body = command.model_dump(mode="json", exclude_none=True)
        caller = self.service.caller(by.role, by.id, self.organisation)
        answer = caller.post(at, body, version, **behalf)
        assert answer.status_code == 201, answer.text
        self.answers.append(answer.text)
        return Receipt(**_typed(answer.json()))

    def _let_it_be(self, now: Callable[[], datetime]) -> None:
        served = self.service.app.state.organisations
        here = served[self.organisation]
        told = replace(here, cases=replace(here.cases, now=now))
        self.service.app.state.organisations = {**served, self.organisation: told}


def _typed(receipt: dict[str, Any]) -> dict[str, Any]:
    return receipt | {"case": UUID(receipt["case"])}
