"""An edition of a code as a page: what it says, and how cases go under it."""

from collections.abc import Callable, Iterable, Mapping

from starlette.responses import HTMLResponse

from api.pages.acts import Told, cited, period, plain
from api.pages.following import following
from api.pages.frame import heading, page
from api.pages.html import Content, Html, code, element, joined, link, listed, table
from cases.edition.citing import anchor
from cases.edition.edition import Edition
from cases.edition.procedure import Procedure
from cases.edition.serving import office, serving


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
        _terms(one),
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
    terms = [link(f"#{name}", title) for name, title in TERMS.items()]
    return listed(
        [link("#procedures", "Procedures"), listed(*procedures)],
        link("#everywhere", "In every procedure"),
        [link("#terms", "What they refer to"), listed(*terms)],
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


TERMS: Mapping[str, str] = {
    "offices": "Offices",
    "bodies": "Deciding bodies",
    "categories": "What can be alleged",
    "measures": "What may follow",
    "clocks": "Time limits",
    "reactions": "What follows by itself",
    "retention": "How long cases are kept",
    "thresholds": "Thresholds",
}
"""What an edition defines, by where it stands on the page."""


def _terms(one: Edition) -> Iterable[Content]:
    tables = {
        "offices": _offices(one),
        "bodies": _bodies(one),
        "categories": _categories(one),
        "measures": _measures(one),
        "clocks": _clocks(one),
        "reactions": following(one),
        "retention": _retention(one),
        "thresholds": _thresholds(one),
    }
    for name, title in TERMS.items():
        nothing = element("p", "The code has none.", class_="soft")
        yield [heading(3, name, title), tables[name] or nothing]


def _offices(one: Edition) -> Html:
    rows = [
        (own.label, code(name), office(one, own.kind))
        for name, own in one.roles.items()
    ]
    return table(("office", "name", "has the rights of"), rows)


def _bodies(one: Edition) -> Html:
    rows = [
        (body.label, f"{body.members}", f"{body.quorum}", cited(one, body.clause))
        for body in one.bodies.values()
    ]
    return table(("body", "seats", "quorum", "clause"), rows)


def _categories(one: Edition) -> Html:
    rows = [
        (
            [each.label, " ", code(name)],
            each.severity,
            [cited(one, clause) for clause in each.clauses],
        )
        for name, each in one.categories.items()
    ]
    return table(("category", "severity", "clauses"), rows)


def _measures(one: Edition) -> Html:
    rows = [
        (
            [each.label, " ", code(name)],
            "yes" if each.disciplinary else "no",
            cited(one, each.clause),
        )
        for name, each in one.measures.items()
    ]
    return table(("measure", "disciplinary", "clause"), rows)


def _clocks(one: Edition) -> Html:
    rows = [
        (
            [each.label, " ", code(name)],
            period(each.period),
            ", ".join(map(period, each.warn)),
            cited(one, each.clause),
        )
        for name, each in one.clocks.items()
    ]
    return table(("time limit", "period", "warns with left", "clause"), rows)


def _retention(one: Edition) -> Html:
    rows = [
        (
            [each.label, " ", code(name)],
            f"{period(each.period)} from “{each.trigger}”",
            each.basis,
            cited(one, each.clause),
        )
        for name, each in one.retention.items()
    ]
    return table(("cases", "kept for", "because", "clause"), rows)


def _thresholds(one: Edition) -> Html:
    rows = [
        (
            plain(name),
            each.duty_station,
            f"{each.amount:,} {each.currency}, smallest unit",
            f"{each.valid_from}",
            cited(one, each.clause),
        )
        for name, values in one.thresholds.items()
        for each in values
    ]
    return table(("threshold", "where", "amount", "from", "clause"), rows)


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
