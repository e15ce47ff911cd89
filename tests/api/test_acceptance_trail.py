"""What tells a product from a demo, over HTTP: the scenarios about history itself."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from audited import audited, signed
from deployed import investigated
from disposing import carry_out, ended, listed, state, texts
from reported import opened_by
from servers import Server
from serving import HERE, Service, serving_anew

from cases.database import parameters


@pytest.fixture
def service(
    cluster: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A service for one test: its history is tampered with."""
    folder = tmp_path_factory.mktemp("trail")
    with serving_anew(cluster, folder, served=(HERE,)) as running:
        yield running


def as_superuser(url: str, *statements: str, **values: Any) -> None:
    """With every trigger off."""
    with psycopg.connect(url, **parameters(HERE, "none")) as db:
        tables = db.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        ).fetchall()
        for (table,) in tables:
            db.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL".encode())
        for statement in statements:
            db.execute(statement.encode(), values)


def test_15_the_chain_holds_after_an_erasure_and_names_what_was_changed(
    service: Service,
) -> None:
    """After an erasure the check passes; after a byte changed it names the position."""
    reports = [opened_by(service.caller("member", f"p-{n}")) for n in range(3)]
    old = reports[1]
    at = listed(service, (ended(service, old), "content"))
    carry_out(service)
    assert (texts(service, old.id), state(service, at).closed) == (0, True)
    signed(service)
    assert audited(service).code == 0
    as_superuser(
        service.settings.database_url,
        "UPDATE event SET state = replace(state, 'speak_up', 'speak_uq')"
        " WHERE stream = %(case)s AND version = 1",
        case=old.id,
    )
    report = audited(service)
    assert report.code == 1
    position = report.facts["first_misfit"]["position"]
    assert f"(position {position}) is the first" in str(report.refuted)
    (named,) = entries_at(service, position)
    assert (named["stream"], named["version"]) == (str(old.id), 1)


def entries_at(service: Service, position: int) -> list[Any]:
    trail = service.caller("auditor").get("/audit", limit=200).json()["items"]
    return [entry for entry in trail if entry["position"] == position]


def test_28_as_known_on_a_day_and_as_happened(service: Service) -> None:
    """As known on 1 March, the timeline hides a back-dated entry recorded on 5 March.

    As happened shows it. Here the days are counted back from today.
    """
    today = datetime.now(UTC).date()
    happened, between = today - timedelta(days=5), today - timedelta(days=2)
    case = recorded_on(service, today - timedelta(days=9))
    step = {
        "kind": "interview",
        "occurred_on": happened.isoformat(),
        "allegations": [1],
        "account": "MARKER Person W remembers the day.",
    }
    version = len(service.app.state.organisations[HERE].log.history(case))
    investigator = service.caller("investigator")
    at = f"/cases/{case}/investigation-steps"
    done = investigator.post(at, step, version)
    assert done.status_code == 201, done.text
    asked = {"purpose": "investigation", "after": done.json()["position"], "limit": 200}

    def told(**part: date) -> list[int]:
        answer = investigator.get(f"/cases/{case}/history", **asked, **part)
        assert answer.status_code == 200, answer.text
        told: list[Any] = answer.json()
        shown = [one["version"] for one in told]
        assert ("MARKER" in answer.text) == (version + 1 in shown)
        return shown

    everything = list(range(1, version + 2))
    assert told() == everything
    assert told(known_on=today) == everything
    assert told(known_on=between) == everything[:-1]
    assert told(happened_by=between) == everything
    assert told(happened_by=happened - timedelta(days=1)) == everything[:-1]
    assert told(known_on=between, happened_by=between) == everything[:-1]
    entry = investigator.get(f"/cases/{case}/history", since=version).json()[0]
    assert entry["occurred_on"] == happened.isoformat()
    assert entry["at"][:10] == today.isoformat()


def recorded_on(service: Service, day: date) -> UUID:
    """A case under investigation, as if all of it had been recorded on a day."""
    organisation = service.app.state.organisations[HERE]
    case = investigated(organisation).case
    position = organisation.log.history(case)[-1].position
    auditor = service.caller("auditor")
    assert auditor.get(f"/cases/{case}", after=position).status_code == 200
    as_superuser(
        service.settings.database_url,
        "UPDATE case_timeline SET at = %(day)s, occurred_on = NULL",
        day=datetime.combine(day, time(9), UTC),
    )
    return case
