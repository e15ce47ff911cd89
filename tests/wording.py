"""Stories that say whatever can be said in words, beside the rich demo case."""

from datetime import timedelta
from uuid import UUID

from api.demo.cast import ACCUSED, OWNER
from api.demo.ims_reports import EXTERNAL, reported
from api.demo.story import Story, person
from cases.commands.allegations import (
    AmendAllegation,
    DropAllegation,
    FrameAllegation,
)
from cases.commands.appeal import LodgeAppeal, WithdrawAppeal
from cases.commands.arbitration import (
    ChallengeNeutrality,
    CheckNeutrality,
    DecideChallenge,
    DeclareNeutrality,
    InviteObjections,
    ProposeArbitrator,
)
from cases.commands.clocks import ExtendTimeLimit
from cases.commands.closing import PlaceHold, ReleaseHold, ReviewHold
from cases.commands.consent import RecordConsent
from cases.commands.correcting import CorrectDecision
from cases.commands.decision import ConveneDeciders, Determine, RecuseDecider
from cases.commands.declaring import DeclareConflict
from cases.commands.disclosing import (
    ApproveIdentityDisclosure,
    DeferDisclosureNotice,
    DenyIdentityDisclosure,
    GiveDisclosureNotice,
    ProposeIdentityDisclosure,
)
from cases.commands.evidence import (
    CopyEvidence,
    DestroyEvidence,
    ExamineEvidence,
    ReturnEvidence,
    TakeEvidence,
)
from cases.commands.exclusions import ExcludePerson, LiftExclusion
from cases.commands.informing import TellRecipient
from cases.commands.interim import (
    LiftInterimMeasures,
    OrderInterimMeasures,
    ReviewInterimMeasures,
)
from cases.commands.investigation import (
    AmendTermsOfReference,
    HearSubject,
    SetTermsOfReference,
)
from cases.commands.local_law import DetermineJurisdiction, DetermineLocalLaw
from cases.commands.merging import RecogniseDuplicate, RetractDuplicate
from cases.commands.notifying import NotifyDecision
from cases.commands.objecting import DecideHandlerObjection, ObjectToHandler
from cases.commands.people import AddParty, DesignateHandler, RecuseHandler
from cases.commands.rectifying import CorrectText
from cases.commands.reopening import ReopenCase
from cases.commands.restricting import EndRestriction, GrantReading, RestrictTexts
from cases.commands.reviewing import ReviewPriorActs
from cases.commands.roles import ChangePartyRole
from cases.commands.transcripts import CheckTranscript, OfferTranscript
from cases.commands.withdrawal import ConsiderWithdrawal, RequestWithdrawal
from cases.events.event import Personal

COMMITTEE = "executive_committee_member"
PROTECTION = "data_protection_officer"


def tell_the_rest(story: Story) -> None:
    """Texts that the rich case does not have."""
    taken_up(story, "Person Q was seen to take the tea fund.")
    tell_second_thoughts(story)
    tell_people(story)
    tell_challenge(story)
    tell_ends(story)
    tell_who_reported(story)


def taken_up(story: Story, account: str) -> None:
    story.report(
        "member",
        account,
        case_type="breach_report",
        opening="speak_up",
        channel="web",
        identity_mode="named",
    )
    story.take("intake_officer", "acknowledge")
    story.take("intake_officer", "accept_for_assessment")
    for role in (OWNER, "investigator"):
        story.does("compliance_officer", designated(role))


def tell_second_thoughts(story: Story) -> None:
    """The reporter would rather not have reported."""
    afraid = Personal("I would rather not have told of the tea.")
    story.does("member", RequestWithdrawal(reasons=afraid))
    hurried = Personal("Whoever investigates is in a hurry to have tea.")
    story.does("member", ObjectToHandler(office="investigator", reasons=hurried))
    slow = Personal("Nobody here drinks tea before it has been counted.")
    answer = DecideHandlerObjection(objection=1, upheld=False, reasons=slow)
    story.does("compliance_officer", answer)
    counted = Personal("The tea fund is ten euros short.")
    story.does(OWNER, ConsiderWithdrawal(decision="continue", reasons=counted))


