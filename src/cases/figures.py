"""What of a figure may be told: nothing behind which few cases stand.

What is told of a year is told together. A total under five is not told, nor anything
it is divided into. Otherwise each division of it is looked at by itself, as its parts
come to a total that is known: a part under five is kept back, and with it as many
others that whoever knows the total, all other parts and this rule cannot tell what
any of them is ("not from the code": ISO 37002:2021 7.5.5 e) warns of it).
"""

from collections.abc import Mapping
from typing import Final

from cases.events.figures import Division, Figure, Part

LEAST: Final = 5
"""Cases behind each number that is told, at least."""
SPARE: Final = LEAST - 1
"""By so much, what is kept back of a division comes to more than the least that it
could: each part under five may then be any number under five."""
TIMED: Final = 2 * LEAST
"""Cases behind a median, at least: half of them took no longer, and half no less."""


def told(
    figure: str,
    total: int,
    divided: Mapping[str, Mapping[str, int]],
    median_days: int | None = None,
) -> Figure:
    """The figure as it may be told; the parts of each division come to `total`."""
    return Figure(
        figure=figure,
        total=total if total >= LEAST else None,
        median_days=median_days if total >= TIMED else None,
        divided=tuple(
            Division(by=by, parts=_told(parts, total >= LEAST))
            for by, parts in divided.items()
        ),
    )


def _told(parts: Mapping[str, int], known_total: bool) -> tuple[Part, ...]:
    back = kept_back(parts) if known_total else parts.keys()
    return tuple(
        Part(part=name, count=None if name in back else count)
        for name, count in parts.items()
    )


def kept_back(parts: Mapping[str, int]) -> frozenset[str]:
    """The parts that are not told where their total is.

    All under five, and of the others the last ones: which those are depends on nothing
    but their places, as the smallest would give away that the rest are larger.
    """
    few = [name for name, count in parts.items() if count < LEAST]
    if not few:
        return frozenset()
    others = [name for name in reversed([*parts]) if name not in few]
    spare = sum(parts[name] for name in few)
    back = {*few}
    for place, name in enumerate(others):
        if place > 0 and spare >= SPARE:
            break
        back.add(name)
        spare += parts[name] - LEAST
    return frozenset(back)
