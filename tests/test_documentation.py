"""What the documents say is so: their links lead somewhere, the tour can be taken."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from waiting import until

ROOT = Path(__file__).parent.parent
TOUR = re.compile(r"^```bash tour\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")
DOCUMENTS = sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("ops/*.md"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(document: Path) -> None:
    text = document.read_text("utf-8")
    broken = [to for to in LINK.findall(text) if not (document.parent / to).exists()]
    assert not broken


@pytest.fixture
def running(tmp_path: Path) -> Iterator[int]:
    """`make run` in an empty folder, with demo cases; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CASES_")}
    said = tmp_path / "said"
    with said.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "api.running"],
            cwd=tmp_path,
            env=environment | {"PORT": str(port)},
            stdout=output,
            stderr=output,
        )
    try:
        until(lambda: "\nReady" in said.read_text() or process.poll() is not None, 90)
        assert process.poll() is None, said.read_text()
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


@pytest.mark.skipif(shutil.which("curl") is None, reason="the tour is told with curl")
def test_the_tour_in_the_readme_can_be_taken(running: int, tmp_path: Path) -> None:
    blocks = TOUR.findall((ROOT / "README.md").read_text("utf-8"))
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    shown = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(blocks)],
        cwd=tmp_path,
        env=os.environ | {"PORT": str(running), "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    refusals = [one for one in documents(shown) if "/problems/" in str(one)]
    assert [one["rule"] for one in refusals] == ["refused"]
    assert refusals[0]["clause"]
    assert "Investigation step logged: interview — Investigation" in shown
    assert "Charging a private trip" not in shown
    read_for = "demo.investigator read for: investigation of the case — "
    assert f"{read_for}Personal text read: " in shown
    assert '"delete_on"' in shown
    assert '"state": "missed"' in shown
    assert "the tiles are those of these entries" in shown
    assert "Result: what was checked holds" in shown


def documents(shown: str) -> list[dict[str, object]]:
    """The JSON objects among what was shown."""
    decoder = json.JSONDecoder()
    starts = re.finditer(r"^\{", shown, re.MULTILINE)
    return [decoder.raw_decode(shown, start.start())[0] for start in starts]
