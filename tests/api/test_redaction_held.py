"""A hold that comes after a successor saves the original, for its custodians alone."""

import pytest
from disposing import carry_out, does, here, hold_on, waited
from happened import kept
from joint import OFFICER, PURPOSE, SUCCESSOR, Joint, joint_text
from projected import envelope
from requesting import WORDS
from serving import Caller, Service
from waiting import readable

from cases.actors import SYSTEM
from cases.events.record import TextRead

KEEPER = "keeper-1"


@pytest.fixture
def joint(service: Service) -> Joint:
    """A report lost a witness, and a claim was announced after that."""
    found = joint_text(service)
    assert found.decide().status_code == 201
    assert found.redact().status_code == 201
    hold_on(service, found.asking.held, custodians=[KEEPER])
    return found


def keeper(joint: Joint, role: str = "compliance_officer") -> Caller:
    """Whom the hold names."""
    return joint.service.caller(role, KEEPER)


def looked_at(joint: Joint, by: Caller, text: str = "") -> tuple[int, str | None]:
    """What somebody gets who asks for the original."""
    log = here(joint.service).log
    head = readable(log)
    answer = by.get(text or joint.text, purpose=PURPOSE, after=head)
    return answer.status_code, answer.json().get("text")


def release(joint: Joint) -> None:
    said = {"hold": 1, "reason": "The claim was settled."}
    released = does(
        joint.service, "compliance_officer", joint.at, "released-holds", **said
    )
    assert released.status_code == 201, released.text


def test_it_opens_to_custodians_for_the_hold_and_stays_shut_to_others(
    joint: Joint,
) -> None:
    for who in ("case_owner", "investigator", "compliance_officer", OFFICER, "auditor"):
        assert looked_at(joint, joint.service.caller(who))[0] == 410, who
    for role in ("compliance_officer", OFFICER):
        assert looked_at(joint, keeper(joint, role)) == (200, WORDS), role
    assert looked_at(joint, keeper(joint, "member"))[0] == 404
    answer = keeper(joint).get(joint.text).json()
    assert (answer["text"], answer["successor"]) == (None, str(joint.successor()))
    readings = {
        (one.event.purpose, one.envelope.acting_as)
        for one in here(joint.service).log.since(0, 100_000)
        if isinstance(one.event, TextRead)
        and one.envelope.actor == KEEPER
        and joint.item in one.event.items
    }
    purpose = f"hold 1 legal_claim {PURPOSE}"
    assert readings == {(purpose, "compliance_officer"), (purpose, OFFICER)}


def test_everybody_reads_the_successor_as_before_custodians_too(joint: Joint) -> None:
    rows = joint.seen("case_owner", f"{joint.at}/history", purpose=PURPOSE, limit="200")
    assert SUCCESSOR in rows.text
    assert WORDS not in rows.text
    log = here(joint.service).log
    readable(log)
    head = readable(log)
    theirs = keeper(joint).get(f"{joint.at}/history", after=head, limit=200)
    assert WORDS not in theirs.text


def test_a_hold_on_other_texts_opens_nothing(joint: Joint) -> None:
    release(joint)
    some = {"kinds": ["statement"], "custodians": [KEEPER]}
    hold_on(joint.service, joint.asking.held, **some)
    assert looked_at(joint, keeper(joint))[0] == 410


def test_a_hold_after_the_approval_saves_it_for_its_custodians(joint: Joint) -> None:
    log, case = here(joint.service).log, joint.asking.held
    release(joint)
    assert looked_at(joint, keeper(joint))[0] == 410
    version = here(joint.service).cases.found(case, SYSTEM).version
    due = kept(joint.service.today(), what="party_2", rule="R2")
    log.append(case, version, [due], envelope())
    at = joint.propose()
    done = does(joint.service, OFFICER, at, "steps", step="approve")
    assert done.status_code == 201, done.text
    waited(joint.service, at)
    hold_on(joint.service, case, kinds=["account"], custodians=[KEEPER])
    assert joint.seen("auditor", "/cases").status_code == 200
    carry_out(joint.service)
    assert joint.item in joint.sealed()
    assert looked_at(joint, keeper(joint)) == (200, WORDS)


def test_once_it_is_released_the_next_list_takes_it(joint: Joint) -> None:
    log, case = here(joint.service).log, joint.asking.held
    release(joint)
    version = here(joint.service).cases.found(case, SYSTEM).version
    due = kept(joint.service.today(), what="party_2", rule="R2")
    log.append(case, version, [due], envelope())
    at = joint.propose()
    done = does(joint.service, OFFICER, at, "steps", step="approve")
    assert done.status_code == 201, done.text
    waited(joint.service, at)
    assert joint.seen("auditor", "/cases").status_code == 200
    carry_out(joint.service)
    assert joint.item not in joint.sealed()
    assert joint.successor() in joint.sealed()
    hold_on(joint.service, case, custodians=[KEEPER])
    gone = keeper(joint).get(joint.text, after=readable(log), purpose=PURPOSE)
    assert gone.status_code == 410, "a hold brings nothing back"
    assert gone.json()["certificate"] == f"deletions/{at.rpartition('/')[2]}"
