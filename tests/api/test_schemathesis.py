"""Two thousand generated requests: no failure, no answer that is not documented."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import pytest
import schemathesis
from described import DOCUMENT
from generated import CHECKS, started
from hypothesis import HealthCheck, settings
from reported import Opened, opened_by
from servers import Server
from serving import HERE, Service, serving_anew
from starlette.types import ASGIApp

pytestmark = pytest.mark.timeout(300)

EACH: Final = int(os.environ.get("CASES_GENERATED", "8"))
"""Made-up requests for each of 160 operations, beside as many more at limits; `make
fuzz` sends ten thousand."""
OFFICES: Final = (
    "compliance_officer",
    "executive_committee_member",
    "intake_officer",
    "member",
    "auditor",
)


schema = schemathesis.openapi.from_dict(DOCUMENT)


@pytest.fixture(scope="module")
def service(
    cluster: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A service that does not wait long for positions that do not exist."""
    folder: Path = tmp_path_factory.mktemp("generated")
    with serving_anew(cluster, folder, wait_seconds=0.01) as running:
        yield running


@pytest.fixture(scope="module")
def told(service: Service) -> Opened:
    return opened_by(service.caller("member", "p-reporter"))


@pytest.fixture(scope="module")
def running(service: Service) -> ASGIApp:
    return started(service)


@schema.parametrize()
@settings(max_examples=EACH, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_the_answer_is_a_documented_one(
    case: Any, service: Service, running: ASGIApp, told: Opened
) -> None:
    chance = crc32(repr((case.body, case.query)).encode("utf-8", "replace"))
    office = OFFICES[chance % len(OFFICES)]
    case.path_parameters["organisation"] = HERE
    headers = service.caller(office, "p-reporter").headers()
    if chance % 8:
        # Otherwise most would stop at an office not held or a key used before.
        case.headers.pop("acting-as", None)
        case.headers.pop("idempotency-key", None)
    if chance % 2:
        # Of a real case, at its version: otherwise few requests would get far.
        case.path_parameters["case_id"] = str(told.id)
        history = service.app.state.organisations[HERE].log.history(told.id)
        headers["If-Match"] = f'"{len(history)}"'
    answer = case.call(app=running, headers=headers)
    case.validate_response(answer, checks=CHECKS)
