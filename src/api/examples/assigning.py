"""Cases that are given at once: what is sent, and which of them there is."""

from typing import Any, Final

from api.examples.example import CALL, OTHER

MOVED_ON: Final = OTHER
"""In the example it has moved on since it was read."""
ASSIGNMENT: Final[dict[str, Any]] = {
    "person": "demo.case_owner",
    "role": "case_owner",
    "cases": [
        {"case": CALL, "version": 10, "conflict_declared_absent": True},
        {"case": MOVED_ON, "version": 3, "conflict_declared_absent": True},
    ],
}
ASSIGNING: Final = "assign_cases"
"""The operation."""
OFFICE: Final = "compliance_officer"
"""Who does it in the example."""
