"""The figures of a year: told to those who may know, laid down once it is over."""

import csv
import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from disposing import carry_out, ended, listed, texts
from happened import closed, reported
from happened import excluded as kept_away
from projected import envelope, new_stream
from reported import Opened, excluded, opened_by
from serving import ELSEWHERE, HERE, Caller, Service
from waiting import readable, until

from api.annual import lay_down, recorded
from api.exporting import TABLE
from api.organisations import Organisation
from cases.events.figures import AnnualFiguresRecorded, stream_of

YEAR: Final = datetime.now(UTC).year
AT: Final = f"/figures/{YEAR}"
MAY: Final = {
    *("case_owner", "compliance_officer", "data_protection_officer", "auditor"),
    *("reporting_job", "executive_committee_member"),
}


@pytest.fixture(scope="module")
def position(service: Service) -> int:
    """Eleven reports of fraud on the web, one by telephone; nine of them are closed."""
    for number in range(12):
        said = {"channel": "phone"} if number == 11 else {}
        events = [reported(case_type="breach_report", **said)]
        append(service, events + ([closed()] if number < 9 else []))
    return readable(here(service).log)


def here(service: Service, organisation: str = HERE) -> Organisation:
    found: Organisation = service.app.state.organisations[organisation]
    return found


def append(service: Service, events: list[Any], organisation: str = HERE) -> UUID:
    stream = new_stream()
    here(service, organisation).log.append(stream, 0, events, envelope())
    return stream


