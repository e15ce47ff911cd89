"""What can be wrong with offices, those above them, and those that take their place."""

from collections.abc import Iterator

from cases.actors import OWN_ONLY, ROLES
from cases.edition.edition import Edition
from cases.edition.fault import Fault, Path, unknown


def office_faults(edition: Edition) -> Iterator[Fault]:
    """Offices that are none, and substitutes that cannot be."""
    known = {*ROLES, *edition.roles}
    for name, office in edition.roles.items():
        if name in ROLES:
            yield Fault(("roles", name), f"{name!r} is a general role already")
        yield from unknown(("roles", name, "is"), "role", [office.kind], ROLES)
        above = ("roles", name, "supervises")
        yield from unknown(above, "role", office.supervises, known)
    if edition.mandates:
        yield from unknown(("mandates", "by"), "role", edition.mandates.by, known)
    for name, substitution in edition.substitutes.items():
        path = ("substitutes", name)
        yield from unknown(path, "role", [name], known)
        yield from unknown((*path, "by"), "role", substitution.by, known)
        if known.issuperset([name, *substitution.by]):
            yield from _wrong((*path, "by"), edition, name)


def _wrong(path: Path, edition: Edition, name: str) -> Iterator[Fault]:
    """Offices that cannot take the place of this one."""
    kind, by = edition.kind_of(name), edition.substitutes[name].by
    if len({*by}) < len(by) or name in by:
        yield Fault(path, f"{name!r} itself, or one of them twice")
    for other in by:
        apart = {kind, edition.kind_of(other)}
        if apart & OWN_ONLY:
            yield Fault(path, f"nobody takes the place of {name!r} so")
        if apart == {"investigator", "decider"}:
            what = "who investigates does not decide, nor the other way"
            yield Fault(path, f"{other!r}: {what}")
