"""Numbers as bars, in SVG; one that is kept back as a hatched one of no length."""

from collections.abc import Iterator, Sequence
from typing import Final

from api.pages.html import Html, element

WIDTH: Final = 1000
LEFT: Final = 300
"""Where the names end, and the bars begin."""
LONGEST: Final = WIDTH - LEFT - 90
LANE: Final = 26
UNTOLD: Final = 26
"""Length of what stands for a number that is kept back; units of the picture."""

Named = Sequence[tuple[str, int | None]]


def bars(title: str, numbers: Named) -> Html:
    """A bar for each number, the longest across the picture; nothing of nothing."""
    if not numbers:
        return Html()
    most = max((count or 0 for _, count in numbers), default=0)
    return element(
        "svg",
        element("title", title),
        *(
            piece
            for lane, (name, count) in enumerate(numbers)
            for piece in _bar(name, count, most, lane * LANE)
        ),
        viewBox=f"0 0 {WIDTH} {len(numbers) * LANE + 4}",
        role="img",
        class_="picture bars",
    )


def _bar(name: str, count: int | None, most: int, top: int) -> Iterator[Html]:
    length = UNTOLD if count is None else round(LONGEST * count / max(1, most))
    said = "kept back" if count is None else f"{count:,}"
    y = str(top + LANE // 2 + 5)
    yield element("text", name, x=str(LEFT - 12), y=y, class_="lane")
    yield element(
        "rect",
        element("title", f"{name}: {said}"),
        x=str(LEFT),
        y=str(top + 4),
        width=str(max(2, length)),
        height=str(LANE - 8),
        class_="untold" if count is None else None,
    )
    yield element("text", said, x=str(LEFT + length + 8), y=y)
