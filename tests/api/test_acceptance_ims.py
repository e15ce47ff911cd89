"""What tells a product from a demo, over HTTP: the scenarios about IMS, and its own."""

from typing import Any, Final

import pytest
from acting import Staff, named, refused
from serving import Caller, Service

IMS, IOM = "ims", "iom"
OFFICER, OWNER, INTAKE = "compliance_officer", "case_owner", "intake_officer"
EXTERNAL: Final = "external_function"
MINOR: Final = "sexual_activity_with_a_minor"
HANDED_OVER: Final = {"reporter_consents": "to_all_but_identity"}
SERVED = (IMS, IOM)


@pytest.fixture
def ims(service: Service) -> Staff:
    staff = Staff(service, IMS)
    staff.wait(0)
    return staff


@pytest.fixture
def iom(service: Service) -> Staff:
    staff = Staff(service, IOM)
    staff.wait(0)
    return staff


def assessed(ims: Staff, **said: Any) -> str:
    """A report that was handed over, taken up, and given to a case owner."""
    reported = {"identity_mode": "confidential", **said}
    case = named(ims.report(ims.somebody(), **reported))
    ims.taken(ims.caller(EXTERNAL), case, "acknowledge_externally")
    ims.taken(ims.caller(EXTERNAL), case, "hand_over", **HANDED_OVER)
    ims.taken(ims.caller(INTAKE), case, "accept_for_assessment")
    given(ims, case, ims.caller(OWNER))
    return case


def given(at: Staff, case: str, to: Caller, by: str = OFFICER) -> None:
    handler = {"person": to.person, "role": to.role, "conflict_declared_absent": True}
    at.done(at.caller(by), case, "handlers", **handler)


def accused(ims: Staff, case: str, engagement: str = "staff", **said: Any) -> None:
    """An accused party, and what applies to it."""
    owner = ims.caller(OWNER)
    person = ims.somebody().person if engagement == "staff" else None
    party = {"role": "subject", "name": "Person A", "person": person}
    ims.done(owner, case, "parties", **party)
    ims.done(owner, case, "applicable-codes", party=1, engagement=engagement, **said)


def allegation(category: str, **said: Any) -> dict[str, Any]:
    return {
        "party": 1,
        "category": category,
        "level": "personnel",
        "conduct_from": "2026-02-02",
        "conduct_until": "2026-02-03",
        "text": "What is said to have happened.",
        **said,
    }


def test_22_an_allegation_about_a_minor_admits_no_way_around(ims: Staff) -> None:
    """Informal resolution, local-law defence and mistaken-age defence: refused by rule.

    The referral to authorities is forced.
    """
    case = assessed(ims, opening="report_safeguarding", facts={"minor_involved": "yes"})
    owner, officer = ims.caller(OWNER), ims.caller(OFFICER)
    accused(ims, case)
    ims.done(owner, case, "allegations", **allegation(MINOR))
    informal = ims.take(owner, case, "offer_informal_resolution", affected_agrees=True)
    refused(informal, "admits no informal resolution", "3.2")
    light = ims.take(owner, case, "classify_severity", severity="ordinary")
    refused(light, "what is alleged is serious", "3.3")
    ims.done(owner, case, "jurisdictions", allegation=1, country="PH")
    law = {"allegation": 1, "place": "3.3 sentence 3", "reasons": "It is 16 there."}
    other = ims.ask(
        owner, case, "local-law-determinations", prevails="local_law", **law
    )
    refused(other, "the code comes first", "3.3 sentence 3")
    ims.taken(owner, case, "classify_severity", severity="serious")
    forced = "public authorities have not been told that a minor is involved"
    manager = ims.caller("management_member")
    refused(ims.take(manager, case, "authorise_investigation"), forced)
    referred = ims.take(officer, case, "refer", referred_to="other_organisation")
    refused(referred, forced)
    ims.taken(
        officer,
        case,
        "tell_authorities_of_minor",
        authority="child_protection",
        told_on=ims.today.isoformat(),
    )
    ims.taken(manager, case, "authorise_investigation")
    mistaken = ims.take(owner, case, "take_up_defence", defence="mistaken_age")
    refused(mistaken, "does not apply to this defence", "3.3 sentence 4")


