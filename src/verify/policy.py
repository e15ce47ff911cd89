"""Whom an auditor trusts (C2SP tlog-policy): logs, witnesses, and how many of them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

from verify.checkpoint import Checkpoint, opened
from verify.cosignature import Cosigned, cosignatures
from verify.encoding import number
from verify.errors import Refuted
from verify.note import COSIGNATURE, ED25519, Note, Verifier

LARGEST_POLICY: Final = 256 * 1024
_NONE: Final = "none"
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class BadPolicy(Exception):
    """A policy that cannot be followed; says in which line and why."""


@dataclass(frozen=True, slots=True)
class Group:
    """So many of these witnesses or groups must have cosigned."""

    least: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A checkpoint that satisfied a policy, and the witnesses who cosigned it."""

    checkpoint: Checkpoint
    cosigned: tuple[Cosigned, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """The keys of logs and witnesses, and the witness or group that must have cosigned.

    `quorum` None asks for no witness.
    """

    logs: tuple[Verifier, ...]
    witnesses: Mapping[str, Verifier] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    quorum: str | None = None
    urls: Mapping[str, str] = field(default_factory=dict)
    """Addresses of witnesses, by name."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """From the lines of a policy file; BadPolicy."""
        reading = _Reading()
        for place, line in enumerate(text.split("\n"), 1):
            try:
                reading.line(line)
            except (Refuted, BadPolicy) as refused:
                raise BadPolicy(f"line {place}: {refused}") from refused
        if reading.quorum is None:
            raise BadPolicy("no quorum line")
        quorum = None if reading.quorum == _NONE else reading.quorum
        return cls(
            tuple(reading.logs), reading.witnesses, reading.groups, quorum, reading.urls
        )

    def accept(self, note: Note) -> Accepted:
        """The checkpoint in a note, when a log signed it and the quorum cosigned it.

        Refuted otherwise.
        """
        checkpoint = opened(note, self.logs)
        cosigned = cosignatures(note, self.witnesses.values())
        keys = {each.by for each in cosigned}
        if self.quorum is not None and not self._met(self.quorum, keys):
            raise Refuted("the witnesses that the policy asks for did not all cosign")
        return Accepted(checkpoint, tuple(cosigned))

    def _met(self, name: str, keys: set[Verifier]) -> bool:
        group = self.groups.get(name)
        if group is None:
            return self.witnesses[name] in keys
        return sum(self._met(each, keys) for each in group.members) >= group.least


class _Reading:
    """What has been read of a policy so far."""

    def __init__(self) -> None:
        self.logs: list[Verifier] = []
        self.witnesses: dict[str, Verifier] = {}
        self.groups: dict[str, Group] = {}
        self.urls: dict[str, str] = {}
        self.quorum: str | None = None
        self.members: set[str] = set()

    def line(self, line: str) -> None:
        if _CONTROL.search(line):
            raise BadPolicy("a control character")
        words = [word for word in line.replace("\t", " ").split(" ") if word]
        if not words or words[0].startswith("#"):
            return
        kinds: dict[str, tuple[Callable[[Sequence[str]], None], range]] = {
            "log": (self.log, range(1, 3)),
            "witness": (self.witness, range(2, 4)),
            "group": (self.group, range(3, 1000)),
            "quorum": (self.asks_for, range(1, 2)),
        }
        read, lengths = kinds.get(words[0], (None, range(0)))
        if read is None or len(words) - 1 not in lengths:
            raise BadPolicy("not a line that a policy has")
        read(words[1:])

    def log(self, words: Sequence[str]) -> None:
        self.logs.append(_key(words[0], ED25519, self.logs))

    def witness(self, words: Sequence[str]) -> None:
        name = self._new(words[0])
        self.witnesses[name] = _key(words[1], COSIGNATURE, self.witnesses.values())
        if len(words) == 3:
            self.urls[name] = words[2]

    def group(self, words: Sequence[str]) -> None:
        name, least, members = self._new(words[0]), words[1], words[2:]
        for member in members:
            self._known(member)
            if member in self.members:
                raise BadPolicy("a member of two groups, or twice of one")
            self.members.add(member)
        named = {"any": 1, "all": len(members)}
        count = named[least] if least in named else number(least)
        if not 1 <= count <= len(members):
            raise BadPolicy("a group asks for more members than it has, or for none")
        self.groups[name] = Group(count, tuple(members))

    def asks_for(self, words: Sequence[str]) -> None:
        if self.quorum is not None:
            raise BadPolicy("a second quorum line")
        if words[0] != _NONE:
            self._known(words[0])
        self.quorum = words[0]

    def _new(self, name: str) -> str:
        if name == _NONE or name in self.witnesses or name in self.groups:
            raise BadPolicy("a name that is taken")
        return name

    def _known(self, name: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise BadPolicy("a name that no line before it gave")


def _key(vkey: str, kind: int, others: Iterable[Verifier]) -> Verifier:
    key = Verifier.parse(vkey)
    if key.kind != kind:
        raise BadPolicy("a key that is not one for this")
    if any(key.public == other.public for other in others):
        raise BadPolicy("a key that is already there")
    return key
