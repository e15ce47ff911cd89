"""A service that is to stop ends what is followed, and does not wait for it."""

import signal
from pathlib import Path

import pytest
from deployed import HERE, HOST, OFFICER, deployed
from followers import followed
from servers import Server, database

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_a_service_that_is_asked_to_end_ends_while_somebody_follows(
    cluster: Server, tmp_path: Path, asked: signal.Signals
) -> None:
    with (
        database(cluster) as log,
        database(cluster) as keystore,
        deployed(log, keystore, tmp_path) as running,
    ):
        headers = {"Authorization": f"Bearer {running.token(OFFICER)}"}
        path = f"/v1/organisations/{HERE}/events"
        at = f"http://{HOST}:{running.port}"
        with followed(at, headers, path) as stream:
            assert stream.beginning() >= 0
            running.api.send_signal(asked)
            assert list(stream.events()) == []
        assert running.api.wait(timeout=60) in (0, -asked)
