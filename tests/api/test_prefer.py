"""What callers would rather have: less or more of an answer, and how long they wait."""

from typing import Any

import pytest
from reported import Opened, somebody
from serving import HERE, Service

from api import receipts
from api.preferring import LONGEST, Preferences, preferences
from cases.errors import CaseNotFound

PARTY = {"role": "witness", "name": "Person W"}
APPLIED = "Preference-Applied"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ((), Preferences()),
        (("return=minimal",), Preferences("minimal")),
        (("return=representation",), Preferences("representation")),
        (("Return = minimal ; a=b",), Preferences("minimal")),
        (('return="minimal"',), Preferences("minimal")),
        (("return=everything",), Preferences()),
        (("return", "wait"), Preferences()),
        (("wait=3",), Preferences(wait=3)),
        (("wait=0, return=minimal",), Preferences("minimal", 0)),
        (("respond-async", "wait=7"), Preferences(wait=7)),
        (("wait=1, wait=2",), Preferences(wait=1)),
        (('x="a, return=minimal", wait=4',), Preferences(wait=4)),
        (('x="a\\", wait=9", wait=4',), Preferences(wait=4)),
        (("wait=-1",), Preferences()),
        (("wait=1.5",), Preferences()),
        (("wait=9999999999",), Preferences()),
        (("wait=4, =, ;;, \x00\xff",), Preferences(wait=4)),
        (("a" * LONGEST, "return=minimal"), Preferences()),
    ],
)
def test_what_is_no_preference_known_here_is_ignored(
    given: tuple[str, ...], found: Preferences
) -> None:
    assert preferences(given) == found


def test_a_receipt_without_a_body_says_all_in_headers(
    service: Service, opened: Opened
) -> None:
    intake = service.caller("intake_officer")
    done = intake.post(
        f"{opened.at}/parties", PARTY, opened.version, Prefer="return=minimal"
    )
    assert (done.status_code, done.content) == (204, b"")
    assert done.headers[APPLIED] == "return=minimal"
    position = int(done.headers["Cases-Position"])
    seen = intake.get(opened.at, after=position)
    assert seen.headers["ETag"] == done.headers["ETag"] != f'"{opened.version}"'


def test_an_opening_without_a_body_says_where_the_case_is(service: Service) -> None:
    member = service.caller("member", somebody())
    body: dict[str, Any] = {
        "case_type": "breach_report",
        "opening": "speak_up",
        "channel": "web",
        "identity_mode": "named",
        "received_on": "2026-01-05",
        "account": "Something happened.",
    }
    less = member.post("/reports", body, Prefer="return=minimal")
    assert less.status_code == 204
    more = member.post("/reports", body, Prefer="return=representation")
    assert (more.status_code, more.headers[APPLIED]) == (201, "return=representation")
    case = more.json()
    assert more.headers["Content-Location"] == more.headers["Location"]
    assert more.headers["Location"].endswith(case["case_id"])
    assert case["case_type"] == "breach_report"
    assert more.headers["ETag"] == f'"{case["version"]}"'
    seen = service.client.get(
        less.headers["Location"],
        headers=member.headers(),
        params={"after": less.headers["Cases-Position"]},
    )
    assert seen.json()["case_type"] == "breach_report"


def test_the_case_as_it_is_now_comes_back_as_it_would_be_read(
    service: Service, opened: Opened
) -> None:
    intake = service.caller("intake_officer")
    step = {"step": "acknowledge", "note": "Thank you."}
    at, version = f"{opened.at}/steps", opened.version
    wish = "return=representation, wait=4"
    done = intake.post(at, step, version, Prefer=wish, Idempotency_Key="try-0001")
    assert done.status_code == 201
    assert done.json() == intake.get(opened.at).json()
    assert done.headers["Cases-Position"]
    again = intake.post(at, step, version, Prefer=wish, Idempotency_Key="try-0001")
    assert again.json() == done.json()


@pytest.mark.parametrize("wish", ["return=representation, wait=0", "respond-async"])
def test_what_is_not_shown_yet_is_answered_with_the_receipt(
    service: Service, opened: Opened, wish: str
) -> None:
    intake = service.caller("intake_officer")
    pool = service.app.state.organisations[HERE].pool
    with pool.connection() as db, db.transaction():
        # Readers stop before the oldest transaction that is still running.
        db.execute("SELECT pg_current_xact_id()")
        done = intake.post(f"{opened.at}/parties", PARTY, opened.version, Prefer=wish)
    assert done.status_code == 201
    assert done.json()["case"] == str(opened.id)
    assert APPLIED not in done.headers


def test_whoever_may_not_read_the_case_is_told_by_the_receipt(
    service: Service, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hidden(*_: object) -> None:
        raise CaseNotFound

    monkeypatch.setattr(receipts, "known", hidden)
    done = service.caller("intake_officer").post(
        f"{opened.at}/parties", PARTY, opened.version, Prefer="return=representation"
    )
    assert (done.status_code, APPLIED in done.headers) == (201, False)
    assert done.json()["case"] == str(opened.id)


def test_what_is_refused_is_a_problem_whatever_is_preferred(
    service: Service, opened: Opened
) -> None:
    for wish in ("return=minimal", "return=representation"):
        answer = service.caller("intake_officer").post(
            f"{opened.at}/parties", PARTY, opened.version + 1, Prefer=wish
        )
        assert (answer.status_code, APPLIED in answer.headers) == (412, False)


def asked(service: Service, opened: Opened, wish: str) -> Any:
    headers = opened.reporter.headers() | {"Prefer": wish}
    after = {"after": opened.position}
    at = opened.reporter.at(opened.at)
    return service.client.get(at, params=after, headers=headers)


def test_a_question_waits_no_longer_than_is_preferred(
    service: Service, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def never(_pool: object, _names: object, _position: int, seconds: float) -> bool:
        waited.append(seconds)
        return False

    monkeypatch.setattr("api.dependencies.wait_for", never)
    late = asked(service, opened, "wait=2")
    assert (late.status_code, late.headers[APPLIED]) == (503, "wait=2")
    late = asked(service, opened, "wait=3600")
    assert (late.status_code, APPLIED in late.headers) == (503, False)
    # Each looks once before it waits.
    assert waited == [0, 2, 0, service.settings.wait_seconds]


def test_nobody_waits_for_nothing(service: Service, opened: Opened) -> None:
    assert asked(service, opened, "wait=3").headers[APPLIED] == "wait=3"
    headers = opened.reporter.headers() | {"Prefer": "wait=3, return=minimal"}
    listed = service.client.get(opened.reporter.at("/cases"), headers=headers)
    assert (listed.status_code, APPLIED in listed.headers) == (200, False)