def test_23_nobody_at_ims_is_accused_of_a_report_and_at_iom_intent_is_shown(
    ims: Staff, iom: Staff
) -> None:
    """Under IMS: refused by policy. Under IOM: an own allegation with own proof.

    That a report was not substantiated is never enough.
    """
    case = assessed(ims)
    accused(ims, case)
    bad_faith = allegation("report_in_bad_faith")
    answer = ims.ask(ims.caller(OWNER), case, "allegations", **bad_faith)
    refused(answer, "nobody is ever accused of this", "3.7 sentence 4")
    told = ims.report(ims.somebody(), categories=["report_in_bad_faith"])
    refused(told, "nobody is ever accused of this", "3.7 sentence 4")
    refused(_determined(iom, shown=[]), "knew_it_untrue, intended_to_harm", "21.4")
    refused(_determined(iom, shown=["knew_it_untrue"]), "intended_to_harm", "21.4")
    both = ["knew_it_untrue", "intended_to_harm"]
    assert _determined(iom, shown=both).status_code == 201


def _determined(iom: Staff, **said: Any) -> Any:
    """What is answered to a determination that a report was made in bad faith."""
    official, legal = iom.caller("higher_level_official"), iom.caller("legal_affairs")
    case = named(iom.report(iom.somebody(), opening="report"))
    iom.taken(official, case, "acknowledge")
    iom.taken(official, case, "accept_for_assessment")
    person = iom.somebody().person
    party = {"role": "subject", "name": "Person A", "person": person}
    iom.done(official, case, "parties", **party)
    alleged = allegation("report_in_bad_faith")
    del alleged["level"]
    iom.done(official, case, "allegations", **alleged)
    owner = iom.caller(OWNER)
    given(iom, case, owner, "legal_affairs")
    today = iom.today.isoformat()
    heard = {"party": 1, "mode": "heard", "occurred_on": today, "account": "No."}
    iom.done(owner, case, "hearings", **heard)
    kept = {"kind": "document", "custodian": owner.person, "taken_on": today}
    iom.done(official, case, "evidence", description="A letter.", **kept)
    iom.taken(legal, case, "settle_by_assessment", settled_because="facts_evident")
    board = [iom.somebody("disciplinary_board_member") for _ in range(3)]
    present = [member.person for member in board]
    convened = {"body": "disciplinary_board", "present": present}
    iom.done(board[0], case, "deciders", **convened)
    found = {"allegation": 1, "finding": "established", "evidence": [1], **said}
    return iom.ask(board[0], case, "determinations", reasons="It is so.", **found)


# --- what is not among the scenarios, and its users would look for


def test_nobody_inside_reads_a_word_before_a_report_is_handed_over(ims: Staff) -> None:
    case = named(ims.report(ims.somebody(), identity_mode="confidential"))
    at = f"/cases/{case}"
    reading = {"purpose": "to see what it is about"}
    for role in (INTAKE, OFFICER, "management_member"):
        row = ims.read(role, at)
        assert (row["phase"], row["number"][:4]) == ("with_external_function", "IMS-")
        told = ims.read(role, f"{at}/history", **reading)
        assert "It is so." not in str(told)
    assert "It is so." in str(ims.read(EXTERNAL, f"{at}/history", **reading))
    ims.taken(ims.caller(EXTERNAL), case, "acknowledge_externally")
    ims.taken(ims.caller(EXTERNAL), case, "hand_over", **HANDED_OVER)
    assert "It is so." in str(ims.read(INTAKE, f"{at}/history", **reading))


def test_what_a_reporter_keeps_outside_is_a_number_and_a_day_for_ever(
    ims: Staff,
) -> None:
    case = named(ims.report(ims.somebody(), identity_mode="confidential"))
    external = ims.caller(EXTERNAL)
    ims.taken(external, case, "acknowledge_externally")
    ims.taken(external, case, "keep_outside", reporter_consents="refused")
    ims.taken(external, case, "give_final_feedback", feedback="given")
    ims.taken(external, case, "close_kept_outside")
    told = {"purpose": "to see what it is about"}
    history = ims.read(OFFICER, f"/cases/{case}/history", **told)
    assert "It is so." not in str(history)
    ims.done(external, case, "steps", step="add_information", note="There is more.")
    again = {"new_facts": "There is more."}
    reopened = ims.ask(ims.caller(OFFICER), case, "reopenings", **again)
    refused(reopened, "not possible after keep_outside")


