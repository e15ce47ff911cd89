# Made by clients/python/generate.py: not to be changed by hand.
"""Commands and answers, as the service describes them."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class Abroad(TypedDict):
    """How long the law of a country has texts kept, or lets them be kept."""
    basis: str
    """The law that says so."""
    period: Period
    """Spans of time that run one after another."""


class AcknowledgeHold(TypedDict):
    """Say that one knows of a hold, and keeps what one has, as a custodian of it."""
    hold: int
    """The number of the hold in the case."""


class Activity(TypedDict):
    """One type of case, as processing of personal data."""
    about: list[str]
    """Categories of persons."""
    by_itself: list[str]
    """What follows without anybody's asking; no decision about a person does."""
    clause: str
    """Where the code provides for it."""
    data: list[str]
    """What is asked for, beside free text, which is sealed."""
    kept: list[Kept]
    """By which rules its texts are kept."""
    name: str
    """The type of case."""
    purpose: str
    """What it is for."""
    recipients: list[str]
    """Offices that act in it."""


class AddParty(TypedDict):
    """Make somebody part of the case; an accused person is kept away at once."""
    contact: NotRequired[str | None]
    """How the party can be reached."""
    known_since: NotRequired[str | None]
    """The day since when the organisation holds data about them; null for the day on which
    the report was received."""
    name: str
    """The party's name."""
    person: NotRequired[str | None]
    """The party's pseudonym, when they are known in the organisation."""
    role: Literal['reporter', 'subject', 'affected', 'witness', 'facilitator', 'counsel', 'other']
    """What the party is in the case."""


class AddWebhook(TypedDict):
    """Tell a program at an address of its own in which case something happens.

    It is sent the position, the kind, the case and the day of each event, signed, in
    order, each until it was taken: no text, no person.
    """
    address: str
    """Where it is told. It stands in the log: nothing secret belongs into it, as in an
    address of which the path alone lets in."""
    after: int
    """It is told what follows this position of the log."""
    job: str
    """The pseudonym under which the program is written down."""
    role: str
    """The office, general or of the edition."""
    webhook: str
    """What `GET …/webhooks/new` gave, with the secret that belongs to it."""


class Alarm(TypedDict):
    """A row of `alarms`."""
    about: str
    """The office that has nobody left in the case, the missed time limit, what is proposed
    and waits for those who weigh it (`identity_disclosure`), the office whose handlers
    the reporter objects to, or the number of what somebody opened for themselves, and
    others have to review."""
    case_id: str
    """The case."""
    case_type: str
    """A procedure of the edition."""
    clause: str
    """The clause of the rule that says so."""
    ended_at: str | None
    """When it was over; null while it goes on."""
    kind: Literal['unassignable', 'overdue', 'proposed', 'broken_glass', 'objection']
    """What is the matter."""
    number: str
    """The number of the case, as people write it."""
    office: str | None
    """The office above that was told of a missed time limit, or the one that broke the
    glass."""
    party: int | None
    """Whose time limit it is, when each party has their own."""
    raised_at: str
    """When it was recorded."""
    reviewers: list[str]
    """The offices that have still to review what was opened, each by itself."""


class AlarmPage(TypedDict):
    """AlarmPage."""
    items: list[Alarm]
    """What was found."""
    next: str | None
    """The cursor of the next page; null on the last."""


class AmendAllegation(TypedDict):
    """Put an accusation into other words, with the reasons, before it is determined.

    All of it is said again; whoever is accused is heard on it again.
    """
    allegation: int
    """The number of the allegation in the case."""
    category: str
    """What is alleged, as the edition names it."""
    clauses: NotRequired[list[str]]
    """Empty: all clauses of the category."""
    conduct_from: str
    """First day of the conduct."""
    conduct_until: str
    """Last day of the conduct."""
    level: NotRequired[str | None]
    """Whose commitment it is about, where the edition tells levels apart."""
    reasons: str
    """Why it was decided so."""
    text: str
    """The words."""


class AmendTermsOfReference(TypedDict):
    """Draw the limits of the investigation otherwise, wider or closer, and say why."""
    allegations: list[int]
    """All that is investigated from then on."""
    reasons: str
    """Why it was decided so."""
    scope: str
    """What is to be investigated, and what is not."""


class AnnualFigure(TypedDict):
    """How often something happened in a year."""
    divided: list[FigureDivision]
    """Into which parts, in one way or several."""
    figure: str
    """Its name."""
    label: str
    """What it counts."""
    median_days: int | None
    """Half of them took no longer; null when few stand behind it, or nothing is timed."""
    source: str
    """Who asks for it."""
    total: int | None
    """Null when it is under `least`."""


class AnnualFigures(TypedDict):
    """The figures of a year: what was recorded in it, UTC."""
    figures: list[AnnualFigure]
    """Each with who asks for it."""
    least: int
    """No number under it is told."""
    not_known: list[NotKnown]
    """What is asked for, and the log does not know."""
    recorded_on: str | None
    """When they were laid down for good; null while the year runs, when they are not for
    passing on: what comes between two answers could be told from them."""
    year: int
    """UTC."""


class Answer(TypedDict):
    """What becomes of texts about the person, in one case."""
    alone: bool
    """Whether they are about the person alone."""
    clause: str | None
    """Where the code, or a statute, says so."""
    decided: bool | None
    """Whether it was decided; for them, too."""
    erased: bool
    """Whether they are gone by now."""
    holds: list[Literal['legal_claim', 'legal_obligation', 'authority_order', 'audit']]
    """On which grounds holds keep them, or a part of them, until they are released."""
    number: str
    """Of the case, by which it can be asked about."""
    redacted: bool
    """Whether they stay for others alone: they lose the person, and what they were before
    goes."""
    rule: str | None
    """By which rule they are kept; null while they are needed."""
    stays: Literal['hold', 'period', 'needed', 'erased'] | None
    """Why they stay; null when they go, those that `holds` keep once released."""
    texts: Listed | None
    """As decisions and lists name them; for whoever decides, and nobody else."""
    until: str | None
    """First day on which they may go, or on which the hold is looked at again; null while
    neither is known."""
    withheld: str | None
    """Why nothing of it is decided, or told to whoever asked; for them, too."""


class AppointArbitrator(TypedDict):
    """Put the candidate into office for this case alone."""
    appointment: int
    """The number of the proposal of a neutral person in the case."""


class ApproveIdentityDisclosure(TypedDict):
    """Agree, for one of the offices that are asked, that somebody learns who reported.

    No office and no person counts twice, nor whoever proposed it or is to learn it.
    """


class Arriving(TypedDict):
    """How far a file has come."""
    item: str
    """What the file is known by, while it arrives and from then on."""
    offset: int
    """Bytes that have arrived: what is sent next goes on there."""
    piece: int
    """Parts of a multiple of so many bytes are kept whole; of others, and where one was
    broken off, the rest is to be sent again."""
    size: int
    """Bytes that it has in all; once they are there the file is in the case."""


class Asked(TypedDict):
    """A fact that a procedure asks for: what kind of answer, and which are possible."""
    choices: list[str]
    """The answers that can be chosen; empty where there are too many to list."""
    kind: Literal['amount', 'currency', 'date', 'past_date', 'future_date', 'yes_no', 'percentage', 'count', 'pseudonym', 'digest', 'host', 'country', 'case_number', 'choice', 'several', 'clause', 'clauses']
    """Which kind it is."""
    name: str
    """What it is called in requests."""


class Assigned(TypedDict):
    """What became of it in one case."""
    case: str
    """The case."""
    problem: Problem | None
    """Why nothing was; null when it was."""
    receipt: Receipt | None
    """What was recorded; null when nothing was."""
    status: int
    """What the answer would be to the command alone: 201 when it was recorded."""


class Assignment(TypedDict):
    """Who is to be responsible for which cases, and in which office."""
    cases: list[ToAssign]
    """Each case once; what stands in the way of one is no matter of the others."""
    person: str
    """The person's pseudonym."""
    role: str
    """The office, general or of the edition."""


class Awaited(TypedDict):
    """A step of the code that comes first, and where it is asked for."""
    address: str
    """What stands after the address of the case; `steps` for those without their own."""
    step: str
    """The step of the procedure."""


class Body(TypedDict):
    """Those who decide together."""
    clause: str
    """Where the code, or a statute, says so."""
    label: str
    """What it is called, in plain words."""
    members: int
    """Seats of the body."""
    quorum: int
    """How many must be present."""
    when_quorum_lost: str
    """A step, or another body."""


class Breach(TypedDict):
    """A row of the register."""
    case_id: str
    """The case."""
    done: list[Done]
    """What was done about it, oldest first."""
    facts: dict[str, object]
    """What is known of it by now: what was said last of each fact."""
    limits: list[Limit]
    """Time limits that run or ran: within which the authority is to be told, and those
    whom it concerns."""
    number: str
    """Of the case, as people write it."""
    opened_at: str
    """When the organisation recorded it."""
    outcome: str | None
    """How it ended; null while it is open."""
    phase: str
    """How grave it was found to be, in the edition's words, or how far it has come."""
    status: str
    """Whether the case is open or closed."""


class BreachPage(TypedDict):
    """BreachPage."""
    items: list[Breach]
    """What was found."""
    next: str | None
    """The cursor of the next page; null on the last."""


class BreakGlass(TypedDict):
    """Open the case for oneself, for some hours, in an emergency and for reasons.

    Only a case whose texts the office otherwise may not have opened. It is recorded,
    an alarm is raised at once, and others have to find it justified or not: one of
    each office that the edition asks.
    """
    reasons: str
    """Why it was decided so."""


class Case(TypedDict):
    """A row of `case_state`.

    Whoever reported sees whether it is open; what is done in it is null for them.
    """
    alarms: list[str]
    """What somebody has to see to, as `unassignable: investigator`, `overdue:
    acknowledgement` or `proposed: identity_disclosure`."""
    allegations: int | None
    """How many there are."""
    alleged: list[str] | None
    """The categories of what is alleged, as it stands by now."""
    altered_evidence: list[int] | None
    """Pieces that were not the same any more when they were last looked at."""
    case_id: str
    """The case."""
    case_type: str
    """A procedure of the edition."""
    categories: list[str]
    """What the report seems to be about, as the edition names it."""
    delete_on: str | None
    """First day on which the case must no longer be readable."""
    edition: str
    """The edition of the code of conduct."""
    evidence: int | None
    """How many pieces there are."""
    exclusion_not_enforceable: bool | None
    """An accused party is not yet recognised as a person, so nobody is kept away."""
    held: bool
    """Whether a hold suspends the deletion."""
    interim_measures: list[int] | None
    """Accused parties for whom measures hold until it is decided, by their numbers."""
    kind: Literal['report', 'disclosure', 'disposal']
    """Which kind it is."""
    last_label: str | None
    """The last step, in plain words."""
    last_step: str | None
    """The last step of the procedure that was taken."""
    measures: list[str] | None
    """What was imposed on accused parties and has not fallen, each by the party's number:
    `1: reprimand, in force`, `in force until 2026-12-31`, `expired`, or `expunged`."""
    number: str
    """The number of the case, as people write it."""
    open_appeals: list[int]
    """Appeals that are still to be decided, by their numbers."""
    opened_at: str
    """When the case was opened."""
    outcome: str | None
    """How it ended; null while it is open."""
    parties: int | None
    """How many there are."""
    phase: str | None
    """The phase of the procedure."""
    position: int | None
    """Where in the log stands what happened last."""
    received_on: str | None
    """The day on which the report was received."""
    status: Literal['open', 'closed']
    """Whether it is open or closed."""
    tasks: list[OpenTask] | None
    """What is to be done beside the procedure, the most urgent first; null for whoever
    reported or disclosed."""
    unit: str | None
    """The unit of the organisation that it was received in, or was said to be of."""
    units: list[str]
    """All that it belongs to: that one, and those of its accused parties; none when to the
    whole organisation."""
    updated_at: str
    """When something last happened."""
    version: int
    """How many events the case has; the ETag, for `If-Match`."""


class CasePage(TypedDict):
    """CasePage."""
    items: list[Case]
    """What was found."""
    next: str | None
    """The cursor of the next page; null on the last."""


