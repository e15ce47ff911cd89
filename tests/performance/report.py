"""Everything that is measured, as the table in ops/performance.md."""

import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import append
import auditing
import catch_up
import command
import erasing
import exporting
import files
import growth
import history
import idle
import long_history
import message_db
import reading
import receipts
import trail
import vault
import visible
from psycopg import connect
from servers import Server, database, throw_away_cluster

PAGE: Final = Path(__file__).parents[2] / "ops" / "performance.md"
BEGIN: Final = "<!-- measured: begin -->\n"
END: Final = "<!-- measured: end -->\n"
HEADING: Final = """\
| what | ours | beside it | ratio | at least |
|---|--:|--:|--:|--:|
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `ratio` is that of the turns, not of the two figures."""

    what: str
    ours: str
    beside: str = ""
    ratio: str = ""
    floor: str = ""

    def __str__(self) -> str:
        cells = (self.what, self.ours, self.beside, self.ratio, self.floor)
        return f"| {' | '.join(cells)} |\n"


def appends(server: Server) -> Iterator[Row]:
    """`append.py`, at sixteen writers."""
    others = {"library": "the library as it comes", "insert": "a bare `INSERT`"}
    with database(server) as url:
        for row in append.measure(url):
            yield Row(
                f"append, 16 writers, beside {others[row.other]}",
                f"{row.ours:,.0f}/s",
                f"{row.theirs:,.0f}/s",
                f"{row.ratio:.2f}",
                f"{row.floor}",
            )


def beside_message_db(server: Server) -> Iterator[Row]:
    """`message_db.py`, where npm has it."""
    others = {
        "one category": "message-db, cases in one category",
        "a category each": "message-db, a category for each case",
    }
    with database(server) as url:
        try:
            rows = message_db.measure(url)
        except message_db.Unavailable as reason:
            yield Row("append, 16 writers, beside message-db", str(reason))
            return
    for row in rows:
        yield Row(
            f"append, 16 writers, beside {others[row.other]}",
            f"{row.ours:,.0f}/s",
            f"{row.theirs:,.0f}/s",
            f"{row.ratio:.2f}",
            f"{row.floor or ''}",
        )


def growths(server: Server) -> Iterator[Row]:
    """`growth.py`, with STORED events: five million take 7 GiB and some minutes."""
    stored = int(os.environ.get("STORED", "500000"))
    row = growth.measure(server, stored)
    yield Row(
        f"append at {stored:,} stored events, beside {growth.FEW:,}",
        f"{row.ours:,.0f}/s",
        f"{row.theirs:,.0f}/s",
        f"{row.ratio:.2f}",
        f"{row.floor}",
    )


def commands(server: Server) -> Iterator[Row]:
    """`command.py`."""
    row = command.measure(server)
    yield Row(
        "command over HTTP, beside a bare endpoint",
        f"{row.ours:,.0f}/s",
        f"{row.bare:,.0f}/s",
        f"{row.ratio:.2f}",
        f"{row.floor}",
    )


def projections(server: Server) -> Iterator[Row]:
    """`catch_up.py`."""
    with database(server) as url:
        for row in catch_up.measure(url):
            yield Row(
                f"catching up, {row.what}, beside the library's runner",
                f"{row.ours:,.0f}/s",
                f"{row.theirs:,.0f}/s",
                f"{row.ratio:.1f}",
                f"{row.floor}",
            )


def histories(server: Server) -> Iterator[Row]:
    """`history.py`."""
    with database(server) as url:
        row = history.measure(url)
        yield Row(
            f"a case of {row.events:,} events, beside the library's aggregate",
            f"{row.ours:.0f} ms",
            f"{row.theirs:.0f} ms",
            f"{row.ratio:.2f}",
            f"{row.floor}",
        )


def long_histories(server: Server) -> Iterator[Row]:
    """`long_history.py`."""
    row = long_history.measure(server)
    whose = f"a history of {row.events:,} entries over HTTP"
    yield Row(
        f"{whose}: as JSON, 200 at a time; the first of these",
        f"{row.paged:,.0f}, {row.first_page:.0f} ms",
    )
    yield Row(
        f"{whose}: as a page, first and last byte; memory more",
        f"{row.first_byte:,.0f}, {row.page:,.0f} ms; {row.more:.0f} MB",
    )
    yield Row(f"{whose}: as PDF, {row.on_paper:,} of them", f"{row.paper:,.0f} ms")


def alike(server: Server) -> Iterator[Row]:
    """`receipts.py`."""
    for row in receipts.measure(server):
        yield Row(
            f"{row.question}: how often the slower is the first, 50 a coin",
            f"{row.there:.1f} ms",
            f"{row.not_there:.1f} ms",
            f"{row.told_apart:.0f} %",
        )


def visibility(server: Server) -> Iterator[Row]:
    """`visible.py`."""
    row = visible.measure(server)
    yield Row(
        f"from answer to visible, at {row.half:.0f} commands/s: median, p99",
        f"{row.median:.0f}, {row.p99:.0f} ms",
        floor=f"{row.floor:.0f} ms at most",
    )


