"""When an auditor accepts a checkpoint: signed, cosigned, fresh, and no step back."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from verify.audit import Progress
from verify.checkpoint import Checkpoint
from verify.encoding import encoded
from verify.errors import Refuted, Unchecked
from verify.merkle import Head, consistency, verify_consistency
from verify.note import Note
from verify.policy import Accepted, Policy
from verify.report import Report
from verify.seen import Seen
from verify.source import Log

CLOCKS_SECONDS: Final = 300
"""How far a witness's clock may be ahead of the auditor's."""

UNWITNESSED: Final = (
    "whether others are shown the same history: no witness was asked for, "
    "and the log alone says what it is"
)


@dataclass(frozen=True)
class Auditor:
    """Whom they trust, what they have seen, and the time they have it."""

    policy: Policy
    seen: Seen
    now: int
    """Seconds since 1970."""
    progress: Progress
    longest_seconds: int | None = None
    """How old the latest cosignature may be."""


@dataclass
class Check:
    """One checkpoint on its way through the checks; what comes of them is reported."""

    auditor: Auditor
    note: Note
    report: Report
    checkpoint: Checkpoint = field(init=False)

    def accept(self) -> Head:
        """Signed by the log and cosigned by the quorum; Refuted otherwise."""
        accepted = self.auditor.policy.accept(self.note)
        self.checkpoint = accepted.checkpoint
        head, origin = accepted.checkpoint.head, accepted.checkpoint.origin
        self.report.facts |= {
            "origin": origin,
            "size": head.size,
            "root": encoded(head.root),
            "cosigned": {each.by.name: _moment(each.at) for each in accepted.cosigned},
        }
        self.report.checked.append(
            f"{origin} signed a tree of {head.size:,} entries with root "
            f"{encoded(head.root)}"
        )
        self._witnessed(accepted)
        return head

    def _witnessed(self, accepted: Accepted) -> None:
        for each in accepted.cosigned:
            self.report.checked.append(
                f"{each.by.name} cosigned it at {_moment(each.at)}"
            )
        if self.auditor.policy.quorum is None and not accepted.cosigned:
            self.report.not_asked.append(UNWITNESSED)
        longest = self.auditor.longest_seconds
        if longest is None:
            self.report.not_asked.append("how old it is: no --max-age was given")
            return
        latest = max((each.at for each in accepted.cosigned), default=None)
        if latest is None:
            raise Unchecked("how old the checkpoint is: no trusted witness cosigned it")
        if latest - self.auditor.now > CLOCKS_SECONDS:
            raise Refuted(f"the latest cosignature is of {_moment(latest)}: to come")
        if self.auditor.now - latest > longest:
            raise Refuted(f"the latest cosignature is of {_moment(latest)}: too old")
        self.report.checked.append(f"its latest cosignature is of {_moment(latest)}")

    def before(self) -> Head | None:
        """The head that was accepted before, when this one can be held against it.

        Refuted for a fork, and for a living log that went back.
        """
        last = self.auditor.seen.last(self.checkpoint.origin)
        if last is None or not last.size:
            self.report.not_asked.append(
                "whether it follows on an earlier one: none was seen before"
            )
            return None
        if last.size == self.checkpoint.size and last.head != self.checkpoint.head:
            self.convict("two trees of one size are signed, with two roots: a fork")
        return last.head

    def beside(self) -> None:
        """Holds it against the one seen before as far as that goes without tiles."""
        if (last := self.before()) and last != self.checkpoint.head:
            self.report.not_asked.append("whether it follows on the one seen before")

    def follows(self, log: Log, *, living: bool) -> None:
        """Follows on what was accepted before, as the tiles of the log show."""
        last, head = self.before(), self.checkpoint.head
        if last is None:
            return
        if last.size > head.size:
            self._shorter(last, living=living)
        try:
            proof = consistency(last.size, head.size, log.nodes(head.size))
            verify_consistency(last, head, proof)
        except Refuted as refused:
            self.convict(f"it does not follow on the {last.size:,} seen: {refused}")
        self._followed(last)

    def followed_by_root(self, last: Head, root: bytes) -> None:
        """Follows, as the root says that was made of the first entries; Refuted."""
        if root != last.root:
            self.convict(
                f"the first {last.size:,} entries are not those that were seen before"
            )
        self._followed(last)

    def _followed(self, last: Head) -> None:
        self.report.checked.append(f"it follows on the {last.size:,} seen before")

    def _shorter(self, last: Head, *, living: bool) -> None:
        said = f"{last.size:,} entries were seen before, and these are fewer"
        if living:
            self.convict(f"the log went back: {said}")
        raise Unchecked(f"{said}: an older copy, or a log that went back")

    def convict(self, why: str) -> None:
        """Keeps both checkpoints and says so; always Refuted."""
        self.auditor.seen.convict(self.checkpoint, self.note)
        kept = "; both checkpoints are kept" if self.auditor.seen.path else ""
        raise Refuted(f"{why}{kept}")

    def remember(self) -> None:
        """The next checkpoint will be held against this one, if all of it held."""
        if not self.report.code:
            self.auditor.seen.accept(self.checkpoint, self.note)


def _moment(seconds: int) -> str:
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return f"{seconds} seconds since 1970"
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