class Category(TypedDict):
    """What can be alleged."""
    apart: bool
    """Whether it is never alleged against reporters in the case of their own report."""
    breaks_law: bool
    """Whether it has to be said whose law was broken, before it is established."""
    clauses: list[str]
    """Places of the code."""
    discipline_required: bool
    """Whether the code says that discipline follows a violation of this kind."""
    informal_resolution: bool
    """Whether it may be settled without a formal decision."""
    label: str
    """What it is called, in plain words."""
    of: list[str]
    """Engagements of those it is alleged against; none means all to whom this code
    applies."""
    proof: list[str]
    """What has to be shown, each by itself, before it is established."""
    severity: Literal['serious', 'ordinary']
    """How grave it is."""
    when: dict[str, list[bool | int | str | list[str]]]
    """Facts of a case without which it is not alleged: one of each list."""


class ChallengeNeutrality(TypedDict):
    """Register a party's objection to the candidate."""
    appointment: int
    """The number of the proposal of a neutral person in the case."""
    grounds: str
    """Why."""
    party: int
    """The number of the party in the case."""


class ChangePartyRole(TypedDict):
    """Say that a party is in the case in another way, as when a witness is accused.

    Whoever is accused from then on is kept away at once; whoever is accused no longer
    stays away until that is lifted. Who reported is not said so.
    """
    party: int
    """The number of the party in the case."""
    reasons: str
    """Why it was decided so."""
    role: Literal['reporter', 'subject', 'affected', 'witness', 'facilitator', 'counsel', 'other']
    """What the party is from now on."""


class CheckNeutrality(TypedDict):
    """Check the candidate's neutrality, in this case and beyond it."""
    appointment: int
    """The number of the proposal of a neutral person in the case."""


class CheckTranscript(TypedDict):
    """Agree, as the reporter, to what was written down, or say what it should say."""
    amendments: NotRequired[str | None]
    """What should be written down otherwise, if anything."""
    outcome: Literal['agreed', 'amended']
    """Whether it is agreed to, or amended."""
    transcript: int
    """The number of what was written down last."""


class Checked(TypedDict):
    """One check of an erasure, and what it came to."""
    check: Literal['witness', 'certificate', 'gone', 'keys', 'drill']
    """`witness`: what is served follows on what a witness cosigned. `certificate`: it
    verifies offline. `gone`: the texts are not there, their digests stand in the log.
    `keys`: no key of them can be had, and one of another text can. `drill`: a backup
    was restored, and they stayed erased."""
    result: Literal['holds', 'refuted', 'not_checked']
    """Whether it holds, is refuted, or could not be made."""
    says: str
    """What was found, or what was not there."""


class Clause(TypedDict):
    """A place of the code, its words where they decide, and how strictly it binds."""
    local_law: Literal['local_law_prevails', 'code_prevails', 'stricter_prevails'] | None
    """What comes first by this clause itself; none leaves it to the edition."""
    strength: Literal['prohibition', 'obligation', 'expectation', 'permission', 'right', 'organisational_duty']
    """How strictly it binds."""
    text: str
    """The words of the code."""


class Clock(TypedDict):
    """How long something may take, and with how much time left a warning is due."""
    clause: str
    """Where the code, or a statute, says so."""
    extension: Period | None
    """How much longer it may be made, with reasons; null when it may not."""
    extensions: int
    """How often."""
    label: str
    """What it is called, in plain words."""
    pausable: bool
    """Whether it may stand still; the days that it does are added at its end."""
    per_party: bool
    """Each party has a period of their own."""
    period: Period
    """Spans of time that run one after another."""
    reasons_when_late: bool
    """Whether what it is for is done late only with reasons."""
    runs_on: bool
    """Whether it runs on where something would let it begin anew."""
    until: str | None
    """A fact that names an earlier last day; the period is the longest it may be."""
    warn: list[Period]
    """With how much time left a warning is due."""
    window: bool
    """A time in which others may act: that it passes is nobody's fault."""


class ClockRun(TypedDict):
    """One run of a time limit: a row of `clocks`."""
    case_id: str
    """The case."""
    case_type: str
    """A procedure of the edition."""
    clause: str
    """Where the code, or a statute, says so."""
    clock: str
    """The time limit, as the edition names it."""
    days_late: int | None
    """Calendar days between the end of the period and the deed."""
    due_at: str | None
    """Last instant, for a period counted in hours."""
    due_on: str
    """Last day of the period."""
    escalated_at: str | None
    """When the office above was told that it was missed."""
    escalated_to: str | None
    """That office."""
    extended: int
    """How often it was given more time."""
    may_act: bool
    """Whether it may now do what the time limit is for."""
    met_at: str | None
    """When the time limit was met."""
    number: str
    """The number of the case, as people write it."""
    party: int | None
    """Whose it is, when each party has their own."""
    paused_days: int
    """How long it has stood still before."""
    paused_on: str | None
    """Since when it stands still."""
    started_on: str
    """The day after which the period counts."""
    state: Literal['running', 'paused', 'met', 'missed', 'met_late', 'passed', 'stopped']
    """Whether it runs, was met, missed, met late, or fell away."""
    unit: str | None
    """The unit that the case was received in, where there are some."""
    warned_at: str | None
    """When somebody was last warned that it is about to pass."""


class ClockRunPage(TypedDict):
    """ClockRunPage."""
    items: list[ClockRun]
    """What was found."""
    next: str | None
    """The cursor of the next page; null on the last."""


class ConfirmAdherence(TypedDict):
    """Confirm to keep to the policies: each one, in the version in force."""
    versions: dict[str, int]
    """All policies in force, each with the version that was read."""


class ConsiderWithdrawal(TypedDict):
    """Decide whether the case goes on although its reporter would withdraw.

    It goes on if the facts justify it. To stop is a reason to dismiss the report, which
    a second person confirms.
    """
    decision: Literal['continue', 'stop']
    """Whether the case goes on, or stops."""
    reasons: str
    """Why it was decided so."""


class ConveneDeciders(TypedDict):
    """Let the deciding body meet, without those who have a conflict."""
    body: str
    """The deciding body, as the edition names it."""
    present: list[str]
    """Pseudonyms of the members who are there."""


class CopyEvidence(TypedDict):
    """Make a copy of a piece of evidence, which is kept under a number of its own."""
    copied_on: str
    """The day on which it was copied."""
    custodian: str
    """The pseudonym of whoever keeps it."""
    digest: NotRequired[str | None]
    """That of the copy: of a file it shows that it is the same."""
    original: int
    """The number of what is copied."""
    reason: str
    """Why."""


class CorrectDecision(TypedDict):
    """Put right a slip of the pen in what an accused party was told.

    Finding, measures and days stay as they were decided; who would change them appeals
    or decides anew.
    """
    decided_as_before: Literal[True]
    """That finding and measures stay as they are."""
    party: int
    """The number of the party in the case."""
    slip: Literal['name', 'date', 'figure', 'reference', 'wording']
    """What kind of slip it is."""
    text: str
    """What is to be read, and in place of what."""


class CorrectText(TypedDict):
    """Put right what is written about whoever asked, in a case that they know of."""
    case: str
    """The case that holds it."""
    correction: str
    """What is right, in the words of whoever asked or the officer's."""
    corrects: Literal['name', 'contact', 'account']
    """Which texts about them are wrong."""


class Correspondence(TypedDict):
    """A report and what was written about it, oldest first."""
    case_id: str
    """Where to add something: `POST …/cases/{case_id}/steps`."""
    in_words: str
    """The same for people."""
    messages: list[Message]
    """All there are."""
    possible: list[Possible]
    """What the reporter can do now, as `possible-steps` says it."""
    standing: Literal['received', 'answered', 'closed']
    """How far it is, as far as the reporter is told."""
    version: int
    """For If-Match, to add something."""


class Dated(TypedDict):
    """A time stamp (RFC 3161) on the text of a checkpoint."""
    at: str
    """By its clock."""
    authority: str
    """Where it was asked for."""
    response: str
    """Base64 of the response (RFC 3161), which holds the time stamp."""
    size: int
    """Leaves of the checkpoint."""
    text: str
    """What it dated: the text of the checkpoint's note."""


class Datum(TypedDict):
    """Something that was recorded about the person, and of nobody else."""
    facts: dict[str, object]
    """What was said in answers of the edition."""
    on: str
    """The day it was recorded."""
    redacted: list[str]
    """The fields in which a successor stands, without somebody who was in the text: it is
    not what was written or taken down."""
    texts: dict[str, str | None]
    """By field; null without a purpose, and when it was erased."""
    what: str
    """In plain words."""


class DecideAppeal(TypedDict):
    """Decide one appeal, by others than those who decided first."""
    allegations: NotRequired[list[int]]
    """When varied, the violations that are none any more; when remitted, those to be
    determined anew, all of them if none is named."""
    appeal: int
    """The number of the appeal in the case."""
    body: str
    """The deciding body, as the edition names it."""
    outcome: Literal['upheld', 'varied', 'quashed', 'remitted']
    """What becomes of the first decision."""
    panel: list[str]
    """Pseudonyms of those who decided the appeal."""
    reasons: str
    """Why it was decided so."""


class DecideChallenge(TypedDict):
    """Decide one party's objection to the candidate."""
    appointment: int
    """The number of the proposal of a neutral person in the case."""
    party: NotRequired[int | None]
    """Whose objection; null where there is only one."""
    reasons: str
    """Why it was decided so."""
    upheld: bool
    """Whether the objection is right."""


class DecideErasure(TypedDict):
    """Decide what goes of the data of whoever asked, and what stays (GDPR Art. 17).

    The rules decide for each of the texts: what is due goes, once a disposal list of it
    is approved; what is held, or kept still, stays.
    """
    redact: NotRequired[list[JointText]]
    """Texts that others are in as well, and that stay for them: they lose whoever asked
    once a successor is written, and the originals go with what is about them alone."""
    texts: list[Listed]
    """Texts about whoever asked, in cases that they know of."""


class DecideHandlerObjection(TypedDict):
    """Decide an objection to handlers: who, if anybody, is kept away from the case.

    Not in the office that is objected to.
    """
    objection: int
    """The number of the objection in the case."""
    persons: NotRequired[list[str]]
    """Who is kept away, when it is upheld."""
    reasons: str
    """In words for the reporter, who reads them."""
    upheld: bool
    """Whether the objection is right."""


class DeclareConflict(TypedDict):
    """Say, as one who decides, whether you have a conflict; with one you do not decide.

    It holds until somebody else becomes a party, or the body meets anew. For an appeal,
    whoever is to be on its panel says so before it is decided.
    """
    appeal: NotRequired[int | None]
    """The appeal that is to be decided; null for the first decision."""
    conflict: bool
    """Whether something of your own stands in the way of deciding."""
    statement: NotRequired[str | None]
    """What the candidate declares."""


class DeclareNeutrality(TypedDict):
    """Declare, as the candidate, to be neutral in this case."""
    appointment: int
    """The number of the proposal of a neutral person in the case."""
    statement: NotRequired[str | None]
    """What the candidate declares."""


class DeferDisclosureNotice(TypedDict):
    """Put off telling the reporter, as it would jeopardise what it is demanded for.

    Until a day, on which they are told, or it is looked at again.
    """
    reasons: str
    """What it would jeopardise, and how."""
    review_on: str
    """The day on which it is looked at again."""


class DeliverOpinion(TypedDict):
    """Give the arbitrator's opinion, or the consulted member's advice."""
    appointment: int
    """The number of the proposal of a neutral person in the case."""
    established: NotRequired[list[int]]
    """Allegations that it takes to be shown."""
    not_established: NotRequired[list[int]]
    """Allegations that it takes not to be shown."""
    opinion: str
    """The opinion or the advice, with its reasons."""


class Delivery(TypedDict):
    """An event that was sent to a webhook."""
    attempts: int
    """How often it was sent."""
    day: str
    """The day of the last attempt, UTC."""
    id: str
    """What the message is known by (`webhook-id`)."""
    next: str | None
    """When it is tried again."""
    position: int
    """Of the event."""
    state: Literal['taken', 'waiting', 'given_up']
    """`waiting` until it is taken, or given up."""
    status: str
    """Of the last answer; or why there was none: `name` and `address` when the host is not
    known or may not be connected to, `certificate`, `timeout`, `connection`."""


class DeliveryPage(TypedDict):
    """DeliveryPage."""
    items: list[Delivery]
    """What was found."""
    next: str | None
    """The cursor of the next page; null on the last."""


class DenyIdentityDisclosure(TypedDict):
    """Refuse, for one of the offices that are asked, that somebody learns it."""
    reasons: str
    """Why it was decided so."""


