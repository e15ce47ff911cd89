"""Tokens that are made up, or signed and odd: refused, or read as what they are."""

import asyncio
import json
from base64 import urlsafe_b64encode
from contextlib import suppress
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from api.identity import PERSON, ROLE, Identity, Tokens, Trusted
from api.keys import PublishedKeys
from api.problems import Unauthenticated
from api.settings import Issuer

NOW: Final = 1_800_000_000
ISS: Final = "https://issuer.example"
KEY: Final = ECKey.generate_key("P-256", {"kid": "k1", "use": "sig"})
ISSUER: Final = Issuer(
    jwks=f"{ISS}/keys", algorithm="ES256", organisations=frozenset({"ima"})
)
HEADER: Final = {"alg": "ES256", "kid": "k1", "typ": "at+jwt"}
CLAIMS: Final = {
    "iss": ISS,
    "aud": "cases",
    "sub": "p-7",
    "organisation": "ima",
    "roles": ["investigator"],
    "exp": NOW + 600,
}
KNOWN: Final = ("alg", "kid", "typ", "iss", "aud", "sub", "organisation", "roles")
DEEP: Final = b'{"iss":' + b"[" * 2000 + b"]" * 2000 + b"}"

names = st.sampled_from([*KNOWN, "exp", "nbf", "iat", "crit", "b64", "jwk", "x5u"])
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**400), 10**400)
    | st.floats()
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner),
    max_leaves=6,
)
objects = st.dictionaries(names, values, max_size=5)
segments = st.binary(max_size=60) | objects.map(lambda one: json.dumps(one).encode())


def said(token: str) -> Identity | None:
    """Who asks with a token, if anybody; any other failure fails the test."""
    keys = json.dumps(KeySet([KEY]).as_dict(private=False)).encode()
    published = PublishedKeys(ISSUER.jwks, "ES256", lambda _url: keys)
    tokens = Tokens({ISS: Trusted(ISSUER, published)}, now=lambda: NOW)
    with suppress(Unauthenticated):
        return asyncio.run(tokens.identity(token))
    return None


def signed(claims: dict[str, Any], header: dict[str, Any] | None = None) -> str:
    """As the issuer would."""
    return jwt.encode(header or HEADER, claims, KEY, ["ES256"], default_type=None)


def part(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def test_the_token_that_the_others_differ_from_is_accepted() -> None:
    assert said(signed(CLAIMS)) == Identity("p-7", "ima", ("investigator",))


@given(st.text(alphabet=st.characters(max_codepoint=255), max_size=200))
def test_any_text_is_refused(text: str) -> None:
    assert said(text) is None


@given(st.lists(segments, max_size=6))
@example([json.dumps(HEADER).encode(), DEEP, b"x"])
@example([DEEP, b"{}", b"x"])
@example([b'{"alg":"none","typ":"at+jwt"}', json.dumps(CLAIMS).encode(), b""])
def test_any_parts_are_refused(parts: list[bytes]) -> None:
    assert said(".".join(map(part, parts))) is None


@given(st.integers(0), st.characters(min_codepoint=33, max_codepoint=126))
def test_a_good_token_with_another_sign_in_it_is_refused(place: int, sign: str) -> None:
    good = signed(CLAIMS)
    place %= len(good)
    changed = good[:place] + sign + good[place + 1 :]
    same = changed == good
    # The last letter of a part has bits that mean nothing.
    assert said(changed) is None or same or place + 1 in (*ends(good), len(good))


def ends(token: str) -> list[int]:
    """Where the parts of a token end."""
    return [place for place, sign in enumerate(token) if sign == "."]


@given(objects)
@example({"exp": 10**400})
@example({"exp": float("inf")})
@example({"exp": float("nan")})
@example({"roles": [["investigator"]]})
def test_what_an_issuer_signed_is_an_identity_of_the_right_form_or_none(
    odd: dict[str, Any],
) -> None:
    found = said(signed(CLAIMS | odd))
    if found is not None:
        assert PERSON.fullmatch(found.person)
        assert found.organisation == "ima"
        # Never one that cannot expire.
        assert odd.get("exp", NOW) < 10**300
        assert all(map(ROLE.fullmatch, found.roles))


@given(objects.filter(lambda one: one and one != HEADER))
def test_a_header_that_says_something_else_is_refused(odd: dict[str, Any]) -> None:
    head = json.dumps(HEADER | odd)
    if {**HEADER, **odd} == HEADER:
        return
    _, payload, signature = signed(CLAIMS).split(".")
    assert said(f"{part(head.encode())}.{payload}.{signature}") is None


@pytest.mark.parametrize("size", [8192, 8193, 1_000_000])
def test_a_long_token_is_refused_before_it_is_read(size: int) -> None:
    assert said("e" * size) is None
