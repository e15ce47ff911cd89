"""A copy of own data has the successor of a text, and not whom the text lost."""

import json
from typing import Any
from uuid import UUID

import pytest
from disposing import does, here
from happened import closed, kept
from projected import envelope
from reported import Opened, opened_by, somebody
from requesting import HEARD, Asking, accused, did
from serving import Service
from waiting import readable

from api.passages import passages
from cases.actors import SYSTEM
from cases.events.record import TextRead

PURPOSE = "access to own data"
SUCCESSOR = "MARKER their answer, and nobody else in it"
NAMED = "MARKER Person W"
UNUSED = UUID(int=0)


@pytest.fixture
def answered(service: Service) -> tuple[Opened, str]:
    """Somebody answered an accusation, and spoke of a witness whose time is over."""
    person = somebody()
    opened = opened_by(service.caller("member", somebody()))
    accused(service, opened, person, told=True)
    witness = {"role": "witness", "name": NAMED, "person": somebody()}
    did(service, opened, "case_owner", "parties", **witness)
    ended = [
        closed(),
        kept(rule="R2"),
        kept(service.today(), what="party_2", rule="R2"),
    ]
    version = here(service).cases.found(opened.id, SYSTEM).version
    here(service).log.append(opened.id, version, ended, envelope())
    return opened, person


def redacted(service: Service, opened: Opened) -> str:
    """The answer loses the witness; the text that it was."""
    history = here(service).log.history(opened.id)
    (text,) = [p for p in passages(history) if p.about == {1} and p.field == "account"]
    said = {"item": str(text.sealed.item), "party": 2, "successor": SUCCESSOR}
    done = does(service, "case_owner", opened.at, "redactions", **said)
    assert done.status_code == 201, done.text
    return str(text.sealed.item)


def copy(service: Service, person: str, right: str) -> Any:
    """What somebody is given who asks for it."""
    asking = Asking(service, person, UNUSED, UNUSED, UNUSED)
    asking.ask(right)
    done = asking.does("data_protection_officer", "steps", step="give_copy")
    assert done.status_code == 201, done.text
    readable(here(service).log)
    head = readable(here(service).log)
    answer = asking.caller().get(f"{asking.at}/own-data", purpose=PURPOSE, after=head)
    assert answer.status_code == 200, answer.text
    return answer.json()


def data(copied: Any, field: str) -> list[Any]:
    """What of a copy has a text in a field."""
    (found,) = copied["concerning"]
    return [one for one in found["data"] if field in one["texts"]]


@pytest.mark.parametrize("right", ["access", "portability"])
def test_the_copy_has_the_successor_and_never_the_original(
    service: Service, answered: tuple[Opened, str], right: str
) -> None:
    opened, person = answered
    before = copy(service, person, right)
    assert HEARD in [one["texts"]["account"] for one in data(before, "account")]
    assert not any(one["redacted"] for one in data(before, "account"))
    original = redacted(service, opened)
    after = copy(service, person, right)
    heard = [
        one for one in data(after, "account") if one["what"] == "Accused party heard"
    ]
    assert [(one["texts"], one["redacted"]) for one in heard] == [
        ({"account": SUCCESSOR}, ["account"])
    ]
    assert HEARD not in json.dumps(after)
    since = [
        one.event
        for one in here(service).log.since(0, 100_000)
        if isinstance(one.event, TextRead) and one.envelope.actor == person
    ]
    assert since
    assert original not in {str(item) for item in since[-1].items}


def test_the_copy_does_not_say_whom_the_text_lost(
    service: Service, answered: tuple[Opened, str]
) -> None:
    opened, person = answered
    redacted(service, opened)
    after = copy(service, person, "access")
    said = json.dumps(after)
    for betraying in (NAMED, "witness", "party_2", "lost", '"party"'):
        assert betraying not in said
    for one in after["concerning"][0]["data"]:
        assert one.keys() == {"on", "what", "facts", "texts", "redacted"}
        assert "item" not in one["facts"]