class DesignateHandler(TypedDict):
    """Make somebody responsible for the case."""
    conflict_declared_absent: bool
    """Whether the handler declared to have no conflict of interest; only then can they be
    one."""
    person: str
    """The person's pseudonym."""
    role: str
    """The office, general or of the edition."""


class DestroyEvidence(TypedDict):
    """Destroy a copy, or once the case is closed an original, unless a hold keeps it.

    Whoever took it into custody does not destroy it.
    """
    destroyed_on: str
    """The day on which it was destroyed."""
    evidence: int
    """Its number in the case."""
    reason: str
    """Why."""


class Determine(TypedDict):
    """Determine whether one allegation is true, on the evidence considered."""
    allegation: int
    """The number of the allegation in the case."""
    departs_from_opinion: NotRequired[bool]
    """The reasons say why an arbitrator's opinion is not followed."""
    despite_alteration: NotRequired[bool]
    """Some of the evidence was found altered; the reasons say why it counts."""
    evidence: NotRequired[list[int]]
    """The numbers of the evidence in the case."""
    finding: Literal['established', 'insufficient_evidence', 'refuted']
    """Whether it is true."""
    reasons: str
    """Why it was decided so."""
    shown: NotRequired[list[str]]
    """What the edition asks to have shown for this kind of violation."""


class DetermineApplicableCode(TypedDict):
    """Say how an accused party is tied to the organisation: what applies to them."""
    contract: NotRequired[str | None]
    """The contract by which another text applies, where it is one that does."""
    engagement: str
    """How the party is tied to the organisation, as the edition names it."""
    party: int
    """The number of the party in the case."""


class DetermineJurisdiction(TypedDict):
    """Say which country's law applies to what is alleged."""
    allegation: int
    """The number of the allegation in the case."""
    country: str
    """The country whose law applies, by two capital letters."""


class DetermineLocalLaw(TypedDict):
    """Say what comes first where local law and a clause said to be breached differ."""
    allegation: int
    """The number of the allegation in the case."""
    place: str
    """The clause of the code that local law differs from."""
    prevails: Literal['local_law', 'code']
    """What comes first; the code says it clause by clause."""
    reasons: str
    """Why it was decided so."""


class DischargeArbitrator(TypedDict):
    """End the office with its task."""
    appointment: int
    """The number of the proposal of a neutral person in the case."""


class DiscloseIdentity(TypedDict):
    """Be named as the reporter from now on; it cannot be taken back."""
    agreed: Literal[True]
    """That the organisation may know and record who reported."""


class DisposalList(TypedDict):
    """A disposal list, and how far it has come."""
    backups_until: str | None
    """First day on which no backup is left from before the erasure."""
    disposal: str
    """The list, a case of its own."""
    entries: int
    """How many were listed."""
    erased: int
    """Texts made unreadable so far."""
    evidence: str
    """Where it is shown, below the organisation; its certificate once there is."""
    failed_at: str | None
    """When it did."""
    failed_because: Literal['unavailable', 'unfit', 'behind', 'leak', 'fault'] | None
    """Why it did."""
    failed_stage: Literal['texts', 'keys', 'projections', 'leaks'] | None
    """At which stage the last attempt failed; null when none has since."""
    final: int
    """Texts of which no key can be had any more."""
    final_at: str | None
    """When the last key was gone."""
    ground: Literal['retention', 'request', 'purpose_met']
    """Why texts were to go."""
    meant: int
    """Texts that the rest meant when it began to be carried out."""
    number: str
    """Of the list, as a case."""
    recipients: int
    """How many were found to have been given any of them, once they were gone."""
    sought_at: str | None
    """When it was looked for what might be left."""
    started_at: str | None
    """When it began to be carried out."""
    state: Literal['proposed', 'waiting', 'executing', 'executed', 'telling', 'certified', 'failed', 'abandoned']
    """How far it has come."""
    stays: int
    """Entries that were taken out."""
    untold: int
    """How many of these were not told yet, nor is it said why."""
    waiting_until: str | None
    """Last day on which it can be objected to; null before it is approved."""


class DisposalListPage(TypedDict):
    """DisposalListPage."""
    items: list[DisposalList]
    """What was found."""
    next: str | None
    """The cursor of the next page; null on the last."""


class Document(TypedDict):
    """How the organisation files the code: what stands on its cover."""
    authorised_by: str
    """Who put it in force."""
    character: str
    """What kind of rule it is."""
    clause: str
    """Where the code, or a statute, says so."""
    control_number: str
    """What it is filed under."""
    distribution: str
    """Whom it was sent to."""
    initiated_by: str
    """Who asked for it."""
    owner: str
    """Who answers for it."""
    replaces: list[str]
    """What it put out of force."""


class Done(TypedDict):
    """A step that was taken because of a breach."""
    clause: str
    """Where the code or the law provides for it."""
    facts: dict[str, object]
    """What was said with it, in answers of the edition: what happened, how many people are
    concerned, who was told and how."""
    label: str
    """In the edition's words."""
    recorded_on: str
    """The day, UTC."""
    step: str | None
    """Null for what began the case."""


class DropAllegation(TypedDict):
    """Give up an accusation, with the reason."""
    allegation: int
    """The number of the allegation in the case."""
    reason: str
    """Why."""


class Due(TypedDict):
    """When some texts of a case are to be deleted, and what suspends that now."""
    basis: str
    """Why it is kept until then."""
    because: Literal['hold_released', 'late_activity', 'rule_changed', 'country_known', 'start_moved'] | None
    """Why it was computed anew."""
    case_id: str
    """The case."""
    case_type: str
    """A procedure of the edition."""
    clause: str
    """The clause of the rule."""
    country: str | None
    """Whose law gives the period, when it is not the rule's own."""
    delete_on: str
    """First day on which the texts must no longer be readable."""
    disposal: str | None
    """The list by which they were erased."""
    edition: str
    """Whose rule it is: the one in force when it was computed."""
    held: bool
    """A hold keeps all of them; some keep a part of them alone."""
    hold_bases: list[str]
    """Why it is suspended."""
    holds: int
    """How many holds there are."""
    moved_by: list[Literal['a_hold', 'late_activity', 'another_rule', 'another_country', 'a_decision', 'a_fact', 'a_step', 'all_other_texts']]
    """What would move the day, or suspend the deletion."""
    not_before: str | None
    """The earliest day, whatever the rule says: after a hold, or late activity."""
    number: str
    """The number of the case, as people write it."""
    party: int | None
    """The accused party whom alone the texts are about."""
    period: str
    """How long, as the edition says it: `3 years`."""
    review_on: str | None
    """First day on which one of the holds is to be reviewed."""
    rule: str
    """The retention class of the edition."""
    start: Literal['closed', 'closed_and_term', 'step_taken', 'fact', 'decision_effective', 'decision_expired', 'main_case_closed', 'related_cases_closed']
    """How the first day of the period was found."""
    started_on: str
    """The day that the period begins with."""
    state: Literal['scheduled', 'due', 'overdue', 'held', 'erased']
    """`due` on that day, `overdue` after it, `held` whatever the day is."""
    violation: bool | None
    """Whether one by the party was established, of texts about them alone."""
    was: str | None
    """The day before it was computed anew."""
    what: str
    """Which texts: who reported goes first, then what is about one accused party alone
    (`party_2`) if they are not kept as long; all others are `content`."""


class DuePage(TypedDict):
    """DuePage."""
    items: list[Due]
    """What was found."""
    next: str | None
    """The cursor of the next page; null on the last."""


class Edition(TypedDict):
    """A code of conduct as it was in force for a time.

    Never changed once a case has been opened under it: add a new one.
    """
    bodies: dict[str, Body]
    """Who decides together."""
    categories: dict[str, Category]
    """What can be alleged."""
    clauses: dict[str, Clause]
    """The places of the code, with their words."""
    clocks: dict[str, Clock]
    """How long things may take."""
    document: Document | None
    """How the organisation files the code."""
    edition: str
    """The edition of the code of conduct."""
    engagements: dict[str, Engagement]
    """Ties by which it is decided what applies to whom; none when all are alike."""
    everywhere: dict[str, Step]
    """Steps that are possible in every procedure."""
    holidays: str
    """A country, or part of one, whose public holidays are kept: `DK`, `CH-GE`."""
    in_force_from: str
    """First day on which it is in force."""
    in_force_until: str | None
    """First day on which it is no longer in force."""
    levels: dict[str, Provision]
    """At which an allegation can stand; none when the code tells none apart."""
    local_law: LocalLaw | None
    """What comes first where local law differs, unless a clause says otherwise."""
    mandates: Mandating | None
    """Who gives the offices; the access manager where it does not say."""
    measures: dict[str, Measure]
    """What may follow a violation."""
    organisation: str
    """Whose code it is."""
    policies: dict[str, Provision]
    """Rules beside the code that it refers to; they change without it."""
    procedures: dict[str, Procedure]
    """The types of cases, and how each goes."""
    processing: Processing | None
    """What the record of processing needs and no code says."""
    reactions: dict[str, Reaction]
    """What follows from what happens, without anybody's asking."""
    retention: dict[str, Retention]
    """How long what is closed is kept."""
    roles: dict[str, Office]
    """Offices, by name."""
    roll: Provision | None
    """The register of those whom the code binds, where a violation is of them alone."""
    ruled_out: dict[str, Provision]
    """What nobody is ever accused of."""
    source: str
    """The document that it was taken from."""
    substitutes: dict[str, Substitution]
    """By the office whose place is taken."""
    text_digest: str
    """SHA-256 of the words: the text of each clause and a line break, in order."""
    thresholds: dict[str, list[Threshold]]
    """Values that a rule compares with."""
    time_zone: str
    """Whose days are counted."""
    title: str
    """What it is called."""


class EndMandates(TypedDict):
    """Take an office from one or several persons; what they did in it stays valid.

    Also if it was to begin only later.
    """
    persons: list[str]
    """The pseudonyms of all whom it is about."""
    role: str
    """The office, general or of the edition."""
    unit: NotRequired[str | None]
    """The unit that it is for, whose cases alone the holder sees and acts in; null when
    for all of the organisation."""
    valid_until: str
    """First day on which it no longer holds."""


class EndRestriction(TypedDict):
    """Let data be used again, once whoever asked has been told (GDPR Art. 18(3))."""
    reasons: str
    """Why it was decided so."""
    told_on: str
    """The day on which whoever asked was told."""


class Engagement(TypedDict):
    """How somebody is tied to the organisation, and to which text they are held."""
    clause: str
    """Where the code, or a statute, says so."""
    contract: bool
    """Whether that text applies by a contract, which is named."""
    label: str
    """What it is called, in plain words."""
    other_code: str | None
    """The text that applies to them; null when it is this code."""
    person: bool
    """Whether it is a person; an organisation is matched to nobody."""


class Entry(TypedDict):
    """A row of `audit_trail`."""
    acting_as: str
    """The office in which the actor acted."""
    actor: str | None
    """Null for a reporter."""
    asked: str | None
    """The command that was refused."""
    at: str
    """When it was recorded."""
    cases: list[str]
    """The case it belongs to; of a reading or a refusal, those it concerns."""
    causation: int | None
    """The position of what a rule followed up with this; null when somebody asked."""
    clause: str | None
    """Where the code, or a statute, says so."""
    command: str
    """Identifies the command; what one command brought about shares it."""
    correlation: str
    """Identifies what belongs together."""
    entry: int
    """Its place in the trail, counted without a gap."""
    item_fields: list[str]
    """What each of them is in its event, in the same order: `account`, `findings`."""
    items: list[str]
    """The texts that were read, never their words."""
    label: str
    """What happened, in plain words; of a reading, which texts were read."""
    on_behalf_of: str | None
    """The pseudonym of whom it was done for."""
    position: int
    """Its place in the log, for `after`."""
    purpose: str | None
    """What texts were read for."""
    rule: str | None
    """The rule that was broken."""
    stream: str
    """The history that the event stands in: of a case, or of its own."""
    topic: str
    """The kind of event."""
    version: int
    """Its place in that history."""


class EntryPage(TypedDict):
    """EntryPage."""
    items: list[Entry]
    """What was found."""
    next: str | None
    """The cursor of the next page; null on the last."""


