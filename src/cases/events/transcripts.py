"""What was said by word of mouth, written down for whoever said it to check."""

from datetime import date
from typing import Annotated, Literal

from cases.events.event import Item, ProcedureStep, Text

Checked = Literal["agreed", "amended"]
Spoken = Literal["phone", "meeting", "voice_message"]


class TranscriptOffered(ProcedureStep):
    """What the reporter had said was written down, and is theirs to check."""

    transcript: int
    spoken: Spoken
    spoken_on: date
    text: Annotated[Text, Item("account", audience="reporter")]


class TranscriptChecked(ProcedureStep):
    """The reporter agreed to what was written down, or said what it should say."""

    transcript: int
    outcome: Checked
    amendments: Annotated[Text | None, Item("account")] = None
    """What the reporter would have written down otherwise."""