def tell_people(story: Story) -> None:
    accused(story, "Quentin Quick", "Taking the tea fund.")
    story.does(OWNER, DetermineJurisdiction(allegation=1, country="BE"))
    here = Personal("Belgian law lets whoever brews the tea keep the tin.")
    first = DetermineLocalLaw(
        allegation=1, place="Responsibilities 5", prevails="local_law", reasons=here
    )
    story.does(OWNER, first)
    story.take("executive_committee_member", "authorise_investigation")
    longer = Personal("Everybody who drinks tea is on holiday.")
    extended = ExtendTimeLimit(clock="investigation", reasons=longer)
    story.does("compliance_officer", extended)
    story.does("compliance_officer", ExcludePerson(person="p-9", reason="relative"))
    lifted = Personal("They turned out not to be related.")
    story.does("compliance_officer", LiftExclusion(person="p-9", reason=lifted))
    tell_interim(story)
    tell_other_words(story)


def tell_other_words(story: Story) -> None:
    """What was alleged, limited and thought of a party turns out to be otherwise."""
    story.does(OWNER, AddParty(role="witness", name=Personal("Quirin Quartz")))
    brewer = Personal("Quirin Quartz brewed the tea as well.")
    story.does(OWNER, ChangePartyRole(party=2, role="other", reasons=brewer))
    also = Personal("The tin of biscuits is empty, too.")
    other = AmendAllegation(
        allegation=1,
        category="integrity",
        conduct_from=story.today,
        conduct_until=story.today,
        text=Personal("Taking the tea fund and the biscuits."),
        reasons=also,
    )
    story.does(OWNER, other)
    scope = Personal("The tea of this week.")
    story.does(OWNER, SetTermsOfReference(allegations=(1,), scope=scope))
    wider = Personal("The tea and the biscuits of this week.")
    amended = AmendTermsOfReference(allegations=(1,), scope=wider, reasons=also)
    story.does(OWNER, amended)


def accused(story: Story, name: str, of: str) -> None:
    story.does(
        OWNER,
        AddParty(
            role="subject",
            name=Personal(name),
            contact=Personal(f"{name.replace(' ', '.').lower()}@example.org"),
            person=ACCUSED[0],
        ),
    )
    story.does(
        OWNER,
        FrameAllegation(
            party=1,
            category="integrity",
            conduct_from=story.today,
            conduct_until=story.today,
            text=Personal(of),
        ),
    )


def designated(role: str) -> DesignateHandler:
    return DesignateHandler(
        person=person(role), role=role, conflict_declared_absent=True
    )


def tell_challenge(story: Story) -> None:
    heard(story, "A letter about the tea fund.", "I only counted the tea fund.")
    story.does(OWNER, ProposeArbitrator(kind="appointed", person="demo.neutral_member"))
    declared = Personal("I know nobody who drinks tea.")
    story.does("neutral_member", DeclareNeutrality(appointment=1, statement=declared))
    story.does("compliance_officer", CheckNeutrality(appointment=1))
    story.does("compliance_officer", InviteObjections(appointment=1))
    grounds = Personal("The candidate drinks tea with the witness.")
    challenge = ChallengeNeutrality(appointment=1, party=1, grounds=grounds)
    story.does("subject", challenge, who=ACCUSED[0])
    reasons = Personal("Tea with a witness is too close.")
    story.does(
        "compliance_officer",
        DecideChallenge(appointment=1, upheld=True, reasons=reasons),
    )


def heard(story: Story, letter: str, account: str) -> None:
    story.take(OWNER, "notify_subject", letter)
    said = Personal(account)
    hearing = HearSubject(party=1, mode="heard", occurred_on=story.today, account=said)
    story.does(OWNER, hearing)


def tell_ends(story: Story) -> None:
    kept = Personal("A tin with the tea fund.")
    story.does(
        OWNER,
        TakeEvidence(
            kind="object",
            custodian=person(OWNER),
            taken_on=story.today,
            description=kept,
        ),
    )
    tell_evidence(story)
    back = Personal("The tin belongs to the kitchen.")
    story.does(OWNER, ReturnEvidence(evidence=1, reason=back))
    dropped = Personal("The tea fund was never short.")
    story.does(OWNER, DropAllegation(allegation=1, reason=dropped))
    tired = Personal("I have known Quentin Quick from school.")
    story.does(
        "investigator", RecuseHandler(person=person("investigator"), reason=tired)
    )
    claim = Personal("Quentin Quick may claim damages.")
    review = story.today + timedelta(days=30)
    story.does(
        "compliance_officer",
        PlaceHold(basis="legal_claim", review_on=review, reason=claim),
    )
    again = Personal("Quentin Quick has not made up their mind.")
    later = story.today + timedelta(days=60)
    story.does("compliance_officer", ReviewHold(hold=1, review_on=later, reason=again))
    settled = Personal("Quentin Quick was content with an apology.")
    story.does("compliance_officer", ReleaseHold(hold=1, reason=settled))


