"""Demo cases of IMA about who is to be known: a reporter, and a witness no longer."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from api.demo.cast import COMPLIANCE, OFFICER, OWNER
from api.demo.ima_members import NATIONAL
from api.demo.ima_reports import received
from api.demo.ima_turns import stopped
from api.demo.rich import tell_investigated_case
from api.demo.story import Story, person
from cases.commands.considering import DecideErasure
from cases.commands.disclosing import (
    ApproveIdentityDisclosure,
    DeferDisclosureNotice,
    DenyIdentityDisclosure,
    GiveDisclosureNotice,
    ProposeIdentityDisclosure,
)
from cases.commands.forgoing import WithdrawRedaction
from cases.commands.people import MatchParty
from cases.commands.redacting import RedactText
from cases.events.disclosing import Basis
from cases.events.disposal import Listed
from cases.events.event import Personal, Sealed
from cases.events.investigation import InvestigationStepLogged
from cases.events.redaction import JointText, Losing

CUSTODIAN: Final = "identity_custodian"
PROTECTION: Final = "data_protection_officer"
WITNESS: Final = "demo.witness"


def made_known(story: Story) -> Story:
    """Who reported in confidence, as a court has to hear them; they were told."""
    invoices = "The invoices of Person P are for work that nobody did."
    _confided(story, invoices, no_office_for=("demo.member-2",))
    story.wait(1).take(OFFICER, "acknowledge", "Thank you; we look into it.")
    because = "The court has to hear whoever saw the invoices."
    proposal = _proposal(story, "judicial_proceedings", "BE/CIC/155", because)
    story.wait(2).does(COMPLIANCE, proposal)
    for office in (CUSTODIAN, PROTECTION):
        story.wait(1).does(office, ApproveIdentityDisclosure())
    told = "A court asks who saw the invoices; the law obliges us to say so."
    return story.does(COMPLIANCE, GiveDisclosureNotice(notice=Personal(told)))


def proposed(story: Story) -> Story:
    """The same, about which nobody has said yet what they think."""
    _confided(story, "Person Q sells places on a committee.")
    because = "The public prosecutor asks whom to hear."
    proposal = _proposal(story, "authority_investigation", "BE/CIC/46bis", because)
    return story.wait(1).does(COMPLIANCE, proposal)


def refused(story: Story) -> Story:
    """A name that the police asked for without an obligation: it is not told."""
    _confided(story, "Person T has two sets of books.")
    because = "The police asked for it on the telephone."
    proposal = _proposal(story, "authority_investigation", "BE/CIC/46bis", because)
    story.wait(1).does(COMPLIANCE, proposal)
    nothing = Personal("That somebody asks is no obligation.")
    return story.wait(1).does(PROTECTION, DenyIdentityDisclosure(reasons=nothing))


def put_off(story: Story) -> Story:
    """A name that a prosecutor learns, and of which the reporter hears later."""
    _confided(story, "Person U sells what was given to us.")
    because = "The public prosecutor has to hear whoever saw it."
    proposal = _proposal(story, "authority_investigation", "BE/CIC/46bis", because)
    story.wait(1).does(COMPLIANCE, proposal)
    for office in (CUSTODIAN, PROTECTION):
        story.does(office, ApproveIdentityDisclosure())
    later = DeferDisclosureNotice(
        review_on=story.today + timedelta(days=20),
        reasons=Personal("The store is searched next week; nobody may know before."),
    )
    return story.wait(1).does(COMPLIANCE, later)


def _confided(story: Story, account: str, **said: object) -> None:
    """A member reports in confidence."""
    received(story, account, "integrity", identity_mode="confidential", **said)


def _proposal(
    story: Story, basis: Basis, obligation: str, reasons: str
) -> ProposeIdentityDisclosure:
    return ProposeIdentityDisclosure(
        recipient=person(OFFICER),
        basis=basis,
        obligation=obligation,
        until=story.today + timedelta(days=28),
        reasons=Personal(reasons),
    )


def taken_out(story: Story) -> Story:
    """A witness of a matter that came to nothing is in its papers no more."""
    tell_investigated_case(story)
    story.does(OWNER, MatchParty(party=3, person=WITNESS))
    matter, text = stopped(story).case, _ledger(story)
    request = _forget_me(story)
    decided = DecideErasure(
        texts=(Listed(case=matter, what="content"),),
        redact=(JointText(case=matter, item=text),),
    )
    story.wait(3).does(PROTECTION, decided)
    _thought_again(story, matter, text)
    story.case = request
    story.wait(1).does(PROTECTION, decided)
    story.case = matter
    without = Personal("The ledger shows one booking, which was asked about.")
    successor = RedactText(item=text, party=3, successor=without)
    story.wait(1).does(OWNER, successor)
    story.propose_disposal(COMPLIANCE, "party_3", request=request)
    return story.wait(1).take(PROTECTION, "approve")


def _forget_me(story: Story) -> UUID:
    """A request of the witness, who is known to the officer."""
    story.begin(
        NATIONAL,
        ("data_subject_request", "take_down"),
        "A letter of Person W: please forget that you asked me.",
        WITNESS,
        right="erasure",
        asked_on=story.day(0),
    )
    shown = story.wait(2)
    shown.take(PROTECTION, "verify_identity", identity_shown_by="known_personally")
    return story.case


def _thought_again(story: Story, matter: UUID, text: UUID) -> None:
    """The text is to stay as it is after all; and then it is not."""
    story.case = matter
    other = Personal("The ledger names somebody else who is called the same.")
    stays = WithdrawRedaction(item=text, party=3, reasons=other)
    story.wait(1).does(PROTECTION, stays)
    lost = Losing(case=matter, item=text, party=3)
    story.propose_disposal(COMPLIANCE, "party_3", redact=(lost,))
    story.wait(1).take(COMPLIANCE, "abandon", "It is decided on the request.")


def _ledger(story: Story) -> UUID:
    """What was noted of the ledger: a text about several people."""
    for one in story.cases.log.history(story.case):
        if isinstance(one.event, InvestigationStepLogged):
            assert isinstance(one.event.account, Sealed)
            return one.event.account.item
    raise LookupError(story.case)
