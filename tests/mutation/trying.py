"""Tries each change in a fork of one process, which has collected the tests once.

mutmut makes the changes and finds out which tests come across which function; it would
start pytest for every change. Here the code of a change takes the place of that of the
original. What no test has failed on so far is tried again each time.
"""

import gc
import json
import os
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from mutation.replacing import Changed, read
from mutation.survivors import KILLED

CHANGED: Final = Path("mutants/src")
STATS: Final = Path("mutants/mutmut-stats.json")
NO_TEST: Final = 33
NOT_TRIED: Final = 77
LONGER: Final = 5
"""Whatever takes so many times as long as its tests never comes to its end."""
SAVED_SECONDS: Final = 15


@dataclass
class Source:
    """A module with its changes, and what came of each."""

    meta: Path
    found: dict[str, Any]
    changed: Changed

    def ended(self, change: str, code: int | None) -> None:
        """Remember how the tests ended with a change."""
        self.found["exit_code_by_key"][change] = code

    def save(self) -> None:
        """Write down what came of the changes."""
        self.meta.write_text(json.dumps(self.found, indent=4), "utf-8")


@dataclass
class Trying:
    """Runs forks instead of the tests that pytest has collected."""

    at_once: int = field(default_factory=lambda: os.cpu_count() or 1)
    stats: dict[str, Any] = field(default_factory=lambda: json.loads(STATS.read_text()))
    running: dict[int, tuple[Source, str, int]] = field(default_factory=dict)
    noticed: defaultdict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    """Which tests noticed how many changes of a function or a module."""
    unsaved: dict[Path, Source] = field(default_factory=dict)
    said: int = -1
    """Where a fork says which test failed."""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every change that no test has failed on so far."""
        items = {item.nodeid: item for item in session.items}
        gc.freeze()
        saved = time.monotonic()
        for source, change in left():
            tests = [items[test] for test in self._tests(change) if test in items]
            if not tests:
                source.ended(change, NO_TEST)
                source.save()
                continue
            if len(self.running) == self.at_once:
                self._wait()
            if time.monotonic() - saved > SAVED_SECONDS:
                self._save()
                saved = time.monotonic()
            self._fork(source, change, tests)
        while self.running:
            self._wait()
        self._save()
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """End the fork with the first test that fails, and say which one it was."""
        if report.failed:
            os.write(self.said, report.nodeid.encode())
            os._exit(1)

    def pytest_report_teststatus(self) -> tuple[str, str, str]:
        """Say nothing of single tests."""
        return "", "", ""

    def _tests(self, change: str) -> list[str]:
        """Those that come across the function; whichever noticed most first."""
        function, module = change.rpartition("__mutmut_")[0], change.rpartition(".")[0]
        seconds = self.stats["duration_by_test"]
        of_function, of_module = self.noticed[function], self.noticed[module]
        return sorted(
            self.stats["tests_by_mangled_function_name"].get(function, ()),
            key=lambda test: (-of_function[test], -of_module[test], seconds[test]),
        )

    def _fork(self, source: Source, change: str, tests: list[pytest.Item]) -> None:
        says, said = os.pipe()
        if pid := os.fork():
            os.close(said)
            self.running[pid] = source, change, says
            return
        self.said = said
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        os._exit(self._ended(source, change, tests))

    def _ended(self, source: Source, change: str, tests: list[pytest.Item]) -> int:
        """How the tests end with a change, when none of them fails."""
        seconds = sum(self.stats["duration_by_test"][test.nodeid] for test in tests)
        limit = int(time.process_time() + (seconds + 1) * LONGER)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        try:
            source.changed.replace(change.rpartition(".")[2])
        except Exception:  # noqa: BLE001
            return NOT_TRIED
        for test, following in zip(tests, [*tests[1:], None], strict=True):
            test.ihook.pytest_runtest_protocol(item=test, nextitem=following)
        return 0

    def _wait(self) -> None:
        """Until one more has come to its end."""
        pid, status = os.wait()
        source, change, says = self.running.pop(pid)
        with os.fdopen(says) as told:
            test = told.read()
        code = os.waitstatus_to_exitcode(status)
        source.ended(change, None if code == NOT_TRIED else code)
        self.unsaved[source.meta] = source
        if test:
            self.noticed[change.rpartition("__mutmut_")[0]][test] += 1
            self.noticed[change.rpartition(".")[0]][test] += 1

    def _save(self) -> None:
        for source in self.unsaved.values():
            source.save()
        self.unsaved.clear()


def left() -> Iterator[tuple[Source, str]]:
    """Every change that no test has failed on so far."""
    for meta in sorted(CHANGED.rglob("*.meta")):
        found = json.loads(meta.read_text("utf-8"))
        ended = found["exit_code_by_key"]
        changes = [change for change, code in ended.items() if code not in KILLED]
        if changes:
            module = changes[0].rpartition(".")[0]
            source = Source(meta, found, read(module, meta.with_suffix("")))
            yield from ((source, change) for change in changes)


if __name__ == "__main__":
    rules = ["-p", "mutation.pure", "-m", "not walks", "tests/cases"]
    quiet = ["-q", "-p", "no:randomly", "-p", "no:cacheprovider"]
    sys.exit(pytest.main([*quiet, *rules], plugins=[Trying()]))
