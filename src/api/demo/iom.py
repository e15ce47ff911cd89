"""Demo cases of IOM, one of every type and every path: the whole list."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from api.demo import iom_enquiries as enquiries
from api.demo.iom_gifts import (
    DIRECTOR,
    LEGAL,
    approved,
    at_variance,
    awarded,
    dined,
    disposed,
    entrusted,
    kept,
    minor,
    refused,
    retained,
    returned,
    to_charity,
    travelled,
)
from api.demo.iom_organisation import (
    broadcast,
    committed,
    consulted,
    corrected,
    guided,
    instructed,
    liaised,
    released,
    represented,
    reviewed,
    spoke,
    waived,
)
from api.demo.iom_privacy import asked_for_data, breached, shared, taken_back
from api.demo.iom_staff import (
    campaigned,
    complained,
    conflicted,
    doubted,
    interested,
    negotiated,
    protected,
    registered,
    supported,
    told_late,
)
from api.demo.story import Story

OFFICIAL: Final = "higher_level_official"
LAST_TELLER: Final = OFFICIAL
"""Who tells the last of the cases, which is a single command."""


def activity(story: Story, what: str, kind: str) -> Story:
    """An outside activity that somebody asks to be authorised (45)."""
    opening = (
        "request_publication" if kind == "publication" else "request_authorisation"
    )
    return story.disclose(
        "member",
        what,
        case_type="outside_activity",
        opening=opening,
        facts={
            "activity": kind,
            "remunerated": False,
            "starts_on": (story.today + timedelta(days=30)).isoformat(),
        },
    )


def tested(story: Story, what: str, kind: str, compatible: bool) -> Story:
    """Both tests are recorded: compatible with the duties, and local law (46)."""
    activity(story, what, kind).wait(4)
    story.take(DIRECTOR, "assess_compatibility", compatible_with_duties=compatible)
    return story.wait(2).take(
        LEGAL,
        "check_local_law",
        permitted_by_local_law=True,
        local_law_of="duty_station",
    )


def authorised(story: Story, what: str, kind: str) -> Story:
    """An activity authorised until a day."""
    step = "approve_publication" if kind == "publication" else "authorise"
    tested(story, what, kind, True).wait(1)
    until = (story.today + timedelta(days=300)).isoformat()
    return story.take(DIRECTOR, step, until=until)


def not_authorised(story: Story, what: str) -> Story:
    """An activity that is not compatible with the duties."""
    return tested(story, what, "employment", False).wait(1).take(DIRECTOR, "refuse")


def asked(story: Story, question: str) -> Story:
    """A query referred to the Director General (45)."""
    story.disclose("member", question, case_type="outside_activity", opening="ask")
    return story.wait(3).take(DIRECTOR, "answer", "No authorisation is needed.")


def reported(story: Story, account: str, category: str) -> Story:
    """A breach reported to a higher-level official (21)."""
    return story.report(
        OFFICIAL,
        account,
        case_type="breach_report",
        opening="pass_on",
        channel="supervisor",
        identity_mode="named",
        categories=(category,),
    )


def assessed(story: Story, account: str, category: str) -> Story:
    """A report that is being assessed."""
    reported(story, account, category).wait(2).take(OFFICIAL, "acknowledge")
    return story.wait(2).take(OFFICIAL, "accept_for_assessment")


def dismissed(story: Story, account: str, category: str) -> Story:
    """A report outside the Standards: proposed by one, confirmed by another."""
    assessed(story, account, category).wait(2)
    story.take(OFFICIAL, "propose_dismissal", dismissal_reason="out_of_scope")
    story.wait(2).take(
        LEGAL, "confirm_dismissal", "No clause of the Standards applies."
    )
    story.wait(1).take(OFFICIAL, "give_final_feedback", feedback="given")
    return story.wait(1).take(LEGAL, "close_dismissed")


def told(
    days_ago: int, tell: Callable[..., Story], *said: object
) -> tuple[int, Callable[[Story], object]]:
    """A story with what is said in it, begun so many days ago."""
    return days_ago, partial(_tell, tell, said)


def _tell(tell: Callable[..., Story], said: tuple[object, ...], story: Story) -> Story:
    return tell(story, *said)


TELLINGS: Final = (
    told(130, doubted),
    told(121, protected),
    told(120, enquiries.suspended),
    told(118, committed),
    told(112, corrected),
    told(110, enquiries.decided_anew),
    told(111, enquiries.disposed),
    told(104, reviewed),
    told(99, interested),
    told(96, approved),
    told(93, guided),
    told(91, conflicted),
    told(90, refused),
    told(84, retained, "A carved elephant, handed over before the cameras."),
    told(82, waived),
    told(80, disposed, "A watch, handed over at the end of a state visit."),
    told(75, to_charity, "A basket of food for the whole office."),
    told(72, instructed),
    told(70, kept, "A calendar of a partner.", 1_500),
    told(66, released),
    told(64, returned, "A pen of a supplier in a tender.", 4_000),
    told(58, entrusted, "A box of sweets for the team.", 2_500),
    told(56, told_late),
    told(55, awarded),
    told(50, at_variance),
    told(48, campaigned),
    told(47, consulted),
    told(46, dined),
    told(43, travelled),
    told(42, breached),
    told(41, supported),
    told(41, taken_back),
    told(40, enquiries.reopened),
    told(40, authorised, "Teaching one evening a week at a school.", "publication"),
    told(37, authorised, "Treasurer of the house I live in.", "office"),
    told(35, complained),
    told(36, shared),
    told(34, represented),
    told(33, not_authorised, "Consultant to a company that moves migrants' money."),
    told(32, enquiries.enquired),
    told(30, enquiries.divided),
    told(28, asked, "Does coaching a football team need an authorisation?"),
    told(26, liaised),
    told(25, registered),
    told(24, enquiries.joined),
    told(24, tested, "A board seat of a charity.", "office", True),
    told(21, dismissed, "Person K plays loud music at home.", "personal_conduct"),
    told(20, enquiries.withdrawn),
    told(19, broadcast),
    told(18, negotiated),
    told(17, assessed, "Person L took a fee for speeding up a file.", "bribery"),
    told(14, enquiries.told_by_telephone),
    told(13, assessed, "Person M was shouted at in a meeting.", "harassment"),
    told(11, spoke),
    told(10, asked_for_data),
    told(9, activity, "An article about migration history.", "publication"),
    told(4, minor, "A scarf of a visiting delegation.", 3_000),
    told(
        1, reported, "Person N used an official car for a holiday.", "misuse_of_assets"
    ),
)
