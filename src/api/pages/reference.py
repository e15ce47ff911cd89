"""The table of permissions and the kinds of problems, as pages."""

import re
from typing import Final

from starlette.responses import HTMLResponse

from api.faults import DETAILS
from api.forms import FORMS
from api.kinds import KINDS
from api.needed import BESIDE, NEEDS
from api.pages.frame import heading, page
from api.pages.html import Html, code, element, joined, link, listed, table
from api.pages.prose import line
from cases.actors import ROLES
from cases.rights import COLUMNS, REACHES, rights

BEYOND_THE_TABLE: Final = (
    "An office of an edition has the rights of the general role that it is. "
    "Which steps somebody takes the edition says, step by step. An exclusion "
    "from a case is stronger than any right."
)
FILLED_IN: Final = re.compile(r"\{\w+\}")


def permissions() -> HTMLResponse:
    """Who may do what, in one table."""
    rows = [
        ([ROLES[role], " ", code(role)], *(row[right].value for right in COLUMNS))
        for role, row in rights().items()
    ]
    return page(
        "Permissions",
        None,
        element("h1", "Permissions"),
        element("p", "Of which cases each general role may do what.", class_="lead"),
        element("p", BEYOND_THE_TABLE),
        table(("role", *COLUMNS), rows, class_="plain rights"),
        heading(2, "rights", "What each right lets somebody do"),
        table(
            ("right", "lets"), [(code(name), text) for name, text in COLUMNS.items()]
        ),
        heading(2, "reach", "Of which cases"),
        _reaches(),
        heading(2, "needs", "What each operation needs"),
        _needs(),
    )


def _reaches() -> Html:
    """What stands in the cells."""
    rows = [(reach.value, meaning) for reach, meaning in REACHES.items()]
    return table(("in the table", "of which cases"), rows)


def _needs() -> Html:
    """What each operation needs: a right, or what is no right of the table."""
    rows = [
        (
            joined(map(_operation, sorted(named))),
            line(COLUMNS.get(need) or BESIDE[need]),
        )
        for need, named in _needed().items()
    ]
    return table(("operations", "need"), rows)


def _needed() -> dict[str, list[str]]:
    """By what they need, the operations."""
    found: dict[str, list[str]] = {}
    for operation, need in NEEDS.items():
        found.setdefault(need, []).append(operation)
    return found


def _operation(name: str) -> Html:
    return joined([link(f"/docs#{name}", name), " "])


def problems() -> HTMLResponse:
    """Every kind of problem, and every rule of form."""
    rules = [(code(rule), _said(detail)) for rule, detail in DETAILS.items()]
    ways = [link(f"#{name}", f"{one.status} {name}") for name, one in KINDS.items()]
    return page(
        "Problems",
        listed(*ways),
        element("h1", "Problems"),
        element("p", "What is answered when it is not what was asked.", class_="lead"),
        map(_kind, KINDS),
        heading(2, "rules", "Rules of form"),
        element("p", "The ", code("rule"), " of each of the ", code("errors"), "."),
        table(("rule", "what is wrong"), rules),
        heading(2, "forms", "Forms"),
        listed(*map(line, FORMS.values())),
    )


def problem(name: str) -> HTMLResponse:
    """One kind of problem."""
    whole = link("/problems", "All problems")
    return page(KINDS[name].title, whole, _kind(name))


def _kind(name: str) -> Html:
    kind = KINDS[name]
    return joined(
        [
            heading(2, name, f"{kind.status} ", kind.title, " ", code(name)),
            element("p", line(kind.meaning)),
        ]
    )


def _said(detail: str) -> str:
    """A rule's sentence, with what is filled in left open."""
    return FILLED_IN.sub("…", detail)
