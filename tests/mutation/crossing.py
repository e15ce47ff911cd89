"""Which tests come across which lines, and how long each takes."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

import coverage
import pytest
from mutation.changing import SOURCE, Change, modules, name_of

STORED: Final = Path("mutants/crossed.json")
LINE: Final = "{}:{}"


@dataclass(frozen=True)
class Crossed:
    """The tests of each line of the modules, as they were when they ran."""

    seconds: dict[str, float]
    """How long each test took."""
    tests: list[str]
    lines: dict[str, list[int]]
    """By `module:line`, the places of tests in `tests`."""

    @classmethod
    def read(cls) -> Self:
        """As it was found out last."""
        return cls(**json.loads(STORED.read_text("utf-8")))

    def save(self) -> None:
        """Write it down."""
        STORED.parent.mkdir(exist_ok=True)
        STORED.write_text(json.dumps(vars(self)), "utf-8")

    def of(self, change: Change, module: str) -> frozenset[str]:
        """The tests that come across what is changed.

        Of a default, which no test comes across, those of its function.
        """
        first, last = change.line + change.first, change.line + change.last
        changed = self._across(module, range(first, last + 1))
        return changed or self._across(module, range(change.line, change.until + 1))

    def _across(self, module: str, lines: range) -> frozenset[str]:
        found = {n for line in lines for n in self.lines.get(f"{module}:{line}", ())}
        return frozenset(self.tests[n] for n in found)


@dataclass
class Crossing:
    """A plugin of pytest that watches the lines while the tests run."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    watching: coverage.Coverage = field(
        default_factory=lambda: coverage.Coverage(
            data_file=None, config_file=False, include=[f"{SOURCE}/cases/*"]
        )
    )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self) -> Iterator[None]:
        """Watch all of it."""
        with self.watching.collect():
            result = yield
        self._crossed().save()
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Say which test it is."""
        self.watching.switch_context(item.nodeid)
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up what a test takes."""
        assert not report.failed, report.nodeid
        self.seconds[report.nodeid] += report.duration

    def _crossed(self) -> Crossed:
        tests = sorted(self.seconds)
        places = {test: n for n, test in enumerate(tests)}
        found = self.watching.get_data()
        lines = {
            f"{name_of(path)}:{line}": sorted(places[by] for by in by_line if by)
            for path in modules()
            for line, by_line in found.contexts_by_lineno(str(path.resolve())).items()
        }
        return Crossed(dict(self.seconds), tests, lines)
