"""Asking for a command only where it would have changed something."""

from collections.abc import Iterator
from uuid import UUID

from cases.actors import SYSTEM
from cases.calendar import Due
from cases.case.case import Case
from cases.commands.by_rule import ByRule
from cases.errors import Refused
from cases.reactions.happened import Asked, Whenever


def asked(when: Whenever, stream: UUID, command: ByRule) -> Iterator[Asked]:
    """The command, if it would have changed something when that happened.

    Else it could do so when the rule is followed once more, which is to cause nothing.
    """
    case, known = when.known.case_of(stream), when.known
    questions = command.questions(case, SYSTEM)
    answers = {name: known.relation(name) for name in questions}
    if _changes(command, case.knowing(answers), when):
        yield Asked(stream, command, str(stream))


def _changes(command: ByRule, case: Case, when: Whenever) -> bool:
    at = case.edition.calendar.begins(Due(when.happened.on))
    try:
        return any(True for _ in command.decide(case, SYSTEM, at))
    except Refused:
        return False
