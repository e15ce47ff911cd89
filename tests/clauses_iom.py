"""What shows each row of the IOM Standards of Conduct."""

from typing import Final

from clauses import Entries
from iom import DIRECTOR, HEAD, LEGAL, STAFF, TRAVEL_UNIT, disclosure, opened, step
from scenario import Scenario

from cases.events.event import Fact

IOM: Final = Entries(
    "iom",
    open={
        "Header": "no procedure yet",
        "Promulgation, 4": "no procedure yet",
        "1-10": "no procedure yet",
        "6": "no procedure yet",
        "7, 15": "no procedure yet",
        "11, 35": "no procedure yet",
        "12, 13": "no procedure yet",
        "14, 54": "no procedure yet",
        "16": "no procedure yet",
        "17": "no procedure yet",
        "18": "no procedure yet",
        "19a": "no procedure yet",
        "19b": "no procedure yet",
        "20a": "no procedure yet",
        "20b": "no procedure yet",
        "20c": "no procedure yet",
        "20d": "no procedure yet",
        "21a": "no procedure yet",
        "21b": "no procedure yet",
        "21c": "no procedure yet",
        "21d": "no procedure yet",
        "22": "no procedure yet",
        "23": "no procedure yet",
        "24a": "no procedure yet",
        "24b": "no procedure yet",
        "24c": "no procedure yet",
        "25": "no procedure yet",
        "26": "no procedure yet",
        "27a": "no procedure yet",
        "27b": "no procedure yet",
        "28": "no procedure yet",
        "29": "no procedure yet",
        "30": "no procedure yet",
        "31": "no procedure yet",
        "32": "no procedure yet",
        "33, 34": "no procedure yet",
        "36": "no procedure yet",
        "37": "no procedure yet",
        "38a": "no procedure yet",
        "38b": "no procedure yet",
        "38c": "no procedure yet",
        "39a": "no procedure yet",
        "39b": "no procedure yet",
        "39c": "no procedure yet",
        "40": "no procedure yet",
        "41": "no procedure yet",
        "42": "no procedure yet",
        "43a": "no procedure yet",
        "43b": "no procedure yet",
        "44": "no procedure yet",
        "45": "no procedure yet",
        "46a": "no procedure yet",
        "46b": "no procedure yet",
        "47": "no procedure yet",
        "48": "no procedure yet",
        "50": "no procedure yet",
    },
)


def gift(opening: str, **facts: Fact) -> Scenario:
    return opened(disclosure("gift", opening, **facts))


def medal() -> Scenario:
    return gift(
        "request_approval",
        source="government",
        kind="decoration",
        because_of_position=True,
    )


def carpet() -> Scenario:
    return gift(
        "receive_on_behalf",
        source="government",
        kind="gift",
        unanticipated=True,
        refusal_would_embarrass=True,
        received_on="2025-12-29",
    )


@IOM.show("49a", clauses="49.1", by="gift.request_approval, gift.approve, gift.accept")
def _() -> Scenario:
    return medal().after(step("approve"), DIRECTOR).after(step("accept"), STAFF)


@IOM.show("49b", clauses="49.2", by="gift.receive_on_behalf, gift.entrust")
def _() -> Scenario:
    return carpet().after(step("entrust"), STAFF)


@IOM.show(
    "49c",
    clauses="49.2",
    by="gift.retain, gift.dispose_for_organization, gift.give_to_charity",
)
def _() -> list[Scenario]:
    entrusted = carpet().after(step("entrust"), STAFF)
    ends = ("retain", "dispose_for_organization", "give_to_charity")
    return [entrusted.after(step(end), DIRECTOR) for end in ends]


@IOM.show(
    "51",
    clauses="51",
    by="gift.request_award, gift.authorise_award, gift.accept_award",
)
def _() -> Scenario:
    award = gift("request_award", source="university", award="academic_award")
    authorised = award.after(step("authorise_award"), DIRECTOR)
    return authorised.after(step("accept_award"), STAFF)


@IOM.show("52", clauses="52", by="gift.declare_payment, gift.find_at_variance")
def _() -> Scenario:
    payment = gift("declare_payment", source="government", value=1, currency="CHF")
    return payment.after(step("find_at_variance"), LEGAL)


@IOM.show("53a", clauses="53.2", by="gift.declare_hospitality, gift.exempt_hospitality")
def _() -> Scenario:
    dinner = gift("declare_hospitality", occasion="reception")
    return dinner.after(step("exempt_hospitality"), HEAD)


@IOM.show(
    "53b",
    clauses="53.3, 53.4",
    by="gift.declare_travel_benefit, gift.reduce_allowance",
)
def _() -> Scenario:
    hotel = gift(
        "declare_travel_benefit",
        authorised_activity=True,
        within_un_rates=True,
        accommodation=True,
        travel=False,
        subsistence=False,
    )
    reduced = step("reduce_allowance", reduced_by=30_000, currency="CHF")
    return hotel.after(reduced, TRAVEL_UNIT)
