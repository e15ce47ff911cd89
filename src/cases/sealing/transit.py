"""The custodian that keeps roots in HashiCorp Vault's or OpenBao's Transit engine."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import hvac
from hvac.exceptions import InvalidPath, InvalidRequest, VaultError
from requests import RequestException

from cases.errors import Tampered, Unavailable
from cases.sealing.custodian import KeyringUnfit
from cases.sealing.wrapping import Place, written

TIMEOUT_SECONDS: Final = 5


class TransitRoots:
    """The roots of one organisation as keys of the engine, which they cannot leave.

    What is covered is the engine's text, as `vault:v1:…`.
    """

    def __init__(
        self, address: str, mount: str, token: Path, organisation: str, name: str
    ) -> None:
        self.name = name
        self._mount = mount
        self._token = token
        self._label = f"cases-{organisation}-root"
        self._client = hvac.Client(address, timeout=TIMEOUT_SECONDS)

    def make(self, version: int) -> None:
        """Make a root in the engine; KeyringUnfit when it has one already."""
        if self.has(version):
            raise KeyringUnfit(f"{self.name} has a root-{version} of another keystore")
        with self._asked() as engine:
            engine.create_key(
                self._key(version),
                exportable=False,
                allow_plaintext_backup=False,
                key_type="aes256-gcm96",
                mount_point=self._mount,
            )

    def has(self, version: int) -> bool:
        """Whether the engine has a root."""
        with self._asked() as engine:
            try:
                engine.read_key(self._key(version), mount_point=self._mount)
            except InvalidPath:
                return False
        return True

    def wrap(self, version: int, key: bytes, place: Place) -> bytes:
        """The key, covered inside the engine; KeyringUnfit when the root is missing."""
        # The engine would make a key that it does not have.
        if not self.has(version):
            raise KeyringUnfit(f"{self.name} has no root-{version}")
        with self._asked() as engine:
            answer = engine.encrypt_data(
                self._key(version),
                plaintext=b64encode(key).decode(),
                associated_data=b64encode(written(place)).decode(),
                mount_point=self._mount,
            )
        return str(answer["data"]["ciphertext"]).encode()

    def unwrap(self, version: int, wrapped: bytes, place: Place) -> bytes:
        """The key again; KeyringUnfit as `wrap`, Tampered."""
        with self._asked() as engine:
            try:
                answer = engine.decrypt_data(
                    self._key(version),
                    ciphertext=wrapped.decode(),
                    associated_data=b64encode(written(place)).decode(),
                    mount_point=self._mount,
                )
            except InvalidRequest:
                refused = Tampered()
            else:
                return b64decode(answer["data"]["plaintext"])
        if self.has(version):
            raise refused
        raise KeyringUnfit(f"{self.name} has no root-{version}")

    def destroy(self, version: int) -> None:
        """Remove a root from the engine."""
        if not self.has(version):
            return
        with self._asked() as engine:
            key = self._key(version)
            engine.update_key_configuration(
                key, deletion_allowed=True, mount_point=self._mount
            )
            engine.delete_key(key, mount_point=self._mount)

    def _key(self, version: int) -> str:
        return f"{self._label}-{version}"

    @contextmanager
    def _asked(self) -> Iterator[Any]:
        """The engine, with the token that lies in the file now: it may be renewed."""
        try:
            self._client.token = self._token.read_text("utf-8").strip()
            yield self._client.secrets.transit
        except (VaultError, RequestException, OSError) as failure:
            said = type(failure).__name__
            raise Unavailable(f"{self.name} does not answer: {said}") from failure
