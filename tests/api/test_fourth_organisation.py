"""One more organisation is one more file: it is served, and works, by that alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from acting import Staff, named, refused
from servers import Server
from serving import Service, serving_anew

GUILD: Final = "guild"
CHARTER: Final = Path(__file__).parents[1] / "editions" / GUILD / "charter-7.toml"
SEEN: Final = {"lamp": "north_rock", "seen_on": "2026-03-01"}


@pytest.fixture(scope="module")
def service(
    cluster: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A service that was given a folder with one file in it."""
    folder = tmp_path_factory.mktemp("guild")
    (folder / "codes" / GUILD).mkdir(parents=True)
    shutil.copy(CHARTER, folder / "codes" / GUILD)
    with serving_anew(
        cluster, folder, served=(GUILD,), editions=folder / "codes"
    ) as running:
        yield running


@pytest.fixture
def guild(service: Service) -> Staff:
    staff = Staff(service, GUILD)
    staff.wait(0)
    return staff


def told(guild: Staff) -> str:
    """A keeper has told of a dark lamp, and the Warden listens."""
    report = {"case_type": "neglect", "opening": "tell", "facts": SEEN}
    case = named(guild.report(guild.somebody(), **report))
    guild.taken(guild.caller("warden"), case, "thank")
    return case


def test_no_line_of_the_service_knows_of_it() -> None:
    source = Path(__file__).parents[2] / "src"
    for path in source.rglob("*.*"):
        if path.suffix in (".py", ".toml", ".sql"):
            assert GUILD not in path.read_text("utf-8").lower(), path


def test_a_case_under_its_code_goes_from_the_report_to_its_end(guild: Staff) -> None:
    case, warden = told(guild), guild.caller("warden")
    keeper, inspector = guild.somebody(), guild.somebody("lamp_inspector")
    accused = {"role": "subject", "name": "The keeper", "person": keeper.person}
    guild.done(warden, case, "parties", **accused)
    said = {"party": 1, "category": "dark_lamp", "text": "The oil was sold."}
    night = {"conduct_from": "2026-02-28", "conduct_until": "2026-03-01"}
    guild.done(warden, case, "allegations", **said, **night)
    early = guild.take(warden, case, "row_out")
    refused(early, "nobody is responsible for the case yet", "III")
    handler = {"person": inspector.person, "role": "lamp_inspector"}
    guild.done(warden, case, "handlers", conflict_declared_absent=True, **handler)
    guild.taken(warden, case, "row_out")
    terms = {"allegations": [1], "scope": "The lamp and its oil."}
    guild.done(warden, case, "terms-of-reference", **terms)
    day = guild.today.isoformat()
    wick = {"kind": "object", "custodian": inspector.person, "taken_on": day}
    guild.done(inspector, case, "evidence", description="A dry wick.", **wick)
    look = {"kind": "site_visit", "occurred_on": day, "allegations": [1]}
    account = {"account": "The lamp was cold."}
    guild.done(inspector, case, "investigation-steps", evidence=[1], **look, **account)
    hearing = {"party": 1, "mode": "heard", "occurred_on": day}
    guild.done(warden, case, "hearings", account="I had debts.", **hearing)
    guild.taken(warden, case, "bring_before_bench")
    judged(guild, case)
    guild.done(warden, case, "notifications", party=1, notified_on=day)
    guild.taken(warden, case, "give_word", word_given="by_letter")
    guild.taken(warden, case, "close_taken")
    row = guild.read("warden", f"/cases/{case}")
    assert (row["number"][:6], row["outcome"]) == ("GUILD-", "taken")
    assert row["delete_on"] == "2031-03-03"
    clocks = guild.read("warden", f"/cases/{case}/clocks")
    assert {one["clock"]: one["state"] for one in clocks} == {
        "answer": "met",
        "word": "met",
    }


def judged(guild: Staff, case: str) -> None:
    """Two of three judges sit, and take the lamp for good."""
    one, two = guild.caller("judge", "judge-1"), guild.caller("judge", "judge-2")
    bench: Any = {"body": "bench", "present": [one.person, two.person]}
    guild.done(one, case, "deciders", **bench)
    for judge in (one, two):
        guild.done(judge, case, "conflict-declarations", conflict=False)
    finding = {"allegation": 1, "finding": "established", "evidence": [1]}
    guild.done(one, case, "determinations", reasons="The wick is dry.", **finding)
    refused(guild.take(one, case, "rise"), "no disciplinary measure yet", "IV")
    taken = {"party": 1, "measure": "lamp_for_good", "allegations": [1]}
    day = guild.today.isoformat()
    guild.done(
        one, case, "measures", effective_on=day, reasons="A ship was lost.", **taken
    )
    guild.taken(one, case, "rise")


def test_a_refusal_cites_its_code(guild: Staff) -> None:
    case = told(guild)
    answer = guild.take(guild.caller("warden"), case, "bring_before_bench")
    refused(answer, "is not possible in the phase 'listened_to'", "III")
    answer = guild.ask(guild.caller("judge"), case, "steps", step="thank")
    assert answer.status_code == 403
    assert answer.json()["clause"] == "not from the code: a courtesy"


def test_its_edition_is_read_as_it_was_written(guild: Staff) -> None:
    edition = guild.caller("member").get("/editions/charter-7").json()
    assert edition["title"] == "Charter of the Guild of Lighthouse Keepers"
    assert edition["clauses"]["I"]["strength"] == "prohibition"


def test_it_speaks_its_own_language_in_the_history(guild: Staff) -> None:
    case = told(guild)
    history = guild.read("warden", f"/cases/{case}/history")
    said = [one["label"] for one in history if one["clause"]]
    assert said[0] == "A neglected lamp told of"
    assert "Whoever told was thanked" in said
