"""What can be alleged under an edition, and against whom."""

from collections.abc import Collection

from cases.edition.edition import Edition
from cases.edition.terms import Category
from cases.errors import Refused


def category(edition: Edition, name: str, clause: str, field: str) -> Category:
    """What is alleged; Refused when nobody is accused of it, or the code has no such.

    `clause` is that of the act, `field` the part of the command that names it.
    """
    if never := edition.ruled_out.get(name):
        raise Refused("nobody is ever accused of this", never.clause, field)
    if (found := edition.categories.get(name)) is None:
        reason = "the code has no such category"
        raise Refused(reason, clause, field, allowed=edition.categories)
    return found


def binds(edition: Edition, of: Collection[str], engagement: str | None) -> bool:
    """Whether what is for some engagements, or for all under this code, is for one.

    None is the engagement of whoever has not been asked for it.
    """
    if not edition.engagements:
        return True
    if of or engagement is None:
        return engagement in of
    known = edition.engagements.get(engagement)
    return known is not None and known.other_code is None
