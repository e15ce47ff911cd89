"""The manual can be read: short ways in, and once what is so everywhere."""

import re
from functools import cache
from typing import Any, Final

import pytest
from described import DOCUMENT

from api.audiences import AUDIENCES
from api.description import operations
from api.introduction import TEXT
from api.needed import BESIDE, NEEDS
from api.pages.brief import brief
from api.pages.manual import ALWAYS, EVERYWHERE, manual
from cases.rights import COLUMNS

LONGEST: Final = 76
"""Signs of a line beside the text: three lines of it, at most."""
PARAMETERS: Final = "<th[^>]*>parameter</th>.*?</table>"
OPERATIONS: Final = [one for _, _, one in operations(DOCUMENT)]


def of_operations() -> str:
    """The part of the page that tells the operations, one after the other."""
    _, _, rest = page().partition('id="to-begin-with"')
    return rest.partition('id="models"')[0]


@cache
def page() -> str:
    return bytes(manual(DOCUMENT).body).decode()


def told(operation: Any) -> str:
    """What the manual tells of an operation."""
    _, _, rest = page().partition(f'<h3 id="{operation["operationId"]}">')
    assert rest
    return rest.partition("</section>")[0]


def test_who_is_shown_the_contents_sees_all_groups_at_once() -> None:
    contents = page().partition("<main>")[0]
    groups = re.findall(r"<details><summary>.*?</summary>", contents)
    assert len(groups) == len(AUDIENCES)
    assert "open" not in "".join(groups)
    for operation in OPERATIONS:
        assert f'href="#{operation["operationId"]}"' in contents


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one["operationId"])
def test_a_line_of_the_contents_is_short(operation: Any) -> None:
    said = brief(operation["summary"])
    assert 2 < len(said) <= LONGEST
    assert operation["summary"].startswith(said)


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("Read a case", "Read a case"),
        ("A case, as it is", "A case, as it is"),
        ("What waits for the caller, in the office", "What waits for the caller"),
        ("One edition: clauses, steps", "One edition"),
        ("The register (GDPR Art. 33(5))", "The register"),
        ("Send the next part; of a file", "Send the next part"),
    ],
)
def test_a_summary_is_cut_where_it_goes_into_detail(summary: str, said: str) -> None:
    assert brief(summary) == said


@pytest.mark.parametrize("name", sorted(EVERYWHERE - {"organisation", "case_id"}))
def test_what_is_left_out_of_every_operation_is_in_the_introduction(name: str) -> None:
    assert f"`{name}" in TEXT
    for parameters in re.findall(PARAMETERS, page(), re.DOTALL):
        assert f"<td><code>{name}</code></td>" not in parameters


@pytest.mark.parametrize("name", ALWAYS)
def test_a_problem_of_every_address_is_in_the_introduction_alone(name: str) -> None:
    assert f"/problems#{name})" in TEXT
    assert f"/problems#{name}" not in of_operations()


@pytest.mark.parametrize(
    "words",
    [
        "Authorization: Bearer",
        "Authorization: Mailbox",
        "Authorization: Job",
        "If-Match",
        "ETag",
        "412",
        "428",
        "Idempotency-Key",
        "Prefer: return=minimal",
        "Prefer: wait",
        "cursor",
        "application/problem+json",
        "Retry-After",
        "X-Request-ID",
        "Deprecation",
    ],
)
def test_the_introduction_tells_what_everybody_needs(words: str) -> None:
    assert words in TEXT


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one["operationId"])
def test_an_operation_says_who_may_and_no_parameter_is_null(operation: Any) -> None:
    said = told(operation)
    need = NEEDS[operation["operationId"]]
    assert need in COLUMNS or need in BESIDE
    assert 'href="/permissions#needs"' in said
    for parameters in re.findall(PARAMETERS, said, re.DOTALL):
        assert "null" not in parameters
    assert f"<code>{operation['operationId']}</code>" in said
