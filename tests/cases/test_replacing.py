"""The quick `replace` does what the standard library's does."""

import dataclasses
from datetime import date

from scenario import code

from cases.case.case import Case
from cases.case.replacing import replace


def test_a_changed_copy_equals_the_standard_librarys() -> None:
    case = Case(code("ima"), phase="received", facts={"source": "government"})
    changed = replace(case, phase="assessed", closed_on=date(2026, 1, 5))
    assert changed == dataclasses.replace(
        case, phase="assessed", closed_on=date(2026, 1, 5)
    )
    assert case == Case(code("ima"), phase="received", facts={"source": "government"})
