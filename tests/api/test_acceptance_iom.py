"""What tells a product from a demo, over HTTP: the scenarios about IOM alone."""

import pytest
from acting import Staff, refused
from serving import Service

IOM = "iom"
SERVED = (IOM,)


@pytest.fixture
def iom(service: Service) -> Staff:
    staff = Staff(service, IOM)
    staff.wait(0)
    return staff


def test_24_a_gift_is_refused_on_a_path_that_is_not_for_it(iom: Staff) -> None:
    """Remuneration from a government, or an NGO's gift, via path 2: refused.

    So is a minor gift above the threshold of the duty station on that date, and a head
    of office directing their own gift.
    """
    staff = iom.caller("member", "staff-24")
    on_behalf = {
        "donor": "ministry-1",
        "source": "government",
        "kind": "gift",
        "unanticipated": True,
        "refusal_would_embarrass": True,
        "received_on": "2026-03-01",
    }
    for wrong in ({"kind": "remuneration"}, {"source": "non_governmental"}):
        answer = iom.disclose(staff, "gift", "receive_on_behalf", **on_behalf | wrong)
        refused(answer, f"does not apply to this {next(iter(wrong))}", "49.2")
    minor = {
        "donor": "partner-1",
        "kind": "gift",
        "currency": "PHP",
        "duty_station": "manila",
        "received_on": "2026-03-01",
    }
    above = iom.disclose(staff, "gift", "disclose_minor_gift", value=50_001, **minor)
    assert above.json()["detail"] == "the gift is above the nominal value"
    assert above.status_code == 409
    head = iom.caller("head_of_office", "head-24")
    as_staff = iom.caller("member", "head-24")
    own = iom.disclose(as_staff, "gift", "disclose_minor_gift", value=50_000, **minor)
    assert own.status_code == 201
    refused(iom.take(head, own, "let_keep"), "for another person", "50")
    iom.taken(iom.caller("director_general"), own, "let_keep")


def test_25_an_activity_needs_the_local_law_check_and_its_time_runs_out(
    iom: Staff,
) -> None:
    """Authorised without local-law check: refused.

    The authorisation expires: a reminder, then it has run out.
    """
    director = iom.caller("director_general", "director-25")
    legal = iom.caller("legal_affairs", "legal-25")
    asked = iom.disclose(
        iom.caller("member", "staff-25"),
        "outside_activity",
        "request_authorisation",
        activity="employment",
        remunerated=True,
        starts_on="2026-04-01",
    )
    iom.taken(director, asked, "assess_compatibility", compatible_with_duties=True)
    until = {"until": "2026-06-30"}
    early = iom.take(director, asked, "authorise", **until)
    refused(early, "comes after check_local_law", "46.1")
    iom.taken(
        legal,
        asked,
        "check_local_law",
        permitted_by_local_law=True,
        local_law_of="duty_station",
    )
    iom.taken(director, asked, "authorise", **until)
    refused(iom.take(legal, asked, "expire"), "has not run out", "46.1")
    iom.wait(60)
    assert "ClockWarned" not in iom.topics(asked)
    iom.wait(35)
    assert iom.topics(asked)[-1] == "ClockWarned"
    iom.wait(40)
    assert iom.topics(asked)[-1] == "ClockMissed"
    iom.taken(legal, asked, "expire")
    assert iom.topics(asked)[-2:] == ["CaseClosed", "RetentionStarted"]


def test_26_a_doubter_who_is_dismissed_within_a_year_is_presumed_retaliated_against(
    iom: Staff,
) -> None:
    """The chain of clause 20 with the Director General as supervisor is shorter.

    That it is, is recorded; dismissal of the doubter within a year is presumed to be
    retaliation.
    """
    doubter = iom.caller("member", "staff-26")
    director = iom.caller("director_general", "director-26")
    doubt = iom.disclose(
        doubter,
        "instruction_challenge",
        "raise_doubt_with_director_general",
        doubt_about="regulation",
        raised_on="2026-03-02",
        manifestly_unlawful=False,
        collapsed_because="director_general_is_supervisor",
    )
    iom.taken(director, doubt, "uphold")
    iom.taken(doubter, doubt, "challenge")
    iom.taken(iom.caller("review_board_member"), doubt, "set_aside")
    history = iom.read("legal_affairs", f"/cases/{doubt.json()['case']}/history")
    facts = history[0]["details"]["facts"]
    assert facts["collapsed_because"] == "director_general_is_supervisor"
    iom.wait(200)
    personnel = iom.caller("human_resources", "personnel-26")
    ethics = iom.caller("ethics_office", "ethics-26")
    for affected, stands in (("staff-26", 201), ("staff-27", 409)):
        entry = iom.disclose(
            personnel,
            "detriment",
            "register",
            affected=affected,
            ordered_by="director-26",
            detriment="suspension_or_dismissal",
            effective_on="2026-10-01",
        )
        iom.taken(ethics, entry, "check_protection")
        iom.taken(personnel, entry, "justify")
        assert iom.take(director, entry, "justify").status_code == 404
        answer = iom.take(ethics, entry, "let_presumption_stand")
        assert answer.status_code == stands, answer.text
