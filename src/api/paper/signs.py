"""Which signs the fonts of a document have; others are written as their code."""

from functools import cache
from pathlib import Path
from typing import Final

import typst

FIRST_OF_EAST_ASIA: Final = 0x2E80
"""From here on there are none, and so many that they are not tried."""
TRIAL: Final = b"#set document(title: [.])\n#json(bytes(sys.inputs.told))"
NOWHERE: Final = Path(__file__).parent
"""Where the typesetter may look for files: no document names one."""


def legible(text: str) -> str:
    """The text, with `[U+4E2D]` for a sign that no font of the document has."""
    if text.isascii():
        return text
    return "".join(one if _known(one) else f"[U+{ord(one):04X}]" for one in text)


def _known(sign: str) -> bool:
    return sign.isascii() or (ord(sign) < FIRST_OF_EAST_ASIA and _shown(sign))


@cache
def _shown(sign: str) -> bool:
    try:
        setter = typst.Compiler(
            TRIAL,
            root=NOWHERE,
            ignore_system_fonts=True,
            sys_inputs={"told": f'"a{sign}"'},
        )
        setter.compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError:
        return False
    return True
