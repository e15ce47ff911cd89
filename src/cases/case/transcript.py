"""What somebody said, written down for them to check."""

from dataclasses import dataclass
from datetime import date

from cases.events.transcripts import Checked, Spoken


@dataclass(frozen=True)
class Transcript:
    """What the reporter said once, as it was written down, and what they made of it."""

    spoken: Spoken
    spoken_on: date
    checked: Checked | None = None