class Erasure(TypedDict):
    """What becomes of all data of a person."""
    concerning: list[Answer]
    """In matters in which the person is a party."""
    notices: list[Notice]
    """Recipients of the data who were told what was decided (GDPR Art. 19)."""
    opened: list[Answer]
    """In closed ones that the person brought forward: these go when their time has come,
    without a decision. For the person alone."""
    recipients: list[Informed]
    """Whom data that go had been given to, and whether they were told that these are gone
    (GDPR Art. 19, second sentence)."""


class ExamineEvidence(TypedDict):
    """Look into a piece of evidence; a seal that is broken for it is replaced."""
    account: str
    """What it shows."""
    evidence: int
    """Its number in the case."""
    examined_on: str
    """The day on which it was looked into."""
    seal: NotRequired[str | None]
    """The number of the new seal; null for evidence that is under none."""


class ExcludePerson(TypedDict):
    """Keep somebody away from the case."""
    person: str
    """The person's pseudonym."""
    reason: Literal['subject', 'relative', 'reporter', 'witness', 'conflict_declared', 'reporting_line', 'objection']
    """What ties the person to the case."""


class ExportedColumn(TypedDict):
    """A column of what was taken out."""
    name: str
    """As the view calls it."""
    type: str
    """In the words of Apache Arrow."""


class ExtendTimeLimit(TypedDict):
    """Give a time limit more time, with reasons, before it has passed."""
    clock: str
    """The time limit, as the edition names it."""
    party: NotRequired[int | None]
    """Whose time limit, when each party has their own; null where only one has."""
    reasons: str
    """Why it was decided so."""


class Fault(TypedDict):
    """One part of a request that breaks a rule of form."""
    allowed: list[str] | None
    """The fields or parameters there are, when one was given that is none of them."""
    detail: str
    """What is so, in a sentence."""
    parameter: str | None
    """The path, query or header parameter; left out for the body."""
    pointer: str | None
    """JSON pointer into the body (RFC 6901); left out for anything else."""
    rule: str
    """The rule that was broken."""


class Figure(TypedDict):
    """How many texts of closed cases, or lists, stand in one way today."""
    count: int
    """How many there are."""
    evidence: str
    """Where each of them is shown, below the organisation."""
    name: str
    """How they stand."""


class FigureDivision(TypedDict):
    """One way to divide a figure; its parts come to the total."""
    by: str
    """What the parts are. Each category divides by itself: a report may name several, and
    none."""
    parts: list[FigurePart]
    """In a fixed order; those that never occurred are among them."""


class FigurePart(TypedDict):
    """One of the parts that a figure is divided into."""
    count: int | None
    """Null when few stand behind it, or when one of those could be told from it."""
    part: str
    """In the words of the events or of the edition."""
    percent: int | None
    """Of the total; null where one of the two is."""


class File(TypedDict):
    """A file of a case, or the copy of one."""
    erased: bool
    """It has been made unreadable."""
    item: str
    """What it is known by."""
    media_type: str
    """By its content."""
    name: str | None
    """What it was called; null without a purpose, and when it is erased."""
    original: str | None
    """Of a copy, the file that it was made of."""
    party: int | None
    """The one party that it is about; null when it is about everybody."""
    size: int
    """Bytes."""
    version: int
    """Of the case, once it was added."""
    what: Literal['original', 'copy', 'sent']
    """`copy`: without what the original says of its making, for handlers. `sent`: the
    same, for the reporter as well."""


class Filter(TypedDict):
    """Which cases a list is to hold; what is left out does not matter."""
    case_type: NotRequired[str | None]
    """Only of this type, a procedure of the edition."""
    category: NotRequired[str | None]
    """Only those of what is alleged, or was reported."""
    handler: NotRequired[str | None]
    """Only those that were given to whoever has this pseudonym."""
    opened_since: NotRequired[str | None]
    """First day of opening, UTC."""
    opened_until: NotRequired[str | None]
    """Last day of opening, UTC."""
    outcome: NotRequired[str | None]
    """Only those that ended so."""
    phase: NotRequired[str | None]
    """Only in this phase of it."""
    status: NotRequired[Literal['open', 'closed'] | None]
    """Only open ones, or closed."""
    unit: NotRequired[str | None]
    """Only of this unit of the organisation, by its pseudonym."""


class FinishTask(TypedDict):
    """Say that a task is done: whom it is for, who set it, or the case owner."""
    note: NotRequired[str | None]
    """What came of it."""
    task: int
    """The number of the task in the case."""


class FrameAllegation(TypedDict):
    """Put one accusation against one party into words, against clauses of the code."""
    category: str
    """What is alleged, as the edition names it."""
    clauses: NotRequired[list[str]]
    """Empty: all clauses of the category."""
    conduct_from: str
    """First day of the conduct."""
    conduct_until: str
    """Last day of the conduct."""
    level: NotRequired[str | None]
    """Whose commitment it is about, where the edition tells levels apart."""
    party: int
    """The number of the party in the case."""
    text: str
    """The words."""


class GiveDisclosureNotice(TypedDict):
    """Tell the reporter that somebody learns who they are, and why.

    Before that, or once it jeopardises nothing any more.
    """
    notice: str
    """The reasons, in words for the reporter, who reads them."""


class GivenKey(TypedDict):
    """A key that a program was given."""
    digest: str
    """SHA-256 of the key, in hexadecimal."""
    job: str
    """The pseudonym under which the program is written down."""
    rights: list[str]
    """What it may see."""
    role: str
    """The office, general or of the edition."""
    valid_until: str
    """First day on which it is not accepted any more."""
    withdrawn: bool
    """Whether it was taken back."""


class GrantAccess(TypedDict):
    """Let somebody read the case until a day, in one office, for reasons.

    It ends by itself. Nothing that the office has no right to in any case.
    """
    person: str
    """The person's pseudonym."""
    reasons: str
    """Why it was decided so."""
    rights: list[Literal['read', 'history', 'texts', 'clocks']]
    """What they may do, as the table of permissions names it."""
    role: str
    """The office, general or of the edition."""
    until: str
    """The last day."""


class GrantMandates(TypedDict):
    """Give an office to one or several persons.

    With the first mandate for an office the organisation keeps mandates for it: from
    then on nobody acts in it without one, whatever their token says.
    """
    persons: list[str]
    """The pseudonyms of all whom it is about."""
    role: str
    """The office, general or of the edition."""
    unit: NotRequired[str | None]
    """The unit that it is for, whose cases alone the holder sees and acts in; null when
    for all of the organisation."""
    valid_from: str
    """First day on which the office is held."""
    valid_until: NotRequired[str | None]
    """First day on which it no longer holds; null until it is ended."""


class GrantReading(TypedDict):
    """Let somebody read what is restricted in a case, until a day, for reasons.

    It opens nothing that their office does not.
    """
    case: str
    """A case in which texts are restricted."""
    person: str
    """The person's pseudonym."""
    reasons: str
    """Why it was decided so."""
    until: str
    """The last day."""


class Growth(TypedDict):
    """That the tree of one size begins with that of another (RFC 9162, 2.1.4)."""
    new: int
    """Leaves of the later tree."""
    old: int
    """Leaves of the earlier tree."""
    proof: list[str]
    """Base64, 32 bytes each."""


class HandOverTask(TypedDict):
    """Give a task to somebody else, or another day: whose it is, or who sees to it."""
    note: NotRequired[str | None]
    """What is to be said about it."""
    person: str
    """Whom it is for from now on."""
    role: str
    """The office in which they are to do it."""
    task: int
    """The number of the task in the case."""
    until: NotRequired[str | None]
    """The last day for it; null when that stays."""


class Happened(TypedDict):
    """What happened after a position."""
    items: list[News]
    """In the order of the log; not more than a thousand."""
    position: int
    """Up to here nothing else is to be told: what comes later is asked for `since` it."""


class HearSubject(TypedDict):
    """Hear an accused party, or record that they declined or let the time lapse."""
    account: NotRequired[str | None]
    """What happened or was said, in plain words."""
    mode: Literal['heard', 'declined', 'lapsed']
    """Whether the person spoke, did not want to, or did not come in time."""
    occurred_on: str
    """The day on which it happened."""
    party: int
    """The number of the party in the case."""


class Held(TypedDict):
    """What is held about a person in one case."""
    case_id: str
    """The case."""
    case_type: str
    """A procedure of the edition."""
    clause: str
    """Where the code provides for such cases."""
    held_since: str
    """The day, UTC, on which the first of it was recorded."""
    kept: list[HeldUntil]
    """Until when, by which rule."""
    measures: list[Imposed]
    """What was imposed on them and has not fallen, and whether it still holds."""
    number: str
    """The number of the case, as people write it."""
    offices: list[str]
    """As whom beside that: `declarant`, `handler`, `decider`, `arbitrator`."""
    purpose: str
    """What the case is for, in the words of the edition."""
    roles: list[Literal['reporter', 'subject', 'affected', 'witness', 'facilitator', 'counsel', 'other']]
    """As which party they are in it."""
    texts: list[TextsOfKind]
    """About them, alone or with others."""


class HeldUntil(TypedDict):
    """Until when some texts are kept, and on which basis."""
    basis: str | None
    """Why they may be kept; null while the case is open."""
    case: str
    """The case whose texts they are."""
    clause: str | None
    """Where the code, or a statute, says so."""
    holds: list[Literal['legal_claim', 'legal_obligation', 'authority_order', 'audit']]
    """On which grounds holds keep them; some may keep a part of them alone."""
    rule: str | None
    """By which rule they are kept; null while they are needed."""
    stays: Literal['hold', 'period', 'needed', 'erased'] | None
    """Why they stay; null when they go, what holds keep once those are released."""
    until: str | None
    """First day on which they may go; where a hold keeps any, on which that is looked at
    again; null while neither is known."""
    what: str
    """Which of its texts."""


class ImposeMeasure(TypedDict):
    """Let a measure follow from what was established."""
    allegations: list[int]
    """The numbers of the allegations in the case."""
    effective_on: str
    """The day from which the measure holds."""
    expires_on: NotRequired[str | None]
    """The last day on which the measure holds."""
    measure: str
    """A measure of the edition."""
    party: int
    """The number of the party in the case."""
    reasons: str
    """Why it was decided so."""


class Imposed(TypedDict):
    """A measure that followed from what the person did."""
    effective_on: str
    """The day from which the measure holds."""
    expires_on: str | None
    """Its last day; null for one without an end."""
    measure: str
    """A measure of the edition."""
    state: Literal['in_force', 'expired', 'expunged']
    """Whether it runs, was met, missed, met late, or fell away."""


class Informed(TypedDict):
    """Somebody who had been given data that go, and whether they were told."""
    because: Literal['impossible', 'disproportionate_effort'] | None
    """Why they are not told."""
    given_on: str
    """The day on which it was recorded that they have something."""
    recipient: str
    """What they are known by; never a person's name."""
    told_on: str | None
    """The day on which they were told that it is gone; null while they were not."""


class InviteObjections(TypedDict):
    """Tell the parties the name, and until when they may object."""
    appointment: int
    """The number of the proposal of a neutral person in the case."""


class IssueFindings(TypedDict):
    """Say what was found, and on which evidence."""
    despite_alteration: NotRequired[bool]
    """Some of the evidence was found altered; the findings say why it counts."""
    evidence: list[int]
    """The numbers of the evidence in the case."""
    findings: str
    """What was found, for those who decide."""


class IssueJobKey(TypedDict):
    """Give a program a key to an office that programs have."""
    digest: str
    """SHA-256 of the evidence, in small hexadecimal digits."""
    job: str
    """The pseudonym under which the program is written down."""
    rights: list[Literal['read', 'clocks', 'deletions', 'figures', 'follow']]
    """What it may see."""
    role: str
    """The office, general or of the edition."""
    valid_until: str
    """First day on which it is not accepted any more."""


class JointText(TypedDict):
    """A text about several people, in one case."""
    case: str
    """The case that holds it."""
    item: str
    """The text, as the history of the case names it."""


class Kept(TypedDict):
    """How long data are kept, and on which basis."""
    abroad: dict[str, str]
    """Other periods, by the country whose law has them."""
    basis: str
    """Why they may be kept so long."""
    clause: str
    """Where the code says so, or that it does not."""
    label: str
    """What it is about."""
    period: str
    """How long, from then on."""
    rule: str
    """Its name in the edition."""
    trigger: str
    """What the period begins with."""
    what: str
    """Which texts of a case."""


class Key(TypedDict):
    """A key that the log signs with, or signed with."""
    number: int
    """Counted from the first."""
    signs_from: str
    """When the key began to sign."""
    signs_until: str | None
    """Null while no end is set."""
    verifier: str
    """The verifier key, as C2SP signed-note writes it."""


