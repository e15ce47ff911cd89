"""The names by which an edition speaks of making known who reported."""

from typing import Final

PROPOSE: Final = "propose_identity_disclosure"
"""The step that begins it."""
APPROVE: Final = "approve_identity_disclosure"
"""The step of the offices that are asked, with how many of them have to agree."""
DENY: Final = "deny_identity_disclosure"
"""The step of any of them that does not."""
NOTICE: Final = "disclosure_notice"
"""The clock for a notice that is put off; its period is the longest it may be."""
READING: Final = "identity_reading"
"""The clock for how long the recipient may read it; its period is the longest."""
