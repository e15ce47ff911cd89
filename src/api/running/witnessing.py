"""A witness for trying it out; a real one runs on somebody else's machine."""

import socket
from collections.abc import Sequence
from typing import Final

from api.running.asked import HOST, Asked
from api.settings import Settings
from api.trees import sources
from witness.memory import Memory

NAME: Final = "witness.localhost/demo"


def stand_by(settings: Settings, asked: Asked) -> None:
    """Let the witness know the logs' keys, and the service the witness."""
    memory = Memory(asked.folder / "witness")
    key = memory.key(NAME).verifier
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        address = f"http://{HOST}:{probe.getsockname()[1]}"
    with sources(settings.model_copy(update={"witnesses": None})) as found:
        for source in found:
            for each in source.signed.log_keys():
                memory.learn(each.verifier)
    assert settings.witnesses
    settings.witnesses.write_text(f"witness demo {key} {address}\nquorum demo\n")


def arguments(asked: Asked, settings: Settings) -> Sequence[str]:
    """What the witness is started with."""
    if settings.witnesses is None:
        return ()
    port = settings.witnesses.read_text().split("\n")[0].rpartition(":")[2]
    folder = str(asked.folder / "witness")
    return ("--name", NAME, "--folder", folder, "--port", port)
