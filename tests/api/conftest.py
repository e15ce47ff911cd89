"""One service for the tests of each module; they share its log, not their cases."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from reported import Opened, opened_by
from servers import Server
from serving import Service, serving_anew


@pytest.fixture(scope="module")
def service(
    cluster: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A running service with an empty log."""
    folder: Path = tmp_path_factory.mktemp("service")
    with serving_anew(cluster, folder) as running:
        yield running


@pytest.fixture
def opened(service: Service) -> Opened:
    """A case that a member has just reported."""
    return opened_by(service.caller("member", f"p-{uuid4().hex[:8]}"))
