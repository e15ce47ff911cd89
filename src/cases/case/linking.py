"""What merging, splitting and telling again make of a case."""

from cases.case.acquaintance import Acquaintance
from cases.case.case import Case
from cases.case.change import change
from cases.case.parts import Links
from cases.case.replacing import replace
from cases.events.links import CaseLinked, CaseUnlinked


@change.register
def _(event: CaseLinked, case: Case) -> Case:
    """What is followed up elsewhere is not pursued here any more."""
    moved = {
        number: replace(case.allegations[number], dropped=True)
        for number in event.allegations
    }
    return replace(
        case,
        links=_placed(event, _acquainted(event, case.links)),
        allegations={**case.allegations, **moved},
    )


@change.register
def _(event: CaseUnlinked, case: Case) -> Case:
    links = case.links
    follows = None if links.follows == event.case else links.follows
    return replace(
        case,
        links=replace(
            links,
            follows=follows,
            followers=links.followers - {event.case},
            known={one: of for one, of in links.known.items() if one != event.case},
        ),
    )


def _acquainted(event: CaseLinked, links: Links) -> Links:
    before = links.known.get(event.case, Acquaintance())
    return replace(links, known={**links.known, event.case: before.and_also(event)})


def _placed(event: CaseLinked, links: Links) -> Links:
    other = event.case
    if event.how in ("merged_into", "duplicate_of"):
        return replace(links, follows=other, merged=event.how == "merged_into")
    if event.how == "original_of":
        return replace(links, followers=links.followers | {other})
    if event.how == "took_in":
        return replace(
            links,
            followers=links.followers | {other},
            taken_in=links.taken_in | {other},
        )
    return links
