"""The history of a case as a page for people: a picture, and every entry in words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Final
from uuid import UUID

from starlette.responses import StreamingResponse

from api.histories import Told
from api.pages.frame import long_page
from api.pages.html import Content, Html, element, joined, link, listed
from api.pages.picture import happened, picture
from projections.case_timeline import Part

NAME: Final = re.compile("[a-z]+(_[a-z]+)*")
"""What is named as in an edition, not by an identifier."""
AT_ONCE: Final = 100
"""Entries in one piece of a page."""
ALL: Final = "Everything that was recorded and that you may see, oldest first."
TOLD: Final[Mapping[str, str]] = {
    "reporter": "What whoever reported is told, as they came to know it.",
    "subject": "What the accused is told, as they came to know it.",
}
"""By whom a history is for, where that is not handlers."""
MORE: Final = "More was recorded: ask again with since="
ERASED: Final = "erased"
NOT_OPENED: Final = "not opened: that asks for a purpose"
REDACTED: Final = "a redacted successor, not the text as it was taken"
NOT_READABLE: Final = "not for you to open"
FOR_PROGRAMS: Final = frozenset({"moments"})
"""Facts that say nothing to people."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Which case a history is of, what of it, and for whom."""

    number: str
    case_type: str | None
    """Null for whoever is accused: it would tell that somebody reported."""
    part: Part
    audience: str | None = None
    """`reporter` or `subject`; null for handlers."""

    @property
    def title(self) -> str:
        """The number, and what kind of case it is."""
        kind = f": {words(self.case_type)}" if self.case_type else ""
        return f"{self.number}{kind}"

    @property
    def lead(self) -> str:
        """Whom it is for, and which part it is, in words."""
        said = (TOLD.get(self.audience or ""), limits_of(self.part))
        return " ".join(filter(None, said)) or ALL


def page_of(of: Heading, told: Sequence[Told], more: bool) -> StreamingResponse:
    """The page; `more` says that it does not hold all that was asked for."""
    days = dict.fromkeys(known_on(one).isoformat() for one in told)
    return long_page(
        of.title,
        listed(*(link(f"#day-{day}", day) for day in days)),
        [
            element("h1", of.title),
            element("p", of.lead, class_="lead"),
            picture([(known_on(one), one) for one in told]),
        ],
        _pieces(told, more),
    )


def _pieces(told: Sequence[Told], more: bool) -> Iterator[Html]:
    """The entries in words, some at a time."""
    yield Html('<ol class="history">')
    entries = _entries(told)
    while some := [*islice(entries, AT_ONCE)]:
        yield joined(some)
    yield Html("</ol>")
    if more:
        yield element("p", f"{MORE}{told[-1].version}.")


def limits_of(part: Part) -> str | None:
    """What of the history is told, in words; nothing when all of it is."""
    said = {
        "recorded after": part.known_after,
        "recorded by the end of": part.known_on,
        "happened by the end of": part.happened_by,
    }
    limits = [f"{verb} {day}" for verb, day in said.items() if day]
    if part.since:
        limits.append(f"after entry {part.since}")
    return f"Only what was {', and '.join(limits)} (UTC)." if limits else None


def _entries(told: Iterable[Told]) -> Iterator[Html]:
    seen = set()
    for one in told:
        day = known_on(one).isoformat()
        if day not in seen:
            yield element("li", element("h2", day), id=f"day-{day}", class_="date")
        seen.add(day)
        yield element(
            "li",
            element("h3", one.label),
            element("p", _who(one), class_="by"),
            _said(one),
            id=f"entry-{one.version}",
            class_="system" if one.acting_as == "system" else None,
        )


def _who(one: Told) -> Html:
    clause = f" · {one.clause}" if one.clause else None
    return joined([f"{one.version} · {moment(one)} · {actor(one)}", clause, _late(one)])


def actor(one: Told) -> str:
    """Who did it, and in which office, in words."""
    office = words(one.acting_as)
    behalf = f", for {one.on_behalf_of}" if one.on_behalf_of else ""
    if one.acting_as == "system":
        return "by itself, as a rule asks"
    return f"{office}, {one.actor}{behalf}" if one.actor else f"{office}{behalf}"


def _late(one: Told) -> Content:
    if happened(one) >= known_on(one):
        return None
    return element("span", f" · happened on {happened(one)}", class_="note")


def _said(one: Told) -> Html:
    rows = [*_because(one), *_facts(one), *_texts(one)]
    pairs = [[element("dt", name), element("dd", said)] for name, said in rows]
    return element("dl", pairs) if pairs else Html()


def _because(one: Told) -> Iterator[tuple[str, Content]]:
    if one.because_of:
        yield "because of", link(f"#entry-{one.because_of}", f"entry {one.because_of}")


def facts(one: Told) -> Iterator[tuple[str, Any]]:
    """What was said in answers of the edition, but for what is for programs."""
    told = FOR_PROGRAMS.union(one.item_fields)
    for name, said in one.details.items():
        if name not in told and said not in ([], {}, ()):
            yield words(name), said


def _facts(one: Told) -> Iterator[tuple[str, Content]]:
    return ((name, _value(said)) for name, said in facts(one))


def _texts(one: Told) -> Iterator[tuple[str, Content]]:
    for name, item in zip(one.item_fields, one.items, strict=True):
        shown = _text(one.texts, name)
        yield words(name), _without(shown, item) if item in one.redacted else shown


def _without(shown: Html, original: UUID) -> Html:
    """What stands in the place of a text, and that it does."""
    return joined(
        [element("span", REDACTED, class_="note", title=str(original)), shown]
    )


def _text(opened: Mapping[str, str | None] | None, name: str) -> Html:
    if opened is None:
        return element("span", NOT_OPENED, class_="soft")
    if name not in opened:
        return element("span", NOT_READABLE, class_="soft")
    if (text := opened[name]) is None:
        return element("span", ERASED, class_="note")
    return element("blockquote", text)


def _value(said: Any) -> Content:
    if isinstance(said, bool):
        return "yes" if said else "no"
    if isinstance(said, dict):
        return listed(*([f"{words(k)}: ", _value(v)] for k, v in said.items()))
    if isinstance(said, list):
        return joined(_between(map(_value, said)))
    return words(str(said))


def _between(parts: Iterable[Content]) -> Iterator[Content]:
    for place, one in enumerate(parts):
        yield [", " if place else None, one]


def known_on(one: Told) -> date:
    """The day on which those whom the history is for came to know of an entry."""
    return one.told_on or one.at.date()


def moment(one: Told) -> str:
    """When on its day, as far as that is told."""
    return "on this day" if one.told_on else _moment(one.at)


def _moment(at: datetime) -> str:
    midnight = (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0)
    return "on this day" if midnight else f"{at:%H:%M} UTC"


def words(name: str) -> str:
    """What an edition names, in plain words."""
    return name.replace("_", " ") if NAME.fullmatch(name) else name
