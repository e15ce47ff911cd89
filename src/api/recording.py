"""`cases record-of-processing`: what the controller has to keep (GDPR Art. 30)."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from api.administering import Name
from api.mistakes import one_of
from api.organisations import known_codes
from api.processing import record
from api.processing_text import markdown

EditionName = Annotated[str, typer.Option(help="Its name; the newest.")]
Editions = Annotated[
    Path | None,
    typer.Option(envvar="CASES_EDITIONS", help="Directory of further editions."),
]
AsJson = Annotated[bool, typer.Option("--json", help="For a program.")]


def record_of_processing(
    organisation: Name,
    edition: EditionName = "",
    editions: Editions = None,
    as_json: AsJson = False,
) -> None:
    """Print the record of processing activities, with an annex for the DPIA."""
    known = known_codes(editions)
    if organisation not in known:
        raise one_of("NAME", "codes", known)
    code = known[organisation]
    names = {one.edition: one for one in code.editions}
    if edition and edition not in names:
        raise one_of("--edition", "editions", names)
    made = record(code, names[edition] if edition else code.editions[-1])
    if as_json:
        lines = [json.dumps(made.model_dump(mode="json"), ensure_ascii=False)]
    else:
        lines = list(markdown(made))
    sys.stdout.writelines(f"{line}\n" for line in lines)
