"""`cases backup` and `cases restore`: copies of the logs, never of the keys."""

import json
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from api.copies import dumping
from api.copies.copy import Copy, Told, copies
from api.copies.returning import Report, Restore
from api.files.filing import filed
from api.mistakes import Mistake, one_of, reaching
from api.organisations import present
from api.saying import AsJson
from api.starting import started
from cases.tree.tending import NotNow

Folder = Annotated[Path, typer.Argument(file_okay=False, help="Where copies are kept.")]
Only = Annotated[
    list[str] | None,
    typer.Option("--organisation", help="Only this one; may be repeated."),
]
Days = Annotated[
    int | None,
    typer.Option(min=1, help="Remove copies that are older than the new one by more."),
]
At = Annotated[
    datetime | None,
    typer.Option(
        formats=[
            "%Y-%m-%d",
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%dT%H:%M:%S",
            "%Y-%m-%dT%H:%M:%S%z",
            "%Y-%m-%dT%H:%M:%S.%f%z",
        ],
        help="The last copy that was taken until then; UTC.",
    ),
]
Lost = Annotated[
    bool,
    typer.Option("--events-are-lost", help="What came after the copy is nowhere."),
]
Rehearsal = Annotated[
    bool,
    typer.Option("--rehearsal", help="Try it beside the service, which goes on."),
]


def backup(
    folder: Folder,
    organisation: Only = None,
    keep_days: Days = None,
    as_json: AsJson = False,
) -> None:
    """Take a copy of each organisation's log and projections; of no key."""
    settings = started()
    url, known = settings.database_url, present(settings)
    with reaching("CASES_DATABASE_URL"):
        taken = []
        for name in _chosen(organisation, known):
            with _bars(name, {"tables": dumping.tables(url, name)}) as told:
                files = filed(settings, name)
                store = files.store if files else None
                copy = dumping.taken(url, name, folder, told, store)
            taken.append(copy)
            removed = dumping.forget(folder, name, keep_days) if keep_days else 0
            if not as_json:
                _say(*_copied(copy, folder, removed))
    if as_json:
        _say(json.dumps([copy.model_dump(mode="json") for copy in taken]))


def restore(
    folder: Folder,
    organisation: Only = None,
    at: At = None,
    events_are_lost: Lost = False,
    rehearsal: Rehearsal = False,
    as_json: AsJson = False,
) -> None:
    """Put copies back into a database without logs; what was erased stays erased.

    Status 1 when something is missing that was signed: nothing is served then.
    """
    settings, found = started(), copies(folder)
    chosen = [_latest(found[name], at) for name in _chosen(organisation, found)]
    asked = [
        Restore(settings, folder, copy, events_are_lost, rehearsal) for copy in chosen
    ]
    for one in asked:
        one.refuse()
        with _bars(one.copy.organisation, {"bytes": one.copy.bytes}) as told:
            one.copy.check(folder, told)
    reports = [_put_back(one, quiet=as_json) for one in asked]
    if as_json:
        _say(json.dumps([report.model_dump(mode="json") for report in reports]))
    if held := [one.organisation for one in reports if one.quarantined]:
        raise NotNow(f"in quarantine: {', '.join(held)}")


def _put_back(one: Restore, *, quiet: bool) -> Report:
    copy = one.copy
    totals = {"tables": copy.tables, "texts": copy.texts, "events": copy.events}
    with _bars(copy.organisation, totals) as told:
        one.put_back(told)
        report = one.finish(told)
    if not quiet:
        _say(*_returned(report))
    return report


def _chosen(asked: list[str] | None, there: Collection[str]) -> list[str]:
    if not there:
        raise Mistake("there is no organisation in it")
    if not {*there} >= {*(asked or ())}:
        raise one_of("--organisation", "organisations", there)
    return asked or sorted(there)


def _latest(there: list[Copy], at: datetime | None) -> Copy:
    if at is None:
        return there[-1]
    moment = at if at.tzinfo else at.replace(tzinfo=UTC)
    until = [copy for copy in there if copy.taken_at <= moment]
    if not until:
        first = there[0].taken_at.isoformat()
        raise Mistake(f"--at: the first copy of {there[0].organisation} is of {first}")
    return until[-1]


@contextmanager
def _bars(name: str, totals: Mapping[str, int]) -> Iterator[Told]:
    """A bar for each thing that is done, on the terminal, if there is one."""
    console = Console(stderr=True)
    with Progress(
        console=console, transient=True, disable=not console.is_terminal
    ) as bars:
        tasks = {
            what: bars.add_task(f"{name}: {what}", total=total)
            for what, total in totals.items()
        }
        yield lambda what, more: bars.advance(tasks[what], more)


def _copied(copy: Copy, folder: Path, removed: int) -> Iterator[str]:
    yield f"{copy.organisation}: {copy.events} events, {copy.texts} sealed texts"
    yield f"  as of {copy.taken_at.isoformat()}: {copy.dump(folder)}"
    if copy.files:
        yield f"  {copy.files} sealed files"
    if removed:
        yield f"  {removed} older copies removed"


def _returned(report: Report) -> Iterator[str]:
    yield f"{report.organisation}: {report.events} events came back"
    yield f"  of the copy of {report.copied_at.isoformat()}"
    if report.erased_again:
        yield f"  {report.erased_again} texts were erased again"
    if report.files:
        yield f"  {report.files} files came back"
    if report.files_lost:
        yield f"  {report.files_lost} files are neither here nor in the copy"
    if report.lost:
        lost = report.lost
        yield f"  lost: leaves {lost.first} to {lost.last} of the tree ({lost.count})"
    if report.quarantined:
        yield f"  in quarantine: {report.quarantined}"
    else:
        yield f"  the tree goes on as {report.origin}"


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
