"""Time stamps of an authority (RFC 3161) on what was signed: daily, and when asked for.

A witness says that others were shown the same; an authority, that it was so by then.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event as Flag
from typing import Final

import structlog
from cryptography.x509 import Certificate
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from cases.database import Pool
from cases.errors import Unavailable
from cases.tree import shown
from cases.tree.asking import told
from cases.tree.stored import Db
from verify.note import Note

LOOK_SECONDS: Final = 600.0
SKEW: Final = timedelta(minutes=5)
"""How far an authority's clock may be from ours."""
QUERY: Final = "application/timestamp-query"

Tell = Callable[[str, bytes], tuple[int, bytes]]
"""Sends a request to an address; status and body, or OSError."""

lines = structlog.get_logger("tree")


class Undated(Unavailable):
    """No time stamp that counts; the message says why."""


@dataclass(frozen=True, slots=True)
class Token:
    """What an authority says: the bytes of its response, and the time in it."""

    content: bytes
    at: datetime


@dataclass(frozen=True)
class Authority:
    """Where time stamps are asked for, and the roots that its certificate leads to."""

    url: str
    roots: Sequence[Certificate]
    tell: Tell = lambda url, body: told(url, body, QUERY)

    def token(self, text: bytes) -> Token:
        """A time stamp of now on a text, checked; raises Undated."""
        builder = TimestampRequestBuilder().data(text)
        builder = builder.hash_algorithm(HashAlgorithm.SHA256)
        request = builder.nonce(nonce=True).cert_request(cert_request=True).build()
        try:
            status, answer = self.tell(self.url, request.as_bytes())
        except (OSError, ValueError) as silence:
            raise Undated("the time-stamping authority does not answer") from silence
        if status != 200:
            raise Undated(f"the time-stamping authority refused with {status}")
        checks = VerifierBuilder.from_request(request)
        token = _checked(checks, answer, text, self.roots)
        if abs(token.at - datetime.now(UTC)) > SKEW:
            raise Undated("the time stamp is of another time")
        return token


def checked(answer: bytes, text: bytes, roots: Sequence[Certificate]) -> Token:
    """A response that was kept, checked again; raises Undated."""
    return _checked(VerifierBuilder(), answer, text, roots)


def _checked(
    checks: VerifierBuilder, answer: bytes, text: bytes, roots: Sequence[Certificate]
) -> Token:
    for root in roots:
        checks = checks.add_root_certificate(root)
    try:
        response = decode_timestamp_response(answer)
        checks.build().verify_message(response, text)
    except (VerificationError, ValueError) as wrong:
        raise Undated("the time stamp is not one on this") from wrong
    return Token(answer, response.tst_info.gen_time)


def stamp(db: Db, authority: Authority) -> int:
    """Have the published checkpoint dated; its size. Missing before the first."""
    latest = shown.published(db)
    token = authority.token(latest.note.text.encode())
    db.execute(
        """
        INSERT INTO timestamp_token (size, authority, at, token)
        VALUES (%s, %s, %s, %s)
            ON CONFLICT (authority, at) DO NOTHING
        """,
        (latest.head.size, authority.url, token.at, token.content),
    )
    return latest.head.size


def due(db: Db) -> bool:
    """Whether there is something to date, and nothing was dated today (UTC).

    Also when the tree has not grown: a date soon after it grew would tell when it did,
    and that may be a reporter's doing.
    """
    found = db.execute(
        """
        SELECT coalesce(max(at) < date_trunc('day', now(), 'UTC'), true)
               AND EXISTS (SELECT FROM checkpoint WHERE published)
          FROM timestamp_token
        """
    ).fetchone()
    return bool(found and found[0])


def keep_dated(pools: Sequence[Pool], authority: Authority, stop: Flag) -> None:
    """Have every tree dated once a day, until `stop`; what fails is tried again."""
    while not stop.is_set():
        for pool in pools:
            try:
                with pool.connection() as db:
                    if due(db):
                        stamp(db, authority)
            # Anything: tomorrow's time stamp must not fail because of today's.
            except Exception as error:  # noqa: BLE001
                lines.warning(
                    "no time stamp",
                    organisation=pool.organisation,
                    error=type(error).__name__,
                )
        stop.wait(LOOK_SECONDS)


@dataclass(frozen=True, slots=True)
class Kept:
    """A time stamp that was kept, and the text that it dates."""

    size: int
    authority: str
    at: datetime
    text: str
    response: bytes


def kept(db: Db, limit: int) -> list[Kept]:
    """The newest time stamps, newest first."""
    found = db.execute(
        """
        SELECT size, authority, at, note, token
          FROM timestamp_token
          JOIN checkpoint USING (size)
         ORDER BY at DESC, authority
         LIMIT %s
        """,
        (limit,),
    )
    return [
        Kept(size, authority, at, Note.parse(note.encode()).text, bytes(token))
        for size, authority, at, note, token in found
    ]


def dated(db: Db, position: int) -> tuple[shown.Published, bytes] | None:
    """The newest checkpoint that an authority dated, and what it answered.

    None when no checkpoint over the event at this position was dated.
    """
    found = db.execute(
        """
        SELECT size, root, note, position,
               ARRAY(SELECT line
                       FROM cosignature
                      WHERE cosignature.size = checkpoint.size
                      ORDER BY witness),
               token
          FROM checkpoint
          JOIN timestamp_token USING (size)
         WHERE published
           AND position >= %s
         ORDER BY size DESC, at, authority
         LIMIT 1
        """,
        (position,),
    ).fetchone()
    if found is None:
        return None
    *checkpoint, token = found
    return shown.assembled(*checkpoint), bytes(token)
