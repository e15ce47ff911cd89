"""JSON in its only form."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from verify.canonical import canonical, parsed
from verify.errors import Refuted

NAMES = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=("Cs",)))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
)


@given(VALUES)
def test_it_is_the_form_of_rfc_8785(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]
    assert parsed(canonical(value), "it") == value


@pytest.mark.parametrize("fraction", ["1.5", "1.0", "1e5", "NaN", "Infinity", "-0.0"])
def test_fractions_are_refused(fraction: str) -> None:
    with pytest.raises(Refuted, match="not JSON as a log writes it"):
        parsed(f'{{"a":{fraction}}}'.encode(), "it")
