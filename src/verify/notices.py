"""Who had been given texts that went, and that each was told so (GDPR Art. 19)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from verify.errors import Refuted
from verify.leaf import Leaf

LATEST: Final = timedelta(hours=14)
"""How much later than in UTC a day begins somewhere."""
_GIVEN: Final = ("recipient", "had", "entries", "topic", "step", "position", "given_on")


def looked_for(own: Sequence[Leaf]) -> bool:
    """Whether a list looked for recipients at all; those before it was done did not."""
    return any(leaf.topic == "RecipientsFound" for leaf in own)


def recipients(
    own: Sequence[Leaf], erased: Sequence[Leaf], until: date
) -> Iterator[dict[str, Any]]:
    """Each, and what became of telling them; Refuted when that is nothing.

    `own` are the entries of the list, `erased` say that a text went; nothing had gone
    by the end of `until`.
    """
    found = [leaf for leaf in own if leaf.topic == "RecipientsFound"]
    last = max((leaf.position for leaf in erased), default=0)
    whole = (len(erased), True)
    if not any(
        (one.event.get("erased"), one.position > last) == whole for one in found
    ):
        raise Refuted("it was not looked for recipients of all that is gone")
    given = [(one, leaf) for leaf in found for one in leaf.event["recipients"]]
    notices = _notices(own, [leaf for _, leaf in given])
    for number, (one, _) in enumerate(given, 1):
        if number not in notices:
            reason = "was neither told that the texts are gone, nor is it said why not"
            raise Refuted(f"recipient {number} {reason}")
        said = {name: one.get(name) for name in _GIVEN}
        yield {"number": number, **said, **_told(notices[number], until)}


def _notices(own: Sequence[Leaf], found: Sequence[Leaf]) -> Mapping[int, Leaf]:
    """What was recorded last of each recipient, by place."""
    notices = {}
    for leaf in own:
        if leaf.topic != "RecipientsNotified":
            continue
        for number in leaf.event["recipients"]:
            known = 0 < number <= len(found)
            if not known or found[number - 1].position > leaf.position:
                raise Refuted(f"there was no recipient {number} to be told")
            notices[number] = leaf
    return notices


def _told(leaf: Leaf, until: date) -> dict[str, Any]:
    """The day on which somebody was told, or why they were not; Refuted."""
    told_on, because = leaf.event.get("told_on"), leaf.event.get("because")
    if because and leaf.event.get("reasons") and not told_on:
        return {"because": because, "noticed_at": leaf.recorded_at}
    try:
        day = date.fromisoformat(str(told_on))
        recorded = datetime.fromisoformat(leaf.recorded_at.removesuffix("Z")) + LATEST
    except ValueError as refused:
        raise Refuted("a recipient was told on no day, and for no reason") from refused
    if not until < day <= recorded.date():
        raise Refuted(
            "a recipient was told before anything was gone, or is still to be"
        )
    return {"told_on": day.isoformat(), "noticed_at": leaf.recorded_at}
