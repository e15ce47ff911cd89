"""Whoever confirmed a policy is asked anew when it has another version, by itself."""

from datetime import timedelta
from typing import Final

import pytest
from acting import Staff, named
from reactor import begin_anew, react
from serving import Service
from waiting import readable

IMS: Final = "ims"
OFFICER: Final = "compliance_officer"
SERVED = (IMS,)


@pytest.fixture
def ims(service: Service) -> Staff:
    staff = Staff(service, IMS)
    staff.wait(0)
    return staff


def test_a_policys_new_version_is_confirmed_by_everybody_who_confirmed_the_old(
    ims: Staff,
) -> None:
    """Everybody is updated on the latest version (IMS 1): nobody has to ask for it."""
    personnel, staff = ims.caller("human_resources"), ims.somebody()
    entry = named(ims.disclose(personnel, "policy", "register"))
    tomorrow = (ims.today + timedelta(days=1)).isoformat()
    first = {"policy": "it", "number": 1, "in_force_on": ims.today.isoformat()}
    ims.done(personnel, entry, "policy-versions", **first)
    facts = {"engagement": "employee", "location": "remote"}
    signing = named(ims.disclose(staff, "staff_sign_off", "new_policy", **facts))
    held = {p["policy"]: p["version"] for p in ims.read("member", "/policies")}
    ims.done(staff, signing, "adherence-confirmations", versions=held)
    newer = {"policy": "it", "number": 2, "in_force_on": tomorrow}
    ims.done(personnel, entry, "policy-versions", **newer)
    react(ims.service, IMS, ims.now)
    assert phase(ims, signing) == "signed"
    ims.wait(2)
    react(ims.service, IMS, ims.now)
    assert phase(ims, signing) == "adherence_due"
    (asked,) = [
        one
        for one in ims.read(OFFICER, f"/cases/{signing}/history")
        if one["step"] == "ask_anew"
    ]
    assert (asked["acting_as"], asked["clause"]) == ("system", "1 ¶2 sentence 4")
    begin_anew(ims.service, IMS)
    react(ims.service, IMS, ims.now)
    assert phase(ims, signing) == "adherence_due"
    ims.done(staff, signing, "adherence-confirmations", versions=held | {"it": 2})
    react(ims.service, IMS, ims.now)
    assert phase(ims, signing) == "signed"
    ims.wait(330)
    react(ims.service, IMS, ims.now)
    assert phase(ims, entry) == "under_review"


def phase(ims: Staff, case: str) -> str:
    ims.position = readable(ims.served.log)
    return str(ims.read(OFFICER, f"/cases/{case}")["phase"])