class Life(TypedDict):
    """The process answers."""
    status: Literal['live']
    """It lives."""


class LiftExclusion(TypedDict):
    """Let somebody near the case again."""
    person: str
    """The person's pseudonym."""
    reason: str
    """Why."""


class LiftInterimMeasures(TypedDict):
    """End the measures that hold for a party: they are not needed any more."""
    party: int
    """The number of the party in the case."""
    reasons: str
    """Why they are not, in words for the party."""


class Limit(TypedDict):
    """A time limit that ran because of a breach."""
    clause: str
    """Where it stands."""
    clock: str
    """Which, by its name in the edition."""
    days_late: int | None
    """Null when it was not late."""
    due_at: str | None
    """Last instant, for a period counted in hours."""
    due_on: str
    """Last day of the period."""
    met_at: str | None
    """When what it was for was done."""
    started_on: str
    """The day after which it counts."""
    state: Literal['running', 'paused', 'met', 'missed', 'met_late', 'passed', 'stopped']
    """Whether it runs, was met, missed, met late, or fell away."""


class Listed(TypedDict):
    """Texts of one case that are to go."""
    case: str
    """The case whose texts they are."""
    what: str
    """Which of its texts."""


class ListedTexts(TypedDict):
    """One entry of a disposal list: what goes, and why, without a word of it."""
    basis: str | None
    """Why they may be kept so long."""
    because: Literal['objection', 'hold', 'late_activity', 'not_due', 'mistake'] | None
    """Why it stays."""
    case_id: str
    """The case."""
    case_type: str
    """A procedure of the edition."""
    clause: str | None
    """The clause of the rule."""
    delete_on: str | None
    """First day on which the texts must no longer be readable."""
    entry: int
    """Its place on the list, counted from 1."""
    items: int
    """Texts made unreadable so far."""
    number: str
    """The number of the case, as people write it."""
    recipients: list[Recipient]
    """Who had been given any of the texts, or something of the case they are in; once they
    are gone, of bundles those that held one of them."""
    redact: list[str]
    """Texts that others are in as well and that are to lose the party: until each has a
    successor, nobody approves the list."""
    rule: str | None
    """The retention class of the edition."""
    state: Literal['listed', 'stays', 'erased']
    """Whether it runs, was met, missed, met late, or fell away."""
    what: str
    """Which texts of the case."""


class LocalLaw(TypedDict):
    """What comes first where local law and the code differ, and where it says so."""
    clause: str
    """Where the code, or a statute, says so."""
    rule: Literal['local_law_prevails', 'code_prevails', 'stricter_prevails']
    """The rule that was broken."""


class LodgeAppeal(TypedDict):
    """Ask for what was decided about an accused party to be looked at again."""
    grounds: str
    """Why."""
    lodged_on: NotRequired[str | None]
    """The day on which the appeal came in; null for today."""
    party: NotRequired[int | None]
    """The number of the accused party; null for whoever asks."""


class LogInvestigationStep(TypedDict):
    """Record one thing done to find out what happened."""
    account: str
    """What happened or was said, in plain words."""
    allegations: list[int]
    """The numbers of the allegations in the case."""
    evidence: NotRequired[list[int]]
    """The numbers of the evidence in the case."""
    kind: Literal['interview', 'document', 'record_check', 'site_visit', 'request', 'expert']
    """What was done."""
    occurred_on: str
    """The day on which it happened."""
    party: NotRequired[int | None]
    """The number of the party in the case."""


class Losing(TypedDict):
    """A text about several people, and who is to be in it no more."""
    case: str
    """The case that holds it."""
    item: str
    """The text, as the history of the case names it."""
    party: int
    """Their number in the case."""


class MakeDecisionKnown(TypedDict):
    """Tell a party whom no determination concerns what came of the case."""
    party: int
    """The number of the party in the case."""
    text: NotRequired[str | None]
    """The words."""
    told_on: str
    """The day on which the party was told."""


class MakeDisclosure(TypedDict):
    """Declare what the code asks to be declared, or ask for what it lets one ask."""
    account: str
    """What happened or was said, in plain words."""
    case_type: str
    """A procedure of the edition."""
    counterparties: NotRequired[list[str]]
    """Pseudonyms of those whose interest it is."""
    facts: NotRequired[dict[str, bool | int | str | list[str]]]
    """The answers to what the opening or the step `asks` for, by name."""
    opening: str
    """How the case begins: an opening of the procedure."""
    unit: NotRequired[str | None]
    """The unit of the organisation that the case belongs to; null when to none, or when a
    fact says it, or the one that the opener's office is held for."""


class Mandate(TypedDict):
    """A row of `mandates`."""
    clause: str
    """Where the code, or a statute, says so."""
    ended_by: str | None
    """The pseudonym of whoever ended it before its time."""
    granted_by: str
    """The pseudonym of whoever gave the office."""
    person: str
    """The person's pseudonym."""
    role: str
    """The office, general or of the edition."""
    unit: str | None
    """The part of the organisation that it is for; null when for all of it."""
    valid_from: str
    """First day on which the office is held."""
    valid_until: str | None
    """First day on which it no longer holds, or held; null until it is ended."""


class MandatePage(TypedDict):
    """MandatePage."""
    items: list[Mandate]
    """What was found."""
    next: str | None
    """The cursor of the next page; null on the last."""


class Mandating(TypedDict):
    """Who gives the offices of the organisation, and ends them."""
    by: list[str]
    """Offices of the edition, or general roles that several offices have."""
    clause: str
    """Where the code, or a statute, says so."""


class Manifest(TypedDict):
    """What was taken out, by whom and for what, and how to know it again."""
    actor: str
    """Who took it out: a pseudonym."""
    bytes: int | None
    """How many; null until all was sent."""
    columns: list[ExportedColumn]
    """In the order of the file."""
    export: str
    """As the header `Cases-Export` said."""
    form: str
    """The media type."""
    position: int
    """Of the log, that the rows show: the next export asks for what came `since`."""
    purpose: str
    """What it was for."""
    requested_at: str
    """When it was asked for."""
    rows: int | None
    """How many; null until all was sent."""
    sent_at: str | None
    """When the last byte was handed over; null when it was broken off."""
    sha256: str | None
    """Of the bytes, in lower-case hexadecimal; null until all was sent."""
    since: int | None
    """Only of cases in which something happened after this position of the log."""
    view: str
    """With its version; what its columns mean does not change."""


class MatchParty(TypedDict):
    """Recognise a party as a person of the organisation."""
    party: int
    """The number of the party in the case."""
    person: str
    """The person's pseudonym."""


class Matter(TypedDict):
    """What is held about the person in one matter."""
    data: list[Datum]
    """What was recorded, oldest first."""
    kept_until: str | None
    """First day on which it must not be readable any more; null while it is open."""
    number: str
    """Of the case, by which it can be asked about."""
    withheld: str | None
    """Why nothing of it is given; said to whoever prepares the copy, to nobody else."""


class MayRead(TypedDict):
    """That somebody may read the case for a time, or could."""
    ended_at: str | None
    """When it was over before that: taken back, lost by a rule, found unjustified."""
    ends_at: str
    """From when they may not any more."""
    given_at: str
    """When."""
    given_by: str | None
    """The pseudonym of whoever let them."""
    glass: bool
    """Whether they broke the glass: opened the case for themselves."""
    grant: int
    """Its number in the case."""
    justified: bool | None
    """What was found of that by others; null until then, false once one finds so."""
    person: str
    """The pseudonym of whoever may."""
    reviewers: list[str]
    """The offices that have still to say whether it was, each by itself."""
    rights: list[str]
    """What they may do, as the table of permissions names it."""
    role: str
    """The office in which they may."""
    state: Literal['holds', 'over']
    """Whether they may read it now."""
    until: str | None
    """The last day; null of a broken glass, which is for hours."""


class Meaning(TypedDict):
    """One kind of problem."""
    meaning: str
    """What it means for the caller."""
    status: int
    """The status of the answer."""
    title: str
    """What it is called."""
    type: str
    """Where this kind of problem is explained."""


class Measure(TypedDict):
    """What may follow a violation; `disciplinary` in the sense of the code."""
    clause: str
    """Where the code, or a statute, says so."""
    disciplinary: bool
    """Whether the code calls it discipline."""
    expunged: bool
    """Whether it is expunged from the record some time after its last day, or, of one
    without an end, after it took effect."""
    interim: bool
    """Whether it holds until it is decided, and only then: it is no discipline."""
    label: str
    """What it is called, in plain words."""
    of: list[str]
    """Engagements of those it is for; none means all to whom this code applies."""
    releases: bool
    """Whether the code does not bind the person any more when it is in effect."""
    then: list[str]
    """Steps by which it is carried out."""


class MergeCase(TypedDict):
    """Let a case go on as part of another that is about the same.

    Both are kept. In this one its reporter is still answered, and learns nothing of
    the other.
    """
    into: str
    """The case that is about the same."""
    reasons: str
    """Why it was decided so."""


class Message(TypedDict):
    """Something that one wrote to the other."""
    at: str
    """Of a reporter, the day alone."""
    automatic: bool
    """Whether a rule wrote it, and nobody has looked at the report for it."""
    by: Literal['reporter', 'organisation']
    """Who wrote it; for the organisation nobody is named."""
    file: str | None
    """Where the message is a file: `GET …/cases/{case_id}/files/{file}` reads it."""
    label: str
    """What it was written for, in the edition's words."""
    text: str | None
    """Null once it is erased; of a file, what it is called."""


class Named(TypedDict):
    """An edition, by what it is called and when it is in force."""
    edition: str
    """The edition of the code of conduct."""
    in_force_from: str
    """First day on which it is in force."""
    in_force_until: str | None
    """First day on which it is no longer in force."""
    source: str
    """The document that it was taken from."""
    title: str
    """What it is called."""


class NewFile(TypedDict):
    """A file that is going to be sent."""
    media_type: NotRequired[str | None]
    """What it is said to be; null to have it looked at alone."""
    name: str
    """What it is called."""
    party: NotRequired[int | None]
    """The number of the party that it is about alone."""
    size: int
    """Its bytes, all of them."""
    to_reporter: NotRequired[bool]
    """Whether the reporter is to read it."""


class NewKey(TypedDict):
    """The key of a mailbox that nobody has used yet."""
    mailbox_key: str
    """Shown this once and kept nowhere: whoever loses it has lost the mailbox."""
    send_it_as: str
    """The header by which it opens the mailbox."""


class NewWebhook(TypedDict):
    """What a webhook needs that is to be added."""
    secret: str
    """What its messages are signed with, for whoever verifies them: shown here once, and
    kept nowhere."""
    webhook: str
    """What it is called by whoever adds it."""


class News(TypedDict):
    """That something happened in a case."""
    case_id: str
    """The case."""
    day: str
    """The day of recording, UTC."""
    position: int
    """Its place in the log; positions grow, with gaps."""
    topic: str
    """What kind of event it is, as the history of the case names it."""


class NotKnown(TypedDict):
    """What is asked for, and the log does not know."""
    indicator: str
    """What it is."""
    source: str
    """Who asks for it."""


class Noted(TypedDict):
    """What was recorded of offices: how much is by now, and the place in the log."""
    position: int
    """Its place in the log, for `after`."""
    version: int
    """How many events the case has; the ETag, for `If-Match`."""


class Notice(TypedDict):
    """A recipient of the data, who was told what became of them or cannot be."""
    kind: Literal['authority', 'partner', 'processor', 'donor', 'other']
    """Who it is."""
    recipient: str
    """What they are known by; never a person's name."""
    told_on: str | None
    """The day; null when that is impossible, for reasons in the history."""


class NotifyAppealDecision(TypedDict):
    """Tell whoever appealed what became of it, and why."""
    appeal: int
    """The number of the appeal in the case."""
    notified_on: str
    """The day on which the party was told."""
    text: NotRequired[str | None]
    """The words."""


class NotifyDecision(TypedDict):
    """Tell an accused party, once, what was determined about them and why."""
    notified_on: str
    """The day on which the party was told."""
    party: int
    """The number of the party in the case."""
    text: NotRequired[str | None]
    """The words."""


