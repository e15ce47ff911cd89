"""What can be wrong with reactions: what a rule lacks, and reactions in a circle."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from cases.actors import ROLES
from cases.edition.access import met_by
from cases.edition.edition import Edition
from cases.edition.fault import Fault, Path, unknown
from cases.edition.guards import DEDICATED
from cases.edition.procedure import Act, Procedure
from cases.edition.reaction import Reaction
from cases.edition.rules import RELATIONS, RULES

OF_ALL: Final = frozenset({"label", "clause", "then"})

SEEING_ALL: Final = frozenset(
    {"intake_officer", "external_function", "decider", "compliance_officer"}
)
"""General roles that see every case, so that they can be told of one."""


def reaction_faults(edition: Edition) -> Iterator[Fault]:
    """Faults of each reaction by itself, then of all of them together."""
    for name, reaction in edition.reactions.items():
        path = ("reactions", name)
        yield from _keys(path, reaction)
        yield from _names(path, edition, reaction)
        yield from _clocks(path, edition, reaction)
        yield from _elsewhere(path, edition, reaction)
        if reaction.then == "escalate":
            yield from _above(path, edition, reaction)
        if reaction.step:
            yield from _step(path, edition, reaction, reaction.step)
    yield from _circles(edition)


def _keys(path: Path, reaction: Reaction) -> Iterator[Fault]:
    """Keys that the rule needs and does not find, or that it would not read."""
    if reaction.then not in RULES:
        yield Fault((*path, "then"), f"unknown rule {reaction.then!r}")
        return
    rule, given = RULES[reaction.then], reaction.model_fields_set - OF_ALL
    for key in sorted(rule.needs - given):
        yield Fault(path, f"the rule {reaction.then!r} needs {key!r}")
    for key in sorted(given - rule.read):
        yield Fault((*path, key), f"the rule {reaction.then!r} reads no {key!r}")
    if rule.follows and not rule.follows & given:
        keys = ", ".join(sorted(rule.follows))
        yield Fault(path, f"nothing says what it follows: one of {keys}")


def _names(path: Path, edition: Edition, reaction: Reaction) -> Iterator[Fault]:
    types = edition.procedures
    yield from unknown(
        (*path, "case_types"), "type of case", reaction.case_types, types
    )
    known = edition.categories
    yield from unknown((*path, "categories"), "category", reaction.categories, known)
    offices = {*ROLES, *edition.roles}
    yield from unknown((*path, "offices"), "role", reaction.offices, offices)
    instead = [reaction.substitute] if reaction.substitute else []
    yield from unknown((*path, "substitute"), "role", instead, offices)
    acts = {act.name for p in _of(edition, reaction) for act in _all(p)}
    what = "opening or step"
    yield from unknown((*path, "after"), what, reaction.after, acts)


def _clocks(path: Path, edition: Edition, reaction: Reaction) -> Iterator[Fault]:
    """Clocks that there are not, and one for each party where none is followed."""
    starts = [reaction.starts] if reaction.starts else []
    named = {"clocks": reaction.clocks, "unless": reaction.unless, "starts": starts}
    for key, clocks in named.items():
        yield from unknown((*path, key), "clock", clocks, edition.clocks)
    for name in edition.clocks.keys() & starts:
        followed = reaction.findings or reaction.parties
        if edition.clocks[name].per_party and not followed:
            what = f"clock {name!r} is a party's own, and no party is followed"
            yield Fault((*path, "starts"), what)


def _above(path: Path, edition: Edition, reaction: Reaction) -> Iterator[Fault]:
    """Offices that would not find the case, and time limits that nobody misses."""
    for office in reaction.offices:
        known = office in {*ROLES, *edition.roles}
        if known and edition.kind_of(office) not in SEEING_ALL:
            what = f"{office!r} does not see every case, and cannot be told of one"
            yield Fault((*path, "offices"), what)
    met = {name for p in _of(edition, reaction) for a in p.acts() for name in met_by(a)}
    for name in reaction.clocks:
        if name in edition.clocks and edition.clocks[name].window:
            yield Fault((*path, "clocks"), f"nobody misses the time of {name!r}")
        elif name in edition.clocks and reaction.may_act and name not in met:
            what = f"no step there meets {name!r}, so that nobody can act"
            yield Fault((*path, "clocks"), what)


def _elsewhere(path: Path, edition: Edition, reaction: Reaction) -> Iterator[Fault]:
    """Other cases, which nothing finds or which there are none of."""
    types = edition.procedures
    yield from unknown((*path, "of"), "type of case", reaction.of, types)
    found_by = [reaction.each] if reaction.each else []
    yield from unknown((*path, "each"), "relation", found_by, RELATIONS)


def _step(
    path: Path, edition: Edition, reaction: Reaction, name: str
) -> Iterator[Fault]:
    """A step that a type of case does not have, or that a rule cannot take there."""
    where = (*path, "step")
    if name in DEDICATED:
        yield Fault(where, f"{name!r} has a command of its own")
    for procedure in _taken_in(edition, reaction):
        step = procedure.steps.get(name)
        if step is None:
            yield Fault(where, f"unknown step {name!r} of {procedure.name!r}")
            continue
        if step.reasons:
            yield Fault(where, f"{name!r} needs reasons, which no rule can give")
        if reaction.says and not step.tells_reporter:
            yield Fault((*path, "says"), f"{name!r} tells the reporter nothing")
        if step.parties:
            yield Fault(where, f"{name!r} is about one party, and a rule names none")
        for fact in step.asks:
            yield from _fact(path, procedure, reaction, fact)
        yield from unknown((*path, "facts"), "fact", reaction.facts, step.asks)


def _fact(
    path: Path, procedure: Procedure, reaction: Reaction, name: str
) -> Iterator[Fault]:
    """A fact that the step asks for, and the reaction does not give, or not rightly."""
    given, asked = reaction.facts.get(name), procedure.facts.get(name)
    wrong = "is missing" if given is None else asked and asked.fault(given)
    if wrong:
        yield Fault((*path, "facts"), f"the fact {name!r} {wrong}")


def _of(edition: Edition, reaction: Reaction) -> Iterator[Procedure]:
    """The procedures that a reaction is about."""
    for name, procedure in edition.procedures.items():
        if not reaction.case_types or name in reaction.case_types:
            yield procedure


def _taken_in(edition: Edition, reaction: Reaction) -> Iterator[Procedure]:
    """The procedures in whose cases it does something."""
    if not reaction.of:
        yield from _of(edition, reaction)
    yield from (p for name, p in edition.procedures.items() if name in reaction.of)


def _all(procedure: Procedure) -> Iterator[Act]:
    return chain(procedure.openings.values(), procedure.acts())


def _circles(edition: Edition) -> Iterator[Fault]:
    """Reactions that would cause themselves for ever, without time passing between."""
    causes = {name: set(_caused(edition, name)) for name in edition.reactions}
    for name in edition.reactions:
        if name in _reached(causes, name):
            yield Fault(("reactions", name), "it would cause itself for ever")


def _caused(edition: Edition, name: str) -> Iterator[str]:
    """The reactions that what this one does is followed by."""
    done = edition.reactions[name]
    for other, reaction in edition.reactions.items():
        in_common = {p.name for p in _taken_in(edition, done)} & {
            p.name for p in _of(edition, reaction)
        }
        if done.step in reaction.after and in_common:
            yield other


def _reached(causes: Mapping[str, set[str]], name: str) -> set[str]:
    """All that can follow, sooner or later."""
    found: set[str] = set()
    ahead = [*causes[name]]
    while ahead:
        if (one := ahead.pop()) not in found:
            found.add(one)
            ahead += causes[one]
    return found
