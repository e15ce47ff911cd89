"""What an act of an edition asks for and looks at, in words."""

from collections.abc import Iterable, Mapping
from typing import Final

from api.pages.html import Content, code
from cases.commands.guards import GUARDS
from cases.edition.facts import OF_THE_CODE, SOME_OF, Asked

ANSWERS: Final[Mapping[str, str]] = {
    "amount": "an amount, in the smallest unit of the currency",
    "case_number": "the number of a case, as IMA-2026-0003",
    "clause": "a clause of the code, as one word",
    "clauses": "some clauses of the code, each as one word",
    "count": "a number",
    "country": "a country, by two capital letters",
    "currency": "a currency",
    "date": "a day",
    "digest": "a SHA-256, in small hexadecimal digits",
    "future_date": "a day to come",
    "host": "a place on the web, as www.example.org",
    "past_date": "a day that has been",
    "percentage": "a percentage",
    "yes_no": "yes or no",
}
"""What each kind of fact is, for people; others are a choice or their own name."""


def plain(name: str) -> str:
    """A name of the edition as words."""
    return name.replace("_", " ")


def asked(fact: Asked) -> Content:
    """A fact, and which answers are possible."""
    if fact.kind in OF_THE_CODE:
        answer = ANSWERS[fact.kind]
    elif fact.choices:
        some = "some" if fact.kind in SOME_OF else "one"
        answer = f"{some} of {', '.join(map(plain, fact.choices))}"
    else:
        answer = ANSWERS.get(fact.kind, plain(fact.kind))
    return [code(fact.name), f": {answer}"]


def answered(name: str, allowed: Iterable[object]) -> Content:
    """A fact, and which answers it must have."""
    answers = " or ".join(plain(str(answer)) for answer in allowed)
    return [code(name), f" is {answers}"]


def settled(matter: str) -> str:
    """What a step waits for."""
    return f"each {plain(matter)} is settled"


def limited(pair: tuple[str, str]) -> Content:
    """A fact that is no more than another."""
    name, limit = pair
    return [code(name), " is no more than ", code(limit)]


def guarded(name: str) -> Content:
    """A rule beyond order, role and facts, in its own words."""
    return (GUARDS[name].__doc__ or plain(name)).partition("\n")[0]
