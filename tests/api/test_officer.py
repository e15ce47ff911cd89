"""What whoever answers for deletion sees: figures with their evidence, and people."""

from typing import Any
from uuid import UUID

import pytest
from disposing import carry_out, ended, here, listed, waited
from happened import excluded
from projected import envelope
from reported import opened_by, somebody
from serving import Service
from waiting import readable

from cases.actors import SYSTEM
from cases.events.disposal import ErasureFailed

NAMES = {
    *("scheduled", "due", "overdue", "held", "erased"),
    *("proposed", "waiting", "executing", "executed", "telling", "certified"),
    "failed",
}


def figures(service: Service) -> dict[str, int]:
    """The officer's figures; what is behind each is as many."""
    log, head = here(service).log, -1
    # What follows by rules may be recorded between two answers: then once more.
    while head < readable(log):
        head = readable(log)
        found = {one["name"]: one for one in told(service, head)}
        behind = {name: listed_behind(service, one) for name, one in found.items()}
    assert found.keys() == NAMES
    counts = {name: one["count"] for name, one in found.items()}
    assert behind == counts
    return counts


def told(service: Service, head: int) -> list[dict[str, Any]]:
    """The figures as they are when everything up to there is shown."""
    dpo = service.caller("data_protection_officer")
    answer = dpo.get("/deletions/figures", after=head)
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def listed_behind(service: Service, figure: dict[str, Any]) -> int:
    """How much the evidence of a figure lists."""
    dpo = service.caller("data_protection_officer")
    path, _, asked = figure["evidence"].partition("?")
    name, _, wanted = asked.partition("=")
    return len(dpo.get(f"/{path}", limit=200, **{name: wanted}).json()["items"])


def lists(service: Service, **wanted: Any) -> dict[str, Any]:
    dpo, head = service.caller("data_protection_officer"), readable(here(service).log)
    answer = dpo.get("/deletions/lists", after=head, limit=200, **wanted)
    assert answer.status_code == 200, answer.text
    return {one["disposal"]: one for one in answer.json()["items"]}


@pytest.fixture
def case(service: Service) -> UUID:
    return ended(service, opened_by(service.caller("member", somebody())))


def test_each_figure_leads_to_its_evidence(service: Service, case: UUID) -> None:
    before = figures(service)
    assert before["overdue"] >= 2
    at = listed(service, (case, "content"))
    approved = figures(service)
    assert approved["waiting"] == before["waiting"] + 1
    disposal = at.rpartition("/")[2]
    found = lists(service)[disposal]
    assert (found["state"], found["entries"]) == ("waiting", 1)
    assert found["waiting_until"] > service.today().isoformat()
    waited(service, at)
    carry_out(service)
    done = figures(service)
    # Others that were waiting may have been carried out with it.
    for more in ("certified", "erased"):
        assert done[more] > before[more]
    assert done["waiting"] <= before["waiting"]
    found = lists(service, state="certified")[disposal]
    assert found["evidence"] == f"deletions/{disposal}/certificate"


def test_what_failed_is_a_figure_with_its_reason(service: Service, case: UUID) -> None:
    at = listed(service, (case, "content"))
    stream = UUID(at.rpartition("/")[2])
    failed = ErasureFailed(
        stage="keys", because="unavailable", entries=(1,), not_final=0
    )
    log = here(service).log
    version = here(service).cases.found(stream, SYSTEM).version
    log.append(stream, version, [failed], envelope())
    found = lists(service, state="failed")[str(stream)]
    assert (found["failed_stage"], found["failed_because"]) == ("keys", "unavailable")
    assert figures(service)["failed"] >= 1


def test_a_list_with_a_case_one_may_not_know_of_is_in_no_figure(
    service: Service, case: UUID
) -> None:
    at = listed(service, (case, "content"))
    away = service.caller("data_protection_officer", somebody())
    before = away.get("/deletions/figures", after=readable(here(service).log)).json()
    version = here(service).cases.found(case, SYSTEM).version
    here(service).log.append(case, version, [excluded(away.person)], envelope())
    answer = away.get("/deletions/lists", after=readable(here(service).log), limit=200)
    assert at.rpartition("/")[2] not in answer.text
    after = away.get("/deletions/figures").json()
    counts = [{one["name"]: one["count"] for one in some} for some in (before, after)]
    assert counts[1]["waiting"] == counts[0]["waiting"] - 1
    assert counts[1]["overdue"] == counts[0]["overdue"] - 2


@pytest.mark.parametrize("role", ["member", "intake_officer", "administrator"])
def test_figures_are_for_whoever_sees_deletions(service: Service, role: str) -> None:
    by = service.caller(role)
    for place in ("figures", "lists"):
        assert by.get(f"/deletions/{place}").status_code == 403
    assert by.get("/deletions/inventory", person="p-1").status_code == 403


@pytest.mark.parametrize("role", ["compliance_officer", "reporting_job"])
def test_an_inventory_of_a_person_is_for_fewer(service: Service, role: str) -> None:
    answer = service.caller(role).get("/deletions/inventory", person="p-1")
    assert answer.status_code == 403
