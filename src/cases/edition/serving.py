"""Where each clause of a code happens: what of the edition serves it, and who acts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from cases.actors import ROLES, Role
from cases.edition.edition import CITED, Edition


@dataclass(frozen=True)
class Service:
    """One thing of an edition, and whose it is.

    `name` is the way to it in the file, as `gift.approve` or `category.bribery`.
    """

    name: str
    label: str
    clauses: tuple[str, ...]
    """Clauses of the code; none when it is not from the code."""
    by: tuple[Role, ...] = ()
    """Offices that act; none for what binds without anybody's act, as a period."""


def serving(edition: Edition) -> Mapping[str, tuple[Service, ...]]:
    """By clause of the edition, in its order; an empty answer where nothing does."""
    services = tuple(_services(edition))
    return {
        clause: tuple(service for service in services if clause in service.clauses)
        for clause in edition.clauses
    }


def office(edition: Edition, role: Role) -> str:
    """An office in the edition's words."""
    return edition.roles[role].label if role in edition.roles else ROLES[role]


def _services(edition: Edition) -> Iterator[Service]:
    return chain(_acts(edition), _everywhere(edition), _terms(edition))


def _acts(edition: Edition) -> Iterator[Service]:
    for procedure in edition.procedures.values():
        for act in (*procedure.openings.values(), *procedure.steps.values()):
            yield Service(
                name=f"{procedure.name}.{act.name}",
                label=act.label,
                clauses=edition.places(act.clause),
                by=act.by,
            )


def _everywhere(edition: Edition) -> Iterator[Service]:
    for act in edition.everywhere.values():
        clauses = edition.places(act.clause)
        yield Service(f"everywhere.{act.name}", act.label, clauses, act.by)


def _terms(edition: Edition) -> Iterator[Service]:
    if document := edition.document:
        yield Service("document", "The cover", edition.places(document.clause))
    if giving := edition.mandates:
        clauses = edition.places(giving.clause)
        yield Service("mandates", "Offices given and ended", clauses, giving.by)
    if rule := edition.local_law:
        label = rule.rule.replace("_", " ").capitalize()
        yield Service("local_law", label, edition.places(rule.clause))
    for name, category in edition.categories.items():
        framers = tuple(dict.fromkeys(_framers(edition)))
        yield Service(f"category.{name}", category.label, category.clauses, framers)
    for kind in CITED:
        for name, term in getattr(edition, kind).items():
            clauses = edition.places(term.clause)
            yield Service(f"{kind}.{name}", term.label, clauses)


def _framers(edition: Edition) -> Iterator[Role]:
    """Who says in the words of a category what is alleged."""
    for procedure in edition.procedures.values():
        if framing := procedure.steps.get("frame_allegation"):
            yield from framing.by
