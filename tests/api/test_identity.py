"""Who asks: which tokens are accepted, and what they may say."""

import asyncio
import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeySet, OKPKey, RSAKey

from api.development import development_issuer, development_tokens, make_development_key
from api.identity import Identity, Tokens, Trusted
from api.keys import PublishedKeys
from api.problems import BadRequest, Unauthenticated
from api.settings import Issuer, Settings
from cases.actors import ROLES, SYSTEM, Actor
from cases.errors import NotPermitted, Unavailable

ISS = "https://issuer.example"
KEY = ECKey.generate_key("P-256", {"kid": "k1", "use": "sig"})
OTHER = ECKey.generate_key("P-256", {"kid": "k2", "use": "sig"})
HEADER = {"alg": "ES256", "kid": "k1", "typ": "at+jwt"}
NOW = 1_800_000_000
CLAIMS: Mapping[str, Any] = {
    "iss": ISS,
    "aud": "cases",
    "sub": "p-7",
    "organisation": "ima",
    "roles": ["investigator"],
    "exp": NOW + 6000,
}


class Published:
    """An issuer's key set, which counts how often it is asked for."""

    def __init__(self, *keys: Key) -> None:
        self.keys = list(keys)
        self.asked = 0
        self.silent = False

    def __call__(self, _url: str) -> bytes:
        self.asked += 1
        if self.silent:
            raise OSError("silent")
        return json.dumps(KeySet(self.keys).as_dict(private=False)).encode()


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


ISSUER = Issuer(
    jwks="https://issuer.example/keys",
    algorithm="ES256",
    organisations=frozenset({"ima"}),
)


def tokens(published: Published | None = None, clock: Clock | None = None) -> Tokens:
    source, passing = published or Published(KEY), clock or Clock()
    keys = PublishedKeys(ISSUER.jwks, "ES256", source, passing)
    return Tokens({ISS: Trusted(ISSUER, keys)}, now=lambda: NOW + passing())


def identity(token: str, by: Tokens | None = None) -> Identity:
    return asyncio.run((by or tokens()).identity(token))


def token(
    key: Any = KEY,
    header: Mapping[str, Any] = HEADER,
    without: str = "",
    **claims: Any,
) -> str:
    said = {k: v for k, v in {**CLAIMS, **claims}.items() if k != without}
    algorithms = [str(header["alg"])]
    return jwt.encode(dict(header), said, key, algorithms, default_type=None)


def test_a_good_token_says_who_asks() -> None:
    assert identity(token()) == Identity("p-7", "ima", ("investigator",))


def test_an_audience_among_several_is_enough() -> None:
    assert identity(token(aud=["other", "cases"])).person == "p-7"


def test_a_clock_a_little_behind_is_forgiven() -> None:
    assert identity(token(exp=NOW - 29, nbf=NOW + 29)).person == "p-7"


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": NOW - 31},
        {"nbf": NOW + 31},
        {"iat": NOW + 31},
        {"exp": "never"},
        {"exp": True},
        {"aud": "elsewhere"},
        {"aud": []},
        {"iss": "https://elsewhere.example"},
        {"iss": ["https://issuer.example"]},
        {"sub": "Jane Doe"},
        {"sub": "jane@example.org"},
        {"sub": "p-7\n"},
        {"sub": "system"},
        {"sub": 7},
        {"organisation": "ims"},
        {"organisation": ["ima"]},
        {"roles": []},
        {"roles": "investigator"},
        {"roles": ["system"]},
        {"roles": ["Investigator!"]},
        {"roles": [7]},
    ],
)
def test_a_token_that_says_something_else_is_refused(claims: dict[str, Any]) -> None:
    with pytest.raises(Unauthenticated):
        identity(token(**claims))


@pytest.mark.parametrize("claim", ["iss", "aud", "sub", "organisation", "roles", "exp"])
def test_a_token_that_leaves_something_out_is_refused(claim: str) -> None:
    with pytest.raises(Unauthenticated):
        identity(token(without=claim))


@pytest.mark.parametrize(
    "header",
    [
        {**HEADER, "typ": "JWT"},
        {"alg": "ES256", "kid": "k1"},
        {"alg": "ES256", "typ": "at+jwt"},
        {**HEADER, "kid": "unknown"},
        {**HEADER, "jku": "https://attacker.example/keys"},
        {**HEADER, "x5u": "https://attacker.example/chain"},
        {**HEADER, "x5c": ["MIIB"]},
        {**HEADER, "jwk": KEY.as_dict(private=False)},
        {**HEADER, "crit": ["kid"]},
    ],
)
def test_a_header_that_brings_more_or_less_is_refused(header: dict[str, Any]) -> None:
    with pytest.raises(Unauthenticated):
        identity(token(header=header))


def test_another_key_under_the_known_name_is_refused() -> None:
    forged = ECKey.import_key({**OTHER.as_dict(private=True), "kid": "k1"})
    with pytest.raises(Unauthenticated):
        identity(token(key=forged))


def test_an_unsigned_token_is_refused() -> None:
    signed = token().split(".")
    none = jwt.encode({**HEADER, "alg": "ES256"}, dict(CLAIMS), KEY, ["ES256"])
    header = "eyJhbGciOiJub25lIiwia2lkIjoiazEiLCJ0eXAiOiJhdCtqd3QifQ"
    for unsigned in (f"{header}.{signed[1]}.", f"{none.rsplit('.', 1)[0]}."):
        with pytest.raises(Unauthenticated):
            identity(unsigned)


