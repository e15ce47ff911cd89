"""Memory of the service while a large file comes and goes, and how fast it does.

A film of random bytes, in one part and as one stream; what counts is the most memory
that the process ever had, after as before.
"""

import argparse
import http.client
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from deployed import HERE, Deployed, deployed_on
from servers import Server, throw_away_cluster

MEGABYTE: Final = 1 << 20
MOST: Final = 1.1
"""How much more memory a process may have had after a large file than before."""
JSON: Final = {"Content-Type": "application/json"}
PART: Final = {"Content-Type": "application/partial-upload", "Upload-Offset": "0"}
FILM: Final = b"\x00\x00\x00\x18ftypisom"


@dataclass(frozen=True, slots=True)
class Row:
    """Megabytes; and megabytes a second each way."""

    size: int
    before: float
    after: float
    up: float
    down: float


def measure(server: Server, megabytes: int = 1024) -> Row:
    """Once up and once down."""
    with deployed_on(server) as service:
        _, (case,) = service.investigations(1)
        at = f"/v1/organisations/{HERE}/cases/{case}"
        token = {"Authorization": f"Bearer {service.token('investigator')}"}
        process = serving(service.port)
        # What is loaded with the first file is no part of the second.
        sent(service, at, token, 1)
        before = most(process)
        began = time.perf_counter()
        item = sent(service, at, token, megabytes)
        up = time.perf_counter() - began
        began = time.perf_counter()
        read(service, f"{at}/files/{item}?purpose=measuring", token, megabytes)
        down = time.perf_counter() - began
        return Row(megabytes, before, most(process), megabytes / up, megabytes / down)


def content(megabytes: int) -> Iterator[bytes]:
    """So many megabytes of a film."""
    yield FILM + os.urandom(MEGABYTE - len(FILM))
    for _ in range(megabytes - 1):
        yield os.urandom(MEGABYTE)


def sent(service: Deployed, at: str, token: dict[str, str], megabytes: int) -> str:
    """A file in one part; what it is known by."""
    size = megabytes * MEGABYTE
    body = json.dumps({"name": "film.mp4", "size": size})
    begun = asked(service, "POST", f"{at}/files", body.encode(), token | JSON)
    item = str(json.loads(begun)["item"])
    headers = token | PART | {"Content-Length": str(size)}
    asked(service, "PATCH", f"{at}/uploads/{item}", content(megabytes), headers)
    return item


def asked(service: Deployed, method: str, path: str, body: Any, headers: Any) -> bytes:
    """What is answered to it."""
    line = http.client.HTTPConnection("127.0.0.1", service.port, timeout=600)
    line.request(method, path, body, headers)
    answer = line.getresponse()
    said = answer.read()
    assert answer.status == 201, said
    line.close()
    return said


def read(service: Deployed, path: str, token: Any, megabytes: int) -> None:
    """All of a file, of which nothing is kept."""
    line = http.client.HTTPConnection("127.0.0.1", service.port, timeout=600)
    line.request("GET", path, headers=token)
    answer = line.getresponse()
    assert answer.status == 200, answer.read()
    size = 0
    while some := answer.read(MEGABYTE):
        size += len(some)
    assert size == megabytes * MEGABYTE
    line.close()


def serving(port: int) -> int:
    """The process that serves a port."""
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        words = status.read_bytes().split(b"\0")
        if b"serve" in words and str(port).encode() in words:
            return int(status.parent.name)
    raise LookupError(port)


def most(process: int) -> float:
    """The most memory that it ever had, in megabytes."""
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--megabytes", type=int, default=1024)
    megabytes = arguments.parse_args().megabytes
    with throw_away_cluster(durable=True) as server:
        row = measure(server, megabytes)
    sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main()
