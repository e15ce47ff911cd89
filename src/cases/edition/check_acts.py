"""What can be wrong with an opening or a step by itself."""

from collections.abc import Iterator, Mapping

from cases.actors import ROLES
from cases.edition.check_clocks import clock_faults
from cases.edition.check_naming import naming_faults
from cases.edition.edition import Edition
from cases.edition.facts import Asked
from cases.edition.fault import Fault, Path, unknown
from cases.edition.guards import DEDICATED, FOUND, GUARDS
from cases.edition.procedure import (
    INTERESTED,
    RECEIVED_ON,
    Act,
    Opening,
    Step,
)


def act_faults(edition: Edition, path: Path, act: Act) -> Iterator[Fault]:
    """Names that the edition does not have, and contradictions in one act."""
    known_roles = {*ROLES, *edition.roles}
    yield from unknown((*path, "by"), "role", act.by, known_roles)
    yield from unknown((*path, "for_others"), "role in 'by'", act.for_others, act.by)
    yield from unknown((*path, "guards"), "guard", act.guards, GUARDS)
    yield from unknown((*path, "starts"), "clock", act.starts, edition.clocks)
    if isinstance(act, (Opening, Step)):
        yield from unknown((*path, "meets"), "clock", act.meets, edition.clocks)
    if isinstance(act, Step):
        for key in ("stops", "pauses", "resumes", "extends"):
            clocks = getattr(act, key)
            yield from unknown((*path, key), "clock", clocks, edition.clocks)
        yield from clock_faults(edition, path, act)
        yield from naming_faults(edition, path, act)
        yield from _ending(edition, path, act)
        named = [act.finds] if act.finds else []
        yield from unknown((*path, "finds"), "finding", named, FOUND)
        for key in ("reasons", "tells_reporter"):
            if getattr(act, key) and act.facts_only:
                yield Fault((*path, key), "a step of facts only takes no note")
        yield from _of_a_command(path, act)


def _of_a_command(path: Path, step: Step) -> Iterator[Fault]:
    """What a step cannot have whose command has its own fields and rules."""
    if step.name not in DEDICATED:
        return
    for key, given, what in (
        ("other_than", INTERESTED in step.other_than, "asks for no interests"),
        ("asks", step.asks or step.finds, "takes no facts"),
        ("gives_to", step.gives_to, "takes no facts"),
        ("reasons", step.reasons, "knows when it needs reasons"),
        ("facts_only", step.facts_only, "takes no note"),
        ("tells_reporter", step.tells_reporter, "says whom it tells"),
    ):
        if given:
            said = f"{step.name!r} has a command of its own, which {what}"
            yield Fault((*path, key), said)


def since_faults(
    path: Path, opening: Opening, declared: Mapping[str, Asked]
) -> Iterator[Fault]:
    """A day that clocks run since, and clocks that do; neither without the other."""
    since = opening.since
    if bool(opening.meets) != (since is not None):
        where = (*path, "meets" if opening.meets else "since")
        yield Fault(where, "'meets' and 'since' of an opening need each other")
    if since is None:
        return
    known = declared.get(since)
    if since not in opening.asks or known is None or known.kind != "past_date":
        what = f"{since!r} is no day in the past that the opening asks for"
        yield Fault((*path, "since"), what)


def people_faults(
    path: Path, edition: Edition, opening: Opening, declared: Mapping[str, Asked]
) -> Iterator[Fault]:
    """People and days of protection that the opening does not ask for."""
    asked = {name for name in opening.asks if name in declared}
    days = {name for name in asked if declared[name].kind in ("date", "past_date")}
    yield from unknown(
        (*path, "protects"), "day", opening.protects, {*days, RECEIVED_ON}
    )
    named = {name for name in asked if declared[name].kind == "pseudonym"}
    yield from unknown((*path, "excludes"), "person", opening.excludes, named)
    if opening.protects and "monitoring" not in edition.clocks:
        what = "no clock 'monitoring' says how long somebody stays protected"
        yield Fault((*path, "protects"), what)


def _ending(edition: Edition, path: Path, step: Step) -> Iterator[Fault]:
    if step.closes and not step.retention:
        hint = f"how long it is kept then: one of {', '.join(edition.retention)}"
        yield Fault((*path, "closes"), "'closes' needs a 'retention'", hint)
    if step.closes and step.to:
        yield Fault((*path, "to"), "a step that closes leads to no other phase")
    if step.retention and not step.closes:
        yield Fault((*path, "retention"), "'retention' is for a step that 'closes'")
    named = [step.retention] if step.retention else []
    yield from unknown((*path, "retention"), "retention", named, edition.retention)
