"""Tries each change in a fork of one process, which has collected the tests once.

First another fork runs all the tests and finds out which of them come across which
line. Then the code of a change takes the place of that of the original. What mypy
notices is not tried; what no test has failed on so far is tried again each time. Where
modules are named, only they are; with `--again` it is known what the tests cross.
"""

import gc
import os
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Final

import pytest
from mutation.changing import Change
from mutation.crossing import STORED, Crossed, Crossing
from mutation.explaining import Explanations
from mutation.replacing import CannotBeReplacedError, Living
from mutation.stored import NO_TEST, NOT_TRIED, Module, stored
from mutation.typed import check

# No time by the clock: a machine that stands still for a while would notice changes.
QUIET: Final = ("-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-o", "timeout=0")
RULES: Final = ("-p", "mutation.pure", "-m", "not walks", "tests/cases")
WORD: Final = re.compile("[a-z_]{2,}")
LONGER: Final = 5
"""Whatever takes so many times as long as its tests never comes to its end."""
SAVED_SECONDS: Final = 15


@dataclass
class Trying:
    """Runs forks instead of the tests that pytest has collected."""

    wanted: Sequence[str] = ()
    crossed: Crossed = field(default_factory=Crossed.read)
    known: Explanations = field(default_factory=Explanations.read)
    running: dict[int, tuple[Module, Change, int]] = field(default_factory=dict)
    noticed: defaultdict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    """Which tests noticed how many changes of a function or a module."""
    unsaved: dict[str, Module] = field(default_factory=dict)
    said: int = -1
    """Where a fork says which test failed."""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every change that no test has failed on so far."""
        items = {item.nodeid: item for item in session.items}
        new = self._new(items)
        living = Living()
        gc.freeze()
        saved = time.monotonic()
        for module, change in self._left():
            known = self.crossed.of(change, module.name) & items.keys()
            tests = self._in_order(known | new, module, change)
            if len(self.running) == (os.cpu_count() or 1):
                self._wait()
            if time.monotonic() - saved > SAVED_SECONDS:
                self._save()
                saved = time.monotonic()
            self._fork(living, module, change, [items[test] for test in tests])
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

    def _left(self) -> Iterator[tuple[Module, Change]]:
        for module in stored(self.wanted):
            for change in module.left():
                if not self.known.means_nothing(change):
                    yield module, change

    def _new(self, items: dict[str, pytest.Item]) -> set[str]:
        """Tests in files that have changed since it was asked what they cross."""
        asked = STORED.stat().st_mtime
        return {
            test
            for test, item in items.items()
            if test not in self.crossed.seconds or item.path.stat().st_mtime > asked
        }

    def _in_order(
        self, tests: frozenset[str], module: Module, change: Change
    ) -> list[str]:
        """Whichever has a name like what is changed first, or noticed most so far."""
        of_function, of_module = self.noticed[change.where], self.noticed[module.name]
        seconds, words = self.crossed.seconds, {*WORD.findall(change.shown)}
        return sorted(
            tests,
            key=lambda test: (
                -len(words & _named(test)),
                -of_function[test],
                -of_module[test],
                seconds.get(test, 1.0),
            ),
        )

    def _fork(
        self, living: Living, module: Module, change: Change, tests: list[pytest.Item]
    ) -> None:
        says, said = os.pipe()
        if pid := os.fork():
            os.close(said)
            self.running[pid] = module, change, says
            return
        self.said = said
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        # A fork that ended otherwise would go on as if it were the first.
        code = NOT_TRIED
        try:
            living.replace(module.path, change)
            code = self._ended(tests)
        except CannotBeReplacedError:
            pass
        finally:
            os._exit(code)

    def _ended(self, tests: list[pytest.Item]) -> int:
        """How the tests end with a change, when none of them fails."""
        seconds = sum(self.crossed.seconds.get(test.nodeid, 1.0) for test in tests)
        limit = int(time.process_time() + (seconds + 1) * LONGER)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        for test, following in pairwise([*tests, None]):
            if test:
                test.ihook.pytest_runtest_protocol(item=test, nextitem=following)
        return 0 if tests else NO_TEST

    def _wait(self) -> None:
        """Until one more has come to its end."""
        pid, status = os.wait()
        module, change, says = self.running.pop(pid)
        with os.fdopen(says) as told:
            test = told.read()
        code = os.waitstatus_to_exitcode(status)
        module.ended[change.key] = None if code == NOT_TRIED else code
        self.unsaved[module.name] = module
        if test:
            self.noticed[change.where][test] += 1
            self.noticed[module.name][test] += 1

    def _save(self) -> None:
        for module in self.unsaved.values():
            module.save()
        self.unsaved.clear()


@cache
def _named(test: str) -> frozenset[str]:
    """The words in the name of a test, and in that of a case of it."""
    name = test.rpartition("::")[2]
    return frozenset([*WORD.findall(name), *WORD.findall(name.replace("_", " "))])


def main(asked: Sequence[str]) -> int:
    """Try the modules that are named, or all; `--again` knows what crosses what."""
    wanted = [name for name in asked if name != "--again"]
    check(list(stored(wanted)))
    if "--again" not in asked:
        if not (watched := os.fork()):
            sys.exit(pytest.main([*QUIET, *RULES], plugins=[Crossing()]))
        if status := os.waitstatus_to_exitcode(os.waitpid(watched, 0)[1]):
            return status
    return pytest.main([*QUIET, *RULES], plugins=[Trying(wanted)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
