"""A person's wish that data about them be erased: what goes, what stays, and why.

What is due goes; what is held or still needed stays, by the rule that says so. Of a
case that the person does not know of nothing is decided: its texts go when their time
has come, and nobody is told.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from cases.case.case import Case
from cases.case.erasure import InCase
from cases.commands.command import Circumstances, Elsewhere, StepCommand
from cases.commands.disposing import Texts
from cases.commands.redacting import Joints, joint, time_over, to_lose
from cases.commands.units import in_reach
from cases.errors import Refused
from cases.events.disposal import Listed
from cases.events.event import Event
from cases.events.redaction import (
    JointText,
    Losing,
    RedactionDecided,
)
from cases.events.requests import Considered, ErasureDecided, Stays
from cases.events.retention import (
    RetentionSchedule,
    RetentionStarted,
    What,
    about_party,
)

WHOLE: Final[Mapping[Stays | None, str]] = {
    None: "the text goes whole: nobody is taken out of it",
    "erased": "there is no such text of several people",
    "hold": "a hold keeps the text as it is",
    "needed": "the text is needed as it is",
}
"""Why a text loses nobody, by why the texts of its case stay."""


class DecideErasure(StepCommand):
    """Decide what goes of the data of whoever asked, and what stays (GDPR Art. 17).

    The rules decide for each of the texts: what is due goes, once a disposal list of it
    is approved; what is held, or kept still, stays.
    """

    step_name: ClassVar[str] = "decide_erasure"

    texts: Texts
    """Texts about whoever asked, in cases that they know of."""
    redact: Joints = ()
    """Texts that others are in as well, and that stay for them: they lose whoever asked
    once a successor is written, and the originals go with what is about them alone."""

    def others(self, case: Case) -> tuple[UUID, ...]:
        texts, joint_ones = self.texts, self.redact
        cases = (*(one.case for one in texts), *(one.case for one in joint_ones))
        return tuple(dict.fromkeys(cases))

    def asked_texts(self) -> tuple[InCase, ...]:
        return tuple((one.case, one.item) for one in self.redact)

    def entitled(self, now: Circumstances) -> None:
        if now.step.unmet(now.case.facts):
            reason = "whoever asked did not ask for anything to be erased"
            raise Refused(reason, now.step.clause)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        for number, listed in enumerate(self.texts):
            _concerns(now, listed, f"texts.{number}")
        entries = (
            considered(now.case.others[one.case], one, now.today) for one in self.texts
        )
        yield now.happened(ErasureDecided, entries=tuple(entries))
        if losing := self._losing(now):
            yield RedactionDecided(clause=now.step.clause, texts=losing)

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        losing = self._losing(now)
        yield from to_lose(now.case, losing, now.step)
        for case_id, party in sorted({(one.case, one.party) for one in losing}):
            case = now.case.others[case_id]
            if not time_over(case, party, now.today):
                yield case_id, _at_once(case, party, now)

    def _losing(self, now: Circumstances) -> tuple[Losing, ...]:
        """Which texts lose whoever asked, as each of the parties that they are."""
        return tuple(
            Losing(**dict(one), party=party)
            for number, one in enumerate(self.redact)
            for party in sorted(_may_lose(now, one, f"redact.{number}"))
        )


def _may_lose(now: Circumstances, one: JointText, field: str) -> frozenset[int]:
    """As whom whoever asked is taken out of a text that stays for others.

    Refused where the text goes whole, or is needed as it is: while the procedure goes
    on, a hold stands, or what an accused party answers for is kept.
    """
    parties = concerned(now, one.case, field)
    case, step = now.case.others[one.case], now.step
    stays = _stays(case, "content", now.today)
    if stays != "period":
        raise Refused(WHOLE[stays], step.clause, field)
    for party in parties:
        joint(now.case, case, (one.case, one.item), party, (step, field))
        own = time_over(case, party, now.today)
        if case.parties[party].role == "subject" and not own:
            reason = "what an accused party answers for is kept for its time"
            raise Refused(reason, step.clause, field)
    return parties


def _at_once(case: Case, party: int, now: Circumstances) -> RetentionStarted:
    """That what is about a party alone goes from today on, before the rest."""
    content = case.schedules["content"]
    known = {name: getattr(content, name) for name in RetentionSchedule.model_fields}
    own = {"what": about_party(party), "clause": now.step.clause, "violation": None}
    today = {"delete_on": now.today, "not_before": None}
    return RetentionStarted.model_validate(known | own | today)


def _concerns(now: Circumstances, listed: Listed, field: str) -> None:
    """Refuse texts that are not about whoever asked, or of what they do not know."""
    parties = concerned(now, listed.case, field)
    if listed.what not in texts_about(now.case.others[listed.case], parties):
        reason = "there are no such texts about whoever asked"
        raise Refused(reason, now.step.clause, field)


def concerned(now: Circumstances, one: UUID, field: str) -> frozenset[int]:
    """As whom whoever asked is in a case; refused where they are not, or not aware."""
    case, clause = now.case.others.get(one), now.step.clause
    if case is None or not in_reach(now.case.mandates, case, now.by, now.today):
        raise Refused("no such case", clause, field)
    parties = parties_of(case, now.case.declarant)
    if not parties:
        reason = "there are no such texts about whoever asked"
        raise Refused(reason, clause, field)
    if not knows(case, parties):
        raise Refused("whoever asked does not know of the case", clause, field)
    return parties


def as_it_stands(
    decided: Considered | None, case: Case, listed: Listed, today: date
) -> Considered:
    """What was decided on texts of a case, or would be today.

    What goes waits for the holds of today, whichever stood when it was decided.
    """
    now = considered(case, listed, today)
    if decided is None or decided.stays is not None:
        return decided or now
    return decided.model_copy(update={"holds": now.holds, "until": now.until})


def considered(case: Case, listed: Listed, today: date) -> Considered:
    """Whether texts of a case go today, and why not.

    What a hold keeps of those that go does so once it is released.
    """
    what, kept = listed.what, case.schedules.get(listed.what)
    still = () if what in case.gone else case.holds.values()
    holds = [hold for hold in still if hold.touches(what)]
    stays = _stays(case, listed.what, today)
    reviewed = {None: holds, "hold": [hold for hold in holds if hold.whole]}
    until = min((one.review_on for one in reviewed.get(stays, ())), default=None)
    if until is None and kept:
        until = kept.delete_on
    return Considered(
        case=listed.case,
        what=listed.what,
        stays=stays,
        rule=kept.rule if kept else None,
        clause=kept.clause if kept else None,
        holds=tuple(sorted({hold.basis for hold in holds})),
        until=until,
    )


def _stays(case: Case, what: What, today: date) -> Stays | None:
    kept = case.schedules.get(what)
    if what in case.gone:
        return "erased"
    if case.held:
        return "hold"
    restricted = any(one.covers(what) for one in case.restrictions.values())
    if kept is None or restricted:
        return "needed"
    return "period" if today < kept.delete_on else None


def parties_of(case: Case, person: str | None) -> frozenset[int]:
    """As whom a person is in a case; that they reported it is for nobody to learn."""
    return frozenset(
        number
        for number, party in case.parties.items()
        if party.person == person and party.role != "reporter"
    )


def texts_about(case: Case, parties: frozenset[int]) -> tuple[What, ...]:
    """The texts of a case that are about these parties, alone or with others."""
    alone = [about_party(number) for number in sorted(parties)]
    scheduled = [what for what in alone if what in case.schedules]
    return (*scheduled, "content") if parties else ()


def knows(case: Case, parties: frozenset[int]) -> bool:
    """Whether the person knows of the case: as accused informed, as witness asked."""
    if any(case.parties[number].role == "subject" for number in parties):
        return bool(parties & case.informed)
    return any(case.parties[number].asked for number in parties)
