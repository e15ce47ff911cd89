"""Sets a document as PDF: in this process, without a network and without files.

What it tells goes in as JSON, and never as words of the typesetter's language.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Final, TypeAlias

import typst

from api.paper.signs import NOWHERE, legible

STANDARDS: "Final[typst.PDFStandards]" = ["a-2a", "ua-1"]
"""For archives (ISO 19005-2), and for those who hear it read (ISO 14289-1)."""
Said: TypeAlias = "str | Mapping[str, Said] | list[Said]"
"""What a document tells, as its template asks for it."""


def typeset(template: str, told: Mapping[str, Said], at: datetime) -> bytes:
    """The document; the same bytes for the same words and moment."""
    setter = typst.Compiler(
        _template(template),
        root=NOWHERE,
        ignore_system_fonts=True,
        sys_inputs={"told": json.dumps(_legible(told))},
    )
    made = setter.compile(
        format="pdf", pdf_standards=STANDARDS, timestamp=int(at.timestamp())
    )
    assert isinstance(made, bytes)
    return made


@cache
def _template(name: str) -> bytes:
    return files(__package__).joinpath(f"{name}.typ").read_bytes()


def _legible(said: Said) -> Said:
    if isinstance(said, str):
        return legible(said)
    if isinstance(said, list):
        return [_legible(one) for one in said]
    return {name: _legible(one) for name, one in said.items()}
