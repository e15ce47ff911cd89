"""Who appears in the demo cases; all made up."""

from typing import Final

OFFICER: Final = "intake_officer"
OWNER: Final = "case_owner"
INVESTIGATOR: Final = "investigator"
COMPLIANCE: Final = "compliance_officer"
COMMITTEE: Final = "executive_committee_member"
NEUTRAL: Final = "neutral_member"
ACCUSED: Final = ("demo.accused-a", "demo.accused-b")
