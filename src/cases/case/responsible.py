"""What the coming and going of those who are responsible makes of a case."""

from cases.case.case import Case
from cases.case.change import change
from cases.case.replacing import replace
from cases.case.routing import Objection
from cases.events import objecting, people, routing


@change.register
def _(event: people.HandlerDesignated, case: Case) -> Case:
    declared = event.conflict_declared_absent
    return _with_handler(case, event.person, event.role, declared=declared)


@change.register
def _(event: people.HandlerReplaced, case: Case) -> Case:
    case = _without_handler(case, event.person, event.role)
    declared = event.conflict_declared_absent
    return _with_handler(case, event.successor, event.role, declared=declared)


@change.register
def _(event: people.HandlerRecused, case: Case) -> Case:
    return _without_handler(case, event.person)


@change.register
def _(event: people.HandlerRemoved, case: Case) -> Case:
    return _without_handler(case, event.person, event.role)


def _with_handler(case: Case, person: str, role: str, *, declared: bool) -> Case:
    roles = case.handlers.get(person, frozenset()) | {role}
    served = case.served.get(person, frozenset()) | {role}
    others = case.routing.undeclared - {person}
    return replace(
        case,
        handlers={**case.handlers, person: roles},
        served={**case.served, person: served},
        routing=replace(
            case.routing,
            lacking=case.routing.lacking - {role},
            undeclared=others if declared else others | {person},
        ),
    )


def _without_handler(case: Case, person: str, role: str | None = None) -> Case:
    """The person in one office less, or in none; what nobody does then is lacking."""
    had = case.handlers.get(person, frozenset())
    lost = had if role is None else had & {role}
    handlers = {p: roles for p, roles in case.handlers.items() if p != person}
    if left := had - lost:
        handlers[person] = left
    done = frozenset[str]().union(*handlers.values())
    routing = replace(case.routing, lacking=case.routing.lacking | (lost - done))
    return replace(case, handlers=handlers, routing=routing)


@change.register
def _(event: routing.OfficeSubstituted, case: Case) -> Case:
    there = {event.office: event.substitute}
    changed = replace(case.routing, instead={**case.routing.instead, **there})
    if event.for_good:
        changed = replace(changed, elsewhere={**changed.elsewhere, **there})
    return replace(case, routing=changed)


@change.register
def _(event: routing.Unassignable, case: Case) -> Case:
    instead = {**case.routing.instead, event.office: None}
    return replace(case, routing=replace(case.routing, instead=instead))


@change.register
def _(event: routing.OfficeFilled, case: Case) -> Case:
    instead = {o: s for o, s in case.routing.instead.items() if o != event.office}
    return replace(case, routing=replace(case.routing, instead=instead))


@change.register(objecting.HandlerObjectedTo)
def _(event: objecting.HandlerObjectedTo, case: Case) -> Case:
    return _objected(case, event.objection, Objection(event.office))


@change.register(objecting.HandlerObjectionDecided)
def _(event: objecting.HandlerObjectionDecided, case: Case) -> Case:
    objection = case.routing.objections[event.objection]
    return _objected(case, event.objection, replace(objection, open=False))


def _objected(case: Case, number: int, objection: Objection) -> Case:
    objections = {**case.routing.objections, number: objection}
    return replace(case, routing=replace(case.routing, objections=objections))