def told(by: Caller, at: str = AT, **asked: Any) -> dict[str, Any]:
    answer = by.get(at, **asked)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def figure(said: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (one for one in said["figures"] if one["figure"] == name)
    return dict(found)


def parts(said: dict[str, Any], name: str, by: str) -> dict[str, int | None]:
    (found,) = (one for one in figure(said, name)["divided"] if one["by"] == by)
    return {one["part"]: one["count"] for one in found["parts"]}


def asked(by: Caller, form: str, **parameters: Any) -> Any:
    headers = by.headers() | {"Accept": form}
    return by.service.client.get(by.at(AT), params=parameters, headers=headers)


def after(service: Service, year: int, organisation: str = HERE) -> Organisation:
    """The organisation as it is in the spring after a year."""
    served = here(service, organisation)
    spring = datetime(year + 1, 3, 1, tzinfo=UTC)
    return replace(served, cases=replace(served.cases, now=lambda: spring))


def test_what_few_stand_behind_is_kept_back_with_what_would_give_it_away(
    service: Service, position: int
) -> None:
    said = told(service.caller("reporting_job"), after=position)
    received = figure(said, "reports_received")
    assert received["total"] >= 12
    assert received["source"] == "Directive (EU) 2019/1937 Art. 27(2)"
    assert set(parts(said, "reports_received", "channel").values()) == {None}
    by_type = parts(said, "reports_received", "case_type")
    assert by_type["retaliation_complaint"] is None
    assert figure(said, "reports_closed")["total"] >= 9
    assert figure(said, "measures")["total"] is None
    assert [one["indicator"] for one in said["not_known"]]


def test_every_figure_says_who_asks_for_it(service: Service, position: int) -> None:
    said = told(service.caller("auditor"), after=position)
    sources = {one["source"].split(":")[0] for one in said["figures"]}
    assert sources == {
        "Directive (EU) 2019/1937 Art. 27(2)",
        "ISO 37002",
        "not from the code",
    }


@pytest.mark.parametrize("role", ["intake_officer", "investigator", *sorted(MAY)])
def test_who_may_see_them_is_in_the_table(
    service: Service, position: int, role: str
) -> None:
    answer = service.caller(role).get(AT, after=position)
    # A case owner sees no cases but their own: not while the year runs.
    expected = 200 if role in MAY - {"case_owner"} else 403
    assert answer.status_code == expected, answer.text


def test_somebody_kept_away_from_a_case_sees_figures_without_it(
    service: Service, position: int
) -> None:
    opened = opened_by(service.caller("member", f"p-{uuid4().hex[:8]}"))
    before = told(service.caller("compliance_officer"), after=opened.position)
    away = told(excluded(service, opened))
    both = [figure(said, "reports_received")["total"] for said in (before, away)]
    assert both[1] == both[0] - 1


def test_a_table_has_a_row_for_each_number(service: Service, position: int) -> None:
    job = service.caller("reporting_job")
    said = told(job, after=position)
    answer = asked(job, TABLE, after=position)
    assert answer.headers["content-type"].startswith(TABLE)
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    totals = {row["figure"]: row["count"] for row in rows if row["by"] == "total"}
    assert totals == {
        one["figure"]: "" if one["total"] is None else str(one["total"])
        for one in said["figures"]
    }
    divided = [row for row in rows if row["by"] == "identity_mode"]
    assert [row["part"] for row in divided] == ["named", "confidential", "anonymous"]


class Charts(HTMLParser):
    """How many charts and bars a page has, and whether it is well formed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_to_a_browser_it_is_a_page_with_charts(service: Service, position: int) -> None:
    answer = asked(service.caller("compliance_officer"), "text/html", after=position)
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    page = Charts()
    page.feed(answer.text)
    assert page.open == []
    assert page.seen.count("svg") >= 5
    assert page.seen.count("rect") > page.seen.count("svg")
    assert "not for passing on" in answer.text
    assert re.search(r">reports received<|>Reports received<", answer.text)


@pytest.fixture(scope="module")
def laid_down(service: Service) -> int:
    """The year is over elsewhere, with seven reports; somebody is kept from two."""
    away = kept_away("p-away")
    for number in range(7):
        more = [away] if number < 2 else []
        append(service, [reported(case_type="breach"), *more], ELSEWHERE)
    readable(here(service, ELSEWHERE).log)
    assert lay_down(after(service, YEAR, ELSEWHERE))
    return readable(here(service, ELSEWHERE).log)


def test_a_year_that_is_over_is_laid_down_once(
    service: Service, laid_down: int
) -> None:
    job = service.caller("reporting_job", organisation=ELSEWHERE)
    said = told(job, after=laid_down)
    assert said["recorded_on"] == datetime.now(UTC).date().isoformat()
    assert figure(said, "reports_received")["total"] == 7
    append(service, [reported(case_type="breach")], ELSEWHERE)
    come = readable(here(service, ELSEWHERE).log)
    assert told(job, after=come) == said
    assert lay_down(after(service, YEAR, ELSEWHERE))
    history = here(service, ELSEWHERE).log.history(stream_of(YEAR))
    assert [type(one.event) for one in history] == [AnnualFiguresRecorded]


def test_it_is_laid_down_as_it_may_be_told(service: Service, laid_down: int) -> None:
    _, found = recorded(here(service, ELSEWHERE), YEAR)
    for one in found:
        numbers = [one.total, *(p.count for d in one.divided for p in d.parts)]
        assert all(number is None or number >= 5 for number in numbers)


def test_then_it_may_be_read_by_those_who_do_not_see_all_cases(
    service: Service, laid_down: int
) -> None:
    owner = service.caller("case_owner", organisation=ELSEWHERE)
    assert told(owner, after=laid_down)["recorded_on"]
    assert owner.get(f"/figures/{YEAR + 1}").status_code == 403


def test_of_a_year_laid_down_somebody_kept_away_is_told_what_is_without_the_case(
    service: Service, laid_down: int
) -> None:
    role = "data_protection_officer"
    whole = told(service.caller(role, organisation=ELSEWHERE), after=laid_down)
    away = told(service.caller(role, "p-away", ELSEWHERE), after=laid_down)
    # One more was recorded late, perhaps, as they would see it, too.
    assert figure(away, "reports_received")["total"] in (5, 6)
    assert figure(whole, "reports_received")["total"] == 7
    assert away["recorded_on"] == whole["recorded_on"]


def test_the_trail_shows_that_it_was_laid_down(
    service: Service, laid_down: int
) -> None:
    auditor = service.caller("auditor", organisation=ELSEWHERE)
    found = auditor.get("/audit", topic="AnnualFiguresRecorded", after=laid_down)
    (entry,) = found.json()["items"]
    assert entry["label"] == "Figures of a year laid down"
    assert (entry["acting_as"], entry["cases"]) == ("system", [])


def test_no_list_is_begun_while_a_year_may_still_be_on_its_way(
    service: Service, position: int
) -> None:
    served = here(service)
    first = datetime(YEAR + 1, 1, 1, 0, 30, tzinfo=UTC)
    morning = replace(served, cases=replace(served.cases, now=lambda: first))
    assert not lay_down(morning)
    assert lay_down(served)
    assert recorded(served, YEAR) == (None, ())


def test_figures_do_not_change_when_texts_are_erased(
    service: Service, opened: Opened, position: int
) -> None:
    case = ended(service, opened)
    readable(here(service).log)
    job = service.caller("reporting_job")
    at = listed(service, (case, "content"), (case, "reporter_identity"))
    before = told(job, after=readable(here(service).log))
    carry_out(service)
    until(lambda: texts(service, case) == 0)
    said = told(job, after=readable(here(service).log))
    assert at
    assert {**said, "recorded_on": None} == {**before, "recorded_on": None}
