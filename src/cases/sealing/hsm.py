"""The custodian that keeps roots in a hardware security module (PKCS#11)."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from secrets import token_bytes
from threading import Lock
from typing import Any

import pkcs11
from pkcs11 import Attribute, GCMParams, KeyType, Mechanism, ObjectClass, PKCS11Error
from pkcs11.exceptions import NoSuchKey

from cases.errors import Tampered, Unavailable
from cases.sealing.custodian import KeyringUnfit
from cases.sealing.wrapping import NONCE_BYTES, Place, written


class Token:
    """A token, with the one session that a process has with it. Threads may share it.

    A session that ends logs out all others of its process.
    """

    def __init__(self, module: Path, label: str, pin: Path) -> None:
        self._module = str(module)
        self._label = label
        self._pin = pin
        self._lock = Lock()
        self._session: pkcs11.Session | None = None

    @contextmanager
    def opened(self) -> Iterator[pkcs11.Session]:
        """The session; one that failed is opened anew by whoever comes next."""
        with self._lock:
            try:
                self._session = self._session or self._login()
                yield self._session
            except (PKCS11Error, OSError) as failure:
                self._end()
                said = type(failure).__name__
                raise Unavailable(f"the token does not answer: {said}") from failure

    def _end(self) -> None:
        # By hand: whoever looks at the failure would keep it open, and logged in.
        session, self._session = self._session, None
        with suppress(PKCS11Error):
            if session is not None:
                session.close()

    def _login(self) -> pkcs11.Session:
        pin = self._pin.read_text("utf-8").strip()
        token = pkcs11.lib(self._module).get_token(token_label=self._label)
        return token.open(rw=True, user_pin=pin)


class TokenRoots:
    """The roots of one organisation as keys of a token, which they cannot leave.

    Covered is as everywhere: nonce, key, tag (AES-256-GCM).
    """

    def __init__(self, token: Token, organisation: str, name: str) -> None:
        self.name = name
        self._token = token
        self._label = f"cases {organisation} root"

    def make(self, version: int) -> None:
        """Make a root in the token; KeyringUnfit when it has one already."""
        if self.has(version):
            raise KeyringUnfit(f"{self.name} has a root-{version} of another keystore")
        with self._token.opened() as session:
            session.generate_key(
                KeyType.AES,
                256,
                label=f"{self._label}-{version}",
                store=True,
                template={
                    Attribute.SENSITIVE: True,
                    Attribute.EXTRACTABLE: False,
                    Attribute.ENCRYPT: True,
                    Attribute.DECRYPT: True,
                },
            )

    def has(self, version: int) -> bool:
        """Whether the token has a root."""
        with self._token.opened() as session:
            return any(True for _ in session.get_objects(self._named(version)))

    def wrap(self, version: int, key: bytes, place: Place) -> bytes:
        """The key, covered inside the token; KeyringUnfit when the root is missing."""
        nonce = token_bytes(NONCE_BYTES)
        with self._token.opened() as session:
            covered: bytes = self._root(session, version).encrypt(
                key,
                mechanism=Mechanism.AES_GCM,
                mechanism_param=GCMParams(nonce, written(place), 128),
            )
        return nonce + covered

    def unwrap(self, version: int, wrapped: bytes, place: Place) -> bytes:
        """The key again; KeyringUnfit as `wrap`, Tampered."""
        nonce, covered = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        with self._token.opened() as session:
            root = self._root(session, version)
            try:
                key: bytes = root.decrypt(
                    covered,
                    mechanism=Mechanism.AES_GCM,
                    mechanism_param=GCMParams(nonce, written(place), 128),
                )
            except PKCS11Error:
                # Tokens name a tag that does not fit in different ways.
                raise Tampered from None
        return key

    def destroy(self, version: int) -> None:
        """Remove a root from the token."""
        with self._token.opened() as session:
            for root in session.get_objects(self._named(version)):
                root.destroy()

    def _named(self, version: int) -> dict[Attribute, object]:
        return {
            Attribute.CLASS: ObjectClass.SECRET_KEY,
            Attribute.LABEL: f"{self._label}-{version}",
        }

    def _root(self, session: pkcs11.Session, version: int) -> Any:
        try:
            return session.get_key(
                object_class=ObjectClass.SECRET_KEY, label=f"{self._label}-{version}"
            )
        except NoSuchKey:
            raise KeyringUnfit(f"{self.name} has no root-{version}") from None


@cache
def token(module: Path, label: str, pin: Path) -> Token:
    """The token, the same for all organisations of a process."""
    return Token(module, label, pin)
