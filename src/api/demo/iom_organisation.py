"""Demo cases of IOM about the Organization: Governments, media, its own duties."""

from typing import Final

from api.demo.iom_gifts import DIRECTOR, HEAD, LEGAL
from api.demo.iom_staff import ETHICS, PERSONNEL, disclosed
from api.demo.story import Story, person

MEDIA: Final = "media_unit"
STAFF: Final = person("member")


def instructed(story: Story) -> Story:
    """A Government that tries to give instructions (11, 35)."""
    disclosed(
        story,
        "independence",
        "report_attempt",
        "The embassy asks me to let its candidate pass.",
        source="own_government",
        seconded=True,
        attempted_on=story.day(-2),
    )
    story.wait(5).take(LEGAL, "assess_attempt", attempt_found=True)
    return story.wait(6).take(DIRECTOR, "address_source", "A letter went out.")


def liaised(story: Story) -> Story:
    """Liaison with one's own Government, at the Director General's request (32)."""
    what = "Liaison with the ministry for the evacuation."
    until = story.day(90)
    story.begin(DIRECTOR, ("liaison", "request"), what, STAFF, until=until)
    return story.wait(2).take("member", "accept")


def broadcast(story: Story) -> Story:
    """A contact with the media that could not be coordinated beforehand (38)."""
    disclosed(
        story,
        "media_contact",
        "report_contact",
        "A reporter called at the border; I said how many people we had seen.",
        channel="radio",
        contact_on=story.day(-1),
        why_not_before="unit_not_reached",
    )
    return story.wait(4).take(MEDIA, "review", follow_up="none")


def spoke(story: Story) -> Story:
    """A mandate to speak, asked for and given beforehand (38)."""
    disclosed(
        story,
        "media_contact",
        "ask_to_speak",
        "A magazine would like to know how returns are prepared.",
        channel="press",
        within_expertise=True,
    )
    until = story.wait(2).day(60)
    return story.take(MEDIA, "grant_mandate", until=until)


def released(story: Story) -> Story:
    """Confidential figures for a university, authorised until a day (39)."""
    disclosed(
        story,
        "information_release",
        "request",
        "A university asks for figures by district that are not published.",
        information="operational",
        recipient="demo.university",
        purpose="research",
        in_service=True,
    )
    story.wait(7).take(DIRECTOR, "authorise", until=story.day(40))
    given_on = story.wait(3).day(0)
    return story.take("member", "release", released_on=given_on)


def waived(story: Story) -> Story:
    """A court asks for a waiver of immunity, which is given in part (43)."""
    story.begin(
        LEGAL,
        ("immunity_waiver", "request"),
        "A court would like to hear Person Q as a witness.",
        staff_member="demo.staff-q",
        authority="court",
        matter="testimony",
    )
    story.wait(6).take(DIRECTOR, "waive", scope="testimony_only")
    return story.wait(2).take(LEGAL, "inform_of_waiver")


def guided(story: Story) -> Story:
    """A question about the Standards, answered and published without a name (4)."""
    disclosed(
        story,
        "guidance",
        "ask",
        "May I keep a book that I was given for a talk?",
        about="gifts",
    )
    story.wait(5).take(LEGAL, "answer", "Yes, if it is worth little and you say so.")
    return story.wait(10).take(LEGAL, "publish")


def reviewed(story: Story) -> Story:
    """The Standards under review, with the staff representatives consulted."""
    what = "New rules on social media have to be taken in."
    story.begin(LEGAL, ("standards_review", "open_review"), what, occasion="law")
    story.wait(9).take(ETHICS, "note_development", occasion="good_practice")
    return story.wait(12).take(LEGAL, "consult")


def committed(story: Story) -> Story:
    """A new staff member who commits to the Standards (14, 54)."""
    what = "New at the duty station."
    story.begin(PERSONNEL, ("commitment", "require"), what, STAFF)
    story.wait(6).take(HEAD, "introduce").wait(4).take(PERSONNEL, "train")
    return story.wait(2).take("member", "acknowledge", method="signature")


def corrected(story: Story) -> Story:
    """What the Organization does about its own shortcomings (2, 17)."""
    what = "Three of four posts of the level went to men: why?"
    case = ("corrective_action", "assign")
    story.begin(ETHICS, case, what, concerns="gender_equality")
    story.wait(30).take(PERSONNEL, "complete", "Panels are mixed now.")
    return story.wait(6).take(LEGAL, "verify").wait(1).take(LEGAL, "close")


def consulted(story: Story) -> Story:
    """The staff representatives, consulted before a decision (30)."""
    what = "Working hours in Ramadan."
    case = ("consultation", "consult")
    story.begin(PERSONNEL, case, what, matter="conditions_of_work")
    story.wait(7).take("staff_representative", "give_views")
    return story.wait(4).take(PERSONNEL, "decide", views_followed="partly")


def represented(story: Story) -> Story:
    """A term of office, during and after which nobody is disadvantaged for it (30)."""
    what = "Elected by the staff of the office."
    story.begin(
        PERSONNEL,
        ("representation", "begin_term"),
        what,
        person("staff_representative"),
        in_office_from=story.day(-3),
        until=story.day(700),
    )
    return story
