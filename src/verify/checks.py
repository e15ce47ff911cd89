"""What `cases-verify` can be asked about a log; each fills in a report."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from verify import merkle
from verify.acceptance import Auditor, Check
from verify.audit import Audit
from verify.errors import Refuted, Unchecked
from verify.misfit import first_misfit
from verify.note import Note
from verify.proof import Proof
from verify.report import Report
from verify.source import Log
from verify.tile import WIDTH, Tile, width

NOT_READ = "the entries: that is an audit"
OTHERS_NOT_READ = "the other entries: that is an audit"
NOT_TRUE = "whether what the entries say is true; the texts, which are not in the log"


@dataclass(frozen=True)
class Given:
    """A checkpoint, and the log that it came with, if it did.

    `living` when a service gave it, now.
    """

    note: Note
    log: Log | None = None
    living: bool = False


def checkpoint(auditor: Auditor, given: Given, report: Report) -> None:
    """The checkpoint alone, held against the one seen before."""
    check = Check(auditor, given.note, report)
    check.accept()
    if given.log:
        check.follows(given.log, living=given.living)
    elif (last := check.before()) and last != check.checkpoint.head:
        raise Unchecked("whether it follows on the one seen before: that takes tiles")
    report.not_asked.append(NOT_READ)
    check.remember()


def consistency(
    auditor: Auditor,
    older: Note,
    given: Given,
    proof: Sequence[bytes] | None,
    report: Report,
) -> None:
    """That a log has kept everything that an older checkpoint of it covers.

    By a proof, or by the tiles of the log.
    """
    old, new = (Check(auditor, note, report) for note in (older, given.note))
    before, after = old.accept(), new.accept()
    if old.checkpoint.origin != new.checkpoint.origin:
        raise Refuted("these are checkpoints of two logs")
    if before.size > after.size:
        raise Refuted("the older checkpoint covers more entries than the newer")
    if not before.size:
        raise Unchecked("nothing is to be kept of an empty tree")
    if proof is None:
        proof = _proof(given, before.size, after.size)
    merkle.verify_consistency(before, after, proof)
    report.checked.append(
        f"the first {before.size:,} of the {after.size:,} entries are unchanged"
    )
    new.beside()
    report.not_asked.append(NOT_READ)


def _proof(given: Given, old: int, new: int) -> Sequence[bytes]:
    if given.log is None:
        raise Unchecked("consistency is shown by a proof, or by tiles")
    return merkle.consistency(old, new, given.log.nodes(new))


def inclusion(auditor: Auditor, proof: Proof, leaf: bytes, report: Report) -> None:
    """That an entry with this hash is in the log, by a proof."""
    check = Check(auditor, proof.checkpoint, report)
    head = check.accept()
    check.beside()
    merkle.verify_inclusion(leaf, proof.index, head, proof.path)
    report.facts["index"] = proof.index
    report.checked.append(f"the entry is leaf {proof.index} of that tree")
    report.not_asked.append(OTHERS_NOT_READ)
    if proof.extra is not None:
        report.not_asked.append("the extra data of the proof: nobody vouches for it")


def entry(
    auditor: Auditor, given: Given, index: int, report: Report
) -> tuple[bytes, Proof]:
    """The entry at `index` of a log, and the proof that it is there, both checked."""
    if given.log is None:
        raise Unchecked("an entry is read from a log: its directory, tar or address")
    check = Check(auditor, given.note, report)
    head = check.accept()
    check.follows(given.log, living=given.living)
    if not 0 <= index < head.size:
        raise Refuted("the leaf is beyond the end of the tree")
    place, within = divmod(index, WIDTH)
    found = given.log.entries(Tile(None, place, width(0, place, head.size)))[within]
    path = merkle.inclusion(index, head.size, given.log.nodes(head.size))
    proof = Proof(index, path, given.note)
    proof.verify(found, head)
    report.facts["index"] = index
    report.checked.append(f"leaf {index} is the entry that the log gives for it")
    report.not_asked.append(OTHERS_NOT_READ)
    check.remember()
    return found, proof


def audit(auditor: Auditor, given: Given, report: Report) -> None:
    """Every entry of a log; names the first that does not fit."""
    if given.log is None:
        raise Unchecked("an audit takes the log: its directory, tar or address")
    check = Check(auditor, given.note, report)
    head = check.accept()
    last = check.before()
    if last and last.size > head.size:
        check.follows(given.log, living=given.living)
    done = Audit(given.log, head, auditor.progress)
    done.run([last.size] if last else [])
    tell(done, report)
    if last and done.fits and last.size in done.roots:
        check.followed_by_root(last, done.roots[last.size])
    elif last:
        check.follows(given.log, living=given.living)
    report.not_asked.append(NOT_TRUE)
    check.remember()


def tell(done: Audit, report: Report) -> None:
    """What came of reading every entry."""
    if done.fits:
        report.checked.append(
            f"the {done.head.size:,} entries make the tree that was signed"
        )
        _tell_order(done, report)
        _tell_tiles(done, report)
        return
    if done.broken:
        report.refuted.append(done.broken)
        report.not_asked.append(f"the entries from {done.edge.size:,} on: see above")
    misfit = first_misfit(done)
    if misfit:
        report.refuted.append(f"the entries are not those that were signed: {misfit}")
        report.facts["first_misfit"] = asdict(misfit)
    elif not done.broken:
        report.refuted.append(
            "the entries are not those that were signed; which is the first cannot be "
            "told, as the tiles do not lead to the signed root either"
        )


def _tell_order(done: Audit, report: Report) -> None:
    for each in done.disorders:
        report.refuted.append(f"leaf {each.leaf}: {each.why}")
    if not done.disorders:
        report.checked.append(
            "they follow on each other: positions grow, and no stream has a gap"
        )


def _tell_tiles(done: Audit, report: Report) -> None:
    for tile in list(done.differences)[:10]:
        report.refuted.append(f"{tile.path} is not the tile of these entries")
    if done.absent:
        report.unchecked.append(f"{len(done.absent):,} tiles, which are not there")
    elif not done.differences:
        report.checked.append("the tiles are those of these entries")
