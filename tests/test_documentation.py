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
from dataclasses import dataclass
from pathlib import Path

import pytest
from waiting import until

# Everything is made new for the tour; on a busy machine that takes minutes.
pytestmark = pytest.mark.timeout(600)

ROOT = Path(__file__).parent.parent
TOUR = re.compile(r"^```bash tour\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")
DOCUMENTS = [
    *(
        path
        for place in ("", "ops/", "clients/*/")
        for path in ROOT.glob(f"{place}*.md")
    )
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(document: Path) -> None:
    text = document.read_text("utf-8")
    broken = [to for to in LINK.findall(text) if not (document.parent / to).exists()]
    assert not broken


@dataclass(frozen=True)
class Running:
    """`make run` in an empty folder, with demo cases."""

    folder: Path
    port: int
    said: str

    def shell(self, script: str) -> str:
        """What a script prints that somebody runs beside it."""
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env=os.environ | {"PORT": str(self.port), "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The whole service, until the end."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "clients").symlink_to(ROOT / "clients")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CASES_")}
    said = folder / "said"
    with said.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "api.running"],
            cwd=folder,
            env=environment | {"PORT": str(port)},
            stdout=output,
            stderr=output,
        )
    try:
        until(lambda: "\nReady" in said.read_text() or process.poll() is not None, 400)
        assert process.poll() is None, said.read_text()
        yield Running(folder, port, said.read_text())
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


without_curl = pytest.mark.skipif(
    shutil.which("curl") is None, reason="what is told is told with curl"
)


@without_curl
def test_the_tour_in_the_readme_can_be_taken(running: Running) -> None:
    blocks = TOUR.findall((ROOT / "README.md").read_text("utf-8"))
    tour = "\n".join(blocks)
    shown = running.shell(tour)
    refusals = [one for one in documents(shown) if "/problems/" in str(one)]
    assert [one["rule"] for one in refusals] == ["refused"]
    assert refusals[0]["clause"]
    assert "Investigation step logged: interview — Investigation" in shown
    assert "Time limit missed: acknowledgement — not from the code: Dir" in shown
    assert "Charging a private trip" not in shown
    read_for = "demo.investigator read for: investigation of the case — "
    # The trail follows a moment later; whoever takes the tour again sees it.
    assert f"{read_for}Personal text read: " in shown + running.shell(tour)
    assert "<svg" in running.shell("cat var/history.html")
    assert "\ncase_id,number,case_type," in shown
    assert '"delete_on"' in shown
    assert '"state": "missed"' in shown
    assert re.search(r"^version \d+ is now \d+\n412 ", shown, re.MULTILINE)
    assert "the tiles are those of these entries" in shown
    assert shown.count("Result: what was checked holds") == 2
    assert "3 texts are gone, as another person approved" in shown
    assert '"result": "refuted"' not in shown


def test_the_journey_of_the_client_can_be_made(running: Running) -> None:
    said = (ROOT / "clients/python/README.md").read_text("utf-8")
    (program,) = re.findall(r"^```python\n(.*?)^```$", said, re.MULTILINE | re.DOTALL)
    script = f"PYTHONPATH=clients/python python3 - <<'END'\n{program}END"
    refused, phase = running.shell(script).splitlines()
    assert re.fullmatch(r"409 .*'acknowledge' is not possible.* — \S.*", refused)
    assert phase == "acknowledged"


@without_curl
def test_what_make_run_shows_opens_the_service(running: Running) -> None:
    command = re.search(r"^  (curl .*\n.*)$", running.said, re.MULTILINE)
    assert command
    assert json.loads(running.shell(f"{command[1]} -sS"))["items"]
    for name in ("base URL", "documentation"):
        address = re.search(rf"^  {name} +(http://\S+)$", running.said, re.MULTILINE)
        assert address
        ask = f"curl -sSL -o /dev/null -w '%{{http_code}}' {address[1]}"
        assert running.shell(ask) == "200"
    places = [line.split() for line in running.said.splitlines() if " eyJ" in line]
    assert len(places) > 35
    for place, token in places:
        assert running.shell(f"cat var/tokens/{place}") == token


def documents(shown: str) -> list[dict[str, object]]:
    """The JSON objects among what was shown."""
    decoder = json.JSONDecoder()
    starts = re.finditer(r"^\{", shown, re.MULTILINE)
    return [decoder.raw_decode(shown, start.start())[0] for start in starts]
