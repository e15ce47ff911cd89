"""The figures of a year, laid down once it is over.

What was laid down stays as it is, whatever is recorded late or corrected since. Texts
that are erased take no fact with them, so that figures do not change by it; and before
texts are, the figures of all years that are over are in the log.
"""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Final

from api.indicators import figures
from api.organisations import Organisation
from cases.actors import SYSTEM
from cases.errors import Outdated, Unavailable
from cases.events.figures import AnnualFiguresRecorded, Figure, stream_of
from cases.log.recorded import Envelope
from projections.catalogue import PROJECTIONS
from projections.figure_query import counted
from projections.position import wait_for
from projections.query import Viewer

ON_ITS_WAY: Final = timedelta(hours=1)
"""After the end of a year, in which something of it may still be on its way."""
BEHIND_SECONDS: Final = 30.0
"""How long projections may take to show all of a year."""
ALL: Final = Viewer(SYSTEM.id, (SYSTEM.role,), everything=True)


def recorded(
    organisation: Organisation, year: int
) -> tuple[date | None, tuple[Figure, ...]]:
    """What was laid down of a year, and when; None and nothing while it was not."""
    for one in organisation.log.history(stream_of(year)):
        if isinstance(one.event, AnnualFiguresRecorded):
            return one.recorded_at.date(), one.event.figures
    return None, ()


def lay_down(organisation: Organisation) -> bool:
    """Record the figures of all years that are over; whether they all are now.

    Harmless to repeat, and to be done by several at once. Raises Unavailable while the
    projections do not show all of the log.
    """
    now = organisation.cases.now().astimezone(UTC)
    begun = [one.recorded_at.year for one in organisation.log.since(0, 1)]
    first = min(begun, default=now.year)
    settled = _settled(now)
    for year in range(first, settled):
        if recorded(organisation, year)[0] is None:
            _record(organisation, year)
    return first >= now.year or settled == now.year


def _settled(now: datetime) -> int:
    """The first year of which something may still be on its way into the log."""
    return (now - ON_ITS_WAY).year


def _record(organisation: Organisation, year: int) -> None:
    names = [projection.name for projection in PROJECTIONS]
    pool, log = organisation.pool, organisation.log
    if not wait_for(pool, names, log.head(), BEHIND_SECONDS):
        raise Unavailable("the projections do not show all of the log")
    with pool.connection() as db:
        counts = counted(db, ALL, year=year)
    event = AnnualFiguresRecorded(year=year, figures=figures(organisation.code, counts))
    # Somebody else was faster: it is recorded once.
    with suppress(Outdated):
        log.append(stream_of(year), 0, [event], Envelope.alone(SYSTEM))
