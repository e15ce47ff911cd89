"""A list proposed by one, approved by another, carried out after seven days."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from disposing import (
    HOLD,
    PAST,
    carried_out_while,
    carry_out,
    ended,
    erasing,
    erasing_at,
    here,
    hold_on,
    listed,
    of_several_texts,
    state,
    texts,
    waited,
)
from dumping import everywhere
from happened import closed, kept
from projected import envelope
from reported import opened_by
from serving import HERE, Service
from waiting import readable

from api.annual import recorded
from api.ending import Ending
from api.passages import passages
from cases.actors import SYSTEM, Actor
from cases.events.disposal import FinalityReached, TextErased, TextsTakenOut
from cases.events.requests import TextsRestricted


@pytest.fixture
def case(service: Service) -> UUID:
    """A confidential report that was closed long ago."""
    return ended(
        service, opened_by(service.caller("member"), identity_mode="confidential")
    )


BOTH = ("content", "reporter_identity")


def test_texts_go_after_seven_days_and_no_key_is_left(
    service: Service, case: UUID
) -> None:
    before = roots(service)
    at = listed(service, *((case, what) for what in BOTH))
    carry_out(service, days=7)
    assert texts(service, case) == 3
    found = [
        at for at, said in everywhere(service).items() if b"Their time is over" in said
    ]
    assert not found, "why they go is sealed, too"
    carry_out(service)
    assert texts(service, case) == 0
    list_of_texts = state(service, at)
    assert list_of_texts.closed
    assert (list_of_texts.disposal.erased, list_of_texts.disposal.final) == (3, 3)
    assert len(roots(service)) == 1
    assert roots(service) != before
    history = here(service).log.history(UUID(at.rpartition("/")[2]))
    [final] = [r.event for r in history if isinstance(r.event, FinalityReached)]
    assert [one.custodian for one in final.destroyed] == ["files"]
    assert here(service).keyring.keys(erased(service, case)) == {}


def erased(service: Service, case: UUID) -> list[UUID]:
    events = (recorded.event for recorded in here(service).log.history(case))
    return [event.item for event in events if isinstance(event, TextErased)]


def roots(service: Service) -> list[str]:
    folder = service.settings.keyring / HERE
    return sorted(path.name for path in folder.glob("root-*"))


def test_who_reported_goes_first(service: Service, case: UUID) -> None:
    listed(service, *((case, what) for what in BOTH))
    carry_out(service)
    events = (recorded.event for recorded in here(service).log.history(case))
    gone = [event.what for event in events if isinstance(event, TextErased)]
    assert gone == ["reporter_identity", "reporter_identity", "content"]


def test_what_is_about_one_accused_alone_goes_without_the_rest(
    service: Service,
) -> None:
    opened = opened_by(service.caller("member"))
    intake = service.caller("intake_officer")
    served = here(service)
    for name in ("Person A", "Person B"):
        version = served.cases.found(opened.id, SYSTEM).version
        accused = {"role": "subject", "name": name}
        added = intake.post(f"{opened.at}/parties", accused, version)
        assert added.status_code == 201, added.text
    version = served.cases.found(opened.id, SYSTEM).version
    over = [closed(), kept(PAST, what="party_2"), kept()]
    served.log.append(opened.id, version, over, envelope())
    before = about(service, opened.id)
    assert [2] in before
    listed(service, (opened.id, "party_2"))
    carry_out(service)
    assert about(service, opened.id) == [one for one in before if one != [2]]


def about(service: Service, case: UUID) -> list[list[int]]:
    """Whom the texts that are left are about."""
    served = here(service)
    with served.pool.connection() as db:
        rows = db.execute(
            "SELECT about FROM sealed WHERE case_id = %s ORDER BY item", (case,)
        ).fetchall()
    return [one for (one,) in rows]


def test_what_is_restricted_meanwhile_stays_as_somebody_objects(
    service: Service, case: UUID
) -> None:
    at = listed(service, (case, "content"))
    log = here(service).log
    version = here(service).cases.found(case, SYSTEM).version
    restricted = TextsRestricted(
        request=case, clause="GDPR Art. 18(1)", ground="unlawful", parties=(2,)
    )
    log.append(case, version, [restricted], envelope())
    before = texts(service, case)
    carry_out(service)
    assert texts(service, case) == before
    (taken,) = [
        recorded.event
        for recorded in log.history(UUID(at.rpartition("/")[2]))
        if isinstance(recorded.event, TextsTakenOut)
    ]
    assert taken.because == "objection"


def test_a_hold_placed_meanwhile_saves_the_texts(service: Service, case: UUID) -> None:
    at = listed(service, (case, "content"))
    officer = service.caller("compliance_officer")
    version = here(service).cases.found(case, SYSTEM).version
    review = (service.today() + timedelta(days=30)).isoformat()
    held = officer.post(f"/cases/{case}/holds", HOLD | {"review_on": review}, version)
    assert held.status_code == 201, held.text
    before = texts(service, case)
    carry_out(service)
    assert texts(service, case) == before
    assert state(service, at).disposal.kept == {1}
    assert state(service, at).closed


@pytest.mark.parametrize("before", range(1, 9))
def test_a_hold_at_any_moment_of_an_execution_saves_what_is_not_gone(
    service: Service, before: int
) -> None:
    case = of_several_texts(service)
    there = carried_out_while(service, case, before, lambda: hold_on(service, case))
    gone = max(0, before - 3)  # It begins with a start and an inventory.
    assert texts(service, case) == 5 - gone + 1, "and the reason of the hold"
    assert (there.disposal.erased, there.disposal.final) == (
        gone,
        gone,
    )
    assert there.closed
    assert len(here(service).keyring.keys(erased(service, case))) == 0
    assert there.disposal.kept == {1}


def test_a_hold_on_some_texts_saves_those_and_no_others(service: Service) -> None:
    case = of_several_texts(service)
    hold_on(service, case, parties=[3], kinds=["identity"])
    at = listed(service, (case, "content"))
    carry_out(service)
    with here(service).pool.connection() as db:
        rows = db.execute("SELECT kind, about FROM sealed WHERE case_id = %s", (case,))
        assert rows.fetchall() == [("identity", [3])]
    assert state(service, at).disposal.erased == 5
    assert state(service, at).disposal.kept == {1}
    dpo = service.caller("data_protection_officer")
    held = dpo.get("/holds", after=readable(here(service).log)).json()["items"]
    (ours,) = [one for one in held if one["case_id"] == str(case)]
    assert (ours["parties"], ours["kinds"], ours["basis"]) == (
        [3],
        ["identity"],
        "legal_claim",
    )


def test_an_erased_text_is_gone_for_whoever_could_read_it(
    service: Service, case: UUID
) -> None:
    listed(service, (case, "content"))
    carry_out(service)
    dpo = Actor("demo.data_protection_officer", "data_protection_officer")
    assert here(service).cases.found(case, dpo)
    officer = service.caller("compliance_officer")
    answer = officer.get(
        f"/cases/{case}/history",
        purpose="check of the deletion",
        after=readable(here(service).log),
    )
    assert answer.status_code == 200, answer.text
    assert "Something happened." not in answer.text


def test_a_list_that_was_broken_off_goes_on(
    service: Service, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = listed(service, *((case, what) for what in BOTH))
    with erasing(service) as one, monkeypatch.context() as broken:
        broken.setattr(Ending, "to_finality", lambda *_: killed())
        one.carry_out()
    assert (texts(service, case), state(service, at).disposal.final) == (0, 0)
    carry_out(service)
    assert state(service, at).disposal.final == 3
    assert state(service, at).closed


def killed() -> None:
    raise KeyError("killed")


def test_the_schedule_shows_what_was_erased(service: Service, case: UUID) -> None:
    listed(service, (case, "content"))
    carry_out(service)
    dpo = service.caller("data_protection_officer")
    found = dpo.get(
        "/deletions", after=readable(here(service).log), state="erased"
    ).json()
    ours = [d for d in found["items"] if d["case_id"] == str(case)]
    assert [(d["what"], d["state"]) for d in ours] == [("content", "erased")]


def test_reviewers_see_what_goes_and_why_without_reading_it(
    service: Service, case: UUID
) -> None:
    at = listed(service, *((case, what) for what in BOTH))
    dpo = service.caller("data_protection_officer")
    where = at.replace("/cases/", "/deletions/")
    before = dpo.get(where).json()
    assert [(e["entry"], e["what"], e["rule"], e["state"]) for e in before] == [
        (1, "content", "R2", "listed"),
        (2, "reporter_identity", "R8", "listed"),
    ]
    assert before[0]["basis"]
    assert "Something happened." not in str(before)
    carry_out(service)
    after = dpo.get(where, after=readable(here(service).log)).json()
    assert [(e["state"], e["items"]) for e in after] == [("erased", 1), ("erased", 2)]
    assert service.caller("member").get(where).status_code == 403
    assert dpo.get(f"/deletions/{case}").status_code == 404


def test_the_application_cannot_erase_a_text(service: Service, case: UUID) -> None:
    pool = here(service).pool
    with pool.connection() as db, pytest.raises(Exception, match="permission"):
        db.execute("DELETE FROM sealed")


def test_reading_an_erased_text_says_by_which_rule_and_where_it_is_proved(
    service: Service, case: UUID
) -> None:
    log = here(service).log
    (text,) = [p for p in passages(log.history(case)) if not p.identifies]
    dpo = service.caller("data_protection_officer")
    way, purpose = f"/cases/{case}/texts/{text.sealed.item}", "check of the deletion"
    assert dpo.get(way, purpose=purpose).status_code == 403
    at = listed(service, (case, "content"))
    carry_out(service)
    gone = dpo.get(way, purpose=purpose)
    assert (gone.status_code, gone.json()["rule"]) == (410, "R2")
    assert gone.json()["certificate"] == at.replace("/cases/", "deletions/")
    assert gone.json()["clause"]
    assert dpo.get(f"/cases/{case}/texts/{case}").status_code == 404
    stranger = service.caller("member", "p-stranger")
    assert stranger.get(way).status_code == 404


def test_a_text_is_opened_for_whoever_wrote_it(service: Service) -> None:
    opened = opened_by(service.caller("member", "p-writer"))
    (text,) = passages(here(service).log.history(opened.id))
    way = f"/cases/{opened.id}/texts/{text.sealed.item}"
    told = opened.reporter.get(way, purpose="own words").json()
    assert (told["text"], told["field"]) == ("Something happened.", "account")
    assert opened.reporter.get(way).json()["text"] is None
    intake = service.caller("auditor")
    assert intake.get(way, purpose="audit of the case").status_code == 403


def test_a_list_waits_until_the_year_before_is_laid_down(
    service: Service, case: UUID
) -> None:
    at = listed(service, (case, "content"))
    waited(service, at)
    year = datetime.now(UTC).year
    for hour, left in ((0, 3), (2, 2)):
        readable(here(service).log)
        morning = datetime(year + 1, 1, 1, hour, 30, tzinfo=UTC)
        with erasing_at(service, morning) as one:
            one.carry_out()
        assert texts(service, case) == left
    assert recorded(here(service), year)[0]
    assert state(service, at).disposal.erased == 1
