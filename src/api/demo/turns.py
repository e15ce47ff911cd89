"""Turns that a report can take in every organisation, each by its own people."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from hashlib import sha256

from api.demo.cast import COMPLIANCE, OWNER
from api.demo.story import Story, person
from cases.commands.allegations import FrameAllegation
from cases.commands.appeal import LodgeAppeal, WithdrawAppeal
from cases.commands.closing import (
    AcknowledgeHold,
    PlaceHold,
    ReleaseHold,
    ReviewHold,
)
from cases.commands.correcting import CorrectDecision
from cases.commands.disposing import TakeOutTexts
from cases.commands.evidence import (
    CopyEvidence,
    DestroyEvidence,
    ExamineEvidence,
    ReturnEvidence,
    SealEvidence,
    TakeEvidence,
    VerifyEvidence,
)
from cases.commands.interim import OrderInterimMeasures, ReviewInterimMeasures
from cases.commands.merging import MergeCase, RecogniseDuplicate, RetractDuplicate
from cases.commands.reopening import ReopenCase
from cases.commands.splitting import SplitCase
from cases.commands.transcripts import CheckTranscript, OfferTranscript
from cases.commands.withdrawal import ConsiderWithdrawal, RequestWithdrawal
from cases.events.event import Personal


def wished_back(story: Story, weigher: str) -> Story:
    """Its reporter would rather not have made it, and need not have."""
    wish = RequestWithdrawal(reasons=Personal("We have talked; it is settled."))
    story.wait(2).does("member", wish)
    stop = ConsiderWithdrawal(
        decision="stop", reasons=Personal("Nobody else is concerned.")
    )
    return story.wait(1).does(weigher, stop)


def written_down(story: Story, writer: str) -> Story:
    """What was said on the telephone, written down, amended and agreed to."""
    for number, outcome, said in (
        (1, "amended", "Person L travelled twice, in May and in June."),
        (2, "agreed", "Person L travelled twice, in May and in July."),
    ):
        written = OfferTranscript(
            spoken="phone", spoken_on=story.today, text=Personal(said)
        )
        story.does(writer, written)
        checked = {"transcript": number, "outcome": outcome}
        amended = {"amendments": Personal("It was in July.")} if number == 1 else {}
        story.wait(1).does("member", CheckTranscript.model_validate(checked | amended))
    return story


def under_seal(story: Story, by: str) -> Story:
    """An object is kept under a seal, looked into, sealed again and given back."""
    telephone = TakeEvidence(
        kind="object",
        custodian=person(by),
        taken_on=story.today,
        description=Personal("A telephone of the office."),
    )
    story.does(by, telephone)
    story.does(by, SealEvidence(evidence=2, seal="S-2041"))
    examined = ExamineEvidence(
        evidence=2,
        examined_on=story.wait(3).today,
        seal="S-2042",
        account=Personal("The messages of that week are on it."),
    )
    story.does(by, examined)
    back = ReturnEvidence(evidence=2, reason=Personal("What it shows is known."))
    return story.wait(4).does(by, back)


def interrupted(story: Story, by: str, what: str) -> Story:
    """It all waits for a court, and goes on afterwards."""
    court = "A court looks into the same."
    story.wait(1).take(by, f"suspend_{what}", court)
    return story.wait(9).take(by, f"resume_{what}", "The court has closed its file.")


def copied(story: Story, works: str, destroys: str, digest: str) -> Story:
    """A copy that was worked with is not the same any more, and is destroyed."""
    copy = CopyEvidence(
        original=1,
        digest=digest,
        custodian=person(works),
        copied_on=story.today,
        reason=Personal("To be worked with."),
    )
    other = VerifyEvidence(evidence=3, digest=sha256(b"a note in it").hexdigest())
    gone = DestroyEvidence(
        evidence=3,
        destroyed_on=story.today,
        reason=Personal("Somebody had made notes in it; the original is there."),
    )
    return story.does(works, copy).does(works, other).does(destroys, gone)


def joined(story: Story, again: Callable[[Story], Story], by: str) -> Story:
    """Another report of the same matter goes on as part of this one."""
    into = story.case
    same = Personal("Both tell of the same evening.")
    return again(story).wait(1).does(by, MergeCase(into=into, reasons=same))


def told_twice(story: Story, again: Callable[[Story], Story], by: str) -> Story:
    """Taken for what somebody else had reported, which it was not."""
    first = story.case
    same = Personal("It is the same evening.")
    again(story).wait(1).does(by, RecogniseDuplicate(of=first, reasons=same))
    other = Personal("It was a year earlier.")
    return story.wait(2).does(by, RetractDuplicate(reasons=other))


def divided(story: Story, by: str, allegation: FrameAllegation) -> Story:
    """Something else that is alleged goes on as a case of its own."""
    story.wait(1).does(OWNER, allegation)
    apart = SplitCase(
        allegations=(2,),
        account=Personal("What else Person M is said to have done."),
        reasons=Personal("It has nothing to do with the bills."),
    )
    return story.wait(2).does(by, apart)


def reopened(story: Story, by: str) -> Story:
    """It had ended, and something new has come to light."""
    news = "Somebody kept the letter that was thought to be lost."
    story.wait(3).take("member", "add_information", news)
    anew = ReopenCase(new_facts=Personal("The letter says what could not be shown."))
    return story.wait(2).does(by, anew)


def kept_away(story: Story, by: str, measures: Sequence[str]) -> Story:
    """Measures hold until it is decided; looked at again, the first is enough."""
    order = OrderInterimMeasures(
        party=1,
        measures=tuple(measures),
        effective_on=story.today,
        reasons=Personal("Until the papers are copied, and those who saw it asked."),
    )
    review = ReviewInterimMeasures(
        party=1,
        measures=tuple(measures[:1]),
        until=story.today + timedelta(days=60),
        reasons=Personal("The papers are copied; some are still to be asked."),
    )
    story.does(by, order)
    return story.wait(14).does(by, review)


def appeal_withdrawn(story: Story, who: str) -> Story:
    """Whoever was accused appeals, thinks again, and withdraws it."""
    grounds = Personal("A month would have been enough.")
    lodged = LodgeAppeal(lodged_on=story.wait(5).today, grounds=grounds)
    story.does("subject", lodged, who=who)
    enough = WithdrawAppeal(statement=Personal("I want it to be over."))
    return story.wait(4).does("subject", enough, who=who)


def put_right(story: Story, by: str, who: str) -> Story:
    """A slip of the pen in the decision; what was decided stays."""
    right = CorrectDecision(
        party=1,
        slip="date",
        decided_as_before=True,
        text=Personal("The bills are of March, not of May."),
    )
    return story.wait(1).does(by, right, who=who)


def held(story: Story, by: str) -> Story:
    """Its texts are kept for a claim, as whoever has papers of it knows."""
    hold = PlaceHold(
        basis="legal_claim",
        custodians=(person(OWNER),),
        review_on=story.today + timedelta(days=85),
        reason=Personal("Person M announced a claim."),
    )
    return story.does(by, hold).does(OWNER, AcknowledgeHold(hold=1))


def freed(story: Story, by: str) -> Story:
    """Looked at again, and then not kept any more."""
    longer = ReviewHold(
        hold=1,
        review_on=story.wait(5).today + timedelta(days=60),
        reason=Personal("The claim has reached us."),
    )
    story.does(by, longer)
    over = ReleaseHold(hold=1, reason=Personal("The claim was withdrawn."))
    return story.wait(5).does(by, over)


def spared(story: Story) -> Story:
    """The same, of which nothing goes after all."""
    story.wait(80).propose_disposal(COMPLIANCE, "content")
    because = Personal("Person S wants to show what was said of them.")
    kept = TakeOutTexts(entries=(1,), because="objection", reason=because)
    return story.wait(1).does(COMPLIANCE, kept)


def disposed(story: Story) -> Story:
    """A report that was dismissed long ago: what erases carries the list out itself."""
    story.wait(80).propose_disposal(COMPLIANCE, "content")
    return story.wait(1).take("data_protection_officer", "approve")