class NotifyRecipients(TypedDict):
    """Record that recipients were told that the texts are gone, or why they are not.

    Whoever had been given any of them, as the list says. The list does not end before:
    each is told, unless that is impossible or takes an effort out of all proportion.
    """
    because: NotRequired[Literal['impossible', 'disproportionate_effort'] | None]
    """Why they were not; then with reasons."""
    reasons: NotRequired[str | None]
    """What makes it impossible, or what effort it would take."""
    recipients: list[int]
    """Their places on the list."""
    told_on: NotRequired[str | None]
    """The day on which they were told; null when they were not."""


class ObjectToHandler(TypedDict):
    """Object, as whoever reported, to those who handle the case in an office.

    They do not read why; somebody in another office decides, and answers.
    """
    office: str
    """The office, as the edition names it; nobody has to be known by name."""
    reasons: str
    """Why it was decided so."""


class OfferTranscript(TypedDict):
    """Write down what the reporter said, and let them check it.

    It is taken down for the reporter, who reads it among their own words. What they
    amend is written down anew.
    """
    spoken: Literal['phone', 'meeting', 'voice_message']
    """How it was said."""
    spoken_on: str
    """The day on which it was said."""
    text: str
    """What was said, in full, or as minutes of it."""


Office = TypedDict(
    'Office',
    {
        'is': 'str',
        'label': 'str',
        'outside': 'bool',
        'supervises': 'list[str]',
    },
)


class OpenTask(TypedDict):
    """A task that is neither finished nor withdrawn."""
    item: str
    """The text that says what, for `texts`."""
    party: int | None
    """The number of the one party that it is about."""
    person: str | None
    """The pseudonym of whom it is for; null once they may not do it any more, and it waits
    to be given to another."""
    role: str
    """The office in which they are to do it."""
    set_by: str
    """The pseudonym of whoever set it."""
    task: int
    """Its number in the case."""
    until: str
    """The last day for it."""


class Opening(TypedDict):
    """How a case comes into being."""
    asks: list[str]
    """The facts that must be given with it."""
    bars: bool
    """Whether the declarant takes no part any more in what concerns those named."""
    binds: str | None
    """The fact that says since which day the code binds whoever it is opened for."""
    by: list[str]
    """Offices of the edition, or general roles that several offices have."""
    clause: str
    """Where the code, or a statute, says so."""
    excludes: list[str]
    """The facts that name whom the case is about: for them it does not exist."""
    for_others: list[str]
    """Those of them that may do it on behalf of somebody."""
    guards: list[str]
    """Rules beyond order, role and facts, each a function of its own."""
    label: str
    """What it is called, in plain words."""
    meets: list[str]
    """Clocks that run since an earlier day, and that opening the case fulfils."""
    name: str
    """What it is called in requests."""
    on: str | None
    """The fact that says the day it happened on; clocks are met on it, run from it."""
    phase: str
    """The phase it is in then."""
    protects: list[str]
    """Days from and until which whoever opened it is protected; or `received_on`."""
    raises: str | None
    """What is open from then on, under the name by which others wait for it."""
    since: str | None
    """The fact that says which day that is."""
    splits: bool
    """Whether only a case that is split off from another begins so."""
    starts: list[str]
    """Clocks that begin to run."""
    when: dict[str, list[bool | int | str | list[str]]]
    """Answers without which the clause does not apply: one of each list."""
    within: dict[str, str]
    """Facts that may be no more than others are, as a use than what was agreed to."""


class OrderInterimMeasures(TypedDict):
    """Let measures hold for an accused party until it is decided, or until a day.

    They are no discipline, and nothing is found by them. The party is told of them,
    so that they know of the case.
    """
    effective_on: str
    """The day from which the measure holds."""
    measures: list[str]
    """Those that hold, as the edition names them."""
    party: int
    """The number of the party in the case."""
    reasons: str
    """Why they are needed, in words for the party."""
    until: NotRequired[str | None]
    """Their last day; null until it is decided."""


class Own(TypedDict):
    """A text that the caller wrote, or that was taken down for them."""
    at: str
    """Of a reporter, the day alone."""
    corrections: list[str | None] | None
    """What was put right of it since, oldest first; each null as the text is. Null where
    texts are listed: corrections stand there by themselves."""
    field: str
    """Which part it is of what was recorded then."""
    original: str | None
    """In the place of which text it stands, without somebody who was in that: it is not
    what was written or taken down."""
    successor: str | None
    """What everybody else is shown in its place: a hold keeps it, for its custodians
    alone."""
    text: str | None
    """Null without a purpose, and when it is erased."""
    version: int
    """Of the case, once it was written."""


class OwnData(TypedDict):
    """All data of a person, as far as a copy may hold them."""
    concerning: list[Matter]
    """Matters in which the person is a party."""
    opened: list[Matter]
    """What the person brought forward, in their own words."""


class Period(TypedDict):
    """Spans of time that run one after another."""
    spans: list[Span]
    """One after another."""


class Permissions(TypedDict):
    """Of which cases each general role may do what; an edition adds who takes steps."""
    beside: dict[str, str]
    """What an operation may need that is no right of the table."""
    may: dict[str, str]
    """What each right lets somebody do."""
    needs: dict[str, str]
    """What each operation needs: one of these rights, or one of `beside`."""
    of: dict[str, str]
    """What each reach means: of which cases."""
    roles: dict[str, dict[str, Reach]]
    """Offices, by name."""


class PlaceHold(TypedDict):
    """Suspend deletion, e.g. for legal proceedings (GDPR Art. 17(3)(e)).

    Of the whole case, or of texts about some parties, or of some kinds of text; what
    is about everybody goes with each of them.
    """
    basis: Literal['legal_claim', 'legal_obligation', 'authority_order', 'audit']
    """Why the data may be kept."""
    custodians: NotRequired[list[str]]
    """Who keeps something outside this system, and has to say that they know."""
    kinds: NotRequired[list[Literal['identity', 'contact', 'account', 'statement', 'reason', 'description']]]
    """Which kinds of text are kept; none means all."""
    parties: NotRequired[list[int]]
    """Whose texts are kept; none means everybody's."""
    reason: str
    """Why."""
    review_on: str
    """The day on which it is looked at again."""


class Policy(TypedDict):
    """A row of `policies`: a version that people are held to."""
    policy: str
    """A policy, as the edition names it."""
    since: str
    """The first day on which it is in force."""
    version: int
    """Its number."""


class Possible(TypedDict):
    """A step that the code gives the caller's office now.

    A rule of its own may still refuse it.
    """
    address: str
    """What stands after the address of the case; `steps` for those without their own."""
    asks: list[str]
    """The facts that the step needs; the edition says of what kind they are."""
    clause: str
    """Where the code, or a statute, says so."""
    label: str
    """What it is called, in plain words."""
    reasons: bool
    """Whether the step needs a `note` that says why."""
    step: str
    """The step of the procedure."""
    until: str | None
    """The last day for it, where the caller has a time limit of their own."""


class Problem(TypedDict):
    """Why there is no other answer; it never repeats what was sent."""
    allowed: NotRequired[list[str] | None]
    """What the code has for this part, or where the step is possible."""
    awaits: NotRequired[list[Awaited] | None]
    """What has to happen to the case first."""
    certificate: NotRequired[str | None]
    """Of what was erased: the list that says so, below the organisation; what lies below
    it proves it."""
    clause: NotRequired[str | None]
    """Where the code, or a statute, says so."""
    detail: str
    """What is so, in a sentence."""
    errors: NotRequired[list[Fault] | None]
    """Each part that is wrong."""
    id: NotRequired[str | None]
    """Finds the line in the service's log."""
    pointer: NotRequired[str | None]
    """JSON pointer to the part of the body that the rule is about (RFC 6901)."""
    rule: NotRequired[str | None]
    """The rule that was broken."""
    status: int
    """The status of the answer."""
    successor: NotRequired[str | None]
    """Of a text that lost somebody: the one that stands in its place, beside it."""
    title: str
    """What it is called."""
    type: str
    """Where this kind of problem is explained."""
    until: NotRequired[str | None]
    """The last day of the period that has to pass, or within which it was possible."""
    version: NotRequired[int | None]
    """The version the case is at, when that is what went wrong."""


class Procedure(TypedDict):
    """The openings and steps of one type of case."""
    breaches: bool
    """Whether its cases make the register of breaches (GDPR Art. 33(5))."""
    clause: str
    """Where the code, or a statute, says so."""
    facts: dict[str, Asked]
    """What can be asked for, and which answers are possible."""
    kind: Literal['disclosure', 'report', 'disposal']
    """Which kind it is."""
    name: str
    """What it is called in requests."""
    openings: dict[str, Opening]
    """How a case can begin."""
    steps: dict[str, Step]
    """What may happen to a case."""
    title: str
    """What it is called."""
    unit: str | None
    """The fact that says which unit of the organisation a case belongs to."""


class Processing(TypedDict):
    """Who answers for the processing of personal data, and by which law (GDPR Art. 30).

    No code of conduct says it; a lawyer confirms it.
    """
    clause: str
    """That no code says it."""
    controller: str
    """Who answers for the processing."""
    legal_bases: list[str]
    """GDPR Art. 6(1), or what stands for it."""
    special_categories: str
    """GDPR Art. 9(2), or what stands for it."""
    transfers: str
    """To third countries and international organisations."""


class ProposeArbitrator(TypedDict):
    """Propose a member to be consulted or to act as arbitrator."""
    kind: Literal['consulted', 'appointed']
    """For advice, or for an office that decides."""
    person: str
    """The person's pseudonym."""


class ProposeDisposal(TypedDict):
    """Propose that texts whose time is over be made unreadable."""
    account: str
    """What happened or was said, in plain words."""
    case_type: str
    """A procedure of the edition."""
    facts: NotRequired[dict[str, bool | int | str | list[str]]]
    """The answers to what the opening or the step `asks` for, by name."""
    ground: NotRequired[Literal['retention', 'request', 'purpose_met']]
    """Why they go."""
    opening: str
    """How the case begins: an opening of the procedure."""
    redact: NotRequired[list[Losing]]
    """Texts that others are in as well, and that a party on the list is taken out of.
    Nobody approves the list until each has a successor."""
    request: NotRequired[str | None]
    """The request of whoever the texts are about, in which it was decided that they go;
    null for any other ground."""
    texts: list[Listed]
    """What is to go, each known by its place, counted from 1."""
    unit: NotRequired[str | None]
    """The unit of the organisation that the case belongs to; null when to none, or when a
    fact says it, or the one that the opener's office is held for."""


class ProposeIdentityDisclosure(TypedDict):
    """Propose that somebody may learn who reported in confidence, until a day.

    A law has to demand it, necessarily and in proportion, for an investigation by an
    authority or for proceedings in court.
    """
    basis: Literal['authority_investigation', 'judicial_proceedings']
    """What the law demands it for."""
    obligation: str
    """The provision that obliges to it, such as `DK/RPL/804`; never a person's name."""
    reasons: str
    """Why it is necessary, and in proportion."""
    recipient: str
    """Who may read it then; whoever asks from outside is answered by somebody here."""
    until: str
    """The last day on which it may be read."""


class Provision(TypedDict):
    """Something that the code names, and where."""
    clause: str
    """Where the code, or a statute, says so."""
    label: str
    """What it is called, in plain words."""


class PublishPolicyVersion(TypedDict):
    """Publish a version of a policy, to which people are held from a day on."""
    in_force_on: str
    """The first day on which people are held to it."""
    number: int
    """Of the version, higher than all before."""
    policy: str
    """A policy, as the edition names it."""


Reach = Literal['-', 'own', 'made', 'done', 'given', 'turn', 'all']


class Reaction(TypedDict):
    """Something that follows without anybody's asking, and the clause that wants it.

    `edition.rules` lists the rules, and which of the keys below each of them reads.
    """
    after: list[str]
    """Openings and steps that it follows."""
    case_types: list[str]
    """Only in cases of these types; none means all."""
    categories: list[str]
    """Reports and allegations of these categories that it follows."""
    channels: list[Literal['web', 'e_mail', 'phone', 'post', 'meeting', 'external_function', 'supervisor']]
    """Only in cases that were reported in one of these ways; none means all."""
    clause: str
    """Where the code, or a statute, says so."""
    clocks: list[str]
    """Clocks whose passing it follows."""
    each: str | None
    """The relation by whose events the cases are found in which it is taken."""
    facts: dict[str, bool | int | str | list[str]]
    """What is said with it."""
    findings: list[Literal['established', 'insufficient_evidence', 'refuted']]
    """Determinations with these findings that it follows."""
    label: str
    """What it is called, in plain words."""
    may_act: bool
    """Whether the office above may do what the time limit is for."""
    of: list[str]
    """The types of those cases."""
    offices: list[str]
    """The offices whose place is taken; or those above, in the order they are told."""
    parties: list[Literal['reporter', 'subject', 'affected', 'witness', 'facilitator', 'counsel', 'other']]
    """Parties in these roles whose coming it follows."""
    says: str | None
    """What the reporter is told with it; without it they need not be there to read."""
    starts: str | None
    """The clock that begins to run, unless it runs already."""
    step: str | None
    """The step that is taken."""
    substitute: str | None
    """The office that takes it."""
    then: str
    """The rule that says what follows."""
    unless: list[str]
    """Clocks that stand for it while they run."""


