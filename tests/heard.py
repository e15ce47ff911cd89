"""What everybody to whom a case tells something is told, and what they never are."""

from collections.abc import Iterator
from typing import Any

from api.tellings import SUBJECT, Audience, Reporter, Subject, tellings
from cases.actors import REPORTER
from cases.case.case import Case
from cases.edition.code import Code
from cases.events.event import described, personal_fields
from cases.log.personal import whom
from cases.log.recorded import Recorded


def audiences(case: Case) -> Iterator[Audience]:
    """Everybody that a case tells something."""
    yield Reporter(case.declarant)
    for number, party in case.parties.items():
        if party.role == SUBJECT:
            persons = {party.person} if party.person else ()
            yield Subject(frozenset({number}), frozenset(persons))


def values(said: Any) -> Iterator[str]:
    """All words in facts."""
    if isinstance(said, dict):
        for one in said.values():
            yield from values(one)
    elif isinstance(said, (list, tuple)):
        for one in said:
            yield from values(one)
    else:
        yield str(said)


def nobody_is_told_of_others(code: Code, events: list[Recorded], case: Case) -> None:
    """What is about others, or tells who reported, is told to nobody accused."""
    everybody = case.everybody() | {case.reporter or "", *case.handlers}
    for to in audiences(case):
        for one in tellings(code, events, to):
            event, by = one.recorded.event, one.recorded.envelope
            own = to.did(by)
            facts = set(values(event.model_dump(mode="json", include={*one.facts})))
            if to.called == SUBJECT:
                assert isinstance(to, Subject)
                assert by.acting_as != REPORTER, event
                assert getattr(event, "party", None) in {None, *to.parties}, event
                assert own or not facts & (everybody - to.persons), event
            fields = dict(personal_fields(type(event)))
            for name, _ in to.texts(one.recorded):
                item = described(event, fields[name])
                alone = to.called == SUBJECT and {*whom(event, item)} == to.parties
                for_them = to.called == REPORTER == item.audience
                assert own or alone or for_them, (event, name)
                assert item.kind != "identity" or alone, (event, name)


def what_is_known_later_begins_with_what_was_known(
    code: Code, events: list[Recorded], case: Case
) -> None:
    """So that an entry keeps its number, and the difference is the rest."""
    for to in audiences(case):
        whole = [*tellings(code, events, to)]
        for some in {0, 1, len(events) // 3, len(events) // 2}:
            before = [*tellings(code, events[:some], to)]
            assert before == whole[: len(before)]
