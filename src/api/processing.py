"""The record of processing activities (GDPR Art. 30), as an edition says it.

Whatever an edition provides for is an activity: its purpose, whose data, which, who
receives them, how long they are kept. What no code of conduct says, its legal basis and
who answers for it, stands in `[processing]`, for a lawyer to confirm.
"""

from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel, ConfigDict

from api.permissions import rights_of
from cases.actors import SYSTEM
from cases.edition.code import Code
from cases.edition.edition import Edition
from cases.edition.procedure import Act, Procedure
from cases.edition.serving import office
from cases.rights import Reach

UNSAID: Final = "not said: [processing] of the edition"
PEOPLE: Final = {
    "report": ("whoever reports", "whoever is accused", "witnesses and others named"),
    "disclosure": ("whoever discloses or asks", "whoever they name"),
    "disposal": ("whoever texts are about",),
}
"""Whose data the cases of a kind hold."""
BLIND: Final = (Reach.NONE, Reach.OWN)
"""How far a right to texts goes that opens none of others."""
MEASURES: Final = (
    "personal text is sealed item by item under keys of its own, outside the log",
    "every reading is recorded, with its purpose, before anything is opened",
    "an office sees what it needs, by case, turn and grant; an exclusion is stronger",
    "whoever reported in confidence is a mark that nobody can read without its key",
    "what was recorded is never changed: a signed tree over all of it, with witnesses",
    "erasing destroys keys and sealed bytes, at every custodian, and leaves a proof",
)
"""Technical and organisational measures (Art. 32), the same for all."""


class Kept(BaseModel):
    """How long data are kept, and on which basis."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    rule: str
    """Its name in the edition."""
    label: str
    """What it is about."""
    what: str
    """Which texts of a case."""
    trigger: str
    """What the period begins with."""
    period: str
    """How long, from then on."""
    basis: str
    """Why they may be kept so long."""
    clause: str
    """Where the code says so, or that it does not."""
    abroad: dict[str, str]
    """Other periods, by the country whose law has them."""


class Activity(BaseModel):
    """One type of case, as processing of personal data."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    name: str
    """The type of case."""
    purpose: str
    """What it is for."""
    clause: str
    """Where the code provides for it."""
    about: list[str]
    """Categories of persons."""
    data: list[str]
    """What is asked for, beside free text, which is sealed."""
    recipients: list[str]
    """Offices that act in it."""
    kept: list[Kept]
    """By which rules its texts are kept."""
    by_itself: list[str]
    """What follows without anybody's asking; no decision about a person does."""


class Record(BaseModel):
    """The record of processing activities under one edition."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    organisation: str
    """Whose record it is."""
    title: str
    """Of the code."""
    edition: str
    """Of the code."""
    digest: str
    """SHA-256 of the words of the code."""
    controller: str
    """Who answers for the processing."""
    legal_bases: list[str]
    """GDPR Art. 6(1), or what stands for it."""
    special_categories: str
    """GDPR Art. 9(2), or what stands for it."""
    transfers: str
    """To third countries and international organisations."""
    activities: list[Activity]
    """Each type of case."""
    readers: list[str]
    """Offices to which texts that others wrote may be opened."""
    measures: list[str]
    """Technical and organisational (GDPR Art. 32)."""
    another_person: int
    """Steps that nobody may take who took the one before."""
    with_reasons: int
    """Steps that are taken only with reasons."""


def record(code: Code, edition: Edition) -> Record:
    """The record under an edition."""
    said = edition.processing
    acts = [step for one in edition.procedures.values() for step in one.acts()]
    return Record(
        organisation=edition.organisation,
        title=edition.title,
        edition=edition.edition,
        digest=edition.text_digest,
        controller=said.controller if said else UNSAID,
        legal_bases=list(said.legal_bases) if said else [UNSAID],
        special_categories=said.special_categories if said else UNSAID,
        transfers=said.transfers if said else UNSAID,
        activities=[_activity(edition, one) for one in edition.procedures.values()],
        readers=list(_readers(code, edition)),
        measures=list(MEASURES),
        another_person=sum(bool(step.other_than) for step in acts),
        with_reasons=sum(step.reasons for step in acts),
    )


def _activity(edition: Edition, procedure: Procedure) -> Activity:
    acts: tuple[Act, ...] = (*procedure.openings.values(), *procedure.acts())
    offices = dict.fromkeys(role for act in acts for role in act.by)
    return Activity(
        name=procedure.name,
        purpose=procedure.title,
        clause=procedure.clause,
        about=list(PEOPLE[procedure.kind]),
        data=[name.replace("_", " ") for name in procedure.facts],
        recipients=[office(edition, role) for role in offices],
        kept=list(_kept(edition, procedure)),
        by_itself=[
            one.label
            for one in edition.reactions.values()
            if not one.case_types or procedure.name in one.case_types
        ],
    )


def _kept(edition: Edition, procedure: Procedure) -> Iterator[Kept]:
    rules = dict.fromkeys(
        step.retention for step in procedure.steps.values() if step.retention
    )
    if procedure.kind == "report":
        identity = (n for n, one in edition.retention.items() if one.what != "content")
        rules |= dict.fromkeys(identity)
    for name in rules:
        rule = edition.retention[name]
        yield Kept(
            rule=name,
            label=rule.label,
            what=rule.what.replace("_", " "),
            trigger=rule.trigger,
            period=str(rule.period),
            basis=rule.basis,
            clause=rule.clause,
            abroad={land: str(one.period) for land, one in rule.countries.items()},
        )


def _readers(code: Code, edition: Edition) -> Iterator[str]:
    general = dict.fromkeys((*edition.roles, *_named(edition)))
    for role in general:
        if role != SYSTEM.role and rights_of(code, role)["texts"] not in BLIND:
            yield office(edition, role)


def _named(edition: Edition) -> Iterator[str]:
    for procedure in edition.procedures.values():
        for act in (*procedure.openings.values(), *procedure.acts()):
            yield from act.by