class Readiness(TypedDict):
    """What works and what does not; of which organisation is not said."""
    keystore: Literal['ready', 'not_ready']
    """Whether the keys of the texts can be had."""
    log: Literal['ready', 'not_ready']
    """Whether the log answers."""
    projections: Literal['ready', 'not_ready']
    """Whether everything that was recorded is shown."""
    status: Literal['ready', 'not_ready']
    """Whether all of it is ready."""
    tree: Literal['ready', 'not_ready']
    """`not_ready` in quarantine: nothing is recorded until somebody has looked."""


class Receipt(TypedDict):
    """What was recorded: the case, its new version, and the place in the log."""
    case: str
    """The case."""
    position: int
    """Its place in the log, for `after`."""
    version: int
    """How many events the case has; the ETag, for `If-Match`."""


class ReceiveReport(TypedDict):
    """Take in a report of a possible breach."""
    account: str
    """What happened or was said, in plain words."""
    case_type: str
    """A procedure of the edition."""
    categories: NotRequired[list[str]]
    """What the report seems to be about, as the edition names it."""
    channel: Literal['web', 'e_mail', 'phone', 'post', 'meeting', 'external_function', 'supervisor']
    """How the report came."""
    facts: NotRequired[dict[str, bool | int | str | list[str]]]
    """The answers to what the opening or the step `asks` for, by name."""
    identity_mode: Literal['named', 'confidential', 'anonymous']
    """Whether the reporter is named, known to few, or unknown."""
    no_office_for: NotRequired[list[str]]
    """Who, as the reporter asks, is not to hold an office in the case. Nobody is told so:
    they are not eligible, like others."""
    opening: str
    """How the case begins: an opening of the procedure."""
    received_on: str
    """The day on which the report was received."""
    reporter: NotRequired[str | None]
    """The pseudonym of whoever reported, when somebody else writes it down."""
    unit: NotRequired[str | None]
    """The unit of the organisation that the case belongs to; null when to none, or when a
    fact says it, or the one that the opener's office is held for."""


class Recipient(TypedDict):
    """Somebody who had been given texts, and whether they were told that these go."""
    because: Literal['impossible', 'disproportionate_effort'] | None
    """Why they are not told; the reasons are in the history of the list."""
    given_on: str
    """The day on which it was recorded."""
    had: Literal['case', 'identity', 'bundle', 'named']
    """Something of the `case`, the `identity` of who reported, texts in a `bundle` of
    evidence; `named` by an officer in a request of whoever the texts are about."""
    number: int | None
    """Its place among the recipients of the list; null before the texts are gone."""
    position: int
    """Where the event stands in the log."""
    recipient: str
    """What they are known by; of a bundle, who made it and knows to whom it went."""
    step: str | None
    """The step of the procedure, where it is one."""
    told_on: str | None
    """The day on which they were told; null while they were not."""
    topic: str
    """The kind of event that says so."""


class RecogniseDuplicate(TypedDict):
    """Record that a report tells again what another case is about.

    Nothing ends by that: it is a reason to dismiss the report, which a second person
    confirms. Its reporter is answered, and can add to it.
    """
    of: str
    """The case that the report repeats."""
    reasons: str
    """Why it was decided so."""


class Record(TypedDict):
    """The record of processing activities under one edition."""
    activities: list[Activity]
    """Each type of case."""
    another_person: int
    """Steps that nobody may take who took the one before."""
    controller: str
    """Who answers for the processing."""
    digest: str
    """SHA-256 of the words of the code."""
    edition: str
    """Of the code."""
    legal_bases: list[str]
    """GDPR Art. 6(1), or what stands for it."""
    measures: list[str]
    """Technical and organisational (GDPR Art. 32)."""
    organisation: str
    """Whose record it is."""
    readers: list[str]
    """Offices to which texts that others wrote may be opened."""
    special_categories: str
    """GDPR Art. 9(2), or what stands for it."""
    title: str
    """Of the code."""
    transfers: str
    """To third countries and international organisations."""
    with_reasons: int
    """Steps that are taken only with reasons."""


class RecordConsent(TypedDict):
    """Record that whoever was affected agrees to the next step of a kind, or does not.

    A consent is for one step: once that is taken, it is asked for anew.
    """
    given: bool
    """Whether it is agreed to; what was can be taken back."""
    party: int
    """The number of the party in the case."""
    statement: NotRequired[str | None]
    """What the party says to it."""
    to: str
    """The step that is agreed to."""


class RecuseDecider(TypedDict):
    """Stand down as a member of the deciding body, or stand somebody down."""
    person: str
    """The person's pseudonym."""
    reason: NotRequired[str | None]
    """Why."""


class RecuseHandler(TypedDict):
    """Stand down as a handler, or stand somebody down."""
    person: str
    """The person's pseudonym."""
    reason: NotRequired[str | None]
    """Why."""


class RedactText(TypedDict):
    """Write the successor of a text, without one of the people who are in it.

    Once that person's time is over, or it was decided that they be taken out. Whoever
    has the case writes it, and has read the original, which nobody is shown from then
    on.
    """
    item: str
    """The text, as the history names it."""
    party: int
    """Who is to be in it no more."""
    successor: str
    """The whole text anew, without them."""


class ReleaseHold(TypedDict):
    """End a suspension of deletion, for reasons."""
    hold: int
    """The number of the hold in the case."""
    reason: str
    """Why."""


class ReopenCase(TypedDict):
    """Let a closed case go on, on facts that were not known when it was closed.

    The day of its deletion is withdrawn; what comes before an end is done again.
    """
    allegations: NotRequired[list[int]]
    """What is to be determined anew; other findings stand."""
    new_facts: str
    """What is new, and why it may change what was decided."""


class ReplaceHandler(TypedDict):
    """Let another person take over from a handler."""
    conflict_declared_absent: bool
    """Whether the handler declared to have no conflict of interest; only then can they be
    one."""
    person: str
    """The person's pseudonym."""
    role: str
    """The office, general or of the edition."""
    successor: str
    """The pseudonym of whoever takes over."""


class ReplaceMeasure(TypedDict):
    """Let another measure follow, as the panel that varied the decision."""
    allegations: list[int]
    """The numbers of the allegations in the case."""
    appeal: int
    """The number of the appeal in the case."""
    effective_on: str
    """The day from which the measure holds."""
    expires_on: NotRequired[str | None]
    """The last day on which the measure holds."""
    measure: str
    """A measure of the edition."""
    reasons: str
    """Why it was decided so."""


class RequestWithdrawal(TypedDict):
    """Ask, as the reporter, that the report be withdrawn.

    What was said stays, and so does who may know who said it. The case goes on until
    somebody responsible has weighed the wish.
    """
    reasons: NotRequired[str | None]
    """Why it was decided so."""


class RestrictTexts(TypedDict):
    """Let nobody read texts about whoever asked but as the officer allows.

    Texts about them alone or with others, in cases that they know of (GDPR Art. 18).
    """
    cases: list[str]
    """In which cases."""
    ground: Literal['accuracy_contested', 'unlawful', 'needed_for_claims', 'objection']
    """Why data are kept and not used."""


class Retention(TypedDict):
    """How long texts may be kept once `trigger` has happened."""
    basis: str
    """Why it may be kept so long."""
    clause: str
    """Where the code, or a statute, says so."""
    cleared: str | None
    """The rule for what is about one accused party alone of whom no violation was
    established; null when it is this one."""
    countries: dict[str, Abroad]
    """Where the law has another period for what happened there."""
    label: str
    """What it is called, in plain words."""
    period: Period
    """Spans of time that run one after another."""
    starts: Starts
    """How the day is found that the period begins with."""
    trigger: str
    """What the period counts from."""
    what: Literal['content', 'reporter_identity']
    """Which texts of a case it is about."""


class RetractDuplicate(TypedDict):
    """Take back that a report tells again what another case is about: it does not.

    Both cases go on alone. Whoever was kept away for the other case alone can come
    back; whoever lost an office can be given it anew.
    """
    reasons: str
    """Why it was decided so."""


class ReturnEvidence(TypedDict):
    """Give a piece of evidence back to its owner, unless a hold keeps it."""
    evidence: int
    """The number of the evidence in the case."""
    reason: str
    """Why."""


class ReviewBrokenGlass(TypedDict):
    """Say, for one of the offices asked, whether it was right to break the glass.

    If not, the case is shut at once. No office and no person counts twice; the office
    above, once the time has passed, speaks for all that have not.
    """
    grant: int
    """The number under which the case's access lists it."""
    justified: bool
    """Whether it was right."""
    reasons: str
    """Why it was decided so."""


class ReviewHold(TypedDict):
    """Look at a hold again, and let it stand until another day, for reasons."""
    hold: int
    """The number of the hold in the case."""
    reason: str
    """Why."""
    review_on: str
    """The day on which it is looked at again."""


class ReviewInterimMeasures(TypedDict):
    """Look again at measures that hold for a party, and let some of them hold on."""
    measures: list[str]
    """Those of them that hold on."""
    party: int
    """The number of the party in the case."""
    reasons: str
    """Why they are still needed, in words for the party."""
    until: NotRequired[str | None]
    """Their last day; null until it is decided."""


class ReviewPriorActs(TypedDict):
    """Say of each act of somebody with a conflict whether it stands, or is done again.

    Until then the case does not go on to another phase.
    """
    done_again: NotRequired[list[str]]
    """Steps that cannot, and are possible now; a finding among them is open again."""
    person: str
    """Whose acts they are."""
    reasons: str
    """Why it was decided so."""
    stands: NotRequired[list[str]]
    """Steps that can be relied on all the same."""


class SavedFilter(TypedDict):
    """A filter that somebody keeps."""
    name: str
    """What they call it."""
    wanted: Filter
    """What it lets through."""


class SealEvidence(TypedDict):
    """Close a piece of evidence with a numbered seal."""
    evidence: int
    """Its number in the case."""
    seal: str
    """The number that the seal bears."""


class SetTask(TypedDict):
    """Set down something to do in the case, by a day: for oneself or for somebody.

    It waits for them in their work queue, the more urgent the sooner its day is.
    """
    party: NotRequired[int | None]
    """The one party that it is about; null when it is about all, or about none."""
    person: NotRequired[str | None]
    """Whom it is for; null for whoever asks."""
    role: NotRequired[str | None]
    """The office in which they are to do it; null for whoever asks."""
    text: str
    """What is to be done."""
    until: str
    """The last day for it."""


class SetTermsOfReference(TypedDict):
    """Lay down which allegations are investigated."""
    allegations: list[int]
    """The numbers of the allegations in the case."""
    scope: str
    """What is to be investigated, and what is not."""


class Span(TypedDict):
    """So many units of time, as `3 months`."""
    count: int
    """How many."""
    unit: Literal['hour', 'day', 'working day', 'month', 'year']
    """Of what."""


class SplitCase(TypedDict):
    """Let some of what a case is about go on as a case of its own.

    It is the same report, under the same edition, with the same people kept away and
    responsible; its time limits are those of this one.
    """
    account: str
    """What the new case is about, without what it is not about."""
    allegations: NotRequired[list[int]]
    """What is followed up in the new case; to be framed there in its own words."""
    reasons: str
    """Why it was decided so."""


class Standing(TypedDict):
    """Where the tree stands, and whether anything is wrong with it."""
    origin: str
    """The name it is signed under."""
    quarantined: bool
    """Nothing is recorded or signed until somebody has looked."""
    root: str | None
    """Base64; null before the first checkpoint."""
    size: int
    """Leaves of the published checkpoint."""
    waiting: int
    """Events recorded that are not in the published checkpoint yet."""
    witnessed_at: str | None
    """When they cosigned it."""
    witnessed_size: int | None
    """Leaves of the newest checkpoint that they cosigned."""
    witnessing: Literal['none', 'fresh', 'stale']
    """Whether the witnesses that the service is told to ask have cosigned lately."""


