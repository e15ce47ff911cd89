"""`cases-verify`: checks the audit trail, needing nothing of the service but its words.

Exit code 0: all that was checked holds. 1: something is refuted. 2: something that was
asked could not be checked.
"""

import argparse
import os
import sys
import tarfile
import time
from collections.abc import Sequence
from pathlib import Path
from shutil import get_terminal_size
from typing import Any, Final

from verify import checks
from verify.acceptance import Auditor
from verify.archive import Archive
from verify.checkpoint import Checkpoint
from verify.checks import Given
from verify.encoding import decoded
from verify.erasure import ErasureCheck, listed
from verify.errors import Refuted, Unchecked
from verify.evidence import Evidence
from verify.merkle import leaf_hash
from verify.note import LARGEST_NOTE, Note
from verify.progress import Bar
from verify.proof import LARGEST_PROOF, Proof
from verify.report import Report
from verify.seen import Seen
from verify.served import Service
from verify.source import Copying, Directory, Files, Log, Tar, within
from verify.tile import LONGEST_ENTRY
from verify.trust import trusted

LARGEST_LIST: Final = 1024**3
"""Bytes: some 28 million keys."""
TOKEN = "CASES_VERIFY_TOKEN"  # noqa: S105 (the name of a variable)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; gives the exit code."""
    asked = parser().parse_args(arguments)
    report = Report(f"cases-verify {asked.command}: {asked.what}")
    try:
        asked.run(asked, report)
    except Refuted as refused:
        report.refuted.append(str(refused))
    except Unchecked as failed:
        report.unchecked.append(str(failed))
    except OSError as failed:
        report.unchecked.append(f"{failed.filename or 'a file'}: {failed.strerror}")
    except KeyboardInterrupt:
        report.unchecked.append("the rest: it was interrupted")
    except Exception as bug:  # noqa: BLE001 (a bug here refutes nothing)
        report.unchecked.append(f"a fault in cases-verify: {type(bug).__name__}")
    print(told(report, as_json=asked.json))
    return report.code


def told(report: Report, *, as_json: bool) -> str:
    """The report: as wide as the terminal is, or with a line for each finding."""
    if as_json:
        return report.as_json()
    if sys.stdout.isatty():
        return report.for_terminal(get_terminal_size().columns)
    return "\n".join(report.lines())


def parser() -> argparse.ArgumentParser:
    """The command line."""
    whole = argparse.ArgumentParser("cases-verify", description=__doc__)
    commands = whole.add_subparsers(dest="command", required=True)
    for name, (run, about, what) in COMMANDS.items():
        one = commands.add_parser(name, help=about, description=about)
        one.add_argument("what", metavar="WHAT", help=what)
        one.set_defaults(run=run)
        _add_trust(one)
        for flag, options in OPTIONS.get(name, {}).items():
            one.add_argument(flag, **options)
    return whole


def _add_trust(one: argparse.ArgumentParser) -> None:
    trust = one.add_argument_group("whom to trust")
    add = trust.add_argument
    add(
        "--key", action="append", default=[], help="the log's verifier key, or its file"
    )
    add("--witness", action="append", default=[], help="the key of one who must cosign")
    add("--policy", type=Path, help="logs, witnesses and quorum (C2SP tlog-policy)")
    add("--state", type=Path, help="what was seen before, so that a step back convicts")
    add("--max-age", type=int, metavar="SECONDS", help="of the latest cosignature")
    add("--token-file", type=Path, help=f"for a service; or set {TOKEN}")
    add("--json", action="store_true", help="the report as JSON")


def _checkpoint(asked: argparse.Namespace, report: Report) -> None:
    checks.checkpoint(_auditor(asked), _given(asked), report)


def _consistency(asked: argparse.Namespace, report: Report) -> None:
    older = Note.parse(_content(asked.older, LARGEST_NOTE))
    proof = None
    if asked.proof:
        lines = _content(asked.proof, LARGEST_PROOF).decode("ascii", "replace").split()
        proof = [decoded(line) for line in lines]
    checks.consistency(_auditor(asked), older, _given(asked), proof, report)


