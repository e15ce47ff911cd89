"""Answers to what an edition asks: of all that make no difference later, one."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from cases.case.case import Case
from cases.case.parts import Relation
from cases.edition.edition import Edition
from cases.edition.facts import ONE_OF, Asked
from cases.edition.procedure import Act, Procedure
from cases.events.event import Fact, Personal
from cases.events.opening import DisclosureMade
from cases.events.policies import POLICIES, PolicyVersionPublished

TESTS: Final[Mapping[str, tuple[str, ...]]] = {
    "both_tests_recorded": ("compatible_with_duties", "permitted_by_local_law")
}
"""Facts that must be so for a guard."""


def looked_at(procedure: Procedure) -> Mapping[str, Sequence[Collection[Fact]]]:
    """The answers that steps ask for, by fact; of facts that some step looks at."""
    found: defaultdict[str, list[Collection[Fact]]] = defaultdict(list)
    for step in procedure.steps.values():
        for name, allowed in step.when.items():
            if name not in step.asks:
                found[name].append(allowed)
        for guard in step.guards:
            for name in TESTS.get(guard, ()):
                found[name].append((True,))
    return found


def answers(
    edition: Edition, procedure: Procedure, act: Act, name: str, today: date
) -> list[Fact]:
    """The answers to a fact that lead to different places."""
    nominal = edition.thresholds.get("nominal_value", ())
    if "nominal_value" in act.guards and name in type(nominal[0]).model_fields:
        return [getattr(nominal[0], name)]
    if "nominal_value" in act.guards and name == "value":
        return [nominal[0].amount]
    if "text_in_force" in act.guards and name == "text_digest":
        return [edition.text_digest]
    allowed = act.when.get(name) or possible(procedure.facts[name], today)
    asked_for = looked_at(procedure).get(name, ())
    alike = {tuple(a in group for group in asked_for): a for a in reversed(allowed)}
    return list(alike.values())


def limited(
    procedure: Procedure, act: Act, earlier: Mapping[str, Fact]
) -> Mapping[str, Fact]:
    """As much as earlier answers let others be."""
    found = {name: earlier[limit] for name, limit in act.within.items()}
    return {
        name: most[0]
        if isinstance(most, tuple) and procedure.facts[name].kind in ONE_OF
        else most
        for name, most in found.items()
    }


def possible(asked: Asked, today: date) -> Sequence[Fact]:
    """Possible answers; one where a number or a day could be any."""
    known: Mapping[str, Sequence[Fact]] = {
        "choice": asked.choices,
        "yes_no": (True, False),
        "amount": (1_000,),
        "count": (1,),
        "percentage": (10,),
        "currency": ("EUR",),
        "pseudonym": ("enterprise-1",),
        "digest": ("a" * 64,),
        "host": ("www.example.org",),
        "country": ("BE",),
        "case_number": ("IMA-2026-0001",),
        "several": (asked.choices[:2],),
        "clause": asked.choices[:1],
        "clauses": (asked.choices[:2],),
        "date": ((today + timedelta(days=30)).isoformat(),),
        "future_date": ((today + timedelta(days=30)).isoformat(),),
        "past_date": (today.isoformat(),),
    }
    return known[asked.kind]


def published(case: Case) -> Mapping[str, Relation]:
    """That a policy has a version which is in force."""
    version = PolicyVersionPublished(
        step="publish_policy_version",
        clause="1",
        phase="published",
        policy=next(iter(case.edition.policies)),
        number=1,
        in_force_on=case.edition.in_force_from,
    )
    return {POLICIES: Relation(1, (("another case", version),))}


def protected(case: Case) -> Mapping[str, Relation]:
    """That whom a detriment befalls disclosed something which protects."""
    affected = str(case.facts["affected"])
    made = next(
        DisclosureMade(
            case_type=procedure.name,
            kind="disclosure",
            edition=case.edition_name,
            opening=opening.name,
            label=opening.label,
            clause=opening.clause,
            phase=opening.phase,
            facts=dict.fromkeys(opening.protects, case.facts["effective_on"]),
            declarant=affected,
            account=Personal("Something was said."),
        )
        for procedure in case.edition.procedures.values()
        for opening in procedure.openings.values()
        if opening.protects and procedure.kind == "disclosure"
    )
    return {f"person:{affected}:interests": Relation(1, (("another case", made),))}
