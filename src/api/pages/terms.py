"""What the procedures of an edition refer to, as tables on its page."""

from collections.abc import Iterable, Mapping
from typing import Final

from api.pages.acts import cited, period
from api.pages.following import following
from api.pages.frame import heading
from api.pages.html import Content, Html, code, element, table
from api.pages.questions import plain
from cases.edition.edition import Edition
from cases.edition.measure import Measure
from cases.edition.serving import office
from cases.edition.terms import Provision

TERMS: Final[Mapping[str, str]] = {
    "offices": "Offices",
    "substitutes": "Who acts where nobody of an office may",
    "bodies": "Deciding bodies",
    "engagements": "Who is held to which text",
    "levels": "At which levels",
    "categories": "What can be alleged",
    "ruled_out": "What nobody is accused of",
    "measures": "What may follow",
    "clocks": "Time limits",
    "reactions": "What follows by itself",
    "retention": "How long cases are kept",
    "thresholds": "Thresholds",
    "policies": "Policies beside the code",
}
"""What an edition defines, by where it stands on the page."""


def terms(one: Edition) -> Iterable[Content]:
    """A table for each of them."""
    tables = {
        "offices": _offices(one),
        "substitutes": _substitutes(one),
        "bodies": _bodies(one),
        "engagements": _engagements(one),
        "levels": _provisions(one, one.levels),
        "categories": _categories(one),
        "ruled_out": _provisions(one, one.ruled_out),
        "measures": _measures(one),
        "clocks": _clocks(one),
        "reactions": following(one),
        "retention": _retention(one),
        "thresholds": _thresholds(one),
        "policies": _provisions(one, one.policies),
    }
    for name, title in TERMS.items():
        nothing = element("p", "The code has none.", class_="soft")
        yield [heading(3, name, title), tables[name] or nothing]


def _offices(one: Edition) -> Html:
    rows = [
        (
            own.label,
            code(name),
            office(one, own.kind),
            "yes" if own.outside else "no",
            ", ".join(office(one, below) for below in own.supervises),
        )
        for name, own in one.roles.items()
    ]
    titles = ("office", "name", "has the rights of", "held outside", "instructs")
    return table(titles, rows)


def _substitutes(one: Edition) -> Html:
    rows = [
        (
            office(one, name),
            ", then ".join(office(one, other) for other in each.by),
            cited(one, each.clause),
        )
        for name, each in one.substitutes.items()
    ]
    return table(("office", "acts in its place", "clause"), rows)


def _bodies(one: Edition) -> Html:
    rows = [
        (body.label, f"{body.members}", f"{body.quorum}", cited(one, body.clause))
        for body in one.bodies.values()
    ]
    return table(("body", "seats", "quorum", "clause"), rows)


def _engagements(one: Edition) -> Html:
    rows = [
        (
            [each.label, " ", code(name)],
            each.other_code or one.title,
            "yes" if each.contract else "no",
            cited(one, each.clause),
        )
        for name, each in one.engagements.items()
    ]
    return table(("engagement", "held to", "by a contract", "clause"), rows)


def _provisions(one: Edition, provisions: Mapping[str, Provision]) -> Html:
    rows = [
        ([each.label, " ", code(name)], cited(one, each.clause))
        for name, each in provisions.items()
    ]
    return table(("what", "clause"), rows)


def _categories(one: Edition) -> Html:
    rows = [
        (
            [each.label, " ", code(name)],
            each.severity,
            ", ".join(one.engagements[tie].label for tie in each.of),
            [cited(one, clause) for clause in each.clauses],
        )
        for name, each in one.categories.items()
    ]
    return table(("category", "severity", "only of", "clauses"), rows)


def _measures(one: Edition) -> Html:
    rows = [
        (
            [each.label, " ", code(name)],
            _kind(each),
            ", ".join(one.engagements[tie].label for tie in each.of),
            cited(one, each.clause),
        )
        for name, each in one.measures.items()
    ]
    return table(("measure", "disciplinary", "only for", "clause"), rows)


def _kind(measure: Measure) -> str:
    if measure.interim:
        return "no: it holds until it is decided"
    return "yes" if measure.disciplinary else "no"


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