def tell_call(story: Story) -> None:
    """Somebody calls, and does not agree to what was written down."""
    story.report(
        "member",
        "Somebody called about the piano.",
        case_type="breach_report",
        opening="speak_up",
        channel="phone",
        identity_mode="named",
    )
    heard = Personal("The caller says that Person Q tuned the piano at night.")
    offered = OfferTranscript(spoken="phone", spoken_on=story.today, text=heard)
    story.does("intake_officer", offered)
    other = Personal("I said that nobody tuned the piano, by night or by day.")
    amended = CheckTranscript(transcript=1, outcome="amended", amendments=other)
    story.does("member", amended)


def tell_interim(story: Story) -> None:
    """Somebody stays away from the tea until it is decided, and comes back."""
    cold = Personal("Whoever counts the cups does not fill them.")
    ordered = OrderInterimMeasures(
        party=1, measures=("no_contact",), effective_on=story.today, reasons=cold
    )
    story.does(COMMITTEE, ordered)
    warm = Personal("The cups are not all counted yet.")
    kept = ReviewInterimMeasures(party=1, measures=("no_contact",), reasons=warm)
    story.does(COMMITTEE, kept)
    hot = Personal("All cups are counted, none is missing.")
    story.does(COMMITTEE, LiftInterimMeasures(party=1, reasons=hot))


def tell_who_reported(story: Story) -> None:
    """A judge wants to know who told of the tea."""
    story.report(
        "member",
        "Person Q drinks the tea of others.",
        case_type="breach_report",
        opening="speak_up",
        channel="web",
        identity_mode="confidential",
    )
    curious = Personal("A judge asked over a cup of tea.")
    story.does("compliance_officer", demanded(story, curious))
    no_order = Personal("A cup of tea is no order of a court.")
    story.does(PROTECTION, DenyIdentityDisclosure(reasons=no_order))
    ordered = Personal("The judge hears everybody who saw the cup.")
    story.does("compliance_officer", demanded(story, ordered))
    for office in ("identity_custodian", PROTECTION):
        story.does(office, ApproveIdentityDisclosure())
    washed = Personal("The cup could be washed before it is seized.")
    later = DeferDisclosureNotice(review_on=story.today, reasons=washed)
    story.does("compliance_officer", later)
    seized = Personal("The judge has the cup, and learns your name.")
    story.does("compliance_officer", GiveDisclosureNotice(notice=seized))


def demanded(story: Story, reasons: Personal) -> ProposeIdentityDisclosure:
    return ProposeIdentityDisclosure(
        recipient="p-8",
        basis="judicial_proceedings",
        obligation="BE/CIC/46bis",
        until=story.today,
        reasons=reasons,
    )


def tell_evidence(story: Story) -> None:
    """A copy is made, looked into and destroyed."""
    shape = Personal("A plaster cast of the tin, to keep the tin clean.")
    copy = CopyEvidence(
        original=1, custodian=person(OWNER), copied_on=story.today, reason=shape
    )
    story.does(OWNER, copy)
    leaf = Personal("One leaf of green tea sticks to the cast.")
    examined = ExamineEvidence(evidence=2, examined_on=story.today, account=leaf)
    story.does("investigator", examined)
    broken = Personal("The cast of the tin fell apart.")
    gone = DestroyEvidence(evidence=2, destroyed_on=story.today, reason=broken)
    story.does("compliance_officer", gone)


def tell_stood_down(story: Story) -> None:
    """A member of the committee says why they do not decide."""
    taken_up(story, "Quincy Quill took the umbrella stand home.")
    accused(story, "Quincy Quill", "Taking home an umbrella stand.")
    heard(story, "A letter about the umbrella stand.", "It was raining in the hall.")
    story.take(COMMITTEE, "settle_by_assessment", settled_because="facts_evident")
    members = (person(COMMITTEE), "demo.member-2", "demo.member-3", "demo.member-4")
    convened = ConveneDeciders(body="executive_committee", present=members)
    story.does(COMMITTEE, convened)
    why = Personal("Quincy Quill lent me an umbrella.")
    story.does(COMMITTEE, RecuseDecider(person="demo.member-2", reason=why))
    intake = person("intake_officer")
    related = ExcludePerson(person=intake, reason="relative")
    story.does("compliance_officer", related)
    seen = Personal("The umbrella stand was rightly taken up.")
    looked = ReviewPriorActs(
        person=intake, stands=("acknowledge", "accept_for_assessment"), reasons=seen
    )
    story.does(COMMITTEE, looked)
    tell_appeal_withdrawn(story, (members[0], *members[2:]))