def test_adherence_names_every_policy_in_its_latest_version(ims: Staff) -> None:
    personnel, staff = ims.caller("human_resources"), ims.somebody()
    entries = {}
    for policy in ("pseah", "whistleblower"):
        entries[policy] = named(ims.disclose(personnel, "policy", "register"))
        version = {"policy": policy, "number": 1, "in_force_on": "2026-03-01"}
        ims.done(personnel, entries[policy], "policy-versions", **version)
    facts = {"engagement": "consultant", "location": "remote"}
    signing = named(ims.disclose(staff, "staff_sign_off", "new_policy", **facts))
    short = ims.ask(staff, signing, "adherence-confirmations", versions={"pseah": 1})
    refused(short, "not all policies in force", "1 ¶2")
    assert short.json()["allowed"] == ["pseah 1", "whistleblower 1"]
    newer = {"policy": "pseah", "number": 2, "in_force_on": ims.today.isoformat()}
    wrong = ims.ask(personnel, entries["whistleblower"], "policy-versions", **newer)
    refused(wrong, "the case is about another policy")
    ims.done(personnel, entries["pseah"], "policy-versions", **newer)
    shown = ims.caller("member").get("/policies", after=ims.position).json()
    assert [(one["policy"], one["version"]) for one in shown] == [
        ("pseah", 2),
        ("whistleblower", 1),
    ]
    before = ims.read("member", "/policies", on="2026-03-01")
    assert [one["version"] for one in before] == [1, 1]
    both = {"pseah": 1, "whistleblower": 1}
    outdated = ims.ask(staff, signing, "adherence-confirmations", versions=both)
    refused(outdated, "in their latest version", "1 ¶2")
    both["pseah"] = 2
    ims.done(staff, signing, "adherence-confirmations", versions=both)
    history = ims.read(OFFICER, f"/cases/{signing}/history")
    (confirmed,) = [one for one in history if one["topic"] == "AdherenceConfirmed"]
    assert confirmed["details"]["versions"] == both
    end = {"withdrawn_on": ims.today.isoformat()}
    ims.done(personnel, entries["pseah"], "policy-withdrawals", **end)
    left = ims.read("member", "/policies")
    assert [one["policy"] for one in left] == ["whistleblower"]


def test_a_partner_is_held_to_its_contract_and_a_survivor_asked_each_time(
    ims: Staff,
) -> None:
    case = assessed(ims, opening="report_safeguarding", facts={"minor_involved": "no"})
    owner = ims.caller(OWNER)
    accused(ims, case, "partner", contract="PC-2025/114")
    code = ims.ask(owner, case, "allegations", **allegation("corruption"))
    refused(code, "another text applies to the party", "3")
    assert "breach_of_conditions" in code.json()["allowed"]
    ims.done(owner, case, "allegations", **allegation("sexual_exploitation"))
    ims.done(owner, case, "parties", role="affected", name="Person S")
    ims.taken(owner, case, "offer_support", support="medical")
    arranged = ims.take(owner, case, "arrange_support", support="medical")
    refused(arranged, "has not consented", "3.3")
    consent = {"party": 2, "to": "arrange_support", "given": True}
    ims.done(owner, case, "consents", statement="A doctor, please.", **consent)
    ims.taken(owner, case, "arrange_support", support="medical")
    again = ims.take(owner, case, "arrange_support", support="legal")
    refused(again, "has not consented", "3.3")


def test_a_donor_is_told_without_a_word_about_anybody(ims: Staff) -> None:
    officer = ims.caller(OFFICER)
    tell_by = {"donor": "donor-1", "tell_by": "2026-03-20"}
    notice = named(ims.disclose(officer, "donor_notification", "require", **tell_by))
    facts = {
        "matter": "fraud",
        "stage": "suspicion",
        "happened_in": "2026-02-01",
        "concerned": "partner",
        "amount": 90_000,
        "currency": "EUR",
    }
    said = {"step": "notify_donor", "facts": facts}
    wordy = ims.ask(officer, notice, "steps", **said, note="It was Person A.")
    refused(wordy, "only facts are passed on here", "3.5 sentence 5")
    assert wordy.json()["pointer"] == "/note"
    ims.done(officer, notice, "steps", **said)
