"""The case of the examples until it is known what is alleged."""

from typing import Final

from api.examples.alleging import ALLEGATIONS
from api.examples.confiding import CONFIDED
from api.examples.example import INTEREST, JOINED, Example
from cases.commands.exclusions import ExcludePerson, LiftExclusion
from cases.commands.identity import DiscloseIdentity
from cases.commands.objecting import DecideHandlerObjection, ObjectToHandler
from cases.commands.opening import MakeDisclosure, ReceiveReport
from cases.commands.people import AddParty, DesignateHandler, MatchParty
from cases.commands.roles import ChangePartyRole
from cases.commands.steps import TakeStep

OPENED: Final = (
    Example(
        "2026-03-02",
        "national_committee",
        MakeDisclosure,
        {
            "case_type": "membership",
            "opening": "record_member",
            "facts": {
                "national_committee": "committee-be",
                "joined_on": "2019-05-01",
            },
            "account": "A member since the conference of 2019.",
        },
        shown=False,
        case=JOINED,
        on_behalf_of="demo.subject",
    ),
    Example(
        "2026-03-02",
        "member",
        MakeDisclosure,
        {
            "case_type": "conflict_of_interest",
            "opening": "disclose",
            "facts": {
                "conflict": "apparent",
                "nature": "relation",
                "decides_for_ima": True,
                "since": "2026-02-10",
            },
            "account": "The caterer of our conference belongs to my sister.",
        },
        case=INTEREST,
    ),
    Example(
        "2026-03-02",
        "member",
        ReceiveReport,
        {
            "case_type": "breach_report",
            "opening": "speak_up",
            "channel": "web",
            "identity_mode": "confidential",
            "received_on": "2026-03-02",
            "categories": ["integrity"],
            "account": "Person A approved an invoice of a firm they own a share of.",
        },
    ),
    Example(
        "2026-03-04",
        "intake_officer",
        TakeStep,
        {"step": "acknowledge", "note": "Thank you. We look into it."},
    ),
    Example(
        "2026-03-06",
        "intake_officer",
        TakeStep,
        {"step": "accept_for_assessment"},
        shown=False,
    ),
)

PEOPLE: Final = (
    Example("2026-03-06", "member", DiscloseIdentity, {"agreed": True}),
    Example(
        "2026-03-06",
        "compliance_officer",
        DesignateHandler,
        {
            "person": "demo.investigator",
            "role": "investigator",
            "conflict_declared_absent": True,
        },
    ),
    Example(
        "2026-03-06",
        "compliance_officer",
        DesignateHandler,
        {
            "person": "demo.case_owner",
            "role": "case_owner",
            "conflict_declared_absent": True,
        },
        shown=False,
    ),
    Example(
        "2026-03-09",
        "case_owner",
        AddParty,
        {"role": "subject", "name": "Person A", "contact": "person.a@example.org"},
    ),
    Example(
        "2026-03-09", "case_owner", MatchParty, {"party": 1, "person": "demo.subject"}
    ),
    Example(
        "2026-03-09",
        "case_owner",
        AddParty,
        {"role": "witness", "name": "Person W", "person": "p-1012"},
        shown=False,
    ),
    Example(
        "2026-03-09",
        "case_owner",
        AddParty,
        {"role": "witness", "name": "Person B", "person": "p-1013"},
        shown=False,
    ),
    Example(
        "2026-03-09",
        "case_owner",
        ChangePartyRole,
        {
            "party": 3,
            "role": "subject",
            "reasons": "Person B booked the invoice themselves.",
        },
    ),
    Example(
        "2026-03-09",
        "case_owner",
        ExcludePerson,
        {"person": "p-1012", "reason": "relative"},
    ),
    Example(
        "2026-03-10",
        "compliance_officer",
        LiftExclusion,
        {"person": "p-1012", "reason": "They only share a family name."},
    ),
    Example(
        "2026-03-10",
        "member",
        ObjectToHandler,
        {
            "office": "investigator",
            "reasons": "Whoever investigates shares an office with A, I was told.",
        },
    ),
    Example(
        "2026-03-10",
        "compliance_officer",
        DecideHandlerObjection,
        {
            "objection": 1,
            "upheld": False,
            "reasons": "Nobody who investigates has ever worked with A. We have asked.",
        },
    ),
)

RECEIVING: Final = (*OPENED, *CONFIDED, *PEOPLE, *ALLEGATIONS)
