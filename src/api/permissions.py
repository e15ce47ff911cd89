"""Who may ask for what, by the table of rights: the check that every route makes."""

from collections.abc import Iterator, Mapping

from cases.actors import ROLES, Actor, Role
from cases.edition.code import Code
from cases.edition.edition import Edition
from cases.errors import NotPermitted
from cases.rights import COLUMNS, TABLE_CLAUSE, Reach, rights
from projections.query import Viewer


def reach(code: Code, role: Role, right: str) -> Reach:
    """How far a right of a role goes; NotPermitted when it has none."""
    found = rights_of(code, role)[right]
    if found is Reach.NONE:
        raise NotPermitted(f"the office has no right to {COLUMNS[right]}", TABLE_CLAUSE)
    return found


def rights_of(code: Code, role: Role) -> Mapping[str, Reach]:
    """How far each right of a role goes."""
    return rights()[kind_of(code, role)]


def viewer(code: Code, by: Actor, right: str) -> Viewer:
    """Whose eyes a query is for; NotPermitted when the role may not ask at all."""
    far = reach(code, by.role, right)
    if far is Reach.OWN:
        return Viewer(by.id, ("reporter",))
    if far is Reach.MADE:
        return Viewer(by.id, ())
    if far is Reach.DONE:
        return Viewer(by.id, (), themselves=True)
    roles = tuple({by.role, kind_of(code, by.role)})
    turns = tuple(phases(code, by.role)) if far is Reach.TURN else ()
    return Viewer(by.id, roles, everything=far is Reach.ALL, turns=turns)


def phases(code: Code, role: Role) -> Iterator[str]:
    """The phases with a step for an office, as `edition/case_type/phase`.

    Steps possible at any time do not count: they would show every case to the office.
    """
    for edition in code.editions:
        for procedure in edition.procedures.values():
            for step in procedure.steps.values():
                if role in step.by or _kind_in(edition, role) in step.by:
                    place = f"{edition.edition}/{procedure.name}"
                    yield from (f"{place}/{phase}" for phase in step.phases)


def _kind_in(edition: Edition, role: Role) -> Role | None:
    """The general role of an office; None where the edition does not know it."""
    return edition.kind_of(role) if role in ROLES or role in edition.roles else None


def kind_of(code: Code, role: Role) -> Role:
    """The general role of an office, in the newest edition that knows it."""
    for edition in reversed(code.editions):
        if role in edition.roles or role in rights():
            return edition.kind_of(role)
    raise NotPermitted("the code knows no such office", TABLE_CLAUSE)
