"""What the routes of the audit tree answer with."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final, Literal

from fastapi import Response

from api.asking import Asking
from api.dependencies import RETRY, Reading
from api.permissions import reach
from api.problems import BadRequest, NotFound, Wrong
from cases.errors import NotPermitted
from cases.rights import TABLE_CLAUSE
from cases.tree import dating, shown
from cases.tree.shown import Published, Witnessed
from cases.tree.stored import Db, Missing
from projections.audit_trail import kept_away, shows
from projections.query import Shown
from verify.encoding import encoded
from verify.errors import Refuted
from verify.tile import Tile

TEXT: Final = "text/plain; charset=utf-8"
BYTES: Final = "application/octet-stream"
Witnessing = Literal["none", "fresh", "stale"]
FOR_EVER: Final = "private, max-age=31536000, immutable"
"""Of what never changes; private, because it was shown to somebody with a right."""
ANEW: Final = "private, no-cache"
WORTH: Final = 1024
"""Bytes from which on entries are compressed."""


class Standing(Shown):
    """Where the tree stands, and whether anything is wrong with it."""

    origin: str
    """The name it is signed under."""
    size: int
    """Leaves of the published checkpoint."""
    root: str | None
    """Base64; null before the first checkpoint."""
    waiting: int
    """Events recorded that are not in the published checkpoint yet."""
    quarantined: bool
    """Nothing is recorded or signed until somebody has looked."""
    witnessing: Witnessing
    """Whether the witnesses that the service is told to ask have cosigned lately."""
    witnessed_size: int | None
    """Leaves of the newest checkpoint that they cosigned."""
    witnessed_at: datetime | None


class Key(Shown):
    """A key that the log signs with, or signed with."""

    number: int
    verifier: str
    """The verifier key, as C2SP signed-note writes it."""
    signs_from: datetime
    signs_until: datetime | None
    """Null while no end is set."""


class Growth(Shown):
    """That the tree of one size begins with that of another (RFC 9162, 2.1.4)."""

    old: int
    new: int
    proof: list[str]
    """Base64, 32 bytes each."""


class Dated(Shown):
    """A time stamp (RFC 3161) on the text of a checkpoint."""

    size: int
    """Leaves of the checkpoint."""
    authority: str
    """Where it was asked for."""
    at: datetime
    """By its clock."""
    text: str
    """What it dated: the text of the checkpoint's note."""
    response: str
    """Base64 of the response (RFC 3161), which holds the time stamp."""


@contextmanager
def asked(asking: Asking) -> Iterator[Db]:
    """The tree's tables; NotPermitted without the right, NotFound for what is not."""
    reach(asking.organisation.code, asking.by.role, "tree")
    with asking.organisation.pool.connection() as db:
        try:
            yield db
        except (Missing, Refuted):
            raise NotFound from None


def standing(asking: Asking) -> Standing:
    """Where the tree stands; also before its first checkpoint."""
    with asked(asking) as db:
        signed = asking.organisation.tree.signed.current()
        if signed is None:
            raise NotFound
        latest, seen = _latest(db), _witnessed(asking, db)
        return Standing(
            witnessing=_freshness(asking, seen),
            witnessed_size=seen.size if seen else None,
            witnessed_at=seen.at if seen else None,
            origin=signed.origin,
            size=latest.head.size if latest else 0,
            root=encoded(latest.head.root) if latest else None,
            waiting=shown.waiting(db, latest.position if latest else 0),
            quarantined=signed.quarantined is not None,
        )


def keys(asking: Asking) -> list[Key]:
    """Every key that there has been, oldest first."""
    with asked(asking):
        return [
            Key(
                number=key.number,
                verifier=str(key.verifier),
                signs_from=key.signs_from,
                signs_until=key.signs_until,
            )
            for key in asking.organisation.tree.signed.log_keys()
        ]


def timestamps(asking: Asking, limit: int) -> list[Dated]:
    """The newest time stamps that were kept, newest first."""
    with asked(asking) as db:
        return [
            Dated(
                size=one.size,
                authority=one.authority,
                at=one.at,
                text=one.text,
                response=encoded(one.response),
            )
            for one in dating.kept(db, limit)
        ]


def checkpoint(asking: Asking) -> Response:
    """The newest checkpoint that is published."""
    with asked(asking) as db:
        return _answer(bytes(shown.published(db).note), TEXT, ANEW)


def tile(reading: Reading, asking: Asking, path: str, encodings: str) -> Response:
    """A tile; or entries, for whoever is kept away from no case."""
    with asked(asking) as db:
        wanted = Tile.at(f"tile/{path}")
        if wanted.level is None and kept_away(db, reading.viewer("tree")):
            raise NotPermitted("the entries are those of all cases", TABLE_CLAUSE)
        content = shown.tile(db, wanted, shown.published(db).head.size)
    if wanted.level is not None:
        return _answer(content, BYTES, FOR_EVER)
    answer = _answer(content, BYTES, FOR_EVER, Vary="Accept-Encoding")
    return _compressed(answer) if "gzip" in encodings else answer


def inclusion(reading: Reading, asking: Asking, position: int) -> Response:
    """That an event the caller may know of is in the tree."""
    with asked(asking) as db:
        if not reading.ask(shows, reading.viewer("tree"), position):
            raise NotFound
        latest = shown.published(db)
        if position > latest.position:
            raise Wrong("not-yet", "the event is not in the tree yet", RETRY)
        return _answer(bytes(shown.proof(db, position, latest)), TEXT, ANEW)


def consistency(asking: Asking, old: int, new: int | None) -> Growth:
    """The proof between two sizes; `new` is the published one when left out."""
    with asked(asking) as db:
        size = shown.published(db).head.size
        new = size if new is None else new
        if not old <= new <= size:
            raise BadRequest("sizes", "old, new and the published size must not fall")
        proof = [encoded(one) for one in shown.growth(db, old, new)]
        return Growth(old=old, new=new, proof=proof)


def _latest(db: Db) -> Published | None:
    try:
        return shown.published(db)
    except Missing:
        return None


def _witnessed(asking: Asking, db: Db) -> Witnessed | None:
    tree = asking.organisation.tree
    if not tree.witnesses.urls:
        return None
    keys = [key.verifier for key in tree.signed.log_keys()]
    return shown.witnessed(db, tree.witnesses, keys)


def _freshness(asking: Asking, seen: Witnessed | None) -> Witnessing:
    tree = asking.organisation.tree
    if not tree.witnesses.urls:
        return "none"
    fresh = seen and datetime.now(UTC) - seen.at < tree.fresh
    return "fresh" if fresh else "stale"


def _answer(content: bytes, media_type: str, cached: str, **headers: str) -> Response:
    headers["Cache-Control"] = cached
    return Response(content, 200, headers, media_type)


def _compressed(answer: Response) -> Response:
    if len(answer.body) < WORTH:
        return answer
    packed = gzip.compress(bytes(answer.body), 6, mtime=0)
    answer.body = packed
    answer.headers["Content-Length"] = str(len(packed))
    answer.headers["Content-Encoding"] = "gzip"
    return answer
