"""Who was given something of a case: a rule over its history, under any edition."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

import pytest
from scenario import code
from shipped import codes

from cases.case.handing_out import Giving, HandedOut, Happened, handed_out, named_in
from cases.events.disclosing import (
    DisclosureNoticeDeferred,
    DisclosureNoticeGiven,
    IdentityDisclosureApproved,
    IdentityDisclosureProposed,
)
from cases.events.event import Event, Sealed
from cases.events.opening import DisclosureMade, ReportReceived
from cases.events.procedure import StepTaken
from cases.events.redaction import RedactionWanted
from cases.events.requests import RecipientTold, TextCorrected, TextsRestricted

REQUEST: Final = UUID(int=3)
TEXT: Final = Sealed(item=UUID(int=7), digest="0" * 64)
STEP: Final[dict[str, Any]] = {"clause": "7", "phase": "open", "label": "A step"}


def told(organisation: str, *events: Event) -> HandedOut:
    return handed_out(code(organisation), numbered(events))


def numbered(events: Iterable[Event]) -> list[Happened]:
    """Each on its own day, at its own place."""
    return [Happened(e, 4096 * n, date(2026, 1, n)) for n, e in enumerate(events, 1)]


def report(organisation: str, mode: str = "confidential") -> ReportReceived:
    edition = codes()[organisation].editions[-1]
    kind = edition.procedures["breach_report"]
    opening = next(iter(kind.openings.values()))
    return ReportReceived.model_validate(
        {
            "case_type": "breach_report",
            "kind": "report",
            "edition": edition.edition,
            "opening": opening.name,
            "label": opening.label,
            "clause": opening.clause,
            "phase": opening.phase,
            "channel": "web",
            "identity_mode": mode,
            "received_on": "2026-01-01",
            "account": TEXT,
        }
    )


def disclosed(organisation: str, case_type: str, **facts: Any) -> DisclosureMade:
    edition = codes()[organisation].editions[-1]
    kind = edition.procedures[case_type]
    opening = next(iter(kind.openings.values()))
    return DisclosureMade.model_validate(
        {
            "case_type": case_type,
            "kind": "disclosure",
            "edition": edition.edition,
            "opening": opening.name,
            "label": opening.label,
            "clause": opening.clause,
            "phase": opening.phase,
            "facts": facts,
            "declarant": "p-1",
            "account": TEXT,
        }
    )


def step(name: str, party: int | None = None, **facts: Any) -> StepTaken:
    return StepTaken(step=name, party=party, facts=facts, **STEP)


def found(handed: HandedOut) -> list[tuple[str, str, int]]:
    return [(one.recipient, one.had, one.by.position) for one in handed.found]


GIVING: Final[Mapping[str, set[str]]] = {
    "ima": {
        "breach_report.forward_misdirected",
        "breach_report.refer",
        "breach_report.inform_national_committee",
        "information_release.release",
        "sharing.share",
        "sharing.disclose_by_law",
    },
    "ims": {
        "breach_report.forward_misdirected",
        "breach_report.refer",
        "breach_report.tell_authorities",
        "breach_report.tell_authorities_of_minor",
        "sharing.share",
        "sharing.disclose_by_law",
    },
    "iom": {
        "breach_report.forward_misdirected",
        "breach_report.refer",
        "information_release.release",
        "immunity_waiver.inform_of_waiver",
        "immunity_waiver.inform_of_maintenance",
        "sharing.share",
    },
}
"""The steps by which something goes to somebody outside."""


@pytest.mark.parametrize("organisation", codes())
def test_each_edition_says_which_steps_give_something_away(organisation: str) -> None:
    edition = codes()[organisation].editions[-1]
    giving = {
        f"{procedure.name}.{one.name}"
        for procedure in edition.procedures.values()
        for one in procedure.acts()
        if one.gives_to
    }
    assert giving == GIVING[organisation]


@pytest.mark.parametrize("organisation", codes())
def test_a_step_that_takes_a_fact_of_an_outside_body_says_so(organisation: str) -> None:
    """A new step that names such a body must say whether it gives it something."""
    outside = {"referred_to", "forwarded_to", "shared_with", "released_to"}
    edition = codes()[organisation].editions[-1]
    for procedure in edition.procedures.values():
        for one in procedure.acts():
            named = outside & {*one.asks}
            assert {one.gives_to} & named or not named, one.name


@pytest.mark.parametrize("organisation", codes())
def test_a_referral_is_to_whom_it_says(organisation: str) -> None:
    handed = told(
        organisation,
        report(organisation),
        step("refer", referred_to="public_authority"),
    )
    assert found(handed) == [("public_authority", "case", 2 * 4096)]


def test_what_was_shared_is_with_whom_the_step_says_each_time() -> None:
    handed = told(
        "ima",
        disclosed("ima", "sharing", recipient="donor-1"),
        step("consent"),
        step("share", shared_with="donor-1"),
        step("share", shared_with="donor-1"),
    )
    assert found(handed) == [("donor-1", "case", n * 4096) for n in (3, 4)]


def test_a_consent_that_nobody_acted_on_gives_nothing() -> None:
    opened = disclosed("ima", "sharing", recipient="donor-1")
    assert not told("ima", opened, step("consent")).found


def test_a_fact_that_was_asked_for_when_the_case_began_counts() -> None:
    handed = told(
        "iom",
        disclosed("iom", "information_release", recipient="partner-7"),
        step("release"),
    )
    assert found(handed) == [("partner-7", "case", 2 * 4096)]


def test_a_step_that_keeps_everything_inside_gives_nothing() -> None:
    assert not told("ima", report("ima"), step("acknowledge")).found


def only(handed: HandedOut) -> Giving:
    [one] = handed.found
    return one


def test_what_was_about_one_party_is_of_that_partys_texts() -> None:
    informing = {"national_committee": "committee-dk"}
    one = only(
        told("ima", report("ima"), step("inform_national_committee", 2, **informing))
    )
    assert [one.of(f"party_{n}") for n in (1, 2)] == [False, True]
    assert one.of("content")


def test_what_was_about_all_is_of_everybodys() -> None:
    one = only(told("ima", report("ima"), step("refer", referred_to="police")))
    assert one.of("party_1")
    assert one.of("content")


@pytest.mark.parametrize(("mode", "known"), [("confidential", False), ("named", True)])
def test_who_reported_went_along_only_where_that_was_no_secret(
    mode: str, known: bool
) -> None:
    referred = step("refer", referred_to="police")
    assert only(told("ima", report("ima", mode), referred)).of("reporter_identity") is (
        known
    )


DONE: Final[dict[str, Any]] = {"step": "step", "clause": "7", "phase": "open"}
PROPOSED: Final = IdentityDisclosureProposed(
    disclosure=1,
    recipient="prosecutor-contact-1",
    basis="judicial_proceedings",
    obligation="DK/RPL/804",
    until=date(2026, 2, 1),
    needed=2,
    proposer="owner-1",
    reasons=TEXT,
    **DONE,
)
APPROVED: Final = IdentityDisclosureApproved(
    disclosure=1, office="data_protection_officer", approver="dpo-1", **DONE
)
TOLD: Final = DisclosureNoticeGiven(disclosure=1, notice=TEXT, **DONE)
PUT_OFF: Final = DisclosureNoticeDeferred(
    disclosure=1, review_on=date(2026, 1, 20), reasons=TEXT, **DONE
)


@pytest.mark.parametrize("effect", [TOLD, PUT_OFF])
def test_who_reported_is_known_once_the_reporter_is_told_or_is_to_be_later(
    effect: Event,
) -> None:
    assert not told("ima", report("ima"), PROPOSED, APPROVED).found
    one = only(told("ima", report("ima"), PROPOSED, APPROVED, effect))
    assert (one.recipient, one.had) == ("prosecutor-contact-1", "identity")
    of = [one.of(what) for what in ("reporter_identity", "content", "party_1")]
    assert of == [True, False, False]


def test_a_notice_that_was_put_off_and_given_is_one_disclosure() -> None:
    handed = told("ima", report("ima"), PROPOSED, APPROVED, PUT_OFF, TOLD)
    assert [one.by.event for one in handed.found] == [PUT_OFF]


def test_requests_that_changed_something_are_known_with_whose_they_are() -> None:
    about = {"request": REQUEST, "clause": "7"}
    changed = (
        TextsRestricted(ground="objection", parties=(1, 2), **about),
        TextCorrected(party=3, corrects="name", correction=TEXT, **about),
        RedactionWanted(clause="7", item=UUID(int=8), party=4, ordered_by=UUID(int=5)),
    )
    handed = told("ima", report("ima"), *changed)
    assert handed.requests == {
        REQUEST: frozenset({1, 2, 3}),
        UUID(int=5): frozenset({4}),
    }


def test_a_recipient_named_in_a_request_is_one_of_whoever_asked() -> None:
    named = RecipientTold(
        of="rectification",
        recipient="partner-7",
        kind="partner",
        step="tell_recipient",
        clause="7",
        phase="open",
    )
    history = numbered([disclosed("ima", "data_subject_request"), named])
    [one] = named_in(history, frozenset({2}))
    assert (one.recipient, one.had) == ("partner-7", "named")
    assert [one.of(w) for w in ("party_2", "party_1", "reporter_identity")] == [
        True,
        False,
        False,
    ]
    [everybody] = named_in(history)
    assert everybody.of("party_1")
