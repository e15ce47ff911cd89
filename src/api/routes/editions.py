"""/editions: what the organisation's code of conduct says and provides."""

from typing import Annotated

from fastapi import Path, Response

from api import provisions
from api.accepting import HTML
from api.answers import PAGE
from api.asking import Asked
from api.dependencies import AsPage
from api.examples.example import EDITION
from api.pages import edition as pages
from api.pages import processing as pages_of_record
from api.processing import Record, record
from api.provisions import Edition, Named
from api.reading import speaking
from api.routing import below_organisation

router = below_organisation("/editions", "editions", speaking(HTML))


@router.get("", response_model=list[Named], responses=PAGE)
def list_editions(asked: Asked, as_page: AsPage) -> list[Named] | Response:
    """The editions of the code of conduct, oldest first; to a browser as a page."""
    if as_page:
        return pages.editions(asked.organisation.code.editions, provisions.address)
    return provisions.editions(asked.organisation)


@router.get("/{edition}", response_model=Edition, responses=PAGE)
def read_edition(
    edition: Annotated[
        str, Path(description="As the list calls it.", examples=[EDITION])
    ],
    asked: Asked,
    as_page: AsPage,
) -> Edition | Response:
    """One edition: clauses, offices, measures, time limits, procedures and steps.

    To a browser as a page for people, which quotes the code beside each step.
    """
    found = provisions.edition(asked.organisation, edition)
    return pages.edition(found) if as_page else found


@router.get("/{edition}/record-of-processing", response_model=Record, responses=PAGE)
def read_record_of_processing(
    edition: Annotated[
        str, Path(description="As the list calls it.", examples=[EDITION])
    ],
    asked: Asked,
    as_page: AsPage,
) -> Record | Response:
    """The record of processing activities under an edition (GDPR Art. 30).

    Made from what the edition provides for, with an annex for an impact assessment; to
    a browser as a page.
    """
    found = provisions.edition(asked.organisation, edition)
    made = record(asked.organisation.code, found)
    return pages_of_record.page_of(made) if as_page else made
