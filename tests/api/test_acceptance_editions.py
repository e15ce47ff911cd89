"""What tells a product from a demo, over HTTP: editions that follow one another."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from acting import Staff, named, refused
from servers import Server
from serving import Service, serving_anew

from cases.edition.code import SHIPPED

REVISED: Final = "revised"
"""An organisation whose standards were issued anew on 1 December 2014."""
TWOFOLD: Final = "twofold"
"""One whose code comes before local law in one clause, and after it in the others."""
IN_2015: Final = datetime(2015, 3, 2, 9, tzinfo=UTC)
OLD, NEW = "2002", "in-15-rev-1"
OWNER, LEGAL = "case_owner", "legal_affairs"


@pytest.fixture(scope="module")
def service(
    cluster: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("editions")
    editions = written(folder / "further")
    with serving_anew(
        cluster, folder, served=("ima", REVISED, TWOFOLD), editions=editions
    ) as running:
        yield running


def written(folder: Path) -> Path:
    """The editions of both, made from those that are shipped."""
    old = edition("iom/2002", REVISED, 'edition = "2002"', 'edition = "2002"')
    ends = "in_force_from = 2002-06-04\nin_force_until = 2014-12-01"
    kept(folder, REVISED, OLD, changed(old, "in_force_from = 2002-06-04", ends))
    new = edition("iom/2002", REVISED, 'edition = "2002"', f'edition = "{NEW}"')
    begins = "in_force_from = 2014-12-01"
    new = changed(new, "in_force_from = 2002-06-04", begins)
    new = changed(new, "[categories.failure_to_report]", "[categories.silence]")
    kept(folder, REVISED, NEW, new)
    here = '[clauses."General Guidelines 5"]\nlocal_law = "code_prevails"'
    code = edition("ima/undated", TWOFOLD, here.split("\n")[0], here)
    kept(folder, TWOFOLD, "undated", code)
    return folder


def edition(shipped: str, organisation: str, what: str, instead: str) -> str:
    text = (SHIPPED / f"{shipped}.toml").read_text("utf-8")
    own = f'organisation = "{shipped.split("/")[0]}"'
    renamed = changed(text, own, f'organisation = "{organisation}"')
    return changed(renamed, what, instead)


def changed(text: str, what: str, instead: str) -> str:
    assert text.count(what) == 1, what
    return text.replace(what, instead)


def kept(folder: Path, organisation: str, name: str, text: str) -> None:
    (folder / organisation).mkdir(parents=True, exist_ok=True)
    (folder / organisation / f"{name}.toml").write_text(text, "utf-8")


@pytest.fixture
def revised(service: Service) -> Staff:
    staff = Staff(service, REVISED, IN_2015)
    staff.wait(0)
    return staff


def accused(staff: Staff) -> str:
    """A report of 2015 that names somebody."""
    opened = staff.report(staff.somebody(), opening="report")
    assert opened.status_code == 201, opened.text
    case = named(opened)
    official, owner = staff.caller("higher_level_official"), staff.caller(OWNER)
    staff.taken(official, case, "acknowledge")
    staff.taken(official, case, "accept_for_assessment")
    handler = {"person": owner.person, "role": OWNER, "conflict_declared_absent": True}
    staff.done(staff.caller(LEGAL), case, "handlers", **handler)
    party = {"role": "subject", "name": "A", "person": staff.somebody().person}
    staff.done(owner, case, "parties", **party)
    return case


def alleged(staff: Staff, case: str, category: str, *conduct: str) -> Any:
    """The answer to an accusation of something done from one day until another."""
    said = {"party": 1, "category": category, "text": "It was so."}
    days = {"conduct_from": conduct[0], "conduct_until": conduct[-1]}
    return staff.ask(staff.caller(OWNER), case, "allegations", **said, **days)


def framed(staff: Staff, case: str) -> list[str]:
    """By which edition each allegation is judged."""
    history = staff.read(LEGAL, f"/cases/{case}/history", limit=200)
    found = [one for one in history if one["topic"] == "AllegationFramed"]
    return [one["details"]["conduct_edition"] for one in found]


def test_09_conduct_is_judged_by_its_own_edition_and_handled_by_todays(
    revised: Staff,
) -> None:
    """Conduct in 2013, report in 2015, a revision in force since 1 December 2014."""
    case = accused(revised)
    assert revised.read(LEGAL, f"/cases/{case}")["edition"] == NEW
    since = alleged(revised, case, "silence", "2013-05-06")
    refused(since, "no such category")
    then = alleged(revised, case, "failure_to_report", "2013-05-06")
    assert then.status_code == 201, then.text
    assert framed(revised, case) == [OLD]
    today = alleged(revised, case, "failure_to_report", "2014-12-01")
    refused(today, "no such category")


def test_10_conduct_across_two_editions_is_two_allegations(revised: Staff) -> None:
    """One for each version."""
    case = accused(revised)
    across = alleged(revised, case, "retaliation", "2014-11-30", "2014-12-01")
    refused(across, "spans two editions: frame one allegation for each")
    assert across.json()["pointer"] == "/conduct_from"
    for conduct in (("2014-11-01", "2014-11-30"), ("2014-12-01", "2014-12-31")):
        answer = alleged(revised, case, "retaliation", *conduct)
        assert answer.status_code == 201, answer.text
    assert framed(revised, case) == [OLD, NEW]


def test_34_two_clauses_under_different_local_law_rules_in_one_case(
    service: Service,
) -> None:
    """Each allegation is resolved on its own."""
    staff = Staff(service, TWOFOLD)
    staff.wait(0)
    case = named(staff.report(staff.somebody()))
    intake, owner = staff.caller("intake_officer"), staff.caller(OWNER)
    staff.taken(intake, case, "acknowledge")
    staff.taken(intake, case, "accept_for_assessment")
    handler = {"person": owner.person, "role": OWNER, "conflict_declared_absent": True}
    staff.done(staff.caller("compliance_officer"), case, "handlers", **handler)
    staff.done(owner, case, "parties", role="subject", name="A")
    alike = (
        ("integrity", "Responsibilities 5"),
        (
            "conflict_of_interest",
            "General Guidelines 5",
        ),
    )
    for category, clause in alike:
        conduct = {"conduct_from": "2026-02-02", "conduct_until": "2026-02-02"}
        said = {"party": 1, "category": category, "clauses": [clause], **conduct}
        staff.done(owner, case, "allegations", **said, text="It was so.")
    for number, (_, clause) in enumerate(alike, 1):
        staff.done(owner, case, "jurisdictions", allegation=number, country="BE")
        first = {"allegation": number, "place": clause, "prevails": "local_law"}
        said = {**first, "reasons": "Belgian law allows it."}
        answer = staff.ask(owner, case, "local-law-determinations", **said)
        if number == 1:
            assert answer.status_code == 201, answer.text
            continue
        refused(answer, "the code comes first", "General Guidelines 5")
        assert answer.json()["pointer"] == "/prevails"
        said |= {"prevails": "code"}
        staff.done(owner, case, "local-law-determinations", **said)
    history = staff.read("compliance_officer", f"/cases/{case}/history", limit=200)
    topic = "LocalLawPrecedenceDetermined"
    found = [one["details"] for one in history if one["topic"] == topic]
    assert [(one["allegation"], one["prevails"]) for one in found] == [
        (1, "local_law"),
        (2, "code"),
    ]


def test_27_a_breach_on_friday_evening_is_notified_in_72_hours(
    service: Service,
) -> None:
    """Alert at once; 72 h run through the weekend, with a warning before the end.

    A late notification demands reasons.
    """
    friday = datetime(2026, 3, 6, 16, tzinfo=UTC)
    ima = Staff(service, "ima", friday)
    ima.wait(0)
    what = {"what": "sent_to_others", "data": ["name"], "discovered_on": "2026-03-06"}
    opened = ima.disclose(ima.somebody(), "data_breach", "report", **what)
    case = named(opened)
    committee = ima.caller("executive_committee_member")
    clocks = ima.read("data_protection_officer", f"/cases/{case}/clocks")
    due = {one["clock"]: one["due_on"] for one in clocks}
    assert due == {"committee_notice": "2026-03-06", "authority_notice": "2026-03-09"}
    ima.taken(committee, case, "take_note")
    officer = ima.caller("data_protection_officer")
    risk = {"step": "find_risk", "facts": {"people": 12, "data": ["name"]}}
    ima.done(officer, case, "steps", **risk, note="The list was not encrypted.")
    passing(ima, 47)
    assert "ClockWarned" not in ima.topics(case)
    passing(ima, 1)
    assert "ClockWarned" in ima.topics(case)
    passing(ima, 25)
    assert "ClockMissed" in ima.topics(case)
    notice = {"step": "notify_authority", "facts": {"country": "BE"}}
    silent = ima.ask(officer, case, "steps", **notice)
    refused(silent, "it is not said why", "GDPR Art. 33(1)")
    ima.done(officer, case, "steps", **notice, note="The register was closed.")
    assert ima.topics(case)[-1] == "ClockMetLate"


def passing(staff: Staff, hours: int) -> None:
    """Let some hours pass, and record what they bring."""
    staff.now += timedelta(hours=hours)
    staff.wait(0)
