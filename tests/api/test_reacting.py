"""What rules ask for, on PostgreSQL: once, whatever becomes of the reactor."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from reactor import begin_anew, react, reactor
from recorded import everything
from serving import Caller, Service

from api.reacting import reactor as reacting
from cases.errors import Unavailable
from cases.handling import Cases
from cases.log.recorded import Recorded

IOM = "iom"
SERVED = (IOM,)


def registered(service: Service) -> UUID:
    """A detriment put into the register."""
    personnel = service.caller("human_resources", "personnel-1", IOM)
    facts = {
        "affected": f"staff-{uuid4().hex[:8]}",
        "ordered_by": "head-1",
        "detriment": "harm_or_loss",
        "effective_on": "2026-10-01",
    }
    said = {"case_type": "detriment", "opening": "register", "facts": facts}
    answer = personnel.post("/disclosures", said | {"account": "It is planned."})
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["case"])


def history(service: Service, case: UUID) -> list[Recorded]:
    found: list[Recorded] = service.app.state.organisations[IOM].log.history(case)
    return found


def whole_log(service: Service) -> list[int]:
    log = service.app.state.organisations[IOM].log
    return [one.position for one in everything(log)]


def checks(service: Service, case: UUID) -> list[Recorded]:
    """How often it was looked whether the person is protected."""
    return [
        one
        for one in history(service, case)
        if getattr(one.event, "step", "") == "check_protection"
    ]


def ethics(service: Service) -> Caller:
    return service.caller("ethics_office", "ethics-1", IOM)


def seen(service: Service, case: UUID) -> Any:
    position = history(service, case)[-1].position
    return ethics(service).get(f"/cases/{case}/history", after=position).json()


def test_it_happens_by_itself_and_the_history_says_by_which_clause(
    service: Service,
) -> None:
    case = registered(service)
    react(service, IOM)
    (check,) = checks(service, case)
    told = seen(service, case)[check.version - 1]
    assert (told["actor"], told["acting_as"]) == ("system", "system")
    assert (told["clause"], told["because_of"]) == ("21.3", 1)
    assert told["details"]["facts"] == {"presumed": False, "presumed_from": 1}


def test_the_trail_says_what_it_followed(service: Service) -> None:
    case = registered(service)
    react(service, IOM)
    (check,) = checks(service, case)
    auditor = service.caller("auditor", "auditor-1", IOM)
    trail = auditor.get("/audit", case_id=case, after=check.position).json()["items"]
    caused = [one for one in trail if one["causation"] is not None]
    assert {one["causation"] for one in caused} == {trail[0]["position"]}
    assert {one["topic"] for one in caused} >= {"StepTaken", "ClockStarted"}


def test_going_through_the_whole_log_again_causes_nothing_new(
    service: Service,
) -> None:
    case = registered(service)
    react(service, IOM)
    before = whole_log(service)
    for _ in range(2):
        begin_anew(service, IOM)
        react(service, IOM)
    assert whole_log(service) == before
    assert len(checks(service, case)) == 1


def test_several_at_once_do_it_once(service: Service) -> None:
    cases = [registered(service) for _ in range(3)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: react(service, IOM), range(4)))
    assert [len(checks(service, case)) for case in cases] == [1, 1, 1]


class Killed(BaseException):
    """Nothing in the service catches it, as nothing catches a kill."""


@pytest.mark.parametrize("after", [0, 1, 2])
def test_killed_in_between_it_goes_on_where_it_was(
    service: Service, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    cases = [registered(service) for _ in range(3)]
    carried_out, done = Cases.follow_up, []

    def dying(self: Cases, *asked: Any) -> None:
        if len(done) == after:
            raise Killed
        done.append(asked)
        carried_out(self, *asked)

    monkeypatch.setattr(Cases, "follow_up", dying)
    with pytest.raises(Killed):
        react(service, IOM)
    monkeypatch.undo()
    react(service, IOM)
    assert [len(checks(service, case)) for case in cases] == [1, 1, 1]


def test_killed_before_it_remembers_how_far_it_came_it_does_nothing_twice(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = registered(service)

    def dying(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(reacting.Place, "move", dying)
    with pytest.raises(Killed):
        react(service, IOM)
    monkeypatch.undo()
    before = whole_log(service)
    assert len(checks(service, case)) == 1
    react(service, IOM)
    assert whole_log(service) == before


def test_a_reaction_that_fails_keeps_no_other_waiting_and_is_tried_again(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing, sound = registered(service), registered(service)
    carried_out = Cases.follow_up

    def breaking(self: Cases, case: UUID | None, *asked: Any) -> None:
        if case == failing:
            raise RuntimeError
        carried_out(self, case, *asked)

    monkeypatch.setattr(Cases, "follow_up", breaking)
    with reactor(service, IOM) as one:
        one.go_on()
        assert (len(checks(service, failing)), len(checks(service, sound))) == (0, 1)
        monkeypatch.undo()
        one.go_on()
    assert len(checks(service, failing)) == 1
    react(service, IOM)
    assert len(checks(service, failing)) == 1


def test_a_log_that_does_not_answer_is_waited_for(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = registered(service)

    def silent(*_: object) -> None:
        raise Unavailable

    monkeypatch.setattr(Cases, "follow_up", silent)
    with pytest.raises(Unavailable):
        react(service, IOM)
    monkeypatch.undo()
    react(service, IOM)
    assert len(checks(service, case)) == 1
