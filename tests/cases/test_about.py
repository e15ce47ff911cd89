"""Whose a text is: what is about one party goes with that party's texts."""

from cases.events.catalogue import EVENTS
from cases.events.event import personal_fields
from cases.events.investigation import InvestigationStepLogged
from cases.events.redaction import (
    RedactionWithdrawn,
    SuccessorWritten,
    TextRedacted,
)

OF_SEVERAL = {
    (InvestigationStepLogged, "account"),
    (TextRedacted, "successor"),
    (SuccessorWritten, "successor"),
    (RedactionWithdrawn, "reasons"),
}
"""What a witness says is about others as well, and a successor about others alone;
reasons are about the text."""


def test_the_texts_of_an_event_about_a_party_are_about_that_party() -> None:
    elsewhere = {
        (event, name)
        for event in EVENTS.values()
        if "party" in event.model_fields
        for name, item in personal_fields(event)
        if item.about != "party"
    }
    assert elsewhere == OF_SEVERAL
