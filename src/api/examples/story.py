"""The examples in the order in which they were told, and what was answered.

Each works after those before it; `tests/api/test_examples.py` tells them to a running
service and writes down its answers.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from api.examples.breaching import BREACHED
from api.examples.calling import CALLING
from api.examples.deciding import DECIDING
from api.examples.disposing import DISPOSED, NOTIFYING
from api.examples.example import (
    EDITION,
    EXPORT,
    LISTED,
    REQUESTED,
    TO_ERASE,
    WEBHOOK,
    Example,
    Question,
)
from api.examples.holding import HOLDING, LEFT
from api.examples.investigating import INVESTIGATING
from api.examples.keeping import KEEPING, SURVIVING
from api.examples.lending import LENT
from api.examples.linking import LINKED
from api.examples.receiving import RECEIVING
from api.examples.requesting import REQUESTING
from api.examples.tasking import TASKED
from cases.commands.command import Command

STORY: Final[tuple[Example, ...]] = (
    *HOLDING,
    *RECEIVING,
    *CALLING,
    *LINKED,
    *INVESTIGATING,
    *TASKED,
    *DECIDING,
    *LENT,
    *SURVIVING,
    *KEEPING,
    *DISPOSED,
    *LEFT,
    *REQUESTING,
    *BREACHED,
)

AFTERWARDS: Final[tuple[Example, ...]] = NOTIFYING
"""What is done once disposal lists were carried out."""

EXAMPLES: Final[Mapping[type[Command], Example]] = {
    example.command: example for example in (*STORY, *AFTERWARDS) if example.shown
}
"""The one that is shown of each command."""

QUESTIONS: Final[Mapping[str, Question]] = {
    question.operation: question
    for question in (
        Question("read_tree", "auditor"),
        Question("list_cases", "reporting_job", {"status": "closed", "limit": "1"}),
        Question("read_case", "case_owner"),
        Question(
            "read_history",
            "investigator",
            {"purpose": "investigation of the case", "limit": "2"},
        ),
        Question("list_possible_steps", "compliance_officer"),
        Question("list_access", "access_manager"),
        Question("read_text", "investigator"),
        Question("read_clocks", "case_owner"),
        Question("list_deletions", "data_protection_officer", {"limit": "1"}),
        Question("read_deletion_figures", "data_protection_officer"),
        Question("list_disposals", "data_protection_officer", {"limit": "1"}),
        Question(
            "read_inventory", "data_protection_officer", {"person": "demo.subject"}
        ),
        Question("list_holds", "data_protection_officer", {"limit": "1"}),
        *(
            Question(one, "data_protection_officer", place={"case_id": LISTED})
            for one in ("read_disposal", "read_certificate", "verify_deletion")
        ),
        Question("list_breaches", "data_protection_officer"),
        Question("list_clocks", "reporting_job", {"state": "met", "limit": "2"}),
        Question("follow_events", "reporting_job", {"since": "0"}),
        Question("read_figures", "reporting_job", place={"year": "2026"}),
        Question(
            "export_rows",
            "reporting_job",
            {"purpose": "annual report"},
            place={"view": "cases_v1"},
        ),
        Question("read_manifest", "reporting_job", place={"export": EXPORT}),
        Question("list_work", "compliance_officer", {"limit": "2"}),
        Question("list_filters", "investigator"),
        Question("list_alarms", "compliance_officer", {"state": "raised"}),
        Question(
            "read_trail", "data_protection_officer", {"topic": "TextRead", "limit": "1"}
        ),
        Question("list_mandates", "auditor", {"on": "2026-05-01"}),
        Question("list_job_keys", "auditor"),
        Question("new_webhook_secret", "executive_committee_member"),
        Question("list_webhooks", "auditor"),
        Question("list_deliveries", "auditor", place={"webhook": WEBHOOK}),
        Question("read_own_texts", "member", {"purpose": "own words"}),
        Question("new_mailbox_key"),
        Question("read_mailbox", "member"),
        Question(
            "read_own_data", "data_protection_officer", place={"case_id": REQUESTED}
        ),
        Question(
            "read_erasure", "data_protection_officer", place={"case_id": TO_ERASE}
        ),
        Question("list_editions", "member"),
        Question("list_policies", "member", {"on": "2026-06-03"}, organisation="ims"),
        Question("read_edition", "member", place={"edition": EDITION}),
        Question(
            "read_record_of_processing",
            "data_protection_officer",
            place={"edition": EDITION},
        ),
        Question("list_keys", "auditor"),
        Question("prove_consistency", "auditor", {"old": "1", "new": "2"}),
        Question("read_checkpoint", "auditor"),
        Question("list_timestamps", "auditor"),
        Question("prove_inclusion", "auditor"),
        Question("read_evidence", "case_owner"),
        Question("read_tile", "auditor", place={"path": "0/000.p/1"}),
        Question("list_problems"),
        Question("read_problem", place={"name": "refused"}),
        Question("read_permissions"),
        Question("live"),
        Question("ready"),
    )
}
"""By the operation; asked once the case has been told to its end."""


@cache
def answers() -> Mapping[str, Any]:
    """What the service answered, by the operation; long lists are cut short."""
    text = files(__package__).joinpath("answers.json").read_text("utf-8")
    return dict(json.loads(text))
