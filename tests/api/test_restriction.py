"""Restriction over HTTP: what is restricted opens to nobody without a grant."""

import json
from typing import Any
from uuid import UUID

import pytest
from disposing import does, here
from reported import Opened, opened_by, somebody
from requesting import HEARD, WORDS, Asking, accused
from serving import Caller, Service
from waiting import readable

from api.passages import passages
from cases.actors import Actor
from cases.errors import Refused

PURPOSE = "investigation of the case"
OFFICER = "data_protection_officer"


@pytest.fixture
def matter(service: Service) -> Opened:
    """A report that is looked into."""
    return opened_by(service.caller("member", somebody()), account=WORDS)


@pytest.fixture
def asking(service: Service, matter: Opened) -> Asking:
    """Whoever is accused in it was heard, and wants nobody to use what they said."""
    person = somebody()
    accused(service, matter, person, told=True)
    asking = Asking(service, person, matter.id, matter.id, matter.id)
    asking.ask("restriction")
    does(service, OFFICER, asking.at, "steps", step="restrict")
    said = {"ground": "accuracy_contested", "cases": [str(matter.id)]}
    done = asking.does(OFFICER, "text-restrictions", **said)
    assert done.status_code == 201, done.text
    return asking


def heard(asking: Asking, by: Caller) -> Any:
    """What somebody gets who asks for what the accused said."""
    log = here(asking.service).log
    history = log.history(asking.held)
    (text,) = [one for one in passages(history) if one.field == "account" and one.about]
    at = f"/cases/{asking.held}/texts/{text.sealed.item}"
    return by.get(at, purpose=PURPOSE, after=readable(log))


def told(asking: Asking, by: Caller) -> str:
    """All that the history opens to somebody."""
    answer = by.get(f"/cases/{asking.held}/history", purpose=PURPOSE, limit=200)
    assert answer.status_code == 200, answer.text
    return json.dumps(answer.json())


def test_what_is_restricted_opens_to_nobody_without_a_grant(asking: Asking) -> None:
    service = asking.service
    owner, investigator = map(service.caller, ("case_owner", "investigator"))
    refused = heard(asking, owner)
    assert refused.status_code == 409, refused.text
    assert (refused.status_code, refused.json()["rule"]) == (409, "refused")
    assert "18" in refused.json()["clause"]
    assert HEARD not in told(asking, owner)
    assert WORDS in told(asking, owner), "what speaks of everybody is read on"
    until = service.today().isoformat()
    granted = {"person": owner.person, "until": until, "reasons": "To check it."}
    done = asking.does(OFFICER, "reading-grants", case=str(asking.held), **granted)
    assert done.status_code == 201, done.text
    assert heard(asking, owner).json()["text"] == HEARD
    assert HEARD in told(asking, owner)
    assert heard(asking, investigator).status_code == 409
    assert HEARD not in told(asking, investigator)


def test_no_caller_of_the_door_can_forget_to_ask(asking: Asking) -> None:
    organisation = here(asking.service)
    history = organisation.log.history(asking.held)
    texts = {one.sealed: one.field for one in passages(history)}
    about = {one.sealed: one.field for one in passages(history) if one.about}
    head = readable(organisation.log)
    for role in ("case_owner", "data_protection_officer", "auditor"):
        reader = Actor(f"demo.{role}", role)
        with pytest.raises(Refused, match="restricted") as refused:
            organisation.vault.open(texts, reader, PURPOSE)
        assert "18" in refused.value.clause
    recorded = readable(organisation.log)
    assert recorded == head, "nothing was read, so nothing is recorded"
    themselves = Actor(asking.person, "subject")
    assert HEARD in organisation.vault.open(about, themselves, PURPOSE).values()


def test_it_ends_with_notice_and_is_read_as_before(asking: Asking) -> None:
    ended = {"told_on": "2026-01-20", "reasons": "It was checked, and is right."}
    done = asking.does(OFFICER, "ended-restrictions", **ended)
    assert done.status_code == 201, done.text
    owner = asking.service.caller("case_owner")
    assert heard(asking, owner).json()["text"] == HEARD


def test_whoever_said_it_may_read_it_and_strangers_learn_nothing(
    asking: Asking,
) -> None:
    own = asking.service.caller("subject", asking.person)
    texts = own.get(f"/cases/{asking.held}/own-texts", purpose="own words")
    assert texts.status_code == 200, texts.text
    stranger = asking.service.caller("case_owner", somebody())
    assert heard(asking, stranger).status_code == 404


def test_the_history_says_that_and_for_whom_it_is_restricted(asking: Asking) -> None:
    auditor = asking.service.caller("auditor")
    head = readable(here(asking.service).log)
    history = auditor.get(f"/cases/{asking.held}/history", after=head, limit=200)
    (row,) = [one for one in history.json() if one["topic"] == "TextsRestricted"]
    assert row["details"]["parties"] == [1]
    own = asking.caller().get(f"{asking.at}/history")
    (row,) = [one for one in own.json() if one["topic"] == "ProcessingRestricted"]
    assert str(UUID(str(asking.held))) not in json.dumps(own.json())
    assert row["details"] == {"ground": "accuracy_contested"}
