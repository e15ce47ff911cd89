"""Where each clause of a code happens, and who acts."""

import tomllib
from pathlib import Path
from typing import Any, Final

from cases.edition.edition import Edition
from cases.edition.serving import Service, office, serving

FILE: Final = Path(__file__).parent / "acme" / "2024.toml"
COVER: Final = ("control_number", "character", "owner", "initiated_by", "authorised_by")
BY: Final = ("director", "case_owner")


def edition() -> Edition:
    """The small edition, with a cover, mandates, local law and a way to accuse."""
    said: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
    said["document"] = dict.fromkeys((*COVER, "distribution"), "x") | {"clause": "1"}
    said["mandates"] = {"by": ["director"], "clause": "2"}
    said["local_law"] = {"rule": "code_prevails", "clause": "2"}
    framing = {"label": "Framed", "by": BY, "clause": "2"}
    said["procedures"]["gift"]["steps"]["frame_allegation"] = framing
    said["everywhere"]["place_hold"]["clause"] = "1"
    return Edition.model_validate(said)


def test_a_clause_is_served_by_acts_and_by_what_binds_without_anybodys_act() -> None:
    assert serving(edition()) == {
        "1": (
            Service("gift.declare", "Gift declared", ("1",), ("member",)),
            Service(
                "everywhere.place_hold", "Hold placed", ("1",), ("compliance_officer",)
            ),
            Service("document", "The cover", ("1",)),
            Service("category.bribery", "Bribery", ("1",), BY),
        ),
        "2": (
            Service("gift.look", "Looked at", ("2",), ("director",)),
            Service("gift.approve", "Gift approved", ("2",), ("director",)),
            Service("gift.frame_allegation", "Framed", ("2",), BY),
            Service("mandates", "Offices given and ended", ("2",), ("director",)),
            Service("local_law", "Code prevails", ("2",)),
            Service("bodies.board", "Board", ("2",)),
        ),
    }


def test_an_edition_without_all_that_has_less_to_show() -> None:
    said = tomllib.loads(FILE.read_text("utf-8"))
    names = [one.name for one in serving(Edition.model_validate(said))["1"]]
    assert names == ["gift.declare", "category.bribery"]


def test_an_office_is_called_as_the_edition_calls_it() -> None:
    assert office(edition(), "director") == "Director"
    assert office(edition(), "member") == "Member or staff"
