"""The record of processing, and its annex for an impact assessment, as Markdown."""

from collections.abc import Iterable, Iterator
from typing import Final

from api.processing import Activity, Kept, Record

RISKS: Final = (
    (
        "It becomes known who reported",
        "sealed identity, marks, one answer for all who are not eligible, acts of "
        "reporters dated by the day; the identity is erased before the content",
    ),
    (
        "Somebody who is accused is harmed before anything is established",
        "findings one by one, each with reasons; heard before it is decided; appeal",
    ),
    (
        "Somebody reads what is not for them",
        "rights by office, case and turn; exclusions that leave no trace; every "
        "reading recorded with its purpose first",
    ),
    (
        "Data are kept for longer than they are needed",
        "a period for every end of a case; lists that two approve; keys destroyed",
    ),
    (
        "A record is changed, or lost and nobody notices",
        "a signed tree with witnesses; quarantine; copies that bring no key back",
    ),
    (
        "A program decides about a person",
        "what follows by itself starts time limits and reminders; it finds nothing",
    ),
)
"""What can go wrong for people, and what is done about it (Art. 35(7)(c), (d))."""


def markdown(record: Record) -> Iterator[str]:
    """The whole of it, line by line."""
    yield f"# Record of processing activities: {record.title}"
    yield ""
    yield "GDPR Art. 30(1), made from the edition. A lawyer confirms what it marks so."
    yield ""
    yield from _listed(
        (
            ("Controller", record.controller),
            ("Edition", f"{record.edition}, SHA-256 {record.digest}"),
            ("Legal bases", "; ".join(record.legal_bases)),
            ("Special categories", record.special_categories),
            ("Transfers to third countries", record.transfers),
            ("Who may have texts of others opened", ", ".join(record.readers)),
        )
    )
    for activity in record.activities:
        yield from _activity(activity)
    yield from ("", "## Security of processing (Art. 32)", "")
    yield from (f"* {measure}" for measure in record.measures)
    yield from _annex(record)


def _activity(activity: Activity) -> Iterator[str]:
    yield from ("", f"## {activity.purpose}", "")
    yield from _listed(
        (
            ("Activity", f"`{activity.name}`, {activity.clause}"),
            ("Persons", ", ".join(activity.about)),
            ("Data", ", ".join([*activity.data, "what people write, sealed"])),
            ("Recipients", ", ".join(activity.recipients)),
            ("By itself", ", ".join(activity.by_itself) or "nothing"),
        )
    )
    yield from (f"* **Kept**: {_period(kept)}" for kept in activity.kept)


def _period(kept: Kept) -> str:
    abroad = "".join(f"; {land}: {period}" for land, period in kept.abroad.items())
    what = "" if kept.what == "content" else f" ({kept.what})"
    return (
        f"{kept.period}{what} from {kept.trigger}{abroad} ({kept.basis}; {kept.rule})"
    )


def _annex(record: Record) -> Iterator[str]:
    activities = record.activities
    yield from ("", "## Annex: impact assessment (Art. 35(7))", "")
    yield (
        "The activities are listed above with their purposes and the clause that each "
        "rests on. What remains of a risk is for a person to judge, with the advice of "
        "the data-protection officer (Art. 35(2))."
    )
    yield ""
    yield from _listed(
        (
            ("Activities", str(len(activities))),
            ("Steps that need another person", str(record.another_person)),
            ("Steps taken only with reasons", str(record.with_reasons)),
            ("Activities about accused persons", ", ".join(_accusing(activities))),
        )
    )
    yield from (
        "",
        "| risk for people | what is done | what remains |",
        "|---|---|---|",
    )
    yield from (f"| {risk} | {measure} | |" for risk, measure in RISKS)


def _accusing(activities: Iterable[Activity]) -> Iterator[str]:
    for one in activities:
        if "whoever is accused" in one.about:
            yield one.purpose


def _listed(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from (f"* **{name}**: {said}" for name, said in rows)
