"""A program that is told by webhook sees what its office is held for, and no more."""

import json
from datetime import UTC, datetime
from pathlib import Path

from acting import Staff, named
from psycopg import Connection
from reactor import moved
from receivers import received
from serving import HERE, Service
from waiting import until

from api.webhooks.sender import Sender
from cases.database import FOLLOWER, parameters

NATIONAL = "national_committee"


def joined(ima: Staff, committee: str) -> str:
    """Somebody joined a National Committee."""
    body = {
        "case_type": "membership",
        "opening": "record_joining",
        "facts": {
            "national_committee": committee,
            "joined_on": ima.today.isoformat(),
        },
        "account": "A new member.",
    }
    by = ima.caller(NATIONAL, f"{committee}-1")
    begun = ima.noted(by.post("/disclosures", body, On_Behalf_Of=f"p-{committee}"))
    assert begun.status_code == 201, begun.text
    return named(begun)


def test_a_program_is_told_of_its_unit_while_it_holds_its_office(
    service: Service, tmp_path: Path
) -> None:
    ima = Staff(service, HERE, datetime.now(UTC))
    manager = ima.caller("executive_committee_member")
    since = {"valid_from": ima.today.isoformat()}
    for role, person, unit in (
        (NATIONAL, "nepal-1", "nepal"),
        (NATIONAL, "kenya-1", "kenya"),
        ("reporting_job", "board", "kenya"),
    ):
        held = {"role": role, "persons": [person], "unit": unit}
        assert manager.post("/mandates", held | since).status_code == 201
    with received(tmp_path) as receiver:
        for job in ("board", "stranger"):
            made = manager.get("/webhooks/new").json()["webhook"]
            told = {"webhook": made, "job": job, "role": "reporting_job", "after": 0}
            added = manager.post("/webhooks", told | {"address": receiver.address})
            assert added.status_code == 201, added.text
        joined(ima, "nepal")
        kenya = joined(ima, "kenya")
        ima.read("auditor", "/cases")
        url = service.settings.database_url
        with Connection.connect(url, **parameters(HERE, FOLLOWER)) as db:
            here = moved(service, HERE, datetime.now(UTC))
            sender = Sender(here, receiver.reaching(), db)
            while sender.go_on() or sender._under_way:
                sender.wait(1)
            bodies = [json.loads(message.body) for message in receiver.came]
            assert {body["data"]["case_id"] for body in bodies} == {kenya}
            over = {"role": "reporting_job", "persons": ["board"], "unit": "kenya"}
            ended = over | {"valid_until": ima.today.isoformat()}
            assert manager.post("/ended-mandates", ended).status_code == 201
            joined(ima, "kenya")
            ima.read("auditor", "/cases")
            until(lambda: not sender.go_on())
            assert len(receiver.came) == len(bodies)