def _inclusion(asked: argparse.Namespace, report: Report) -> None:
    if asked.index is None:
        if asked.entry is None:
            raise Unchecked("a proof is of an entry: give it with --entry")
        entry = _content(asked.entry, LONGEST_ENTRY)
        proof = Proof.parse(_content(Path(asked.what), LARGEST_PROOF))
        checks.inclusion(_auditor(asked), proof, leaf_hash(entry), report)
        return
    entry, proof = checks.entry(_auditor(asked), _given(asked), asked.index, report)
    if asked.save:
        for suffix, content in ((".entry", entry), (".tlog-proof", bytes(proof))):
            asked.save.with_name(asked.save.name + suffix).write_bytes(content)


def _audit(asked: argparse.Namespace, report: Report) -> None:
    checks.audit(_auditor(asked), _given(asked), report)


def _auditor(asked: argparse.Namespace) -> Auditor:
    return Auditor(
        trusted(asked.key, asked.witness, asked.policy),
        Seen(asked.state),
        int(time.time()),
        Bar(),
        asked.max_age,
    )


def _given(asked: argparse.Namespace) -> Given:
    path = Path(asked.what)
    files: Files
    if living := asked.what.startswith(("http://", "https://")):
        files = Service(asked.what, _token(asked))
    elif path.is_dir():
        files = Directory(path)
    elif path.is_file() and tarfile.is_tarfile(path):
        files = Tar(path)
    else:
        return Given(Note.parse(_content(path, LARGEST_NOTE)))
    if copy := getattr(asked, "copy", None):
        files = Copying(files, copy)
    log = Log(files)
    return Given(log.checkpoint(), log, living)


def _token(asked: argparse.Namespace) -> str | None:
    if asked.token_file:
        return (
            _content(asked.token_file, LARGEST_PROOF).decode("ascii", "ignore").strip()
        )
    return os.environ.get(TOKEN)


def _content(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            return within(limit, path.name, file.read(limit + 1))
    except OSError as failed:
        raise Unchecked(f"{path.name} cannot be read") from failed


def _bundle(asked: argparse.Namespace, report: Report) -> None:
    found = Evidence(Archive(Path(asked.what)), _auditor(asked), report)
    found.check()
    if asked.log:
        asked.what = asked.log
        given = _given(asked)
        if given.log is None:
            raise Unchecked("--log takes a log: its directory, tar or address")
        found.complete(given.log, Checkpoint.parse(given.note.text).size)
    else:
        found.incomplete()


def _erasure(asked: argparse.Namespace, report: Report) -> None:
    keys = listed(_content(asked.keys, LARGEST_LIST)) if asked.keys else None
    ErasureCheck(Archive(Path(asked.what)), _auditor(asked), report, keys).check()


_LOG: Final = "a dump (directory or tar), or the address of a log"
COMMANDS: Final = {
    "checkpoint": (
        _checkpoint,
        "who signed a checkpoint, and whether it follows on the one seen before",
        f"{_LOG}, or a checkpoint",
    ),
    "consistency": (
        _consistency,
        "that a log has kept everything that an older checkpoint covers",
        f"{_LOG}, or the newer checkpoint",
    ),
    "inclusion": (_inclusion, "that an entry is in a log", f"{_LOG}, or a proof"),
    "bundle": (
        _bundle,
        "the evidence of one case, all of it, without the log",
        "the zip of the evidence",
    ),
    "erasure": (
        _erasure,
        "the certificate of an erasure, all of it, without the log",
        "the zip of the certificate",
    ),
    "audit": (_audit, "every entry of a log; names the first that does not fit", _LOG),
}
OPTIONS: Final[dict[str, dict[str, dict[str, Any]]]] = {
    "audit": {
        "--copy": {
            "type": Path,
            "metavar": "DIR",
            "help": "keeps what was read: a dump",
        },
    },
    "bundle": {
        "--log": {"help": f"{_LOG}: that no entry of the case is left out"},
    },
    "consistency": {
        "--older": {"type": Path, "required": True, "help": "the older checkpoint"},
        "--proof": {"type": Path, "help": "hashes in base64, one a line"},
    },
    "erasure": {
        "--keys": {
            "type": Path,
            "help": "a keystore's items, one a line: that none is of a text",
        },
    },
    "inclusion": {
        "--entry": {"type": Path, "help": "the bytes of the entry that a proof is of"},
        "--index": {"type": int, "help": "which entry to read from a log"},
        "--save": {"type": Path, "help": "writes .entry and .tlog-proof of it"},
    },
}

if __name__ == "__main__":
    sys.exit(main())
