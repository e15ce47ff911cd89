"""Programs are told at their own addresses: signed, in order, until they take it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg import Connection
from reactor import moved
from receivers import Receiver, received, verified
from reported import Opened, opened_by
from serving import HERE, Service, written
from terminal import Typed, at_work_on, typing
from waiting import until

from api.webhooks.places import Elsewhere, Place, Places
from api.webhooks.reaching import NotReached, Reaching
from api.webhooks.sender import Sender
from cases.database import FOLLOWER, parameters
from projections.audit_trail import AUDIT_TRAIL
from projections.rebuild import rebuild

NOW = datetime.now(UTC)
SECRET = "MARKER account"


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    with received(tmp_path) as found:
        yield found


@dataclass
class Hook:
    """A webhook, and what verifies its messages."""

    service: Service
    id: str
    secret: str

    def read(self) -> Any:
        """How far it has come."""
        listed = self.service.caller("auditor").get("/webhooks").json()
        return next(one for one in listed if one["webhook"] == self.id)

    def deliveries(self) -> Any:
        """What became of what was sent, oldest first."""
        page = self.service.caller("auditor").get(f"/webhooks/{self.id}/deliveries")
        return page.json()["items"][::-1]

    def withdraw(self) -> None:
        """Nothing more is to be sent there."""
        manager = self.service.caller("executive_committee_member")
        answer = manager.post("/withdrawn-webhooks", {"webhook": self.id})
        assert answer.status_code == 201, answer.text


@pytest.fixture
def hook(service: Service, receiver: Receiver) -> Iterator[Hook]:
    """A webhook to the receiver, of what is to come."""
    added = new(service, receiver.address)
    yield added
    added.withdraw()


def new(service: Service, address: str) -> Hook:
    manager = service.caller("executive_committee_member")
    made = manager.get("/webhooks/new").json()
    body = {
        "webhook": made["webhook"],
        "job": "board",
        "role": "reporting_job",
        "address": address,
        "after": shown(service),
    }
    answer = manager.post("/webhooks", body)
    assert answer.status_code == 201, answer.text
    return Hook(service, made["webhook"], made["secret"])


def reported(service: Service) -> Opened:
    member = service.caller("member", f"p-{uuid4().hex[:8]}")
    return opened_by(member, account=SECRET)


def shown(service: Service) -> int:
    """Up to where everything is shown, once it is all that was recorded."""
    here = service.app.state.organisations[HERE]
    ((last,),) = here.log.recorder.ask("SELECT coalesce(max(position), 0) FROM event")
    answer = service.caller("auditor").get("/events", after=last)
    assert answer.status_code in (200, 422)
    until(lambda: service.caller("auditor").get("/events").json()["position"] >= last)
    return int(last)


@contextmanager
def leading(service: Service, reaching: Reaching, at: datetime) -> Iterator[Sender]:
    """One that sends, at a moment."""
    url = service.settings.database_url
    with Connection.connect(url, **parameters(HERE, FOLLOWER)) as db:
        yield Sender(moved(service, HERE, at), reaching, db)


def send(service: Service, reaching: Reaching, at: datetime = NOW) -> None:
    """Send all that is due at a moment."""
    shown(service)
    with leading(service, reaching, at) as one:
        while one.go_on() or one._under_way:
            one.wait(1)


def events(service: Service, *cases: Opened) -> list[Any]:
    """What happened in these cases."""
    shown(service)
    items = service.caller("auditor").get("/events", since=0).json()["items"]
    return [one for one in items if one["case_id"] in {str(case.id) for case in cases}]


def test_each_event_is_sent_once_in_order_signed_and_without_a_word_of_it(
    service: Service, hook: Hook, receiver: Receiver
) -> None:
    cases = [reported(service), reported(service)]
    send(service, receiver.reaching())
    expected = events(service, *cases)
    assert receiver.ids == [f"{hook.id}-{one['position']}" for one in expected]
    for message, event in zip(receiver.came, expected, strict=True):
        assert verified(hook.secret, message, NOW)
        assert json.loads(message.body) == {
            "type": event["topic"],
            "timestamp": f"{event['day']}T00:00:00Z",
            "data": {
                "organisation": HERE,
                "case_id": event["case_id"],
                "position": event["position"],
            },
        }
    sent = b"".join(message.body for message in receiver.came)
    for word in (SECRET, *(case.reporter.person for case in cases)):
        assert word.encode() not in sent
    told = hook.read()
    assert (told["state"], told["attempts"], told["next"]) == ("told", 0, None)
    assert [one["id"] for one in hook.deliveries()] == receiver.ids
    assert {one["state"] for one in hook.deliveries()} == {"taken"}
    send(service, receiver.reaching())
    assert len(receiver.came) == len(expected)


def test_a_signature_is_of_this_secret_message_and_moment(
    service: Service, hook: Hook, receiver: Receiver
) -> None:
    reported(service)
    send(service, receiver.reaching())
    message = receiver.came[0]
    other = service.caller("executive_committee_member").get("/webhooks/new").json()
    assert not verified(other["secret"], message, NOW)
    assert not verified(hook.secret, message, NOW + timedelta(minutes=6))
    changed = type(message)(message.path, message.headers, message.body + b" ")
    assert not verified(hook.secret, changed, NOW)


def test_what_is_not_taken_is_sent_again_and_nothing_overtakes_it(
    service: Service, hook: Hook, receiver: Receiver
) -> None:
    case = reported(service)
    expected = [f"{hook.id}-{one['position']}" for one in events(service, case)]
    receiver.answers = [500, 429, 302, 200]
    at = NOW
    for attempts, status in ((1, "500"), (2, "429"), (3, "302")):
        send(service, receiver.reaching(), at)
        assert receiver.ids == expected[:1] * attempts
        (waiting,) = hook.deliveries()
        assert (waiting["state"], waiting["attempts"]) == ("waiting", attempts)
        assert waiting["status"] == status
        assert hook.read()["state"] == "waiting"
        send(service, receiver.reaching(), at)
        assert len(receiver.came) == attempts
        at = datetime.fromisoformat(waiting["next"])
        assert at == datetime.fromisoformat(hook.read()["next"])
    send(service, receiver.reaching(), at)
    assert receiver.ids == [*expected[:1] * 3, *expected]
    assert {message.path for message in receiver.came} == {"/told"}
    stamps = {one.headers["webhook-timestamp"] for one in receiver.came[:4]}
    assert len(stamps) == 4
    first = hook.deliveries()[0]
    assert (first["state"], first["attempts"], first["status"]) == ("taken", 4, "200")


def test_what_is_not_taken_for_a_day_is_given_up_and_alarmed(
    service: Service, hook: Hook, receiver: Receiver
) -> None:
    reported(service)
    receiver.answers = [500]
    send(service, receiver.reaching())
    send(service, receiver.reaching(), NOW + timedelta(hours=23))
    assert hook.read()["state"] == "waiting"
    with written(service.lines):
        send(service, receiver.reaching(), NOW + timedelta(days=1))
    assert '"event":"a webhook was given up"' in service.lines.getvalue()
    assert hook.read()["state"] == "given_up"
    assert [one["state"] for one in hook.deliveries()] == ["given_up"]
    receiver.answers = [204]
    reported(service)
    send(service, receiver.reaching(), NOW + timedelta(days=2))
    assert len(receiver.came) == 3


def test_whoever_says_that_nobody_is_there_any_more_is_not_asked_again(
    service: Service, hook: Hook, receiver: Receiver
) -> None:
    reported(service)
    receiver.answers = [410]
    send(service, receiver.reaching())
    assert hook.read()["state"] == "given_up"


def test_one_that_is_not_reached_keeps_no_other_waiting(
    service: Service, hook: Hook, receiver: Receiver, tmp_path: Path
) -> None:
    with received(tmp_path) as silent:
        other = new(service, silent.address)
        silent.answering.clear()
        case = reported(service)
        shown(service)
        expected = len(events(service, case))
        with leading(service, receiver.reaching(seconds=600), NOW) as one:

            def taken() -> bool:
                one.go_on()
                one.wait(0.05)
                return len(hook.deliveries()) == expected

            until(taken)
            assert len(silent.came) == 1
        assert other.deliveries() == []
        other.withdraw()


def test_whoever_dies_while_sending_loses_nothing(
    service: Service, hook: Hook, receiver: Receiver
) -> None:
    expected = [
        f"{hook.id}-{one['position']}" for one in events(service, reported(service))
    ]
    receiver.answering.clear()
    with leading(service, receiver.reaching(), NOW) as dying:
        dying.go_on()
        receiver.await_messages(1)
    receiver.answering.set()
    send(service, receiver.reaching())
    assert receiver.ids == [expected[0], *expected]


def test_whoever_leads_no_more_writes_nothing_down(
    service: Service, hook: Hook, receiver: Receiver
) -> None:
    reported(service)
    receiver.answers = [500]
    send(service, receiver.reaching())
    old = Place(hook.read()["position"], 0, None, None, given_up=False)
    with leading(service, receiver.reaching(), NOW) as one:
        places: Places = one._places
        with pytest.raises(Elsewhere):
            places.taken(UUID(hook.id), old, old.position + 1, "200", NOW)
        with pytest.raises(Elsewhere):
            places.not_taken(UUID(hook.id), old, old.position + 1, "500", NOW)
    assert [one["status"] for one in hook.deliveries()] == ["500"]


def test_a_projection_that_is_built_anew_sends_nothing_again(
    service: Service, hook: Hook, receiver: Receiver
) -> None:
    reported(service)
    send(service, receiver.reaching())
    sent = len(receiver.came)
    log = service.app.state.organisations[HERE].log
    rebuild(service.settings.database_url, log, AUDIT_TRAIL, lambda _: None)
    send(service, receiver.reaching())
    assert len(receiver.came) == sent > 0


def test_nothing_is_sent_to_what_was_withdrawn(
    service: Service, hook: Hook, receiver: Receiver
) -> None:
    hook.withdraw()
    reported(service)
    send(service, receiver.reaching())
    assert receiver.came == []
    assert hook.read()["state"] == "withdrawn"


def test_of_an_answer_nothing_is_kept_but_its_status(
    service: Service, hook: Hook, receiver: Receiver
) -> None:
    reported(service)
    receiver.answers = [500]
    with written(service.lines):
        send(service, receiver.reaching())
    url = service.settings.database_url
    with Connection.connect(url, **parameters(HERE, FOLLOWER)) as db:
        rows = [
            db.execute("SELECT row_to_json(t)::text FROM webhook_delivery AS t"),
            db.execute("SELECT row_to_json(t)::text FROM webhook_place AS t"),
        ]
        found = str([each.fetchall() for each in rows])
    assert hook.id in found
    for text in (found, service.lines.getvalue()):
        assert "MARKER" not in text
        assert hook.secret not in text


def test_a_secret_stands_nowhere(service: Service, hook: Hook) -> None:
    log = service.app.state.organisations[HERE].log
    rows = log.recorder.ask("SELECT state FROM event WHERE topic = 'WebhookAdded'")
    assert hook.id in str(rows)
    assert hook.secret.removeprefix("whsec_") not in str(rows)
    again = service.caller("executive_committee_member").get("/webhooks/new").json()
    assert again["secret"] != hook.secret
    assert hook.secret not in service.caller("auditor").get("/webhooks").text


@pytest.mark.parametrize("role", ["member", "investigator", "reporting_job"])
def test_only_who_knows_the_offices_reads_of_webhooks(
    service: Service, hook: Hook, role: str
) -> None:
    by = service.caller(role)
    for path in ("", "/new", f"/{hook.id}/deliveries"):
        assert by.get(f"/webhooks{path}").status_code == 403
    auditor = service.caller("auditor")
    assert auditor.get(f"/webhooks/{uuid4()}/deliveries").status_code == 404


def test_a_certificate_that_nobody_trusts_is_not_accepted(receiver: Receiver) -> None:
    with pytest.raises(NotReached, match="certificate"):
        receiver.reaching(roots=None).post(receiver.address, b"{}", {})
    by_address = receiver.address.replace("localhost", "127.0.0.1")
    with pytest.raises(NotReached, match="certificate"):
        receiver.reaching().post(by_address, b"{}", {})
    assert receiver.came == []


@pytest.mark.parametrize("dripping", [False, True])
def test_an_answer_that_does_not_come_is_not_awaited_for_long(
    receiver: Receiver, dripping: bool
) -> None:
    receiver.dripping = dripping
    if not dripping:
        receiver.answering.clear()
    with pytest.raises(NotReached, match="timeout"):
        receiver.reaching(seconds=0.5).post(receiver.address, b"{}", {})
    receiver.dripping = False
    assert len(receiver.came) == 1


def test_nobody_at_the_address_is_a_word(receiver: Receiver) -> None:
    reaching = receiver.reaching()
    for address, word in (
        (f"https://localhost:{1}/", "connection"),
        ("https://nobody.invalid/", "name"),
    ):
        with pytest.raises(NotReached, match=word):
            reaching.post(address, b"{}", {})


def test_a_network_that_is_not_public_is_not_reached_unless_it_is_allowed(
    receiver: Receiver,
) -> None:
    with pytest.raises(NotReached, match="address"):
        receiver.reaching(networks=()).post(receiver.address, b"{}", {})
    assert receiver.came == []
    assert receiver.reaching().post(receiver.address, b"{}", {}) == 204


@pytest.fixture
def run(
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Typed:
    at_work_on(monkeypatch, service.settings)
    return typing(monkeypatch, capfd, "webhook")


def test_a_webhook_is_added_and_withdrawn_from_the_terminal(
    service: Service, receiver: Receiver, run: Typed
) -> None:
    shown(service)
    status, out, _ = run("add", HERE, "terminal", receiver.address)
    webhook, secret = out.split()
    assert status == 0
    reported(service)
    send(service, receiver.reaching())
    assert verified(secret, receiver.came[0], NOW)
    listed = f"{webhook}\tterminal\t{receiver.address}\t"
    assert f"{listed}told up to " in run("list", HERE)[1]
    assert run("withdraw", HERE, webhook)[0] == 0
    assert f"{listed}withdrawn up to " in run("list", HERE)[1]
    status, out, err = run("add", HERE, "terminal", "http://board.example/")
    assert (status, out, err.count("\n")) == (2, "", 1)
