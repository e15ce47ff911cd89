"""One service for the tests of each module; they share its log, not their cases."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from acting import Staff
from reported import Opened, opened_by
from servers import Server
from serving import ELSEWHERE, HERE, Service, serving_anew


@pytest.fixture(scope="module")
def service(
    cluster: Server,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[Service]:
    """A running service with an empty log, of the organisations that are `SERVED`."""
    folder: Path = tmp_path_factory.mktemp("service")
    served = getattr(request.module, "SERVED", (HERE, ELSEWHERE))
    with serving_anew(cluster, folder, served=served) as running:
        yield running


@pytest.fixture
def ima(service: Service) -> Staff:
    """Everybody at IMA, on the first day."""
    staff = Staff(service, HERE)
    staff.wait(0)
    return staff


@pytest.fixture
def opened(service: Service) -> Opened:
    """A case that a member has just reported."""
    return opened_by(service.caller("member", f"p-{uuid4().hex[:8]}"))
