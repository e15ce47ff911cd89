"""What was said by word of mouth, over HTTP, under each of the three codes."""

from acting import Staff, named, refused
from serving import Service

SERVED = ("ima", "ims", "iom")
INTAKE, OFFICER = "intake_officer", "compliance_officer"
WRITING_DOWN = {
    "ima": (OFFICER, "left_out"),
    "ims": (OFFICER, "training_withheld"),
    "iom": ("ethics_office", "training_withheld"),
}
"""Who writes down a complaint of retaliation that is made in a meeting, and of what."""


def test_a_call_is_written_down_and_checked_by_whoever_called(ima: Staff) -> None:
    caller, stranger = ima.somebody(), ima.somebody()
    intake = ima.caller(INTAKE)
    said = {"channel": "phone", "identity_mode": "confidential", "account": "A call."}
    case = named(ima.report(caller, **said))
    call = {"spoken": "phone", "spoken_on": ima.today.isoformat()}
    offer = {**call, "text": "Two trips were paid twice."}
    ima.done(intake, case, "transcripts", **offer)
    own = caller.get(f"/cases/{case}/own-texts", purpose="own words").json()
    assert offer["text"] in [one["text"] for one in own]
    unseen = stranger.get(f"/cases/{case}/own-texts", purpose="own words")
    assert unseen.status_code == 404
    agreed = {"transcript": 1, "outcome": "agreed"}
    others = ima.ask(intake, case, "transcript-checks", **agreed)
    assert others.status_code == 403
    amended = {"outcome": "amended", "amendments": "It was one trip."}
    ima.done(caller, case, "transcript-checks", transcript=1, **amended)
    refused(ima.ask(caller, case, "transcript-checks", **agreed), "it was checked")
    ima.done(intake, case, "transcripts", **call, text="One trip was paid twice.")
    ima.done(caller, case, "transcript-checks", **{**agreed, "transcript": 2})
    again = ima.ask(intake, case, "transcripts", **offer)
    refused(again, "the reporter has agreed", "Art. 18")
    assert caller.person not in str(ima.read(OFFICER, f"/cases/{case}/history"))


def test_a_complaint_made_in_a_meeting_is_checked_under_each_code(
    service: Service,
) -> None:
    for organisation, (office, detriment) in WRITING_DOWN.items():
        staff = Staff(service, organisation)
        staff.wait(0)
        complainant = staff.somebody()
        case = named(
            staff.report(
                complainant,
                case_type="retaliation_complaint",
                opening="complain",
                channel="meeting",
                facts={"because_of": "witness", "detriment": detriment},
            )
        )
        said = {"spoken": "meeting", "spoken_on": staff.today.isoformat()}
        offered = {**said, "text": "They took my desk."}
        staff.done(staff.caller(office), case, "transcripts", **offered)
        agreed = {"transcript": 1, "outcome": "agreed"}
        staff.done(complainant, case, "transcript-checks", **agreed)
        assert "TranscriptChecked" in staff.topics(case)
