"""/figures: how often what happened in a year, and nothing about anybody."""

from typing import Annotated, Final

from fastapi import Depends, Path, Response
from fastapi.responses import StreamingResponse

from api import figures
from api.accepting import HTML, JSON
from api.answers import Responses, header
from api.dependencies import TheReading
from api.exporting import TABLE, table, wanted_of
from api.figures import AnnualFigures, FigureRow
from api.pages import figures as pages
from api.reading import speaking
from api.routing import below_organisation

router = below_organisation("/figures", "figures", speaking(HTML, TABLE))

Year = Annotated[
    int, Path(ge=2000, le=9999, description="The year, UTC.", examples=[2026])
]


ANSWERED: Final[Responses] = {
    200: {
        "headers": {"Vary": header("The answer depends on this header.", "Accept")},
        "content": {
            form: {"schema": {"type": "string"}, "example": "…"}
            for form in (HTML, TABLE)
        },
    }
}


@router.get("/{year}", response_model=AnnualFigures, responses=ANSWERED)
def read_figures(
    year: Year,
    reading: TheReading,
    form: Annotated[str, Depends(wanted_of(JSON, TABLE, HTML))],
) -> AnnualFigures | Response:
    """How often what happened in a year: reports, and what came of them.

    Numbers under five are kept back, with as many others as would give them away. Once
    the year is over they are laid down for good, and do not change when texts are
    erased. As a table (`text/csv`) one number a row; to a browser as a page with
    charts.
    """
    told = figures.answer(reading, year)
    if form == HTML:
        return pages.page_of(told)
    if form == TABLE:
        rows = table(FigureRow, figures.rows(told))
        return StreamingResponse(rows, headers={"Vary": "Accept"}, media_type=TABLE)
    return told
