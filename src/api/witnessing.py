"""Who is asked to cosign the audit trees."""

from api.mistakes import Mistake
from api.settings import Settings
from cases.tree.integrating import NO_WITNESSES
from verify.policy import BadPolicy, Policy


def policy(settings: Settings) -> Policy:
    """The witnesses that are asked, and which of them must have cosigned.

    Raises Mistake when the file does not say so.
    """
    if settings.witnesses is None:
        return NO_WITNESSES
    try:
        return Policy.parse(settings.witnesses.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, BadPolicy) as wrong:
        raise Mistake(f"CASES_WITNESSES: {wrong}") from None