def questions(server: Server) -> Iterator[Row]:
    """`reading.py`."""
    for row in reading.measure(server):
        yield Row(
            f"reading {row.what} at {reading.MANY:,} events, beside {reading.FEW:,}: "
            "median; p99",
            f"{row.many:.1f}; {row.p99:.1f} ms",
            f"{row.few:.1f} ms",
            f"{row.many / row.few:.2f}",
        )


def idling(server: Server) -> Iterator[Row]:
    """`idle.py`."""
    row = idle.measure(server)
    yield Row(
        "following an organisation in which nothing happens; its database",
        f"{row.follower:.1f}, {row.database:.1f} % of a core",
    )


def texts(server: Server) -> Iterator[Row]:
    """`vault.py`."""
    with database(server) as log, database(server) as keystore:
        for row in vault.measure(log, keystore):
            yield Row(f"texts of 1 KiB: {row.what}", f"{row.a_second:,.0f}/s")


def erasures(server: Server) -> Iterator[Row]:
    """`erasing.py`."""
    with database(server) as url:
        for row in erasing.measure(url):
            a_person = row.items == erasing.OF_A_PERSON
            yield Row(
                f"erasing {row.items} of {row.keys:,} keys, to finality",
                f"{row.milliseconds:.0f} ms",
                floor=f"{erasing.FLOOR:.0f} ms at most" if a_person else "",
            )


def trails(server: Server) -> Iterator[Row]:
    """`trail.py`."""
    row = trail.cost(server)
    yield Row(
        "a command over HTTP with the audit tree, beside one without",
        f"{row.with_it:,.0f}/s",
        f"{row.without:,.0f}/s",
        f"{row.cost:.1%} less",
        f"{row.most:.0%} at most",
    )


def trees(server: Server) -> Iterator[Row]:
    """`trail.py`, of a tree that is large."""
    tree = trail.tree(server)
    what = f"audit tree of {tree.leaves:,} leaves"
    yield Row(
        f"{what}: taken in and signed",
        f"{tree.a_second:,.0f}/s",
        floor=f"{tree.least:,}",
    )
    yield Row(
        f"{what}: inclusion proof, median, p99; p99 of asking for nothing",
        f"{tree.median:.1f}, {tree.p99:.1f} ms",
        f"{tree.nothing:.1f} ms",
        floor=f"{tree.longest:.0f} ms at most",
    )


def audits(_: Server) -> Iterator[Row]:
    """`auditing.py`."""
    row = auditing.measure()
    yield Row(
        f"audit of {row.entries:,} entries, all of it in {row.seconds:.0f} s, beside "
        "hashing them",
        f"{row.ours:,.0f}/s",
        f"{row.hashing:,.0f}/s",
        f"{row.ratio:.2f}",
    )


def large_files(server: Server) -> Iterator[Row]:
    """`files.py`."""
    row = files.measure(server)
    yield Row(
        f"a file of {row.size:,} MB up and down: most memory of the process, beside it "
        "before",
        f"{row.after:.0f} MB",
        f"{row.before:.0f} MB",
        f"{row.after / row.before:.2f}",
        f"{files.MOST} at most",
    )
    yield Row(
        f"a file of {row.size:,} MB: sent and sealed; opened and read",
        f"{row.up:.0f}, {row.down:.0f} MB/s",
    )


def exports(server: Server) -> Iterator[Row]:
    """`exporting.py`."""
    with database(server) as url:
        row = exporting.measure(url)
    yield Row(
        f"{row.rows:,} rows taken out as Parquet, beside `COPY` as text",
        f"{row.ours:,.0f}/s",
        f"{row.copy:,.0f}/s",
        f"{row.ratio:.2f}",
    )
    yield Row(
        f"{row.rows:,} rows taken out: most memory of the process, beside a tenth",
        f"{row.all:.0f} MB",
        f"{row.few:.0f} MB",
        f"{row.all / row.few:.2f}",
        f"{exporting.MOST} at most",
    )


MEASURED: Final[tuple[Callable[[Server], Iterator[Row]], ...]] = (
    appends,
    beside_message_db,
    growths,
    commands,
    projections,
    histories,
    long_histories,
    alike,
    visibility,
    questions,
    idling,
    texts,
    erasures,
    trails,
    trees,
    audits,
    large_files,
    exports,
)


def machine() -> str:
    """On what it was measured, and when."""
    with throw_away_cluster() as server, connect(server.url()) as db:
        postgresql = db.info.server_version
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores ({platform.machine()}),"
        f" {memory:.0f} GiB, PostgreSQL {postgresql // 10_000}.{postgresql % 10_000},"
        f" Python {platform.python_version()}; load {os.getloadavg()[2]:.1f} meanwhile."
    )


def main() -> None:
    """Measure everything, show it, and write it into the page."""
    table = HEADING
    sys.stdout.write(table)
    for measure in MEASURED:
        with throw_away_cluster(durable=True) as server:
            for row in measure(server):
                sys.stdout.write(str(row))
                sys.stdout.flush()
                table += str(row)
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    _, after = rest.split(END)
    PAGE.write_text(f"{before}{BEGIN}{machine()}\n\n{table}{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
