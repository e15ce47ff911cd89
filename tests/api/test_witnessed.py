"""What the service says of its witnesses: one that answers, and one that is gone."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from reported import opened_by
from servers import Server
from serving import HERE, Caller, Service, serving_anew
from trees import signer
from waiting import until

from verify.note import COSIGNATURE, Verifier
from witness.memory import Memory
from witness.protocol import Witness
from witness.server import Server as Standing

OFFICER = signer("witness.example/officer", COSIGNATURE)


@pytest.fixture
def officer(tmp_path: Path) -> Iterator[tuple[Standing, Memory]]:
    """A witness on the network that knows no log yet."""
    memory = Memory(tmp_path / "witness")
    with Standing(("127.0.0.1", 0), Witness(memory, OFFICER)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server, memory
        server.shutdown()
        thread.join()


@pytest.fixture
def service(
    cluster: Server, tmp_path: Path, officer: tuple[Standing, Memory]
) -> Iterator[Service]:
    """A service that asks that witness."""
    policy = tmp_path / "policy"
    address = f"http://127.0.0.1:{officer[0].server_port}"
    policy.write_text(f"witness officer {OFFICER.verifier} {address}\nquorum officer\n")
    with serving_anew(cluster, tmp_path, served=(HERE,), witnesses=policy) as running:
        yield running


def standing(auditor: Caller) -> Any:
    return auditor.get("/tree").json()


def test_a_quorum_is_fresh_once_a_witness_knows_the_log_and_stale_without_one(
    service: Service, officer: tuple[Standing, Memory]
) -> None:
    auditor = service.caller("auditor")
    first = opened_by(service.caller("member", "p-1"))
    until(lambda: standing(auditor)["waiting"] == 0)
    before = standing(auditor)
    assert (before["witnessing"], before["witnessed_size"]) == ("stale", None)
    assert before["size"] == first.version
    key = auditor.get("/tree/keys").json()[0]["verifier"]
    officer[1].learn(Verifier.parse(key))
    second = opened_by(service.caller("member", "p-2"))
    until(lambda: standing(auditor)["witnessing"] == "fresh", 10)
    after = standing(auditor)
    assert after["witnessed_size"] == first.version + second.version
    assert after["witnessed_at"]
    note = auditor.get("/tree/checkpoint").text
    assert "\n— witness.example/officer " in note