def test_the_public_key_is_no_shared_secret() -> None:
    header = urlsafe_b64encode(json.dumps({**HEADER, "alg": "HS256"}).encode())
    signed = header.rstrip(b"=") + b"." + token().split(".")[1].encode()
    mac = hmac.digest(KEY.as_pem(private=False), signed, "sha256")
    with pytest.raises(Unauthenticated):
        identity((signed + b"." + urlsafe_b64encode(mac).rstrip(b"=")).decode())


def test_another_algorithm_of_the_same_issuer_is_refused() -> None:
    key = RSAKey.generate_key(2048, {"kid": "k1"})
    with pytest.raises(Unauthenticated):
        identity(token(key=key, header={**HEADER, "alg": "RS256"}))


@pytest.mark.parametrize(
    "text", ["", "x", "..", "a.b.c", "é.é.é", "x" * 9000, "eyJ.eyJ.eyJ", "\x00.."]
)
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(Unauthenticated):
        identity(text)


def test_a_refusal_repeats_nothing_of_the_token() -> None:
    with pytest.raises(Unauthenticated) as refused:
        identity(token(sub="MARKER jane"))
    assert "MARKER" not in repr(refused.value) + str(refused.value.__cause__)


def test_a_key_is_asked_for_once() -> None:
    published, clock = Published(KEY), Clock()
    by = tokens(published, clock)
    for _ in range(3):
        identity(token(), by)
    assert published.asked == 1


def test_a_new_key_is_learned_and_made_up_ones_do_not_hammer_the_issuer() -> None:
    published, clock = Published(KEY), Clock()
    by = tokens(published, clock)
    identity(token(), by)
    published.keys.append(OTHER)
    rotated = token(key=OTHER, header={**HEADER, "kid": "k2"})
    for _ in range(5):
        with pytest.raises(Unauthenticated):
            identity(rotated, by)
    assert published.asked == 1
    clock.seconds = 31
    assert identity(rotated, by).person == "p-7"
    assert published.asked == 2


def test_a_withdrawn_key_is_forgotten() -> None:
    published, clock = Published(KEY), Clock()
    by = tokens(published, clock)
    identity(token(), by)
    published.keys = [OTHER]
    clock.seconds = 601
    with pytest.raises(Unauthenticated):
        identity(token(), by)


def test_an_accepted_token_is_soon_checked_anew_and_never_outlives_itself() -> None:
    published, clock = Published(KEY), Clock()
    by = tokens(published, clock)
    short = token(exp=NOW + 10)
    assert identity(short, by) == identity(short, by)
    clock.seconds = 41
    with pytest.raises(Unauthenticated):
        identity(short, by)
    forged = short[:-4] + ("AAAA" if short[-4:] != "AAAA" else "BBBB")
    with pytest.raises(Unauthenticated):
        identity(forged, by)


def test_a_silent_issuer_is_forgiven_for_an_hour() -> None:
    published, clock = Published(KEY), Clock()
    by = tokens(published, clock)
    identity(token(), by)
    published.silent = True
    clock.seconds = 3599
    assert identity(token(), by).person == "p-7"
    clock.seconds = 3700
    with pytest.raises(Unavailable):
        identity(token(), by)


def test_one_of_several_offices_must_be_chosen() -> None:
    several = Identity("p-7", "ima", ("investigator", "member"))
    assert several.acting_as("member") == Actor("p-7", "member")
    with pytest.raises(BadRequest):
        several.acting_as(None)
    with pytest.raises(NotPermitted):
        several.acting_as("decider")


def test_the_development_issuer_gives_one_token_for_each_office(tmp_path: Path) -> None:
    path = tmp_path / "keyring" / "development.json"
    make_development_key(path)
    made = path.read_bytes()
    make_development_key(path)
    assert path.read_bytes() == made
    assert path.stat().st_mode & 0o777 == 0o600
    by = Tokens(development_issuer(path, ["ima"]), now=time.time)
    offices = [*(set(ROLES) - {SYSTEM.role}), "executive_committee_member"]
    for role, ready in development_tokens(path, "ima", offices).items():
        assert identity(ready, by) == Identity(f"demo.{role}", "ima", (role,))
    with pytest.raises(Unauthenticated):
        identity(development_tokens(path, "ims", ["auditor"])["auditor"], by)


def settings(**given: Any) -> Settings:
    return Settings(database_url="", keystore_url="", keyring=Path(), **given)


def test_production_refuses_the_development_issuer() -> None:
    settings(environment="development", development_key=Path("key"))
    with pytest.raises(ValueError, match="not for production"):
        settings(environment="production", development_key=Path("key"))


def test_production_is_what_is_meant_when_nothing_is_said() -> None:
    with pytest.raises(ValueError, match="not for production"):
        settings(development_key=Path("key"))


def test_production_takes_keys_over_https_only() -> None:
    plain = ISSUER.model_copy(update={"jwks": "http://issuer.example/keys"})
    with pytest.raises(ValueError, match="https"):
        settings(issuers={ISS: plain.model_dump()})


def test_a_key_of_another_kind_is_no_key_of_the_issuer() -> None:
    wrong = OKPKey.generate_key("Ed25519", {"kid": "k1"})
    with pytest.raises(Unauthenticated):
        identity(token(), tokens(Published(wrong)))
