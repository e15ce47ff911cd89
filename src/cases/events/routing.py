"""How a case finds those who may act in it, when those who would may not."""

from cases.events.event import Clause, Event, Name


class OfficeSubstituted(Event):
    """Another office takes the place of one that has nobody left for this case."""

    office: Name
    substitute: Name
    tried: tuple[Name, ...] = ()
    """The office, and those before the substitute that have nobody left either."""
    for_good: bool = False
    """A rule sends the case there, whoever is left in the office."""
    clause: Clause

    def relations(self) -> tuple[str, ...]:
        return tuple(_wanted(one) for one in (*self.tried, self.substitute))


class Unassignable(Event):
    """An office has nobody left for this case, and nobody takes its place."""

    office: Name
    tried: tuple[Name, ...]
    """The offices that could have acted in it."""
    clause: Clause

    def relations(self) -> tuple[str, ...]:
        return tuple(_wanted(one) for one in self.tried)


class OfficeFilled(Event):
    """Somebody eligible acts again in an office that had nobody left."""

    office: Name
    clause: Clause


def _wanted(office: str) -> str:
    return f"office:{office}:wanted"
