"""Programs ask with a key of their own: for what it is for, until it is withdrawn."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from serving import ELSEWHERE, HERE, Service
from terminal import Typed, at_work_on, typing
from waiting import until

from api.job_keys import new_job_key

RIGHTS = ("read", "clocks", "deletions")


def given(service: Service, *rights: str, job: str = "nightly") -> str:
    """A key that was just given to a program."""
    key = new_job_key()
    manager = service.caller("executive_committee_member")
    answer = manager.post(
        "/job-keys",
        {
            "digest": sha256(key.encode()).hexdigest(),
            "job": job,
            "role": "reporting_job",
            "rights": rights or RIGHTS,
            "valid_until": (service.today() + timedelta(30)).isoformat(),
        },
    )
    assert answer.status_code == 201, answer.text
    until(lambda: asked(service, key, "/mandates").status_code != 401)
    return key


def asked(service: Service, key: str, path: str, organisation: str = HERE) -> Any:
    at = f"/v1/organisations/{organisation}{path}"
    return service.client.get(at, headers={"Authorization": f"Job {key}"})


def test_a_program_sees_what_its_key_is_for(service: Service) -> None:
    key = given(service, "read", "clocks")
    assert asked(service, key, "/cases").status_code == 200
    assert asked(service, key, "/clocks").status_code == 200
    refused = asked(service, key, "/deletions")
    assert refused.status_code == 403
    assert "the key is not to" in refused.json()["detail"]


def test_a_program_sees_no_more_than_its_office(service: Service) -> None:
    key = given(service)
    for path in ("/audit", "/mandates", "/tree/keys", "/mailbox", "/job-keys"):
        assert asked(service, key, path).status_code in (403, 404), path


def test_a_program_does_nothing(service: Service) -> None:
    key = given(service)
    at = f"/v1/organisations/{HERE}/reports"
    answer = service.client.post(at, json={}, headers={"Authorization": f"Job {key}"})
    assert answer.status_code in (403, 422)


def test_a_key_that_was_withdrawn_is_soon_not_accepted(service: Service) -> None:
    key = given(service)
    digest = sha256(key.encode()).hexdigest()
    manager = service.caller("executive_committee_member")
    assert manager.post("/withdrawn-job-keys", {"digest": digest}).status_code == 201
    until(lambda: asked(service, key, "/cases").status_code == 401)
    listed = service.caller("auditor").get("/job-keys").json()
    assert [one["withdrawn"] for one in listed if one["digest"] == digest] == [True]


@pytest.mark.parametrize("wrong", ["job_", "job_" + "A" * 43, "x", "job_" + "A" * 900])
def test_what_is_no_key_gets_one_answer(service: Service, wrong: str) -> None:
    answer = asked(service, wrong, "/cases")
    assert answer.status_code == 401
    assert wrong not in answer.text


def test_a_key_says_nothing_elsewhere(service: Service) -> None:
    key = given(service)
    for organisation in (ELSEWHERE, "nowhere"):
        answers = {
            asked(service, one, "/cases", organisation).text
            for one in (key, new_job_key())
        }
        assert len(answers) == 1
        assert asked(service, key, "/cases", organisation).status_code == 401


def test_a_key_stands_nowhere(service: Service) -> None:
    key = given(service, job="forgetful")
    asked(service, key, "/cases")
    log = service.app.state.organisations[HERE].log
    rows = log.recorder.ask("SELECT state FROM event WHERE topic = 'JobKeyIssued'")
    assert "forgetful" in str(rows)
    assert key not in str(rows)
    assert key not in service.lines.getvalue()


@pytest.fixture
def run(
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Typed:
    at_work_on(monkeypatch, service.settings)
    return typing(monkeypatch, capfd, "job-key")


def test_a_key_is_given_and_withdrawn_from_the_terminal(
    service: Service, run: Typed
) -> None:
    status, out, _ = run("give", HERE, "terminal", "--right", "clocks")
    key = out.strip()
    assert (status, key[:4]) == (0, "job_")
    until(lambda: asked(service, key, "/clocks").status_code == 200)
    digest = sha256(key.encode()).hexdigest()[:12]
    assert f"{digest}\tterminal\tclocks\tuntil " in run("list", HERE)[1]
    assert run("withdraw", HERE, digest)[0] == 0
    assert f"{digest}\tterminal\tclocks\twithdrawn" in run("list", HERE)[1]
    until(lambda: asked(service, key, "/clocks").status_code == 401)


@pytest.mark.parametrize(
    "arguments",
    [
        ("give", HERE, "nightly", "--right", "texts"),
        ("give", "nowhere", "nightly"),
        ("give", HERE, "Nightly Job"),
        ("withdraw", HERE, "0123"),
    ],
)
def test_what_is_wrong_is_one_line(run: Typed, arguments: tuple[str, ...]) -> None:
    status, out, err = run(*arguments)
    assert status != 0
    assert out == ""
    assert err.count("\n") <= 2
