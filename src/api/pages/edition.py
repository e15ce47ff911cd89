"""An edition of a code as a page: what it says, and how cases go under it."""

from collections.abc import Callable, Iterable

from starlette.responses import HTMLResponse

from api.pages.acts import Told, cited
from api.pages.frame import heading, page
from api.pages.html import Content, Html, code, element, joined, link, listed, table
from api.pages.questions import plain
from api.pages.terms import TERMS, terms
from cases.edition.citing import anchor
from cases.edition.edition import Edition
from cases.edition.procedure import Procedure
from cases.edition.serving import serving


def editions(
    known: Iterable[Edition], address: Callable[[Edition], str]
) -> HTMLResponse:
    """Editions, each with the way to its page."""
    rows = [
        (
            link(address(one), one.title),
            _force(one),
            f"{len(one.procedures)} procedures, {len(one.clauses)} clauses",
        )
        for one in known
    ]
    return page(
        "Codes of conduct",
        None,
        element("h1", "Codes of conduct"),
        element("p", "What each code says, and how cases go under it.", class_="lead"),
        table(("edition", "in force", "holds"), rows),
    )


def edition(one: Edition) -> HTMLResponse:
    """The whole of an edition."""
    return page(
        one.title,
        _contents(one),
        element("h1", one.title),
        element("p", one.source, class_="lead"),
        element("p", f"Edition {one.edition} of {one.organisation}, {_force(one)}."),
        element("p", "SHA-256 of its words: ", code(one.text_digest), class_="soft"),
        heading(2, "procedures", "Procedures"),
        [_procedure(one, each) for each in one.procedures.values()],
        _everywhere(one),
        heading(2, "terms", "What the procedures refer to"),
        terms(one),
        heading(2, "clauses", "The code, clause by clause"),
        _clauses(one),
    )


def _force(one: Edition) -> str:
    until = f" until {one.in_force_until}" if one.in_force_until else ""
    return f"in force from {one.in_force_from}{until}"


def _contents(one: Edition) -> Html:
    procedures = [
        link(f"#{name}", procedure.title) for name, procedure in one.procedures.items()
    ]
    tables = [link(f"#{name}", title) for name, title in TERMS.items()]
    return listed(
        [link("#procedures", "Procedures"), listed(*procedures)],
        link("#everywhere", "In every procedure"),
        [link("#terms", "What they refer to"), listed(*tables)],
        link("#clauses", "Clause by clause"),
    )


def _procedure(one: Edition, procedure: Procedure) -> Html:
    told = Told(one, procedure)
    return joined(
        [
            heading(3, procedure.name, procedure.title, " ", code(procedure.name)),
            element("p", cited(one, procedure.clause)),
            told.map(),
            [told.opening(opening) for opening in procedure.openings.values()],
            [told.step(step) for step in procedure.steps.values()],
        ]
    )


def _everywhere(one: Edition) -> Html:
    if not one.everywhere:
        return Html()
    procedure = next(iter(one.procedures.values()))
    told = Told(one, procedure.model_copy(update={"name": "everywhere"}))
    steps = [told.step(step) for step in one.everywhere.values()]
    return joined([heading(2, "everywhere", "In every procedure"), steps])


def _clauses(one: Edition) -> Iterable[Content]:
    served = serving(one)
    for place, clause in one.clauses.items():
        services = [
            [service.label, " ", code(service.name)] for service in served[place]
        ]
        yield element(
            "section",
            element("h4", place),
            element("p", plain(clause.strength), class_="soft"),
            element("blockquote", clause.text),
            listed(*services, class_="soft"),
            class_="act",
            id=f"clause-{anchor(place)}",
        )
