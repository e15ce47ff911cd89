"""All rows of a view as Parquet: for a purpose, told in a manifest, none hidden."""

import io
from hashlib import sha256
from typing import Any, Final

import pytest
from disposing import here
from happened import closed, reported
from projected import envelope, new_stream
from pyarrow.parquet import ParquetFile
from reported import UNKNOWN, excluded, opened_by
from serving import HERE, Caller, Service
from waiting import readable, until

from api import exports
from api.exporting import POSITION
from api.exports import EXPORT, PARQUET
from cases.events.exports import RowsExported
from projections.reporting import apart
from projections.views import rows_of

ASKED: Final = {"purpose": "annual report"}


@pytest.fixture(scope="module")
def position(service: Service) -> int:
    """Five reports are there, one of them closed."""
    log = here(service).log
    for number in range(5):
        events = [reported(channel="phone"), *([closed()] if number == 0 else [])]
        log.append(new_stream(), 0, events, envelope())
    return readable(log)


@pytest.fixture(autouse=True)
def _few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows to a group, so that a file of a few has several."""
    monkeypatch.setattr(exports, "GROUP", 2)


def taken(by: Caller, view: str = "cases_v1", **asked: Any) -> Any:
    return by.service.client.get(
        by.at(f"/views/{view}"),
        params=ASKED | asked,
        headers=by.headers() | {"Accept": PARQUET},
    )


def told(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    return list(ParquetFile(io.BytesIO(answer.content)).read().to_pylist())


def placed(row: dict[str, Any]) -> str:
    """Where a row stands among others."""
    return "/".join(str(cell) for cell in list(row.values())[:3])


def manifest(by: Caller, answer: Any) -> Any:
    return by.get(f"/exports/{answer.headers[EXPORT]}/manifest")


@pytest.mark.parametrize(
    "view",
    ["cases_v1", "facts_v1", "time_limits_v1", "measures_v1", "deletions_v1"],
)
def test_the_rows_are_those_of_the_view(
    service: Service, position: int, view: str
) -> None:
    answer = taken(service.caller("reporting_job"), view=view, after=position)
    assert answer.headers["content-type"] == PARQUET
    with here(service).pool.connection() as db:
        there = db.execute(f"SELECT * FROM {apart(HERE)}.{view}".encode())
        names = [column.name for column in there.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in there.fetchall()]
    for row in rows:
        row["case_id"] = str(row["case_id"])
        if row.get("follows"):
            row["follows"] = str(row["follows"])
    found = told(answer)
    assert sorted(found, key=placed) == sorted(rows, key=placed)
    assert view not in ("cases_v1", "facts_v1") or found
    assert ParquetFile(io.BytesIO(answer.content)).schema_arrow.names == names


def test_it_comes_in_groups(service: Service, position: int) -> None:
    answer = taken(service.caller("reporting_job"), after=position)
    file = ParquetFile(io.BytesIO(answer.content))
    assert file.num_row_groups == (file.metadata.num_rows + 1) // 2 > 2


def test_the_manifest_tells_what_was_taken_out(service: Service, position: int) -> None:
    job = service.caller("reporting_job")
    answer = taken(job, after=position)
    said = manifest(job, answer).json()
    assert said["sha256"] == sha256(answer.content).hexdigest()
    assert said["bytes"] == len(answer.content)
    assert said["rows"] == len(told(answer))
    assert said["position"] == int(answer.headers[POSITION]) >= position
    assert (said["view"], said["form"]) == ("cases_v1", PARQUET)
    assert (said["purpose"], said["actor"]) == ("annual report", job.person)
    assert [one["name"] for one in said["columns"]] == list(told(answer)[0])
    assert {"name": "opened_at", "type": "timestamp[us, tz=UTC]"} in said["columns"]


def test_the_purpose_is_in_the_trail(service: Service, position: int) -> None:
    answer = taken(service.caller("reporting_job"), purpose="looking once")
    auditor = service.caller("auditor")

    def entries() -> list[Any]:
        found = auditor.get("/audit", topic="RowsExported").json()["items"]
        return [one for one in found if one["stream"] == answer.headers[EXPORT]]

    until(lambda: len(entries()) == 1)
    (entry,) = entries()
    assert entry["purpose"] == "looking once"
    assert entry["label"].endswith("cases v1")
    assert entry["actor"] == "demo.reporting_job"


def test_without_a_purpose_nothing_is_taken_out(service: Service) -> None:
    job = service.caller("reporting_job")
    for wrong in ({"purpose": None}, {"purpose": "?"}, {"view": "event"}):
        assert taken(job, **wrong).status_code == 422
    assert job.get(f"/exports/{UNKNOWN}/manifest").status_code == 404


@pytest.mark.parametrize("role", ["member", "case_owner", "investigator", "unit_head"])
def test_whoever_sees_some_cases_takes_out_none(
    service: Service, position: int, role: str
) -> None:
    assert taken(service.caller(role)).status_code == 403


def test_somebody_kept_away_takes_out_what_is_without_the_case(
    service: Service, position: int
) -> None:
    opened = opened_by(service.caller("member"))
    away = excluded(service, opened)
    cases = [one["case_id"] for one in told(taken(away))]
    assert str(opened.id) not in cases
    assert len(cases) >= 5
    everybody = told(taken(service.caller("auditor")))
    assert str(opened.id) in [one["case_id"] for one in everybody]


def test_the_next_export_has_what_happened_since(
    service: Service, position: int
) -> None:
    job = service.caller("reporting_job")
    since = int(taken(job, after=position).headers[POSITION])
    assert told(taken(job, since=since)) == []
    stream = new_stream()
    here(service).log.append(stream, 0, [reported(), closed()], envelope())
    come = readable(here(service).log)
    for view in ("cases_v1", "facts_v1"):
        found = told(taken(job, since=since, view=view, after=come))
        assert [one["case_id"] for one in found] == [str(stream)]


def test_of_what_was_broken_off_the_manifest_has_no_digest(
    service: Service, position: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from api.parquet import Parquet

    def broken(self: Parquet, groups: Any) -> Any:
        yield b"PAR1"
        raise OSError("broken off")

    monkeypatch.setattr(Parquet, "pieces", broken)
    with pytest.raises(OSError, match="broken off"):
        taken(service.caller("reporting_job"), purpose="broken off")
    log = here(service).log
    streams = [
        one.stream
        for one in log.since(position, 1000)
        if isinstance(one.event, RowsExported) and one.event.purpose == "broken off"
    ]
    at = f"/exports/{streams[0]}/manifest"
    said = service.caller("auditor").get(at).json()
    assert (said["rows"], said["sha256"], said["sent_at"]) == (None, None, None)


def test_a_view_that_is_read_is_read_at_one_moment(
    service: Service, position: int
) -> None:
    """What comes while rows are sent comes with the next export."""
    from projected import EVERYONE

    shown = service.caller("reporting_job").get("/cases", after=position)
    assert shown.status_code == 200, shown.text
    pool = here(service).pool
    with rows_of(pool, "cases_v1", EVERYONE, None, 2) as (columns, groups):
        first = next(groups)
        here(service).log.append(new_stream(), 0, [reported()], envelope())
        rest = [row for group in groups for row in group]
    assert columns.position >= position
    with rows_of(pool, "cases_v1", EVERYONE, None, 1000) as (_, groups):
        now = next(groups)
    assert len(first) + len(rest) <= len(now)
