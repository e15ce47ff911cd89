"""The codes of conduct that come with the product, read once for all tests."""

from collections.abc import Mapping
from functools import cache

from cases.edition import code
from cases.edition.code import Code


@cache
def codes() -> Mapping[str, Code]:
    """Those of every organisation."""
    return code.codes()