class StandingHold(TypedDict):
    """A suspension of deletion that nobody has released."""
    awaited: list[str]
    """Those of them who have not said yet that they know of it."""
    basis: Literal['legal_claim', 'legal_obligation', 'authority_order', 'audit']
    """Why the data may be kept."""
    case_id: str
    """The case."""
    case_type: str
    """A procedure of the edition."""
    custodians: list[str]
    """Who keeps something outside this system, by their pseudonyms."""
    hold: int
    """Its number in the case."""
    kinds: list[Literal['identity', 'contact', 'account', 'statement', 'reason', 'description']]
    """Which kinds of text are kept; none means all."""
    number: str
    """The number of the case, as people write it."""
    parties: list[int]
    """Whose texts are kept, by their numbers in the case; none means everybody's."""
    placed_on: str
    """The day, UTC."""
    review_on: str
    """On which it is looked at again."""


class StandingHoldPage(TypedDict):
    """StandingHoldPage."""
    items: list[StandingHold]
    """What was found."""
    next: str | None
    """The cursor of the next page; null on the last."""


class Starts(TypedDict):
    """How the day is found that a retention period begins with.

    It is the closing whenever that is later, or what is meant has not happened.
    """
    at: Literal['closed', 'closed_and_term', 'step_taken', 'fact', 'decision_effective', 'decision_expired', 'main_case_closed', 'related_cases_closed']
    """When it was recorded."""
    fact: str | None
    """With `fact`: names the day."""
    steps: list[str]
    """With `step_taken`: the last of these."""
    term: Period | None
    """With `closed_and_term`: what passes first."""


Step = TypedDict(
    'Step',
    {
        'after': 'list[str]',
        'approvals': 'int | None',
        'asks': 'list[str]',
        'bars': 'bool',
        'bodies': 'list[str]',
        'by': 'list[str]',
        'clause': 'str',
        'closes': 'str | None',
        'extends': 'list[str]',
        'facts_only': 'bool',
        'finds': 'str | None',
        'for_others': 'list[str]',
        'frees': 'bool',
        'gives_copy': 'bool',
        'gives_to': 'str | None',
        'guards': 'list[str]',
        'in': 'list[str]',
        'label': 'str',
        'meets': 'list[str]',
        'name': 'str',
        'not_after': 'list[str]',
        'of_their_unit': 'bool',
        'on': 'str | None',
        'other_than': 'list[str]',
        'parties': "list[Literal['reporter', 'subject', 'affected', 'witness', 'facilitator', 'counsel', 'other']]",
        'pauses': 'list[str]',
        'reasons': 'bool',
        'releases': 'str | None',
        'resumes': 'list[str]',
        'retention': 'str | None',
        'settles': 'bool',
        'starts': 'list[str]',
        'stops': 'list[str]',
        'takes_part': 'bool',
        'tells_reporter': 'bool',
        'to': 'str | None',
        'waits_for': 'list[str]',
        'when': 'dict[str, list[bool | int | str | list[str]]]',
        'within': 'dict[str, str]',
    },
)


class Subscribed(TypedDict):
    """A place where a program is told what happens."""
    address: str
    """Where it is told."""
    attempts: int
    """How often the event after it was tried."""
    job: str
    """The pseudonym under which the program is written down."""
    next: str | None
    """When it is tried again; null when it is not waited for."""
    position: int
    """Up to here everything was taken, or was not to be told."""
    role: str
    """The office of programs."""
    state: Literal['told', 'waiting', 'given_up', 'withdrawn']
    """`waiting` while an event was not taken and is tried again; `given_up` after a day of
    that: then nothing more is sent."""
    webhook: str
    """What it was called by whoever added it."""


class Substitution(TypedDict):
    """Who takes the place of an office in a case in which it has nobody left."""
    by: list[str]
    """Offices, in the order in which they are tried."""
    clause: str
    """Where the code, or a statute, says so."""


class TakeEvidence(TypedDict):
    """Take a piece of evidence into custody."""
    custodian: str
    """The pseudonym of whoever keeps it."""
    description: str
    """What it is, and where it was found."""
    digest: NotRequired[str | None]
    """SHA-256 of the evidence, in small hexadecimal digits."""
    kind: Literal['document', 'file', 'object', 'recording', 'image']
    """What it is."""
    taken_on: str
    """The day on which it was taken into custody."""


class TakeOutTexts(TypedDict):
    """Let some of what was listed stay: it was objected to, or listed by mistake."""
    because: Literal['objection', 'hold', 'late_activity', 'not_due', 'mistake']
    """Why they stay."""
    entries: list[int]
    """Their places on the list."""
    reason: NotRequired[str | None]
    """Why."""


class TakeStep(TypedDict):
    """Carry out one step of the case's procedure, by the name the edition gives it."""
    facts: NotRequired[dict[str, bool | int | str | list[str]]]
    """The answers to what the opening or the step `asks` for, by name."""
    note: NotRequired[str | None]
    """What else is to be said about the step."""
    party: NotRequired[int | None]
    """The party, for a step that is about one; null for whoever asks, or where only one is
    possible."""
    step: str
    """A step of the procedure that has no command of its own."""


class TellRecipient(TypedDict):
    """Record that whoever had been given data was told what became of them.

    Each recipient once; or why they cannot be told. Whoever asked is shown it.
    """
    kind: Literal['authority', 'partner', 'processor', 'donor', 'other']
    """Who it is."""
    reasons: NotRequired[str | None]
    """Why it is."""
    recipient: str
    """What they are known by elsewhere; never a person's name."""
    told_on: NotRequired[str | None]
    """The day on which they were told; null when that is impossible."""


class TextsOfKind(TypedDict):
    """How many texts of one kind there are, and since when."""
    count: int
    """How many there are."""
    kind: Literal['identity', 'contact', 'account', 'statement', 'reason', 'description']
    """What they are."""


Threshold = TypedDict(
    'Threshold',
    {
        'amount': 'int',
        'clause': 'str',
        'currency': 'str',
        'duty_station': 'str',
        'from': 'str',
        'together': 'Period | None',
        'until': 'str | None',
    },
)


class ToAssign(TypedDict):
    """One of the cases, as it was read; whoever gets it has declared so of it alone."""
    case: str
    """The case."""
    conflict_declared_absent: bool
    """Whether the handler declared to have no conflict of interest in this case."""
    version: int
    """The version that it was read at."""


class Told(TypedDict):
    """Something that happened.

    Whoever reported or is accused gets what they are told: `version` counts that,
    `acting_as` is themselves, `organisation` or `system`, days stand for moments, and
    what is not for them is null or left out.
    """
    acting_as: str
    """The office in which the actor acted."""
    actor: str | None
    """Null for a reporter, whose identity is opened through the door only."""
    at: str
    """When it was recorded."""
    audiences: list[str]
    """For whom each text was written."""
    because_of: int | None
    """The version at which what a rule followed up with this happened in this case; null
    when somebody asked for it, or when it happened elsewhere."""
    case_id: str
    """The case."""
    clause: str | None
    """Where the code, or a statute, says so."""
    corrected_at: list[int]
    """The versions at which what its texts say of a party was put right."""
    details: dict[str, object]
    """What else the event says; never personal text."""
    item_fields: list[str]
    """What each of the texts is, in the same order."""
    items: list[str]
    """The texts behind the event."""
    label: str
    """What it is called, in plain words."""
    occurred_on: str | None
    """The day it happened on, if that is not when it was recorded."""
    on_behalf_of: str | None
    """The pseudonym of whom it was done for."""
    party_numbers: list[int]
    """The numbers of the parties that it is about."""
    phase: str | None
    """The phase of the procedure."""
    position: int | None
    """Its place in the log, for `after`."""
    redacted: list[str]
    """Those of its texts in whose place a successor stands, without somebody who was in
    them: such a text is not what was taken down then."""
    step: str | None
    """The step of the procedure."""
    texts: dict[str, str | None] | None
    """By field; null for one that is erased. Left out unless a purpose was given."""
    told_on: str | None
    """The day they came to know it; null for handlers, who know what is recorded."""
    topic: str
    """The kind of event."""
    version: int
    """How many events the case has; the ETag, for `If-Match`."""


class TransferCustody(TypedDict):
    """Hand a piece of evidence from its custodian to the next."""
    evidence: int
    """The number of the evidence in the case."""
    giver: str
    """The pseudonym of whoever kept it until now."""
    reason: str
    """Why."""
    receiver: str
    """The pseudonym of whoever keeps it from now on."""


class VerifyEvidence(TypedDict):
    """Take a file's digest again and compare it with the first."""
    digest: str
    """SHA-256 of the evidence, in small hexadecimal digits."""
    evidence: int
    """The number of the evidence in the case."""


class WaiveAppeal(TypedDict):
    """Let what was decided stand, as the accused party whom it is about."""
    party: NotRequired[int | None]
    """The number of the accused party; null for whoever asks."""
    statement: NotRequired[str | None]
    """Why, if there is anything to say."""


class WithdrawAccess(TypedDict):
    """Take back what somebody was given to read, or opened, before its day."""
    grant: int
    """The number of what they were given, as the case's access lists it."""
    reasons: str
    """Why it was decided so."""


class WithdrawAppeal(TypedDict):
    """Appeal no longer, as the accused party who did; what was decided stands."""
    party: NotRequired[int | None]
    """The number of the accused party; null for whoever asks."""
    statement: NotRequired[str | None]
    """Why, if there is anything to say."""


class WithdrawJobKey(TypedDict):
    """Take a key back: from now on it is not accepted."""
    digest: str
    """SHA-256 of the evidence, in small hexadecimal digits."""


class WithdrawPolicy(TypedDict):
    """End a policy: from a day on nobody is held to it."""
    withdrawn_on: str
    """First day on which nobody is held to it any more."""


class WithdrawRedaction(TypedDict):
    """Let a text that was to lose somebody stay as it is, for reasons.

    By the office that decided it, or that proposes lists: for what it wanted itself.
    Before the successor is written, without which no list is approved.
    """
    item: str
    """The text, as the history names it."""
    party: int
    """Who was to be in it no more."""
    reasons: str
    """Why it was decided so."""


class WithdrawTask(TypedDict):
    """Say that a task need not be done: whoever set it, or the case owner."""
    note: NotRequired[str | None]
    """Why it need not."""
    task: int
    """The number of the task in the case."""


class WithdrawWebhook(TypedDict):
    """Tell a program nothing more at an address."""
    webhook: str
    """What `GET …/webhooks/new` gave, with the secret that belongs to it."""


class Work(TypedDict):
    """A case that waits for the caller."""
    alarms: list[str]
    """What the caller's office has to see to, as `unassignable: investigator`, `overdue:
    acknowledgement` or `proposed: identity_disclosure`."""
    case_id: str
    """The case."""
    case_type: str
    """A procedure of the edition."""
    clock: str | None
    """The time limit that is due first, of those that run or were missed."""
    due_on: str | None
    """Its last day."""
    missed: bool
    """Whether that day is over."""
    number: str
    """The number of the case, as people write it."""
    phase: str
    """The phase of the procedure."""
    steps: list[Possible]
    """What they can do there next, of what is not possible at any time."""
    tasks: list[YourTask]
    """What the caller was asked to do beside the procedure, the most urgent first."""
    unit: str | None
    """Of what."""


class WorkPage(TypedDict):
    """WorkPage."""
    items: list[Work]
    """What was found."""
    next: str | None
    """The cursor of the next page; null on the last."""


class WriteNote(TypedDict):
    """Write a note in the case: nobody reads it but those it is for, also later."""
    audience: NotRequired[Literal['author', 'case_owner', 'decision_body', 'handlers']]
    """Whom it is for, and stays for."""
    party: NotRequired[int | None]
    """The one party that it is about; null when it is about all, or about none."""
    text: str
    """The words."""


class YourTask(TypedDict):
    """A task that waits for the viewer."""
    item: str
    """The text that says what, for `texts`."""
    overdue: bool
    """Whether its day is over."""
    task: int
    """Its number in the case."""
    until: str
    """The last day for it."""
    yours: bool
    """Whether it is for them; else it is nobody's, and waits for those to whom the case
    was given to be given to somebody."""
