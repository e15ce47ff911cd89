"""Given events of a case, then what its row says and who may see it."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from happened import (
    DAY,
    STEP,
    added,
    closed,
    designated,
    disclosed,
    excluded,
    held,
    kept,
    kept_anew,
    matched,
    released,
    reported,
    text,
    took,
)
from projected import EVERYONE, ORGANISATION, Projected, new_stream

from cases.events.allegations import (
    AllegationAmended,
    AllegationDropped,
    AllegationFramed,
)
from cases.events.appeal import AppealDecided, AppealLodged
from cases.events.arbitration import (
    ArbitratorAppointed,
    ArbitratorDischarged,
    ArbitratorRemoved,
)
from cases.events.closing import CaseReopened
from cases.events.decision import DeciderRecused, DecidersConvened
from cases.events.event import Concealed, Event, Marks
from cases.events.evidence import (
    EvidenceCopied,
    EvidenceFoundAltered,
    EvidenceTaken,
    EvidenceVerified,
)
from cases.events.links import CaseLinked, CaseUnlinked, How
from cases.events.opening import IdentityDisclosed
from cases.events.people import (
    ApplicableCodeDetermined,
    ExclusionLifted,
    HandlerRecused,
    HandlerRemoved,
    HandlerReplaced,
    PartyRoleChanged,
)
from cases.events.procedure import ClockMet
from projections.case_query import UNSHOWN, Case, Wanted, case, cases
from projections.case_reporter import in_confidence
from projections.query import Viewer

MARK = "~" + "1" * 32
YEAR = datetime.now(UTC).year


def shown(iom: Projected, stream: UUID) -> Case:
    """The case as somebody sees it who sees everything."""
    found = case(iom.db, stream, EVERYONE)
    assert found
    return found


def test_a_report_opens_a_case_with_a_number(iom: Projected) -> None:
    found = shown(iom, iom.given(reported()))
    assert found.number == f"{ORGANISATION.upper()}-{YEAR}-0001"
    assert (found.case_type, found.kind, found.edition) == ("breach", "report", "2002")
    assert (found.phase, found.status, found.version) == ("received", "open", 1)
    assert found.last_label == "Report received on the web"
    assert found.categories == ("fraud",)
    assert found.received_on == date(2026, 1, 5)


def test_cases_are_numbered_in_the_order_of_the_log(iom: Projected) -> None:
    streams = [new_stream() for _ in range(3)]
    for stream in reversed(streams):
        iom.record(stream, disclosed())
    iom.project()
    assert [shown(iom, s).number[-4:] for s in streams] == ["0003", "0002", "0001"]


def test_a_number_beyond_four_digits_is_not_cut_off(iom: Projected) -> None:
    iom.given(disclosed())
    iom.following.execute("UPDATE case_state SET ordinal = 9999, number = 'filled'")
    assert shown(iom, iom.given(disclosed())).number == f"IOM-{YEAR}-10000"


def test_a_step_moves_the_case_on(iom: Projected) -> None:
    found = shown(iom, iom.given(disclosed(), took("Receipt confirmed")))
    assert (found.phase, found.last_step) == ("investigation", "step_7")
    assert (found.last_label, found.version) == ("Receipt confirmed", 2)


def test_what_is_no_step_only_moves_the_version(iom: Projected) -> None:
    found = shown(
        iom, iom.given(disclosed(), took(), ClockMet(clock="reply", clause="9"))
    )
    assert (found.version, found.last_step) == (3, "step_7")


def test_evidence_that_was_found_altered_is_on_the_row(iom: Projected) -> None:
    altered = EvidenceFoundAltered(**STEP, evidence=2, digest="b" * 64)
    stream = iom.given(reported(), altered, altered)
    assert shown(iom, stream).altered_evidence == (2,)
    verified = EvidenceVerified(**STEP, evidence=2, digest="a" * 64)
    again = iom.given(reported(), altered, verified)
    assert shown(iom, again).altered_evidence == ()


def framed(category: str) -> AllegationFramed:
    return AllegationFramed(
        **STEP,
        allegation=1,
        party=1,
        category=category,
        clauses=("3",),
        conduct_from=DAY,
        conduct_until=DAY,
        conduct_edition="2002",
        text=text(),
    )


def test_parties_allegations_and_evidence_are_counted(iom: Projected) -> None:
    evidence = EvidenceTaken(
        **STEP,
        evidence=1,
        kind="object",
        custodian="owner-1",
        taken_on=DAY,
        description=text(),
    )
    stream = iom.given(
        reported(), added(1, "subject"), added(2, "witness"), framed("fraud"), evidence
    )
    found = shown(iom, stream)
    assert (found.parties, found.allegations, found.evidence) == (2, 1, 1)
    assert found.last_label == "Evidence taken into custody: object"


def test_an_accused_who_is_not_matched_cannot_be_kept_away(iom: Projected) -> None:
    stream = iom.given(reported(), added(1, "subject"), added(2, "witness"))
    assert shown(iom, stream).exclusion_not_enforceable
    iom.record(stream, matched(1, "member-9"))
    iom.project()
    assert not shown(iom, stream).exclusion_not_enforceable


def test_a_witness_who_is_accused_is_still_to_be_matched(iom: Projected) -> None:
    def changed(role: str, unmatched: bool = True) -> PartyRoleChanged:
        told = {"party": 2, "was": "witness", "role": role, "reasons": text()}
        return PartyRoleChanged.model_validate({**STEP, **told, "unmatched": unmatched})

    stream = iom.given(reported(), added(1, "other"), added(2, "witness"))
    for event, open_end in (
        (changed("subject"), True),
        (changed("other"), False),
        (changed("subject", unmatched=False), False),
    ):
        iom.record(stream, event)
        iom.project()
        assert shown(iom, stream).exclusion_not_enforceable is open_end


def test_a_copy_counts_as_evidence(iom: Projected) -> None:
    copied = {"evidence": 2, "original": 1, "custodian": "owner-1", "reason": text()}
    copy = EvidenceCopied.model_validate({**STEP, **copied, "copied_on": "2026-01-05"})
    assert shown(iom, iom.given(reported(), copy)).evidence == 1


def test_an_organisation_that_is_accused_need_not_be_matched(iom: Projected) -> None:
    tied = {"party": 1, "engagement": "partner", "applies": "Conditions", "basis": "1"}
    partner = ApplicableCodeDetermined(**STEP, **tied, unmatched=False)
    stream = iom.given(reported(), added(1, "subject"), partner)
    assert not shown(iom, stream).exclusion_not_enforceable
    iom.record(stream, ApplicableCodeDetermined(**STEP, **tied, unmatched=True))
    iom.project()
    assert shown(iom, stream).exclusion_not_enforceable


def test_a_case_is_held_until_the_last_hold_is_released(iom: Projected) -> None:
    stream = iom.given(disclosed(), held(1), held(2), released(1))
    assert shown(iom, stream).held
    iom.record(stream, released(2))
    iom.project()
    assert not shown(iom, stream).held


def test_a_closed_case_says_when_it_goes(iom: Projected) -> None:
    other = kept(date(2030, 1, 1), what="reporter_identity")
    stream = iom.given(disclosed(), closed(), other, kept())
    found = shown(iom, stream)
    assert (found.status, found.outcome) == ("closed", "no_breach")
    assert found.delete_on == date(2031, 1, 5)
    iom.record(stream, kept_anew(date(2040, 1, 1)))
    iom.project()
    assert shown(iom, stream).delete_on == date(2040, 1, 1)


def lodged(number: int) -> AppealLodged:
    return AppealLodged(
        **STEP, appeal=number, party=number, lodged_on="2026-05-20", grounds=text()
    )


def decided(number: int, *panel: str) -> AppealDecided:
    return AppealDecided(
        **STEP,
        appeal=number,
        party=number,
        body="appeal_panel",
        outcome="upheld",
        panel=panel,
        reasons=text(),
    )


def test_appeals_are_open_until_each_of_them_is_decided(iom: Projected) -> None:
    stream = iom.given(reported(), lodged(1), lodged(2))
    other = iom.given(reported(), lodged(1), lodged(2), decided(1, "decider-3"))
    found = {s: case(iom.db, s, EVERYONE) for s in (stream, other)}
    assert [one.open_appeals for one in found.values() if one] == [(1, 2), (2,)]


BODY = {"body": "executive_committee", "members": 5, "quorum": 3}
APPOINTED = ArbitratorAppointed(**STEP, appointment=1, person="neutral-1")
CONVENED = DecidersConvened(**STEP, **BODY, present=("decider-1", "decider-2"))


@pytest.mark.parametrize(
    ("person", "role", "events"),
    [
        ("investigator-1", "investigator", [designated("investigator-1")]),
        ("reporter-1", "reporter", [reported()]),
        ("neutral-1", "arbitrator", [APPOINTED]),
        ("decider-2", "decider", [CONVENED]),
        ("decider-3", "decider", [
            lodged(1), decided(1, "decider-3")]),
        ("investigator-2", "investigator", [
            designated("investigator-1"),
            HandlerReplaced(**STEP, person="investigator-1", role="investigator",
                            successor="investigator-2",
                            conflict_declared_absent=True)]),
    ],
)  # fmt: skip
def test_who_is_tied_to_a_case_sees_it_in_that_role(
    iom: Projected, person: str, role: str, events: list[Event]
) -> None:
    opening = [] if isinstance(events[0], type(reported())) else [reported()]
    stream = iom.given(*opening, *events)
    other = iom.given(disclosed())
    assert case(iom.db, stream, Viewer(person, (role,)))
    assert not case(iom.db, other, Viewer(person, (role,)))
    assert not case(iom.db, stream, Viewer(person, ("unit_head",)))
    assert not case(iom.db, stream, Viewer("somebody-else", (role,)))


def test_a_confidential_report_is_seen_by_whoever_is_known_to_have_made_it(
    iom: Projected,
) -> None:
    concealed = Concealed(item=uuid4(), digest="0" * 64, marks=Marks(reporter=MARK))
    stream = iom.given(
        reported(identity_mode="confidential", reporter=None, concealed=concealed)
    )
    known = Viewer("p-1", ("reporter",), own=(stream,))
    assert case(iom.db, stream, known)
    assert not case(iom.db, stream, Viewer("p-1", ("reporter",)))
    assert not case(iom.db, stream, Viewer("p-1", ("investigator",), own=(stream,)))
    assert not case(iom.db, iom.given(disclosed()), known)
    assert in_confidence(iom.db) == {stream: (concealed.item, MARK)}


def test_a_reporter_who_chose_to_be_named_is_found_by_name(iom: Projected) -> None:
    concealed = Concealed(item=uuid4(), digest="0" * 64, marks=Marks(reporter=MARK))
    stream = iom.given(
        reported(identity_mode="confidential", reporter=None, concealed=concealed),
        IdentityDisclosed(**STEP, reporter="p-1"),
    )
    assert case(iom.db, stream, Viewer("p-1", ("reporter",)))
    assert in_confidence(iom.db) == {}


def test_what_people_own_does_not_show_them_a_case_they_are_kept_away_from(
    iom: Projected,
) -> None:
    stream = iom.given(reported(), excluded("p-1"))
    assert not case(iom.db, stream, Viewer("p-1", ("reporter",), own=(stream,)))


def test_whoever_has_a_step_in_a_phase_sees_the_cases_that_are_in_it(
    iom: Projected,
) -> None:
    stream = iom.given(reported())
    found = case(iom.db, stream, EVERYONE)
    assert found
    place = f"{found.edition}/{found.case_type}/{found.phase}"
    head = Viewer("head-1", ("unit_head",), turns=(place,))
    assert case(iom.db, stream, head)
    assert not case(
        iom.db, stream, Viewer("head-1", ("unit_head",), turns=(f"x{place}",))
    )
    iom.record(stream, excluded("head-1"))
    iom.project()
    assert not case(iom.db, stream, head)
    other = iom.given(reported(), closed())
    assert not case(iom.db, other, Viewer("head-2", (), turns=(place,)))


def test_a_reporter_sees_whether_their_report_is_open_and_no_more(
    iom: Projected,
) -> None:
    stream = iom.given(reported(reporter="p-1"), added(1, "subject"))
    reporter = Viewer("p-1", ("reporter",))
    found = case(iom.db, stream, reporter)
    assert found
    assert (found.status, found.received_on) == ("open", DAY)
    assert {name: getattr(found, name) for name in UNSHOWN} == UNSHOWN
    (listed,) = cases(iom.db, reporter, Wanted()).items
    assert listed == found
    for wanted in (Wanted(phase=STEP["phase"]), Wanted(handler="owner-1")):
        assert cases(iom.db, reporter, wanted).items == []
    assert cases(iom.db, EVERYONE, Wanted(phase=STEP["phase"])).items


def test_who_disclosed_something_sees_where_it_stands(iom: Projected) -> None:
    stream = iom.given(disclosed())
    found = case(iom.db, stream, Viewer("member-1", ("reporter",)))
    assert found
    assert found.phase == "received"


def test_a_reopened_case_is_open_and_has_no_day_of_deletion(iom: Projected) -> None:
    stream = iom.given(reported(), closed(), kept())
    before = case(iom.db, stream, EVERYONE)
    assert before
    assert (before.status, before.delete_on) == ("closed", date(2031, 1, 5))
    iom.record(stream, CaseReopened(**STEP))
    iom.project()
    after = case(iom.db, stream, EVERYONE)
    assert after
    assert (after.status, after.outcome, after.delete_on) == ("open", None, None)
    assert after.last_step == STEP["step"]


def linked(other: UUID, how: How, *kept_away: str) -> CaseLinked:
    return CaseLinked(case=other, how=how, clause="7", kept_away=kept_away)


def test_what_is_merged_is_seen_by_whoever_has_the_case_it_belongs_to(
    iom: Projected,
) -> None:
    host = iom.given(reported(), designated("investigator-1"))
    merged = iom.given(reported(), linked(host, "merged_into"))
    handler = Viewer("investigator-1", ("investigator",))
    assert case(iom.db, merged, handler)
    assert not case(iom.db, merged, Viewer("investigator-1", ("case_owner",)))
    iom.record(host, HandlerRecused(**STEP, person="investigator-1"))
    iom.project()
    assert not case(iom.db, merged, handler)


@pytest.mark.parametrize("how", ["merged_into", "duplicate_of"])
def test_whoever_is_kept_from_a_case_is_kept_from_what_belongs_to_it(
    iom: Projected, how: How
) -> None:
    host = iom.given(reported(reporter="p-2"), excluded("p-1"))
    other = iom.given(reported(reporter="p-1"), linked(host, how))
    assert not case(iom.db, other, Viewer("p-1", ("compliance_officer",), True))
    assert case(iom.db, other, Viewer("p-1", ("reporter",)))
    assert not case(iom.db, host, Viewer("p-1", ("reporter",)))
    iom.record(host, excluded("p-3"))
    iom.project()
    assert not case(iom.db, other, Viewer("p-3", ("compliance_officer",), True))


def test_whoever_is_kept_from_a_linked_case_is_kept_from_this_one(
    iom: Projected,
) -> None:
    stream = iom.given(
        reported(reporter="p-2"), linked(uuid4(), "took_in", "p-1", "p-2")
    )
    for person in ("p-1", "p-2"):
        officer = Viewer(person, ("compliance_officer",), True)
        assert not case(iom.db, stream, officer)
    assert case(iom.db, stream, Viewer("p-2", ("reporter",)))
    assert case(iom.db, stream, EVERYONE)


def test_a_link_that_was_taken_back_hides_nothing_any_more(iom: Projected) -> None:
    host = iom.given(reported(reporter="p-2"), excluded("p-1"))
    other = iom.given(reported(), linked(host, "duplicate_of", "p-1", "p-4"))
    officers = {
        person: Viewer(person, ("compliance_officer",), True)
        for person in ("p-1", "p-4")
    }
    assert not any(case(iom.db, other, officer) for officer in officers.values())
    iom.record(
        other,
        CaseUnlinked(case=host, how="duplicate_of", clause="7", kept_away=("p-4",)),
    )
    iom.project()
    assert case(iom.db, other, officers["p-1"])
    assert not case(iom.db, other, officers["p-4"])
    assert not case(iom.db, host, officers["p-1"])


def test_a_merged_case_is_for_nobody_by_its_phase(iom: Projected) -> None:
    stream = iom.given(reported())
    found = case(iom.db, stream, EVERYONE)
    assert found
    place = f"{found.edition}/{found.case_type}/{found.phase}"
    head = Viewer("head-1", ("unit_head",), turns=(place,))
    assert case(iom.db, stream, head)
    iom.record(stream, linked(uuid4(), "merged_into"))
    iom.project()
    assert not case(iom.db, stream, head)


def test_a_link_to_another_case_is_no_last_step(iom: Projected) -> None:
    stream = iom.given(reported())
    before = case(iom.db, stream, EVERYONE)
    iom.record(stream, linked(uuid4(), "took_in"))
    iom.project()
    after = case(iom.db, stream, EVERYONE)
    assert before
    assert after
    assert after.version == before.version + 1
    assert (after.last_step, after.last_label, after.phase) == (
        before.last_step,
        before.last_label,
        before.phase,
    )


def test_who_declared_something_sees_it_in_any_role(iom: Projected) -> None:
    stream = iom.given(disclosed())
    assert case(iom.db, stream, Viewer("member-1", ("member",)))
    assert case(iom.db, stream, Viewer("member-1", ("unit_head",)))


@pytest.mark.parametrize(
    ("person", "role", "events"),
    [
        ("investigator-1", "investigator", [
            designated("investigator-1"), excluded("investigator-1")]),
        ("investigator-1", "investigator", [
            designated("investigator-1"),
            HandlerRecused(**STEP, person="investigator-1")]),
        ("investigator-1", "investigator", [
            designated("investigator-1"),
            HandlerRemoved(**STEP, person="investigator-1", rule="named as a party")]),
        ("investigator-1", "investigator", [
            designated("investigator-1"),
            HandlerReplaced(**STEP, person="investigator-1", role="investigator",
                            successor="investigator-2",
                            conflict_declared_absent=True)]),
        ("neutral-1", "arbitrator", [
            APPOINTED, ArbitratorDischarged(**STEP, appointment=1)]),
        ("neutral-1", "arbitrator", [
            APPOINTED, ArbitratorRemoved(**STEP, appointment=1, rule="late")]),
        ("decider-1", "decider", [
            CONVENED, DeciderRecused(**STEP, person="decider-1")]),
    ],
)  # fmt: skip
def test_who_is_no_longer_tied_to_a_case_does_not_see_it(
    iom: Projected, person: str, role: str, events: list[Event]
) -> None:
    stream = iom.given(reported(), *events)
    assert not case(iom.db, stream, Viewer(person, (role,)))


def test_an_exclusion_is_stronger_than_the_right_to_see_everything(
    iom: Projected,
) -> None:
    stream = iom.given(reported(), excluded(EVERYONE.person))
    assert not case(iom.db, stream, EVERYONE)
    assert not cases(iom.db, EVERYONE, Wanted()).items
    lifted = ExclusionLifted(**STEP, person=EVERYONE.person, reason=text())
    iom.record(stream, lifted)
    iom.project()
    assert case(iom.db, stream, EVERYONE)


def test_a_list_has_only_what_is_wanted(iom: Projected) -> None:
    gift = iom.given(disclosed(), closed())
    report = iom.given(reported(), designated("investigator-1"), took())

    def found(**wanted: object) -> list[UUID]:
        page = cases(iom.db, EVERYONE, Wanted.model_validate(wanted))
        return [one.case_id for one in page.items]

    assert found() == [report, gift]
    assert found(case_type="gift") == [gift]
    assert found(phase="investigation") == [report]
    assert found(status="closed") == [gift]
    assert found(handler="investigator-1") == [report]
    assert found(opened_since=date(2026, 1, 1)) == [report, gift]
    assert found(opened_since=date(2999, 1, 1)) == []
    assert found(opened_until=date(2999, 1, 1)) == [report, gift]
    assert found(opened_until=date(2026, 1, 1)) == []
    assert found(outcome="no_breach") == [gift]
    assert found(outcome="other") == []
    assert found(category="fraud") == [report]
    assert found(category="other") == []


def test_a_category_is_looked_for_in_what_is_alleged_by_now(iom: Projected) -> None:
    stream = iom.given(reported(), framed("theft"))

    def found(category: str, viewer: Viewer = EVERYONE) -> list[UUID]:
        wanted = Wanted(category=category)
        return [one.case_id for one in cases(iom.db, viewer, wanted).items]

    assert [found("theft"), found("fraud")] == [[stream], [stream]]
    assert shown(iom, stream).alleged == ("theft",)
    other = framed("harassment").model_dump(exclude={"text"})
    amended = AllegationAmended(**other, text=text(), reasons=text())
    iom.record(stream, amended)
    iom.project()
    assert [found("theft"), found("harassment")] == [[], [stream]]
    # Whoever reported learns nothing of what is alleged by asking for it.
    reporter = Viewer("reporter-1", ("reporter",), own=(stream,))
    assert [found("fraud", reporter), found("harassment", reporter)] == [[stream], []]
    iom.record(stream, AllegationDropped(**STEP, allegation=1, party=1, reason=text()))
    iom.project()
    assert found("harassment") == []
    assert shown(iom, stream).alleged == ()


def test_pages_follow_each_other_whatever_is_opened_meanwhile(iom: Projected) -> None:
    older = [iom.given(disclosed()) for _ in range(5)]
    first = cases(iom.db, EVERYONE, Wanted(), limit=2)
    iom.given(disclosed())
    second = cases(iom.db, EVERYONE, Wanted(), cursor=first.next, limit=2)
    last = cases(iom.db, EVERYONE, Wanted(), cursor=second.next, limit=2)
    seen = [one.case_id for one in first.items + second.items + last.items]
    assert seen == older[::-1]
    assert last.next is None


@pytest.mark.parametrize("cursor", ["", "zz", "31x", "ff", "3" * 40, "2d31", "é"])
def test_a_cursor_that_no_page_gave_is_refused(iom: Projected, cursor: str) -> None:
    with pytest.raises(ValueError, match="cursor"):
        cases(iom.db, EVERYONE, Wanted(), cursor=cursor)