def tell_appeal_withdrawn(story: Story, members: tuple[str, ...]) -> None:
    """The party who was told with a slip appeals, and thinks better of it."""
    for member in members:
        story.does(COMMITTEE, DeclareConflict(conflict=False), who=member)
    rain = Personal("It rained, and the stand was brought back.")
    refuted = Determine(allegation=1, finding="refuted", reasons=rain)
    story.does(COMMITTEE, refuted)
    story.take(COMMITTEE, "conclude_decision")
    story.does(OWNER, NotifyDecision(party=1, notified_on=story.today))
    read = Personal("Read: the umbrella stand, not the hat stand.")
    slip = CorrectDecision(party=1, slip="wording", decided_as_before=True, text=read)
    story.does(OWNER, slip)
    hat = Personal("I never touched a hat stand.")
    story.does("subject", LodgeAppeal(grounds=hat), who=ACCUSED[0])
    well = Personal("Now that the hat stand is out of it I am content.")
    story.does("subject", WithdrawAppeal(statement=well), who=ACCUSED[0])


def tell_twice(first: Story, again: Story) -> None:
    """A report that repeats another is dismissed, and reopened for what it adds."""
    taken_up(first, "Somebody waters the plants with wine.")
    taken_up(again, "The plants in the hall smell of wine.")
    same = Personal("Both were told of the plants at the same party.")
    again.does(OWNER, RecogniseDuplicate(of=first.case, reasons=same))
    mistaken = Personal("One of them meant the plants in the attic.")
    again.does(OWNER, RetractDuplicate(reasons=mistaken))
    again.does(OWNER, RecogniseDuplicate(of=first.case, reasons=same))
    again.take(OWNER, "propose_dismissal", dismissal_reason="duplicate")
    again.take("compliance_officer", "confirm_dismissal")
    again.take("intake_officer", "give_final_feedback", feedback="given")
    again.take(OWNER, "close_dismissed")
    again.take("member", "add_information", "The gardener has kept a leaf.")
    new = Personal("A leaf shows it was vinegar, and another matter.")
    again.does("compliance_officer", ReopenCase(new_facts=new))


def tell_survivor(story: Story) -> None:
    """Whoever was affected says what they agree to."""
    reported(story, "Person R was followed to the parking lot.", "harassment")
    name = Personal("Rosalind Reed")
    story.does(EXTERNAL, AddParty(role="affected", name=name))
    yes = Personal("You may arrange for somebody to walk me home.")
    agreed = RecordConsent(party=1, to="arrange_support", given=True, statement=yes)
    story.does(EXTERNAL, agreed)


def tell_wishes(story: Story, case: UUID) -> None:
    """An accused person has their answer put right, and then not used for a while."""
    _wish(story, "rectification", "My answer says piano. I said violin.")
    right = Personal("It was the violin that I tuned at noon.")
    story.does(PROTECTION, CorrectText(case=case, corrects="account", correction=right))
    lost = Personal("The quartet was dissolved, and its letters come back.")
    told = TellRecipient(recipient="quartet-4", kind="other", reasons=lost)
    story.does(PROTECTION, told)
    _wish(story, "restriction", "Let nobody play my answer until spring.")
    story.take(PROTECTION, "restrict")
    story.does(PROTECTION, RestrictTexts(ground="needed_for_claims", cases=(case,)))
    claim = Personal("The claim about the strings is to be answered.")
    reader = person("investigator")
    granted = GrantReading(case=case, person=reader, until=story.today, reasons=claim)
    story.does(PROTECTION, granted)
    spring = Personal("It is spring, and the strings are paid.")
    story.does(PROTECTION, EndRestriction(told_on=story.today, reasons=spring))


def _wish(story: Story, right: str, words: str) -> None:
    """Somebody accused writes a letter, and is known by it."""
    letter = ("data_subject_request", "take_down")
    asked = {"right": right, "asked_on": story.day(0)}
    story.begin("national_committee", letter, words, ACCUSED[0], **asked)
    story.take(PROTECTION, "verify_identity", identity_shown_by="document_seen")
