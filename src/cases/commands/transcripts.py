"""A report by word of mouth: written down, and checked by whoever made it.

The reporter can check, rectify and agree to it (Directive (EU) 2019/1937 Art. 18).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar

from cases.actors import REPORTER, Actor
from cases.case.reporters import reads
from cases.commands.command import Circumstances, Day, Number, StepCommand
from cases.commands.speaking import by_the_reporter
from cases.errors import Refused
from cases.events.event import Event, Personal
from cases.events.transcripts import (
    Checked,
    Spoken,
    TranscriptChecked,
    TranscriptOffered,
)


class OfferTranscript(StepCommand):
    """Write down what the reporter said, and let them check it.

    It is taken down for the reporter, who reads it among their own words. What they
    amend is written down anew.
    """

    step_name: ClassVar[str] = "offer_transcript"

    spoken: Spoken
    """How it was said."""
    spoken_on: Day
    """The day on which it was said."""
    text: Personal
    """What was said, in full, or as minutes of it."""

    def speaker(self, by: Actor) -> Actor:
        return replace(by, on_behalf_of=REPORTER)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        now.since_receipt(self.spoken_on, "spoken_on")
        if not reads(now.case):
            reason = "the reporter has neither an account nor a mailbox to check it in"
            raise Refused(reason, now.step.clause)
        if self._agreed(now):
            reason = "the reporter has agreed to what was written down of it"
            raise Refused(reason, now.step.clause, "spoken_on")
        number = len(now.case.transcripts) + 1
        yield now.happened(TranscriptOffered, transcript=number, **dict(self))

    def _agreed(self, now: Circumstances) -> bool:
        said = (self.spoken, self.spoken_on)
        return any(
            (one.spoken, one.spoken_on) == said and one.checked == "agreed"
            for one in now.case.transcripts.values()
        )


class CheckTranscript(StepCommand):
    """Agree, as the reporter, to what was written down, or say what it should say."""

    step_name: ClassVar[str] = "check_transcript"

    transcript: Number
    """The number of what was written down last."""
    outcome: Checked
    """Whether it is agreed to, or amended."""
    amendments: Personal | None = None
    """What should be written down otherwise, if anything."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        by_the_reporter(now)
        to_check(now, self.transcript)
        if self.outcome == "amended" and self.amendments is None:
            reason = "it is not said what is amended"
            raise Refused(reason, now.step.clause, "amendments")
        if self.outcome == "agreed" and self.amendments is not None:
            reason = "what is agreed to is not amended"
            raise Refused(reason, now.step.clause, "amendments")
        yield now.happened(TranscriptChecked, **dict(self))


def to_check(now: Circumstances, number: int) -> None:
    """Refuse to check what was not written down last, or was checked."""
    known, awaits = now.case.transcripts, ["offer_transcript"]
    if number not in known:
        reason = "nothing was written down under this number"
        raise Refused(reason, now.step.clause, "transcript", awaits=awaits)
    if number != len(known) or known[number].checked is not None:
        reason = "it was checked, or written down anew"
        raise Refused(reason, now.step.clause, "transcript", awaits=awaits)


def checked_by(now: Circumstances) -> date | None:
    """The last day to check what was written down last; refused when nothing waits."""
    to_check(now, len(now.case.transcripts))
    runs = (now.case.clocks.get((clock, None)) for clock in now.step.meets)
    return min((run.due.on for run in runs if run), default=None)
