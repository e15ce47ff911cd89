"""The history of a case as a document: its picture, and every entry in words."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any, Final

from starlette.responses import Response

from api.accepting import PDF
from api.histories import Told
from api.pages import history as pages
from api.pages.history import Heading, actor, facts, known_on, moment, words
from api.pages.picture import happened, picture
from api.paper.document import Said, typeset

FOR: Final = {
    None: "for handlers",
    "reporter": "for whoever reported",
    "subject": "for the accused party",
}
"""Whom a document is for."""
STYLE: Final = """
  .picture { font-family: 'Libertinus Serif'; font-size: 12px; }
  text { fill: #5a6675; } .day { text-anchor: middle; } .lane { text-anchor: end; }
  .mark { stroke: #d9dee5; } .later { stroke: #8a5a00; stroke-width: 2; }
  circle { fill: #1c2430; stroke: #ffffff; } rect { fill: #1a5fb4; }
  .shade0 { fill: #5a6675; } .shade1 { fill: #d9dee5; } .met { fill: #2a7a4b; }
  .missed { fill: #b3261e; } .met-late { fill: #b3261e; }
  .over { fill: #d9dee5; } .fell-away { fill: #d9dee5; }
"""
DRAWING: Final = '<svg xmlns="http://www.w3.org/2000/svg"'


def paper_of(of: Heading, told: Sequence[Told], today: date, more: bool) -> Response:
    """The document; `more` says that it does not hold all that was asked for.

    The same history is the same document, byte for byte, on one day.
    """
    at = max((one.at for one in told), default=datetime.min.replace(1970, tzinfo=UTC))
    made = typeset("history", _document(of, told, today, more), at)
    name = f'inline; filename="{of.number}.pdf"'
    headers = {"Content-Disposition": name, "Vary": "Accept"}
    return Response(made, 200, headers, PDF)


def _document(
    of: Heading, told: Sequence[Told], today: date, more: bool
) -> dict[str, Said]:
    return {
        "title": of.title,
        "audience": FOR[of.audience],
        "known": f"as known on {of.part.known_on or today} (UTC)",
        "lead": of.lead,
        "picture": _drawn(told),
        "alt": _alternative(told),
        "days": [
            {"day": day.isoformat(), "entries": [_entry(one) for one in entries]}
            for day, entries in groupby(told, known_on)
        ],
        "more": f"{pages.MORE}{told[-1].version}." if more else "",
    }


def _drawn(told: Iterable[Told]) -> str:
    """The picture, with its colours in it; nothing where nothing is told."""
    drawn = str(picture([(known_on(one), one) for one in told]))
    styled = drawn.replace("<title>", f"<style>{STYLE}</style><title>", 1)
    return styled.replace("<svg", DRAWING, 1)


def _alternative(told: Sequence[Told]) -> str:
    """What the picture shows, for those who hear the document read."""
    if not told:
        return ""
    days = sorted(known_on(one) for one in told)
    return (
        f"A line of days from {days[0]} to {days[-1]} with {len(told)} entries, phases "
        "and time limits; the entries follow in words."
    )


def _entry(one: Told) -> dict[str, Said]:
    by = [str(one.version), moment(one), actor(one), one.clause]
    if happened(one) < known_on(one):
        by.append(f"happened on {happened(one)}")
    rows = [*_because(one), *_facts(one), *_texts(one)]
    return {
        "label": one.label,
        "by": " · ".join(filter(None, by)),
        "rows": [
            {"name": name, "kind": kind, "said": said} for name, kind, said in rows
        ],
    }


Row = tuple[str, str, str]
"""Its name, how it is set (`text`, `note` or plainly), and what it says."""


def _because(one: Told) -> Iterator[Row]:
    if one.because_of:
        yield "because of", "", f"entry {one.because_of}"


def _facts(one: Told) -> Iterator[Row]:
    return ((name, "", _plain(said)) for name, said in facts(one))


def _plain(said: Any) -> str:
    if isinstance(said, bool):
        return "yes" if said else "no"
    if isinstance(said, dict):
        return "; ".join(f"{words(name)}: {_plain(one)}" for name, one in said.items())
    if isinstance(said, list):
        return ", ".join(map(_plain, said))
    return words(str(said))


def _texts(one: Told) -> Iterator[Row]:
    for name, item in zip(one.item_fields, one.items, strict=True):
        if item in one.redacted:
            yield words(name), "note", pages.REDACTED
        if one.texts is None:
            yield words(name), "note", pages.NOT_OPENED
        elif name not in one.texts:
            yield words(name), "note", pages.NOT_READABLE
        elif (text := one.texts[name]) is None:
            yield words(name), "note", pages.ERASED
        else:
            yield words(name), "text", text
