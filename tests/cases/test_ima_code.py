"""The text of the Code: who has read it, where it is posted, how it is reviewed."""

from dataclasses import replace
from datetime import date

from ima import EDITION, NATIONAL, disclosure, for_member, step
from scenario import MEMBER, Scenario, day

from cases.edition.code import Code
from cases.errors import NotPermitted, Refused
from cases.events.procedure import ClockMet, StepTaken


def required() -> Scenario:
    return for_member(disclosure("acknowledgement", "require", occasion="joined"))


def test_a_member_signs_the_words_of_the_code() -> None:
    sign = step("acknowledge", text_digest=EDITION.text_digest, method="online")
    required().when(sign, MEMBER).then_happens(StepTaken, ClockMet)
    other = step("acknowledge", text_digest="0" * 64, method="online")
    required().when(other, MEMBER).then_refused(
        Refused, "not the words of the code in force", "Responsibilities 1"
    )


def test_whoever_signs_late_signs_the_words_that_are_in_force_then() -> None:
    clauses = {**EDITION.clauses, "New": EDITION.clauses["Introduction 1"]}
    earlier = EDITION.model_copy(update={"in_force_until": date(2026, 2, 1)})
    later = EDITION.model_copy(
        update={
            "edition": "later",
            "in_force_from": date(2026, 2, 1),
            "clauses": clauses,
        }
    )
    later.__dict__.pop("text_digest", None)
    asked = required()
    both = Scenario(replace(asked.case, code=Code("ima", (earlier, later))))
    old, new = (
        step("acknowledge", text_digest=one.text_digest, method="online")
        for one in (earlier, later)
    )
    both.when(old, MEMBER, day(20)).then_happens(StepTaken, ClockMet)
    both.when(old, MEMBER, day(29)).then_refused(Refused, "not the words")
    both.when(new, MEMBER, day(29)).then_happens(StepTaken, ClockMet)


def test_nobody_signs_for_a_member() -> None:
    sign = step("acknowledge", text_digest=EDITION.text_digest, method="online")
    required().when(sign, NATIONAL).then_refused(NotPermitted, "'acknowledge' is for")
