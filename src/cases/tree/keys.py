"""The keys that checkpoints are signed with: files beside the roots.

Only the integrator reads them. What others need, the verifier keys, is in the keystore.
"""

from pathlib import Path

from cases.sealing.custodian import KeyringUnfit
from cases.sealing.roots import (
    flush,
    private_folder,
    refuse_open_to_others,
    write_once,
)
from verify.errors import Refuted
from verify.note import Signer


class LogKeys:
    """The signing keys of one organisation, by number, counted from 1."""

    def __init__(self, directory: Path, organisation: str) -> None:
        self._folder = directory / organisation

    def make(self, number: int, origin: str) -> Signer:
        """A new key that signs for an origin, durable; the old one if it was made."""
        private_folder(self._folder.parent)
        private_folder(self._folder)
        write_once(self._path(number), Signer.generate(origin).secret().encode())
        return self.signer(number)

    def signer(self, number: int) -> Signer:
        """Raises KeyringUnfit when the key is missing, damaged or open to others."""
        path = self._path(number)
        try:
            refuse_open_to_others(path)
            return Signer.parse(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, Refuted):
            raise KeyringUnfit(f"the keyring has no readable {path.name}") from None

    def destroy(self, number: int) -> None:
        """Remove a key for good; what it signed stays valid."""
        self._path(number).unlink(missing_ok=True)
        flush(self._folder)

    def _path(self, number: int) -> Path:
        return self._folder / f"log-key-{number}"
