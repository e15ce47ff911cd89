"""`cases verify-deletion`: the checks of an erasure, on the machine of the service."""

import json
from collections.abc import Sequence
from typing import Annotated, Final
from uuid import UUID

import typer

from api import organisations
from api.administering import Name
from api.mistakes import one_of
from api.saying import AsJson
from api.settings import Settings
from api.starting import started
from api.verifying import DRILL, Checked, Inspection

HOLDS: Final = 0
REFUTED: Final = 1
COULD_NOT: Final = 2


def verify_deletion(
    disposal: Annotated[UUID, typer.Argument(help="The disposal list, by its id.")],
    organisation: Name,
    as_json: AsJson = False,
) -> None:
    """Make a data-protection officer's checks of what a list erased.

    Exit code 0: all that was checked holds. 1: something is refuted. 2: something
    could not be checked.
    """
    raise typer.Exit(inspect(started(), organisation, disposal, as_json=as_json))


def inspect(
    settings: Settings, organisation: str, disposal: UUID, *, as_json: bool
) -> int:
    """Print what each check came to; the exit code."""
    with organisations.opened(settings) as known:
        if organisation not in known:
            raise one_of("ORGANISATION", "organisations", known)
        here = known[organisation]
        with here.pool.connection() as db:
            found = Inspection(here, db, disposal).checks()
    if as_json:
        print(json.dumps([one.model_dump() for one in found], indent=2))
    else:
        for one in found:
            print(f"{one.check:12} {one.result.replace('_', ' '):12} {one.says}")
    return code(found)


def code(found: Sequence[Checked]) -> int:
    """1 when anything is refuted, 2 when anything but the drill was not checked."""
    if any(one.result == "refuted" for one in found):
        return REFUTED
    open_ones = [one for one in found if one.result == "not_checked"]
    return COULD_NOT if any(one.says != DRILL for one in open_ones) else HOLDS
