"""`cases record-of-processing`: what the controller has to keep (GDPR Art. 30)."""

from pathlib import Path
from typing import Annotated

import typer

from api.administering import Name
from api.mistakes import one_of
from api.organisations import known_codes
from api.processing import record
from api.processing_text import markdown
from api.saying import AsJson, say
from cases.edition.code import Code

EditionName = Annotated[str, typer.Option(help="Its name; the newest.")]
Editions = Annotated[
    Path | None,
    typer.Option(envvar="CASES_EDITIONS", help="Directory of further editions."),
]


def code_of(organisation: str, editions: Path | None) -> Code:
    """The code of an organisation; Mistake when there is none of this name."""
    known = known_codes(editions)
    if organisation not in known:
        raise one_of("NAME", "codes", known)
    return known[organisation]


def record_of_processing(
    organisation: Name,
    edition: EditionName = "",
    editions: Editions = None,
    as_json: AsJson = False,
) -> None:
    """Print the record of processing activities, with an annex for the DPIA."""
    code = code_of(organisation, editions)
    names = {one.edition: one for one in code.editions}
    if edition and edition not in names:
        raise one_of("--edition", "editions", names)
    made = record(code, names[edition] if edition else code.editions[-1])
    say(markdown(made), made.model_dump(mode="json"), as_json=as_json)
