"""`cases witness`, or `python -m witness` where nothing else is installed."""

import argparse
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from verify.errors import Refuted
from verify.note import Verifier
from witness.memory import Memory
from witness.protocol import Witness
from witness.server import Server


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted; 2 when it was told what makes no sense."""
    told = _parser().parse_args(arguments)
    memory = Memory(told.folder)
    try:
        signer = memory.key(told.name)
        for key in told.log:
            memory.learn(Verifier.parse(key))
    except (Refuted, ValueError) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    print(signer.verifier, flush=True)
    if told.key_only:
        return 0
    with Server((told.host, told.port), Witness(memory, signer)) as server:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, _end)
        print(f"http://{told.host}:{server.server_port}", flush=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="witness", description="Cosign the checkpoints of audit trails."
    )
    say = parser.add_argument
    say("--name", required=True, help="its name, as witness.example/officer")
    say("--folder", type=Path, default=Path("witness"), help="what it remembers")
    say("--log", action="append", default=[], help="verifier key of a log, remembered")
    say("--host", default="127.0.0.1")
    say("--port", type=int, default=8020)
    say("--key-only", action="store_true", help="print its verifier key and end")
    return parser


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
