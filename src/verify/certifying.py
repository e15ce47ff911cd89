"""Packs the certificate of an erasure, in the form that `erasure` checks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, Final

from verify.archive import write
from verify.assurance import CERTIFICATE
from verify.canonical import canonical
from verify.erased import Erasure
from verify.leaf import Leaf
from verify.note import Note
from verify.proof import Proof

LIST_SAYS: Final = """\
What became of the texts of disposal list {list} of {organisation}.

certificate.json says who decided, by which rule, what is gone since when, and what this
does not show. It is made of the entries of the log that come with it, and of nothing
else. To check all of it, without the organisation and without a network:

    pip install cases_verify-*.whl
    cases-verify erasure THIS.zip --key KEY

KEY is the verifier key of {origin}. Get it from somebody who had it from the
organisation, not from whoever gave you this file. With --witness or --policy you also
ask for the cosignatures of witnesses.

entries/         what the log holds of each event, byte for byte
proofs/          that each of them is in the tree of the checkpoint (C2SP tlog-proof)
checkpoint       what the log signed, and what witnesses cosigned (C2SP tlog-checkpoint)
checkpoint.text  the words that a time-stamping authority dated, if one did
timestamp.tsr    what it answered (RFC 3161)

What was erased is named by numbers, and so are the cases: of those whom it was about
nothing is here. The officers who proposed, approved and took out are named by their
pseudonyms. These are personal data of theirs, and so is when they acted: keep this file
as long as somebody may ask for an account of the erasure, and show it to whoever may.
"""

RECIPIENTS: Final = """\

certificate.json says as well who had been given the texts or something of their case,
and that each was told that they are gone, or why not. Recipients are named by what they
are known by in the organisation: of a bundle of evidence, by the pseudonym of whoever
made it.
"""

DATED: Final = ("checkpoint.text", "timestamp.tsr")
"""What is there when the checkpoint was dated: both or neither."""


@dataclass(frozen=True, slots=True)
class Proved:
    """An entry, its place in the log and its way up."""

    index: int
    path: Sequence[bytes]
    entry: bytes


@dataclass(frozen=True)
class Certificate:
    """Everything that goes into the zip."""

    checkpoint: Note
    organisation: str
    disposal: str
    entries: Sequence[Proved]
    """Those of the list's stream, and what they brought about in cases."""
    dated: bytes | None = None
    """What a time-stamping authority answered about the checkpoint's text."""

    def write(self, to: IO[bytes]) -> None:
        """The zip; Refuted when the entries do not bear a certificate out."""
        write(to, self.members())

    def members(self) -> Iterator[tuple[str, bytes]]:
        """What is in the zip, by name."""
        said = self.said()
        yield "README.txt", readme(said)
        yield "checkpoint", bytes(self.checkpoint)
        yield "certificate.json", canonical(said)
        if self.dated:
            yield from zip(
                DATED, (self.checkpoint.text.encode(), self.dated), strict=True
            )
        for one in self.entries:
            proof = Proof(one.index, tuple(one.path), self.checkpoint)
            yield f"proofs/{one.index}.tlog-proof", bytes(proof)
            yield f"entries/{one.index}", one.entry

    def said(self) -> dict[str, Any]:
        """What `certificate.json` says."""
        leaves = {one.index: Leaf.read(one.entry) for one in self.entries}
        origin = self.checkpoint.text.partition("\n")[0]
        return certified(self.organisation, origin, self.disposal, leaves)


def certified(
    organisation: str, origin: str, disposal: str, leaves: dict[int, Leaf]
) -> dict[str, Any]:
    """The certificate that these leaves bear out, by their places; Refuted."""
    ordered = [leaves[index] for index in sorted(leaves)]
    own = [leaf for leaf in ordered if leaf.stream == disposal]
    others = [leaf for leaf in ordered if leaf.stream != disposal]
    said = Erasure(disposal, own, others).certificate(organisation, origin)
    return {**said, "leaves": sorted(leaves)}


def readme(said: dict[str, Any]) -> bytes:
    """The text of `README.txt`."""
    more = RECIPIENTS if said["format"] == CERTIFICATE else ""
    return f"{LIST_SAYS.format_map(said)}{more}".encode()
