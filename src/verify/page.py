"""A case's history as a page for people: made of `history.json` and of nothing else.

Whoever has both can make the page again and compare; so nothing can stand in the page
that is not in the history.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

_STYLE: Final = """\
body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;
color:#1a1a1a;background:#fff}h1{font-size:1.5rem;margin-bottom:.2rem}
.about{color:#555;margin-top:0}ol{list-style:none;padding:0}
li{border-left:3px solid #ccc;padding:.1rem 0 .1rem 1rem;margin:1.2rem 0}
li.withheld{border-left-style:dashed}h2{font-size:1rem;margin:0}
.who,.leaf{color:#555;font-size:.85rem;margin:0}dl{margin:.3rem 0;display:grid;
grid-template-columns:minmax(7rem,auto) 1fr;gap:.1rem 1rem}dt{color:#555;
font-size:.85rem;padding-top:.1rem}dd{margin:0;white-space:pre-wrap;
overflow-wrap:anywhere}
.absent{color:#777;font-style:italic}@media print{body{margin:0;font-size:11pt}
li{break-inside:avoid}}"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_LEGEND: Final = """\
Of entries with a broken line only the hash is here: that they are in the log is proved,
what is told of them is not."""
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_MIDNIGHT: Final = "T00:00:00.000000Z"


def page(history: Mapping[str, Any]) -> bytes:
    """The page, as UTF-8. It holds no script and loads nothing."""
    title = escape(str(history["title"]))
    withheld = any("withheld" in entry for entry in history["entries"])
    lines = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style></head><body>",
        f"<h1>{title}</h1>",
        f'<p class="about">Case {escape(str(history["case"]))} of '
        f"{escape(str(history['organisation']))}, as it may be shown to: "
        f"{escape(_words(str(history['audience'])))}. "
        "Check it with <code>cases-verify bundle</code>; see README.txt.</p>",
        f'<p class="about">{_LEGEND}</p>' if withheld else "",
        "<ol>",
        *(line for entry in history["entries"] for line in _entry(entry)),
        "</ol></body></html>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _entry(entry: Mapping[str, Any]) -> Iterator[str]:
    withheld = entry.get("withheld")
    yield '<li class="withheld">' if withheld else "<li>"
    yield f"<h2>{escape(_when(entry['at']))} — {escape(entry['label'])}</h2>"
    who = [_words(entry.get("acting_as") or ""), entry.get("actor") or ""]
    said = ", ".join(part for part in (*who, entry.get("clause") or "") if part)
    yield f'<p class="who">{escape(said)}</p>'
    details = [*_facts(entry), *_texts(entry)]
    if details:
        yield from ("<dl>", *details, "</dl>")
    leaf = f"Leaf {entry['index']} of the log"
    if withheld:
        leaf = f"{leaf}, withheld: {withheld}. Told, not proved"
    yield f'<p class="leaf">{escape(leaf)}.</p></li>'


def _facts(entry: Mapping[str, Any]) -> Iterator[str]:
    for name, value in sorted((entry.get("facts") or {}).items()):
        if value in (None, {}, []):
            continue
        yield f"<dt>{escape(_words(name))}</dt><dd>{escape(_value(value))}</dd>"


def _texts(entry: Mapping[str, Any]) -> Iterator[str]:
    for text in entry.get("texts") or ():
        yield f"<dt>{escape(_words(text['field']))}</dt>"
        if "text" in text:
            yield f"<dd>{escape(text['text'])}</dd>"
        else:
            yield f'<dd class="absent">{escape(_words(text["absent"]))}</dd>'


def _when(at: str) -> str:
    return (
        at.removesuffix(_MIDNIGHT)
        if at.endswith(_MIDNIGHT)
        else at[:16].replace("T", " ") + " UTC"
    )


def _words(name: str) -> str:
    return name.replace("_", " ")


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return _when(value)
    return _words(str(value))
