"""Bodies that decide together."""

from cases.commands.command import Circumstances
from cases.edition.terms import Body
from cases.errors import Refused


def body_here(now: Circumstances, name: str) -> Body:
    """The body of this name; refused unless it is one that takes this step."""
    if name not in now.step.bodies:
        reason = "no such body decides this"
        raise Refused(reason, now.step.clause, "body", allowed=now.step.bodies)
    return now.case.edition.bodies[name]
