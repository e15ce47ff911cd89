"""What can be wrong with the facts that an act asks for or looks at."""

from collections.abc import Iterator, Mapping

from cases.edition.facts import SOME_OF, Asked
from cases.edition.fault import Fault, Path, unknown
from cases.edition.guards import DEDICATED, FOUND, NEEDED
from cases.edition.procedure import Act, Opening, Procedure, Step


def found_by(act: Act) -> tuple[str, ...]:
    """The facts that a step finds out by itself."""
    finds = act.finds if isinstance(act, Step) else None
    return FOUND.get(finds, ()) if finds else ()


def fact_faults(
    path: Path, act: Act, declared: Mapping[str, Asked], asked: frozenset[str]
) -> Iterator[Fault]:
    """Facts that are not declared, never asked for, or can never be so answered."""
    yield from unknown((*path, "asks"), "fact", act.asks, declared)
    yield from unknown((*path, "finds"), "fact", found_by(act), declared)
    needed = (name for guard in act.guards for name in NEEDED.get(guard, ()))
    for name in needed:
        if name not in asked:
            yield Fault((*path, "guards"), f"nothing asks for {name!r} before")
    yield from _answered(path, act, declared, asked)
    yield from _within(path, act, declared, asked)
    yield from _day(path, act, declared)
    if isinstance(act, Step) and act.gives_to and act.gives_to not in asked:
        what = f"nothing asks for {act.gives_to!r} before"
        yield Fault((*path, "gives_to"), what)


def unit_faults(path: Path, procedure: Procedure) -> Iterator[Fault]:
    """A unit that nothing can name."""
    if (unit := procedure.unit) is None:
        return
    fact = procedure.facts.get(unit)
    if fact is None or fact.kind not in ("pseudonym", "choice"):
        yield Fault((*path, "unit"), f"{unit!r} names nothing that a case belongs to")
    elif not any(
        unit in act.asks
        for act in (*procedure.openings.values(), *procedure.steps.values())
    ):
        yield Fault((*path, "unit"), f"no opening or step asks for {unit!r}")


def _answered(
    path: Path, act: Act, declared: Mapping[str, Asked], asked: frozenset[str]
) -> Iterator[Fault]:
    """What an act looks at in vain."""
    for name, answers in act.when.items():
        where = (*path, "when", name)
        if name not in declared:
            yield Fault(where, f"unknown fact {name!r}")
            continue
        if name not in asked:
            yield Fault(where, f"nothing asks for {name!r} before")
        if not answers:
            yield Fault(where, f"{name!r} has no answer that is allowed")
        for answer in answers:
            if wrong := declared[name].fault(answer):
                yield Fault(where, f"{name!r} can never be so: {answer!r} {wrong}")


def _within(
    path: Path, act: Act, declared: Mapping[str, Asked], asked: frozenset[str]
) -> Iterator[Fault]:
    """Limits of facts that nobody is asked for, or that are of another kind."""
    for name, limit in act.within.items():
        where = (*path, "within", name)
        if name not in act.asks or limit not in asked:
            yield Fault(where, f"nothing asks for {name!r} and {limit!r}")
            continue
        one, other = declared.get(name), declared.get(limit)
        if one and other and not _alike(one, other):
            yield Fault(where, f"{name!r} is not of the kind of {limit!r}")


def _alike(one: Asked, other: Asked) -> bool:
    kinds = {"choice" if fact.kind in SOME_OF else fact.kind for fact in (one, other)}
    return len(kinds) == 1 and {*one.choices} <= {*other.choices}


def _day(path: Path, act: Act, declared: Mapping[str, Asked]) -> Iterator[Fault]:
    if act.on is None:
        return
    fact = declared.get(act.on)
    if act.on not in act.asks or fact is None or fact.kind != "past_date":
        what = f"{act.on!r} is no day in the past that is asked for"
        yield Fault((*path, "on"), what)
    if isinstance(act, Opening) and act.since:
        yield Fault((*path, "on"), "'on' and 'since' say the same day twice")
    if act.name in DEDICATED:
        yield Fault((*path, "on"), f"{act.name!r} has a command, which says the day")
