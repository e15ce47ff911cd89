"""Who may ask in which office, as it was at most a moment ago."""

from time import monotonic
from typing import Final

from anyio.to_thread import run_sync

from cases.actors import Actor
from cases.commands.mandates import authorised
from cases.commands.opening import in_force
from cases.commands.units import Units, held_for
from cases.errors import NotPermitted
from cases.handling import Cases
from cases.mandates import JobKey, Mandates

MOMENT: Final = 1.0
"""Seconds after which it is looked up again whether somebody still holds an office.

A command is judged on the log itself; this is about what is shown.
"""


class Offices:
    """The mandates of an organisation, as they were read last."""

    def __init__(self) -> None:
        self._known: Mandates | None = None
        self._read_at = 0.0

    async def admit(self, cases: Cases, by: Actor) -> None:
        """Refuse whoever asks in an office that they do not hold.

        Who is not known to hold it yet is looked up at once, so that nobody waits who
        has just been given it.
        """
        await self._refresh(cases)
        try:
            self._judge(cases, by)
        except NotPermitted:
            await run_sync(self._read, cases)
            self._judge(cases, by)

    async def job(self, cases: Cases, digest: str) -> JobKey | None:
        """The key with this digest, as it was known a moment ago, if it is accepted.

        An unknown one is not looked up at once: whoever guesses makes no work.
        """
        await self._refresh(cases)
        now = cases.now()
        today = in_force(cases.code, now).calendar.day(now)
        key = (self._known or Mandates()).job_keys.get(digest)
        return key if key and key.accepted(today) else None

    def units(self, cases: Cases, by: Actor) -> Units:
        """The units that the office of an admitted actor is for; None when for all."""
        edition = in_force(cases.code, cases.now())
        today = edition.calendar.day(cases.now())
        return held_for(self._known or Mandates(), edition, by, today)

    async def _refresh(self, cases: Cases) -> None:
        if self._known is None or monotonic() - self._read_at > MOMENT:
            self._read_at = monotonic()
            await run_sync(self._read, cases)

    def _read(self, cases: Cases) -> None:
        self._known = cases.histories.mandates()

    def _judge(self, cases: Cases, by: Actor) -> None:
        authorised(cases.code, self._known or Mandates(), by, cases.now())
