"""What tells a product from a demo, over HTTP: the scenarios about history itself."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from deployed import investigated
from reported import opened_by
from servers import Server
from serving import HERE, Caller, Service, serving_anew
from waiting import until

from cases.database import parameters
from verify import checks
from verify.acceptance import Auditor
from verify.checks import Given
from verify.report import Report
from verify.seen import Seen
from verify.source import Log, Missing, within
from verify.trust import trusted


@pytest.fixture
def service(
    cluster: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A service for one test: its history is tampered with."""
    folder = tmp_path_factory.mktemp("trail")
    with serving_anew(cluster, folder, served=(HERE,)) as running:
        yield running


class Prefix:
    """The tree as an auditor is served it."""

    def __init__(self, auditor: Caller) -> None:
        self.auditor = auditor

    def read(self, path: str, limit: int) -> bytes:
        answer = self.auditor.get(f"/tree/{path}")
        if answer.status_code == 404:
            raise Missing(path)
        assert answer.status_code == 200, answer.text
        return within(limit, path, answer.content)


def audited(service: Service) -> Report:
    """What `cases-verify audit` comes to."""
    auditor = service.caller("auditor")
    keys = [key["verifier"] for key in auditor.get("/tree/keys").json()]
    by = Auditor(trusted(keys, (), None), Seen(None), 0, lambda *_: None)
    log, report = Log(Prefix(auditor)), Report("audit")
    checks.audit(by, Given(log.checkpoint(), log, living=True), report)
    return report


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


def signed(service: Service) -> None:
    """Once everything recorded is in the tree."""
    auditor = service.caller("auditor")
    until(lambda: auditor.get("/tree").json()["waiting"] == 0)


def test_15_the_chain_holds_after_an_erasure_and_names_what_was_changed(
    service: Service,
) -> None:
    """After an erasure the check passes; after a byte changed it names the position."""
    reports = [opened_by(service.caller("member", f"p-{n}")) for n in range(3)]
    old = reports[1]
    signed(service)
    settings = service.settings
    as_superuser(settings.keystore_url, "DELETE FROM item_key")
    as_superuser(settings.database_url, "DELETE FROM sealed")
    assert audited(service).code == 0
    as_superuser(
        settings.database_url,
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
