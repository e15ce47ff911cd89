"""What each operation needs: a right of the table, or less; one not named here fails.

What changes a case needs `act`, and the edition says step by step for whom it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.routes.commanded import COMMANDS, OFFICES, OPENINGS
from cases.rights import COLUMNS

NOBODY: Final = "nothing"
"""Not even a token."""
ANYBODY: Final = "token"
"""Any office of the organisation."""
EDITION: Final = "mandating"
"""An office that the edition lets give offices; it needs no right beside."""
REQUEST: Final = "request"
"""A part in somebody's request about their own data; it needs no right beside."""
REPORTED: Final = "reported"
"""To have reported."""
PART: Final = "part"
"""The right to histories, or a part in the case."""
OVERSIGHT: Final = "oversight"
"""The rights to deletions, and to the whole of the audit trail."""
OFFICE: Final = "office"
"""The right to act, in more than what is one's own."""
LISTS: Final = "lists"
"""The right to read, of more than what is one's own."""
WHOLE: Final = "whole"
"""The right to read, of all cases of all units."""

BESIDE: Final[Mapping[str, str]] = {
    NOBODY: "anybody, without a token",
    ANYBODY: "whoever has a token of the organisation, in any office",
    EDITION: "whoever the edition lets give offices (`mandates`)",
    REQUEST: "whoever made the request, and the offices that the edition has decide it",
    REPORTED: "whoever reported, by the key of a mailbox or with a token as themselves",
    PART: "the right `history`; or to have reported, or to be accused and told of it",
    OVERSIGHT: "the rights `deletions`, and `audit` of all",
    OFFICE: "the right `act`, of more than one's own cases",
    LISTS: "the right `read`, of more than one's own cases",
    WHOLE: "the right `read` of all, in no unit alone",
}
"""What an operation may need that is no right of the table."""

QUESTIONS: Final[Mapping[str, str]] = {
    NOBODY: "live ready list_problems read_problem read_permissions new_mailbox_key",
    ANYBODY: "list_editions read_edition read_record_of_processing list_policies",
    "act": "assign_cases list_possible_steps add_file send_part read_upload "
    "drop_upload",
    "read": "list_cases read_case",
    "history": "read_evidence list_breaches",
    "texts": "read_own_texts read_text list_files read_file",
    "clocks": "read_clocks list_clocks list_alarms",
    "deletions": "list_deletions read_deletion_figures list_disposals "
    "read_disposal read_certificate verify_deletion list_holds",
    "audit": "read_trail",
    "tree": "read_tree list_keys prove_consistency list_timestamps read_checkpoint "
    "prove_inclusion read_tile",
    "mandates": "list_mandates list_job_keys new_webhook_secret list_webhooks "
    "list_deliveries",
    "figures": "read_figures",
    "follow": "follow_events",
    "access": "list_access",
    REQUEST: "read_own_data read_erasure",
    PART: "read_history",
    REPORTED: "read_mailbox",
    OVERSIGHT: "read_inventory",
    OFFICE: "list_work",
    LISTS: "list_filters save_filter drop_filter",
    WHOLE: "export_rows read_manifest",
}
"""By what they need, the operations that are no commands."""


def _needs() -> Iterator[tuple[str, str]]:
    for needed, operations in QUESTIONS.items():
        yield from ((operation, needed) for operation in operations.split())
    for kind in (*OPENINGS.values(), *COMMANDS.values()):
        yield kind.__name__, "act"
    for kind in OFFICES.values():
        yield kind.__name__, EDITION


NEEDS: Final[Mapping[str, str]] = MappingProxyType(dict(_needs()))
"""What each operation needs, by the name that the description gives it."""


def complete(app: FastAPI) -> FastAPI:
    """The application, if each of its operations says what it needs; else TypeError."""
    if unsaid := undeclared(app.routes):
        raise TypeError(f"it is not said what these need: {', '.join(unsaid)}")
    return app


def undeclared(routes: Iterable[object]) -> list[str]:
    """The operations among these routes of which nobody said what they need.

    Also what is said to need something that is neither a right nor one of `BESIDE`.
    """
    known = {*COLUMNS, *BESIDE}
    return sorted(
        route.unique_id
        for route in routes
        if isinstance(route, APIRoute)
        and route.include_in_schema
        and NEEDS.get(route.unique_id) not in known
    )
