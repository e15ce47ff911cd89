"""Ready is what answers by itself and in time, each part as it is."""

import asyncio
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event, Lock
from typing import cast

import pytest
from serving import written

from api.organisations import Organisation
from api.readiness import CHECKS, Check, Readiness, Watch


@dataclass(frozen=True)
class Named:
    """An organisation, as far as it is named in a line."""

    name: str


SERVED = [cast(Organisation, Named(name)) for name in ("one", "two")]


class Frozen:
    """A part that does not answer before it is let."""

    def __init__(self) -> None:
        self.asked = 0
        self.let = Event()

    def __call__(self, _: Organisation) -> bool:
        self.asked += 1
        return self.let.wait(60)


@pytest.fixture
def frozen() -> Iterator[Frozen]:
    made = Frozen()
    yield made
    made.let.set()


def well(_: Organisation) -> bool:
    return True


def away(_: Organisation) -> bool:
    raise ConnectionError("a marker")


WELL: dict[str, Check] = dict.fromkeys(CHECKS, well)


def look(limit: float = 30, **checks: Check) -> Readiness:
    """What is found of a service whose other parts are well."""
    every = WELL | checks
    return asyncio.run(Watch(SERVED, every, limit).readiness())


def states(found: Readiness) -> tuple[str, ...]:
    return found.status, found.log, found.keystore, found.projections, found.tree


def test_a_service_whose_parts_answer_is_ready() -> None:
    assert states(look()) == ("ready",) * 5


def test_a_service_without_any_organisation_is_not() -> None:
    found = asyncio.run(Watch([], WELL).readiness())
    assert found.status == "not_ready"


@pytest.mark.parametrize("broken", [away, lambda _: False])
def test_the_part_that_fails_is_named_and_the_others_are_as_they_are(
    broken: Check,
) -> None:
    expected = ("not_ready", "ready", "not_ready", "ready", "ready")
    assert states(look(keystore=broken)) == expected


def test_a_part_of_one_organisation_is_enough() -> None:
    found = look(log=lambda organisation: organisation.name == "one")
    assert found.log == "not_ready"


def test_a_part_that_does_not_answer_in_time_is_not_ready(frozen: Frozen) -> None:
    expected = ("not_ready", "not_ready", "ready", "ready", "ready")
    assert states(look(limit=0.2, log=frozen)) == expected


def test_the_parts_are_asked_at_the_same_time() -> None:
    met: set[str] = set()
    both, lock = Event(), Lock()

    def meeting(name: str) -> Callable[[Organisation], bool]:
        def meet(_: Organisation) -> bool:
            with lock:
                met.add(name)
            if len(met) == 2:
                both.set()
            return both.wait(30)

        return meet

    found = look(log=meeting("log"), keystore=meeting("keystore"))
    assert found.status == "ready"


def test_a_part_that_is_still_being_asked_is_not_asked_again(frozen: Frozen) -> None:
    watch = Watch(SERVED[:1], WELL | {"log": frozen})

    async def impatient() -> list[Readiness]:
        watch.limit = 0.1
        first = await watch.readiness()
        second = await watch.readiness()
        assert frozen.asked == 1
        frozen.let.set()
        watch.limit = 30
        return [first, second, await watch.readiness(), await watch.readiness()]

    found = asyncio.run(impatient())
    assert [one.log for one in found] == ["not_ready", "not_ready", "ready", "ready"]
    assert frozen.asked == 2


def test_a_line_says_which_part_and_no_message(frozen: Frozen) -> None:
    with written(io.StringIO()) as lines:
        look(limit=0.1, keystore=away, log=frozen)
    said = lines.getvalue()
    assert '"event":"keystore: not ready"' in said
    assert '"event":"log: no answer in time"' in said
    assert "ConnectionError" in said
    assert "a marker" not in said
