"""Whether the time of an answer tells what its words do not, of mailboxes and cases.

Two questions that are answered alike, in turns by chance: by a key with a report and by
one without, about a case of somebody else and about none. `told_apart` is how often the
slower of two answers is the first kind's, in percent: 50 is a coin.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final
from uuid import uuid4

from rich.progress import track
from servers import Server, throw_away_cluster
from serving import Service, serving_anew

from api.mailboxes import new_key

HERE: Final = "ima"
BELOW: Final = f"/v1/organisations/{HERE}"
OFTEN: Final = 500
REPORT: Final = {
    "case_type": "breach_report",
    "opening": "speak_up",
    "channel": "web",
    "identity_mode": "anonymous",
    "received_on": "2026-03-02",
    "account": "It is so.",
}
Ask = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Row:
    """Medians in milliseconds, of both kinds of answer."""

    question: str
    there: float
    """Of what is there: a key with a report, somebody's case."""
    not_there: float
    told_apart: float


def measure(server: Server, often: int = OFTEN) -> list[Row]:
    """Each question so often, after one of each that nobody counts."""
    with (
        TemporaryDirectory() as folder,
        serving_anew(server, Path(folder), served=(HERE,)) as service,
    ):
        key = new_key()
        case = _sent(service, key, "POST", "/reports", REPORT).json()["case"]
        stranger, nothing = new_key(), uuid4()
        pairs: dict[str, tuple[Ask, Ask]] = {
            "a key with a report, beside one without": (
                lambda: _asked(service, key, nothing),
                lambda: _asked(service, stranger, nothing),
            ),
            "a case of somebody else, beside none": (
                lambda: _asked(service, stranger, case),
                lambda: _asked(service, stranger, nothing),
            ),
        }
        return [_compared(name, *both, often) for name, both in pairs.items()]


def _compared(name: str, there: Ask, not_there: Ask, often: int) -> Row:
    """Both in turns by chance; alike in all that they say, or it fails."""
    chance, took = Random(7), ([0.0] * 0, [0.0] * 0)
    assert there().content == not_there().content
    turns = [0] * often + [1] * often
    chance.shuffle(turns)
    for which in track(turns, name):
        begun = perf_counter()
        (there, not_there)[which]()
        took[which].append((perf_counter() - begun) * 1000)
    return Row(name, median(took[0]), median(took[1]), told_apart(*took))


def told_apart(there: Sequence[float], not_there: Sequence[float]) -> float:
    """How often of two answers the slower is of the first kind, in percent."""
    slower = sum((a > b) + (a == b) / 2 for a in there for b in not_there)
    return 100 * slower / (len(there) * len(not_there))


def _asked(service: Service, key: str, case: Any) -> Any:
    answer = _sent(service, key, "GET", f"/cases/{case}/own-texts")
    assert answer.status_code == 404, answer.text
    return answer


def _sent(service: Service, key: str, method: str, path: str, body: Any = None) -> Any:
    headers = {"Authorization": f"Mailbox {key}"}
    return service.client.request(method, BELOW + path, json=body, headers=headers)


def main() -> None:
    """Measure, and say it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--often", type=int, default=OFTEN)
    often = parser.parse_args().often
    with throw_away_cluster() as server:
        for row in measure(server, often):
            sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main()
