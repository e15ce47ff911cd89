"""What suspends the deletion or use of texts, and lists of texts that are to go."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from cases.events.closing import HoldBasis
from cases.events.disposal import Listed
from cases.events.event import IDENTIFYING, Audience, Kind
from cases.events.notices import Given, RecipientsNotified
from cases.events.redaction import Losing
from cases.events.requests import Considered, RecipientTold
from cases.events.retention import What, about_party, party_of


@dataclass(frozen=True)
class Hold:
    """What suspends the deletion of a case, or of some of its texts."""

    review_on: date
    basis: HoldBasis = "legal_claim"
    parties: frozenset[int] = frozenset()
    """Whose texts it keeps; none means everybody's."""
    kinds: frozenset[str] = frozenset()
    """Which kinds of text it keeps; none means all."""
    custodians: frozenset[str] = frozenset()
    """Who keeps something for it, and may look at what it has saved."""
    awaited: frozenset[str] = frozenset()
    """Custodians who have not said yet that they know of it."""
    released: bool = False

    @property
    def whole(self) -> bool:
        """Whether it keeps every text of the case, as long as it stands."""
        return not (self.released or self.parties or self.kinds)

    def touches(self, what: What) -> bool:
        """Whether it keeps some of those texts of the case, or all."""
        theirs = what == "content" or not self.parties
        return not self.released and (theirs or party_of(what) in self.parties)

    def keeps(self, kind: str, about: Collection[int]) -> bool:
        """Whether it keeps a text of a kind about these parties; none means all.

        A text that says who somebody is, and names no party, is the reporter's.
        """
        if self.released or (self.kinds and kind not in self.kinds):
            return False
        everybody = not about and kind not in IDENTIFYING
        return everybody or not self.parties or not self.parties.isdisjoint(about)


@dataclass(frozen=True)
class Restriction:
    """Texts about some parties that are read only as the officer allows."""

    parties: frozenset[int]
    clause: str
    readers: Mapping[str, date] = field(default_factory=dict)
    """Who may read them, and until when."""

    def covers(self, what: What) -> bool:
        """Whether those texts of the case hold any about them; kept, they stay."""
        return what == "content" or party_of(what) in self.parties

    def keeps_from(self, person: str, about: Collection[int], today: date) -> bool:
        """Whether somebody may not read a text about these parties on a day.

        What speaks of everybody and names no party is read on: the rights of one do
        not stop the procedure for all (GDPR Art. 18(2)).
        """
        granted = self.readers.get(person)
        allowed = granted is not None and today <= granted
        return not allowed and not self.parties.isdisjoint(about)


@dataclass(frozen=True)
class Disposal:
    """A list of texts to go, and how far it has come."""

    texts: Mapping[int, Listed] = field(default_factory=dict)
    """What was listed, by place."""
    kept: frozenset[int] = frozenset()
    """Entries that were taken out."""
    done: frozenset[int] = frozenset()
    """Entries of which no text is left."""
    destroyed: Mapping[int, int] = field(default_factory=dict)
    """How many texts of each entry were made unreadable so far."""
    started: bool = False
    inventoried: Mapping[int, frozenset[UUID]] = field(default_factory=dict)
    """The texts that each entry means."""
    final: int = 0
    """Texts whose keys can be had no more, from nowhere."""
    acknowledged: int = 0
    """Texts of which every projection knows that they are gone."""
    sought: int = 0
    """Texts of which nothing was found to be left."""
    looked: int = 0
    """Texts of which it was looked for who had been given them."""
    recipients: Mapping[int, Given] = field(default_factory=dict)
    """Who was found to have been given any of them, by place."""
    notices: Mapping[int, RecipientsNotified] = field(default_factory=dict)
    """What became last of telling each of them that the texts are gone."""
    failed: tuple[str, str, int] | None = None
    """At which stage the last attempt failed, why, and how much was done then."""
    considered: Mapping[Listed, Considered] = field(default_factory=dict)
    """Of a request to erase: what was decided last on each of its texts."""
    passed_on: frozenset[Listed] = frozenset()
    """Those that were put on a list of their own."""
    told: Mapping[str, RecipientTold] = field(default_factory=dict)
    """Of a request: recipients who know what became of the data, or cannot."""
    losing: frozenset[Losing] = frozenset()
    """Of a request: texts that others are in as well, and that lose whoever asked."""
    lists: frozenset[UUID] = frozenset()
    """Of a request: the lists that what was to go was put on."""
    restricted: frozenset[UUID] = frozenset()
    """Of a request: the cases in which texts about whoever asked are restricted."""

    @property
    def redacted(self) -> frozenset[Listed]:
        """Of a request: what goes as a text of others as well loses whoever asked."""
        return frozenset(
            Listed(case=one.case, what=about_party(one.party)) for one in self.losing
        )

    @property
    def erased(self) -> int:
        """How many texts were made unreadable so far."""
        return sum(self.destroyed.values())

    @property
    def untold(self) -> tuple[int, ...]:
        """Recipients who were not told, nor is it said why."""
        return tuple(sorted(self.recipients.keys() - self.notices.keys()))

    @property
    def left(self) -> tuple[int, ...]:
        """Entries still to be carried out, those that say who reported first."""
        open_ones = self.texts.keys() - self.kept - self.done
        first = "reporter_identity"
        return tuple(sorted(open_ones, key=lambda n: (self.texts[n].what != first, n)))


InCase = tuple[UUID | None, UUID]
"""A text and the case that holds it; None means the case that is spoken of."""


@dataclass(frozen=True)
class AskedText:
    """A text that a command asked about."""

    kind: Kind
    about: frozenset[int]
    """The parties it is about; none means everybody."""
    digest: str
    field: str = "account"
    """Which part it is of what was recorded; of a successor, what its original is."""
    audience: Audience = "handlers"
    gone: bool = False
    """It was made unreadable."""


@dataclass(frozen=True)
class Redactions:
    """Texts about several people that are to lose one of them, or have lost one."""

    wanted: Mapping[tuple[UUID, int], frozenset[UUID]] = field(default_factory=dict)
    """Which texts are to lose which party, and the requests and lists that want it."""
    made: Mapping[UUID, tuple[int, UUID | None]] = field(default_factory=dict)
    """Originals, with whom each lost, and the successor that stands in its place."""
    asked: Mapping[InCase, AskedText] = field(default_factory=dict)
    """Answers to what a command asked about texts, here or in another case."""

    def missing(self, party: int) -> frozenset[UUID]:
        """The texts that are to lose a party, and have not."""
        return frozenset(
            item for item, n in self.wanted if n == party and n not in self._lost(item)
        )

    def without(self, party: int) -> frozenset[UUID]:
        """Originals from which, at once or with others later, a party was taken out."""
        return frozenset(item for item in self.made if party in self._lost(item))

    def _lost(self, item: UUID | None) -> frozenset[int]:
        """Who is in what stands in the place of a text no more."""
        parties = set()
        while item is not None and item in self.made:
            party, item = self.made[item]
            parties.add(party)
        return frozenset(parties)
