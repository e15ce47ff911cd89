"""Keys under which anybody can sign: points of small order, all ways to write them."""

import pytest

from verify.errors import Refuted
from verify.note import Verifier

Point = tuple[int, int]

PRIME = 2**255 - 19
CURVE = -121665 * pow(121666, -1, PRIME)
LARGE_ORDER = 2**252 + 27742317777372353535851937790883648493


def with_y(y: int) -> Point | None:
    """A point of Ed25519 with this y, if there is one (RFC 8032, 5.1.3)."""
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    return None if (x * x - square) % PRIME else (x, y)


def plus(one: Point, two: Point) -> Point:
    """The sum of two points."""
    (x1, y1), (x2, y2) = one, two
    mixed = CURVE * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + mixed, -1, PRIME)
    y = (y1 * y2 + x1 * x2) * pow(1 - mixed, -1, PRIME)
    return x % PRIME, y % PRIME


def times(factor: int, point: Point) -> Point:
    """A point added to itself."""
    total = (0, 1)
    while factor:
        total = plus(total, point) if factor & 1 else total
        factor, point = factor >> 1, plus(point, point)
    return total


def of_small_order() -> set[bytes]:
    """Every way to write each of the eight points whose order divides eight."""
    points = (with_y(y) for y in range(2, 99))
    small = (times(LARGE_ORDER, point) for point in points if point)
    eighth = next(point for point in small if times(4, point) != (0, 1))
    return {
        (value | sign << 255).to_bytes(32, "little")
        for turn in range(8)
        for _, y in (times(turn, eighth),)
        for value in (y, y + PRIME)
        if value < 2**255
        for sign in (0, 1)
    }


def test_no_key_of_small_order_is_trusted() -> None:
    weak = of_small_order()
    assert len(weak) == 14
    for public in weak:
        with pytest.raises(Refuted, match="anybody"):
            Verifier("log.example", 1, public)
