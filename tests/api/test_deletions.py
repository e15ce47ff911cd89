"""/deletions says how each stands today, which is a day at the organisation's place."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from happened import closed, kept
from projected import envelope
from reported import Opened
from serving import HERE, Service
from shipped import codes

from api.organisations import Organisation


def close(service: Service, opened: Opened, delete_on: date) -> int:
    """End the case as a retention rule would; the position from which it is seen."""
    organisation: Organisation = service.app.state.organisations[HERE]
    ended = [closed(), kept(delete_on)]
    return organisation.log.append(
        opened.id, opened.version, ended, envelope()
    ).position


def asked(service: Service, **parameters: Any) -> dict[UUID, str]:
    answer = service.caller("data_protection_officer").get("/deletions", **parameters)
    return {UUID(one["case_id"]): one["state"] for one in answer.json()["items"]}


@pytest.mark.parametrize(("days", "state"), [(-1, "overdue"), (2, "scheduled")])
def test_deletions_can_be_narrowed_to_how_they_stand(
    service: Service, opened: Opened, days: int, state: str
) -> None:
    today = service.app.state.organisations[HERE].today()
    after = close(service, opened, today + timedelta(days=days))
    assert asked(service, after=after, state=state)[opened.id] == state
    for other in {"scheduled", "due", "overdue", "held"} - {state}:
        assert opened.id not in asked(service, after=after, state=other)


@pytest.mark.parametrize(
    ("hour", "day"), [(22, date(2026, 1, 5)), (23, date(2026, 1, 6))]
)
def test_the_day_is_the_one_where_the_organisation_is(
    service: Service, hour: int, day: date
) -> None:
    at = datetime(2026, 1, 5, hour, 30, tzinfo=UTC)
    served: Organisation = service.app.state.organisations[HERE]
    in_geneva = replace(
        served, code=codes()["iom"], cases=replace(served.cases, now=lambda: at)
    )
    assert in_geneva.today() == day
