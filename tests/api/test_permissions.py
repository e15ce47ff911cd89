"""Who may do what: the table is complete, and the domain agrees with it."""

import pytest
from scenario import DAY_0
from shipped import codes

from api.permissions import kind_of, reach, viewer
from cases.actors import OWN_ONLY, ROLES, SYSTEM, Actor
from cases.case.case import Case
from cases.commands.order import BY_ASSIGNMENT, BY_TURN
from cases.commands.reading import may_open
from cases.edition.code import Code
from cases.errors import NotPermitted
from cases.rights import COLUMNS, Reach, rights

CODES = codes()
IMA = CODES["ima"]
SPEECHLESS = {"witness"}
"""Others act for them."""


def test_every_role_but_the_system_has_a_row_and_every_right_a_meaning() -> None:
    assert set(rights()) == set(ROLES) - {SYSTEM.role}
    for row in rights().values():
        assert set(row) == set(COLUMNS)


@pytest.mark.parametrize("role", sorted(rights()))
def test_the_table_and_the_domain_agree_on_whose_cases_a_role_acts_in(
    role: str,
) -> None:
    act = rights()[role]["act"]
    if act is not Reach.NONE:
        assert (act is Reach.OWN) == (role in OWN_ONLY)
        assert (act is Reach.GIVEN) == (role in BY_ASSIGNMENT)
        assert (act is Reach.TURN) == (role in BY_TURN)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.organisation)
def test_whoever_an_edition_gives_a_step_may_act(code: Code) -> None:
    for edition in code.editions:
        for procedure in edition.procedures.values():
            for act in (*procedure.openings.values(), *procedure.acts()):
                for role in {*act.by} - {SYSTEM.role}:
                    kind = kind_of(code, role)
                    speaks = rights()[kind]["act"] is not Reach.NONE
                    assert speaks or kind in SPEECHLESS, (procedure.name, act.name)


@pytest.mark.parametrize("role", ["reporting_job", "administrator"])
def test_whoever_only_looks_or_operates_has_no_texts_and_takes_no_steps(
    role: str,
) -> None:
    for right in ("act", "texts", "identity"):
        with pytest.raises(NotPermitted):
            reach(IMA, role, right)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.organisation)
def test_an_auditor_reads_no_texts_and_takes_one_step_alone(code: Code) -> None:
    for right in ("texts", "identity"):
        with pytest.raises(NotPermitted):
            reach(code, "auditor", right)
    taken = {
        act.name
        for edition in code.editions
        for procedure in edition.procedures.values()
        for act in (*procedure.openings.values(), *procedure.acts())
        if edition.allows(act, "auditor")
    }
    assert taken == {"review_broken_glass"}


def test_nobody_who_decides_reads_who_reported() -> None:
    assert [role for role, row in rights().items() if row["identity"] is not Reach.NONE]
    for role in ("decider", "investigator", "case_owner", "auditor", "arbitrator"):
        assert rights()[role]["identity"] is Reach.NONE


def test_whoever_is_concerned_themselves_reads_no_words_but_their_own() -> None:
    for role in ("reporter", "member", "subject"):
        assert rights()[role]["texts"] is Reach.OWN
        case = Case(IMA)
        assert not may_open(case, Actor("p-1", role), Reach.OWN, DAY_0)
    for right in set(COLUMNS) - {"act", "texts"}:
        assert rights()["subject"][right] is Reach.NONE


def test_an_office_of_an_edition_has_the_rights_of_what_it_is() -> None:
    assert kind_of(IMA, "executive_committee_member") == "decider"
    seen = viewer(IMA, Actor("p-1", "executive_committee_member"), "read")
    assert set(seen.roles) == {"executive_committee_member", "decider"}
    assert seen.everything


def test_a_member_sees_what_they_reported_or_disclosed() -> None:
    seen = viewer(IMA, Actor("p-1", "member"), "read")
    assert (seen.person, seen.roles, seen.everything) == ("p-1", ("reporter",), False)


def test_an_office_that_no_edition_knows_has_no_rights() -> None:
    with pytest.raises(NotPermitted):
        viewer(IMA, Actor("p-1", "director_general_of_nothing"), "read")


def test_a_head_of_a_unit_sees_the_cases_whose_phase_has_a_step_for_the_office() -> (
    None
):
    seen = viewer(IMA, Actor("p-1", "national_committee"), "read")
    assert not seen.everything
    edition = IMA.editions[0]
    for place in seen.turns:
        _, case_type, phase = place.split("/")
        steps = edition.procedure(case_type).steps.values()
        assert any(
            phase in step.phases and "national_committee" in step.by for step in steps
        )
    assert f"{edition.edition}/breach_report/received" not in seen.turns
