"""The keys with which programs ask: made here, and known again by their digests."""

import secrets
from hashlib import sha256
from typing import Final

from api.problems import Unauthenticated

PREFIX: Final = "job_"
"""How a key begins, so that whoever finds one lying about knows what it is."""
RANDOM_BYTES: Final = 32
LONGEST: Final = 64
"""Characters of what can be a key at all."""


def new_job_key() -> str:
    """A key that nobody can guess."""
    return PREFIX + secrets.token_urlsafe(RANDOM_BYTES)


def digest_of(key: str) -> str:
    """By what it is known; Unauthenticated for what cannot be a key."""
    if len(key) > LONGEST or not key.startswith(PREFIX):
        raise Unauthenticated("the key is not accepted")
    return sha256(key.encode()).hexdigest()
