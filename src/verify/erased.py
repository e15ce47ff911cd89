"""What the log says of a disposal list, from its proposal to its end, and what follows.

A certificate is made of these entries and of nothing else: whoever checks one makes it
again. Nothing in it is believed because somebody wrote it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from verify.assurance import FILES, assured
from verify.errors import Refuted
from verify.leaf import Leaf
from verify.notices import looked_for, recipients

WAITING: Final = "disposal_waiting"
"""The clock in which everybody may object."""
EARLIEST: Final = timedelta(hours=14)
"""How much earlier than in UTC a day begins somewhere."""
HOLDING: Final = ("keystore.item_key", "log.sealed")
"""The tables that hold keys and texts."""


@dataclass
class Erasure:
    """A list, as the entries of the log tell it; Refuted when they do not fit."""

    disposal: str
    own: Sequence[Leaf]
    """Of the list's own stream, in order."""
    erased: Sequence[Leaf]
    """That a text was made unreadable because of the list, in order."""
    facts: dict[str, Any] = field(default_factory=dict)

    def certificate(self, organisation: str, origin: str) -> dict[str, Any]:
        """What `certificate.json` says; Refuted when the entries do not bear it out."""
        self._in_order()
        destroyed = self._destroyed()
        decided = self._decided()
        return {
            "organisation": organisation,
            "origin": origin,
            "list": self.disposal,
            **decided,
            "texts": self._texts(destroyed),
            "entries": list(self._entries(destroyed)),
            "left": self._left(destroyed),
            **self._final(len(destroyed)),
            "concluded_at": self._one("CaseClosed").recorded_at,
            **self._told(decided["objections_until"]),
        }

    def _told(self, until: str) -> dict[str, Any]:
        """What the certificate shows, and who had been given the texts and was told."""
        # Nothing is searched where nothing went.
        searched = [leaf.event["stores"] for leaf in self._all("LeaksSought")]
        stores = [one["store"] for some in searched for one in some]
        said = assured(stores, looked_for(self.own))
        if not looked_for(self.own):
            return said
        return said | {
            "recipients": list(recipients(self.own, self.erased, _day(until)))
        }

    def _in_order(self) -> None:
        for number, leaf in enumerate(self.own, 1):
            if leaf.stream != self.disposal or leaf.version != number:
                raise Refuted("an entry of the list is left out, or is not of it")
        every = sorted([*self.own, *self.erased], key=lambda leaf: leaf.position)
        if any(one.position >= two.position for one, two in pairwise(every)):
            raise Refuted("two entries stand at one position")

    def _decided(self) -> dict[str, Any]:
        proposed = self._one("DisposalProposed")
        begun = [
            leaf
            for leaf in self._all("ClockStarted")
            if leaf.event.get("clock") == WAITING
        ]
        if not begun:
            raise Refuted("nobody approved the list")
        approved = begun[-1]
        if _people(proposed) & _people(approved):
            raise Refuted("whoever proposed the list approved it")
        until = _day(approved.event.get("due_on"))
        for leaf in self.erased[:1]:
            first = datetime.combine(until + timedelta(days=1), datetime.min.time())
            if _instant(leaf.recorded_at) < first - EARLIEST:
                raise Refuted("a text was erased while there was time to object")
        return {
            "ground": proposed.event.get("ground"),
            "proposed": _who(proposed),
            "approved": _who(approved),
            "objections_until": until.isoformat(),
        }

    def _destroyed(self) -> Mapping[str, Leaf]:
        """The texts that the list says are gone, each with the event of its case."""
        said = {
            str(leaf.event.get("item")): leaf for leaf in self._all("TextDestroyed")
        }
        gone = {str(leaf.event.get("item")): leaf for leaf in self.erased}
        if len(said) != len(self._all("TextDestroyed")) or len(gone) != len(
            self.erased
        ):
            raise Refuted("a text was made unreadable twice")
        if said.keys() != gone.keys():
            raise Refuted("the list and the cases do not say the same texts are gone")
        for item, leaf in gone.items():
            fits = leaf.topic == "TextErased" and leaf.event.get("disposal")
            if fits != self.disposal or said[item].event.get("case") != leaf.stream:
                raise Refuted(f"text {item} went by another list, or in another case")
        return gone

    def _inventory(self) -> dict[str, tuple[int, str]]:
        """Of each text that the list meant, its entry and its digest."""
        known: dict[str, tuple[int, str]] = {}
        for leaf in self._all("EntryInventoried"):
            items, digests = leaf.event.get("texts"), leaf.event.get("digests")
            if not isinstance(items, list) or not isinstance(digests, list):
                raise Refuted("an inventory does not name its texts")
            for item, digest in zip(items, digests, strict=False):
                known[str(item)] = (int(leaf.event["entry"]), str(digest))
        return known

    def _texts(self, destroyed: Mapping[str, Leaf]) -> list[dict[str, Any]]:
        known = self._inventory()
        if destroyed.keys() - known.keys():
            raise Refuted("a text was made unreadable that no entry of the list means")
        return [
            {
                "item": item,
                "digest": known[item][1],
                "case": leaf.stream,
                "entry": known[item][0],
                **{name: leaf.event.get(name) for name in ("what", "rule", "clause")},
                "erased_at": leaf.recorded_at,
            }
            for item, leaf in sorted(destroyed.items())
        ]

    def _entries(self, destroyed: Mapping[str, Leaf]) -> Iterator[dict[str, Any]]:
        stays: dict[int, str] = {}
        for leaf in self._all("TextsTakenOut"):
            why = str(leaf.event.get("because"))
            stays |= dict.fromkeys(leaf.event["entries"], why)
        done = {
            leaf.event["entry"]: leaf.event["erased"] for leaf in self._all("EntryDone")
        }
        of = self._inventory()
        for number, listed in enumerate(
            self._one("DisposalProposed").event["texts"], 1
        ):
            erased = sum(1 for item in destroyed if of[item][0] == number)
            if number in stays:
                yield {**_entry(number, listed, erased), "stays": stays[number]}
            elif done.get(number) == erased:
                yield _entry(number, listed, erased)
            else:
                raise Refuted(f"entry {number} neither came to its end nor stays")

    def _left(self, destroyed: Mapping[str, Leaf]) -> list[str]:
        """Texts that the list meant, and that stay."""
        return sorted(self._inventory().keys() - destroyed.keys())

    def _final(self, erased: int) -> dict[str, Any]:
        if not erased:
            return {}
        final, known, sought = (
            self._last(topic, erased)
            for topic in ("FinalityReached", "ProjectionsAcknowledged", "LeaksSought")
        )
        self._roots(final)
        last = max(leaf.position for leaf in self.erased)
        if any(one["position"] < last for one in known.event["projections"]):
            raise Refuted("a projection had not come to the erasure")
        rows = {one["store"]: one["rows"] for one in sought.event["stores"]}
        if any(rows.get(store) != 0 for store in HOLDING) or rows.get(FILES, 0):
            raise Refuted("a table still held a text, or its key")
        names = ("kept_keys", "keys_digest", "backups_until")
        return {
            "root_version": final.event["root_version"],
            "roots_destroyed": final.event["destroyed"],
            "projections": known.event["projections"],
            "keys_cached_until": known.event["keys_cached_until"],
            "searched": sought.event["stores"],
            **{name: sought.event[name] for name in names},
        }

    def _roots(self, final: Leaf) -> None:
        version, gone = final.event["root_version"], final.event["destroyed"]
        if not gone or any(one["version"] >= version for one in gone):
            raise Refuted("no custodian said that it destroyed the root before")

    def _last(self, topic: str, erased: int) -> Leaf:
        """The last of a kind, after the last text had gone and about all of them."""
        last = max(leaf.position for leaf in self.erased)
        for leaf in reversed(self._all(topic)):
            if leaf.position > last and leaf.event.get("erased") == erased:
                return leaf
        raise Refuted(f"no {topic} covers all texts that were made unreadable")

    def _all(self, topic: str) -> list[Leaf]:
        return [leaf for leaf in self.own if leaf.topic == topic]

    def _one(self, topic: str) -> Leaf:
        found = self._all(topic)
        if len(found) != 1:
            raise Refuted(f"the list has {len(found)} {topic} and not one")
        return found[0]


def _entry(number: int, listed: Mapping[str, Any], erased: int) -> dict[str, Any]:
    said = {name: listed[name] for name in ("case", "what")}
    return {"entry": number, **said, "erased": erased}


def _who(leaf: Leaf) -> dict[str, Any]:
    said = {name: leaf.state.get(name) for name in ("actor", "acting_as")}
    return {**said, "at": leaf.recorded_at}


def _people(leaf: Leaf) -> set[str]:
    named = (leaf.state.get("actor"), leaf.state.get("on_behalf_of"))
    return {str(one) for one in named if one}


def _day(said: object) -> date:
    try:
        return date.fromisoformat(str(said))
    except ValueError as refused:
        raise Refuted("a day of the list is none") from refused


def _instant(said: str) -> datetime:
    try:
        return datetime.fromisoformat(said.removesuffix("Z"))
    except ValueError as refused:
        raise Refuted("an entry does not say when it was recorded") from refused
