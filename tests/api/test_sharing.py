"""Personal data shared with others over HTTP, as their owner consented."""

from datetime import timedelta

import pytest
from acting import Staff, refused
from serving import Service

SERVED = ("ims", "iom")


@pytest.mark.parametrize("organisation", SERVED)
def test_data_are_shared_as_the_owner_consented_and_not_otherwise(
    service: Service, organisation: str
) -> None:
    staff = Staff(service, organisation)
    staff.wait(0)
    owner, asking = staff.somebody(), staff.caller("human_resources")
    consented = {
        "recipient": "donor-1",
        "purpose": "report_to_donor",
        "data": ["photograph"],
        "until": (staff.today + timedelta(days=30)).isoformat(),
    }
    opened = staff.disclose(owner, "sharing", "consent_unasked", **consented)
    assert opened.status_code == 201, opened.text
    shared = {
        "shared_with": "donor-1",
        "shared_for": "report_to_donor",
        "data_shared": ["photograph"],
        "shared_on": staff.today.isoformat(),
    }
    more = {**shared, "data_shared": ["photograph", "health"]}
    refused(staff.take(asking, opened, "share", **more), "goes beyond", "7(1)")
    staff.taken(asking, opened, "share", **shared)
    staff.taken(owner, opened, "withdraw")
    refused(staff.take(asking, opened, "share", **shared), "consent_withdrawn")
    staff.taken(asking, opened, "recall")
    assert staff.topics(opened)[-2:] == ["CaseClosed", "RetentionStarted"]
