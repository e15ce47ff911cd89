"""Mailboxes: what a reporter without an account is known by is a key, and only that.

A key is made of 130 random bits and shown once. Nothing is stored of it: what it comes
to, hashed slowly and under a key of the organisation, is the pseudonym of whoever has
it. So a key that opens nothing costs as much to try as one that does, and whoever loses
theirs cannot be given it again.
"""

import re
import secrets
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from api.organisations import Organisation
from api.problems import NotFound, Unauthenticated, Wrong
from cases.actors import MAILBOX, REPORTER, Actor

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no sign of it is taken for another; five bits each."""
SIGNS: Final = 26
GROUPS: Final = re.compile(r"(.{4})(?=..)")
MISREAD: Final = str.maketrans("OIL", "011")
KEY: Final = re.compile(f"[{ALPHABET}]{{{SIGNS}}}")

KIBIBYTES: Final = 19_456
PASSES: Final = 2
"""Of Argon2id, as OWASP recommends: some 30 ms, and memory that a flood must pay."""
AT_ONCE: Final = 2
WAITING: Final = 32
"""Keys that wait to be hashed; more are asked to come again."""
SALT_OF: Final = b"mailboxes"
MINUTE: Final = 60.0


def new_key() -> str:
    """A key that nobody has, in groups of four signs."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))
    return GROUPS.sub(r"\1-", signs)


def signs_of(said: str) -> str:
    """The signs of a key, however it is written; Unauthenticated when it is none."""
    signs = re.sub(r"[\s-]", "", said).upper().translate(MISREAD)
    if KEY.fullmatch(signs) is None:
        raise Unauthenticated("the key of a mailbox has 26 letters and digits")
    return signs


def holder(organisation: Organisation, said: str) -> str:
    """The pseudonym of whoever has this key; the same work for every key."""
    named = organisation.keyring.named
    slow = Argon2id(
        salt=named(SALT_OF)[:16],
        length=32,
        iterations=PASSES,
        lanes=1,
        memory_cost=KIBIBYTES,
    )
    return MAILBOX + named(slow.derive(signs_of(said).encode())).hex()[:32]


@dataclass(frozen=True)
class Doorkeeper:
    """Lets whoever has a key in as a reporter, a few at a time.

    `open_to` are the organisations that take reports from people without an account;
    `a_minute` is how many reports each takes from all of them together, and how often
    anything else is tried.
    """

    open_to: frozenset[str]
    a_minute: int
    now: Callable[[], float] = monotonic
    _at_once: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(AT_ONCE))
    _taken: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def check(self, organisation: str) -> None:
        """NotFound when it has no mailboxes, or is none."""
        if organisation not in self.open_to:
            raise NotFound

    async def reporter(self, organisation: Organisation, said: str) -> Actor:
        """The reporter who has this key; Unauthenticated when it cannot be one."""
        signs_of(said)
        if self._at_once.statistics().tasks_waiting >= WAITING:
            raise _too_many(2)
        person = await run_sync(holder, organisation, said, limiter=self._at_once)
        return Actor(person, REPORTER)

    def admit(self, address: str) -> None:
        """Count one more that is sent there; refuse what the minute does not allow.

        By address: what is sent elsewhere, and refused, takes no report its place.
        """
        now, taken = self.now(), self._taken[address]
        while taken and taken[0] <= now - MINUTE:
            taken.popleft()
        if len(taken) >= self.a_minute:
            # Always the same: else it would tell when somebody else reported.
            raise _too_many(int(MINUTE))
        taken.append(now)


def _too_many(seconds: int) -> Wrong:
    later = {"Retry-After": str(seconds)}
    return Wrong("too-many", "more is asked at once than is taken in", later)
