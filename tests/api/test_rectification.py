"""Rectification over HTTP: the original stays, and the correction is shown with it."""

import json
from typing import Any

import pytest
from disposing import does, here
from reported import opened_by, somebody
from requesting import HEARD, WORDS, Asking, accused
from serving import Caller, Service
from waiting import readable

from api.passages import passages

PURPOSE = "investigation of the case"
OFFICER = "data_protection_officer"
RIGHT = "MARKER what they say they said"


@pytest.fixture
def asking(service: Service) -> Asking:
    """Whoever was heard says that it was written down wrongly."""
    matter = opened_by(service.caller("member", somebody()), account=WORDS)
    person = somebody()
    accused(service, matter, person, told=True)
    asking = Asking(service, person, matter.id, matter.id, matter.id)
    asking.ask("rectification")
    said = {"case": str(matter.id), "corrects": "account", "correction": RIGHT}
    done = asking.does(OFFICER, "corrections", **said)
    assert done.status_code == 201, done.text
    return asking


def heard(asking: Asking, by: Caller, purpose: str | None = PURPOSE) -> Any:
    log = here(asking.service).log
    history = log.history(asking.held)
    (text,) = [one for one in passages(history) if one.field == "account" and one.about]
    at = f"/cases/{asking.held}/texts/{text.sealed.item}"
    asked = {"purpose": purpose} if purpose else {}
    return by.get(at, after=readable(log), **asked).json()


def test_the_original_stays_and_the_correction_is_shown_with_it(
    asking: Asking,
) -> None:
    investigator = asking.service.caller("investigator")
    told = heard(asking, investigator)
    assert (told["text"], told["corrections"]) == (HEARD, [RIGHT])
    unopened = heard(asking, investigator, None)
    assert (unopened["text"], unopened["corrections"]) == (None, [None])


def test_the_history_names_what_was_put_right_and_where(asking: Asking) -> None:
    owner = asking.service.caller("case_owner")
    head = readable(here(asking.service).log)
    at = f"/cases/{asking.held}/history"
    rows = owner.get(at, purpose=PURPOSE, after=head, limit=200).json()
    (correction,) = [one for one in rows if one["topic"] == "TextCorrected"]
    assert correction["texts"]["correction"] == RIGHT
    corrected = [one for one in rows if one["corrected_at"]]
    assert [one["topic"] for one in corrected] == ["SubjectHeard"]
    assert corrected[0]["corrected_at"] == [correction["version"]]
    assert HEARD in json.dumps(rows)


def test_it_is_in_the_copy_of_whoever_asked_and_betrays_no_case(
    asking: Asking,
) -> None:
    own = asking.caller().get(f"{asking.at}/history").text
    assert str(asking.held) not in own
    asking.ask("access")
    given = does(asking.service, OFFICER, asking.at, "steps", step="give_copy")
    assert given.status_code == 201, given.text
    copy = asking.caller().get(
        f"{asking.at}/own-data",
        purpose="own data",
        after=given.json()["position"],
    )
    assert RIGHT in copy.text
    assert WORDS not in copy.text
