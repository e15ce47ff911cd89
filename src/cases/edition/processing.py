"""What the record of processing needs and no code of conduct says."""

from pydantic import Field

from cases.edition.terms import Term
from cases.events.event import Clause as Place


class Processing(Term):
    """Who answers for the processing of personal data, and by which law (GDPR Art. 30).

    No code of conduct says it; a lawyer confirms it.
    """

    clause: Place
    """That no code says it."""
    controller: str = Field(min_length=1)
    """Who answers for the processing."""
    legal_bases: tuple[str, ...] = Field(min_length=1)
    """GDPR Art. 6(1), or what stands for it."""
    special_categories: str = Field(min_length=1)
    """GDPR Art. 9(2), or what stands for it."""
    transfers: str = Field(min_length=1)
    """To third countries and international organisations."""
