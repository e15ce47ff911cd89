"""Sending each webhook what happens, one event after another, each until it is taken.

One leads for each organisation. Killed at any moment, it sends the same again: what was
taken and not written down comes twice, under the same id.
"""

from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from threading import Thread
from typing import Final
from uuid import UUID

import structlog

from api.organisations import Organisation
from api.permissions import viewer
from api.webhooks.message import body, headers, named, secret_of
from api.webhooks.places import Place, Places
from api.webhooks.reaching import NotReached, Reaching
from cases.actors import Actor
from cases.commands.mandates import authorised
from cases.commands.opening import in_force
from cases.commands.units import held_for
from cases.errors import NotPermitted
from cases.mandates import Mandates, Webhook
from cases.patience import Patience
from projections.leading import Office
from projections.news import Look, News, news
from projections.query import Db, Viewer

SENDING: Final = "cases deliver"
RIGHT: Final = "follow"
AT_ONCE: Final = 50
"""Entries of the trail that are looked through for the next event to be sent."""
TURN: Final = 0.1
"""Seconds between two looks while an answer is awaited: others have theirs to send."""

OK: Final = 2
"""What each status begins with that says that it was taken."""

lines = structlog.get_logger("webhooks")


def sending(organisation: Organisation, reaching: Reaching) -> Office:
    """Sending the webhooks of one organisation."""
    return Office(SENDING, organisation.name, partial(Sender, organisation, reaching))


@dataclass(frozen=True, slots=True)
class Sent:
    """An event on its way, and from which place on."""

    place: Place
    event: News
    answer: "Future[str]"


class Sender:
    """Sends an organisation's webhooks, through the one connection that leads.

    Of each webhook at most one event is on its way; none waits for another webhook.
    """

    def __init__(self, organisation: Organisation, reaching: Reaching, db: Db) -> None:
        self._here = organisation
        self._reaching = reaching
        self._places = Places(db)
        self._under_way: dict[UUID, Sent] = {}
        self._looked_at = 0
        self._forgot_on: date | None = None

    def go_on(self) -> bool:
        """Write down what was answered, send what is due; False when there was none."""
        now = self._here.cases.now()
        self._forget(now)
        answered = [hook for hook, one in self._under_way.items() if one.answer.done()]
        for webhook in answered:
            self._settle(webhook, self._under_way.pop(webhook), now)
        self._looked_at = self._here.log.head()
        mandates = self._here.cases.histories.mandates()
        begun = [
            self._begin(webhook, hook, mandates, now)
            for webhook, hook in mandates.webhooks.items()
            if not hook.withdrawn and webhook not in self._under_way
        ]
        return bool(answered) or any(begun)

    def wait(self, timeout: float) -> None:
        """Until something was answered, or the log goes on."""
        if self._under_way:
            answers = [one.answer for one in self._under_way.values()]
            wait(answers, min(timeout, TURN), FIRST_COMPLETED)
        else:
            self._here.log.wait(self._looked_at, timeout)

    def _begin(
        self, webhook: UUID, hook: Webhook, mandates: Mandates, now: datetime
    ) -> bool:
        """Send what is next, if it is time; False when there is nothing to be done."""
        place = self._places.of(webhook, hook.after)
        found = self._next(hook, mandates, place) if place.due(now) else None
        if found is None or found.reached == place.position:
            return False
        if not found.news:
            self._places.move(webhook, place, found.reached)
            return True
        event, answer = found.news[0], Future[str]()
        self._under_way[webhook] = Sent(place, event, answer)
        work = partial(self._send, webhook, hook.address, event, answer)
        Thread(target=work, daemon=True).start()
        return True

    def _next(self, hook: Webhook, mandates: Mandates, place: Place) -> Look | None:
        """What follows, as the program may see it now; None when it may nothing."""
        try:
            eyes = self._eyes(Actor(hook.job, hook.role), mandates)
        except NotPermitted:
            return None
        return Patience(self._here.pool).answer(
            lambda db: news(db, eyes, place.position, AT_ONCE)
        )

    def _eyes(self, by: Actor, mandates: Mandates) -> Viewer:
        code, now = self._here.code, self._here.cases.now()
        authorised(code, mandates, by, now)
        edition = in_force(code, now)
        units = held_for(mandates, edition, by, edition.calendar.day(now))
        return replace(
            viewer(code, by, RIGHT),
            right=RIGHT,
            at=now,
            units=None if units is None else tuple(sorted(units)),
        )

    def _send(
        self, webhook: UUID, address: str, event: News, answer: "Future[str]"
    ) -> None:
        try:
            name, content = named(webhook, event.position), body(self._here.name, event)
            second = int(self._here.cases.now().timestamp())
            secret = secret_of(self._here.keyring, webhook)
            told = headers(name, second, content, secret)
            answer.set_result(str(self._reaching.post(address, content, told)))
        except NotReached as why:
            answer.set_result(str(why))
        # Whatever it is, it is tried again; raised here, nobody would be told.
        except Exception as error:  # noqa: BLE001
            answer.set_exception(error)

    def _settle(self, webhook: UUID, sent: Sent, now: datetime) -> None:
        status, position = sent.answer.result(), sent.event.position
        if status.isdecimal() and int(status) // 100 == OK:
            self._places.taken(webhook, sent.place, position, status, now)
        elif not self._places.not_taken(webhook, sent.place, position, status, now):
            lines.error(
                "a webhook was given up",
                organisation=self._here.name,
                id=str(webhook),
                position=position,
                status=status,
            )

    def _forget(self, now: datetime) -> None:
        if self._forgot_on != now.date():
            self._places.forget(now)
            self._forgot_on = now.date()
