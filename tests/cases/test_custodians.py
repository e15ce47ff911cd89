"""What every custodian of roots does: files, a token, a Transit engine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from custodians import NO_BAO, NO_SOFTHSM, bao, engine, make_token, softhsm
from pkcs11 import Attribute
from pkcs11.exceptions import AttributeSensitive

from cases.errors import Tampered, Unavailable
from cases.sealing.custodian import Custodian, KeyringUnfit
from cases.sealing.hsm import Token, TokenRoots
from cases.sealing.roots import FileRoots
from cases.sealing.transit import TransitRoots

KEY = bytes(range(32))
PLACE = {"organisation": "ims", "trunk": 1}

Of = Callable[[str], Custodian]
"""Gives an organisation's custodian: always of the same token, engine, directory."""


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory) -> Of:
    module = softhsm()
    if module is None:
        pytest.skip(NO_SOFTHSM)
    pin = make_token(tmp_path_factory.mktemp("softhsm"))
    kept = Token(module, "cases", pin)
    return lambda name: TokenRoots(kept, name, "token")


@pytest.fixture(scope="session")
def transit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Of]:
    program = bao()
    if program is None:
        pytest.skip(NO_BAO)
    with engine(program, tmp_path_factory.mktemp("bao")) as at:
        yield lambda name: TransitRoots(at.address, "transit", at.token, name, "engine")


@pytest.fixture
def files(keyring_directory: Path) -> Of:
    return lambda name: FileRoots(keyring_directory, name)


@pytest.fixture(params=["files", "token", "transit"])
def of(request: pytest.FixtureRequest) -> Of:
    found: Of = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def custodian(of: Of) -> Iterator[Custodian]:
    """With a root, and with none at the end."""
    roots = of("ims")
    roots.make(1)
    yield roots
    for version in (1, 2):
        roots.destroy(version)


def test_a_root_covers_and_uncovers(custodian: Custodian) -> None:
    wrapped = custodian.wrap(1, KEY, PLACE)
    assert KEY not in wrapped
    assert custodian.unwrap(1, wrapped, PLACE) == KEY


def test_what_was_covered_opens_in_a_newly_started_process(
    of: Of, custodian: Custodian
) -> None:
    wrapped = custodian.wrap(1, KEY, PLACE)
    assert of("ims").unwrap(1, wrapped, PLACE) == KEY


def test_no_two_coverings_are_alike(custodian: Custodian) -> None:
    assert custodian.wrap(1, KEY, PLACE) != custodian.wrap(1, KEY, PLACE)


def test_what_is_covered_belongs_to_one_place(custodian: Custodian) -> None:
    wrapped = custodian.wrap(1, KEY, PLACE)
    with pytest.raises(Tampered):
        custodian.unwrap(1, wrapped, PLACE | {"trunk": 2})


def test_one_changed_byte_is_noticed(custodian: Custodian) -> None:
    wrapped = bytearray(custodian.wrap(1, KEY, PLACE))
    wrapped[len(wrapped) // 2] ^= 1
    with pytest.raises(Tampered):
        custodian.unwrap(1, bytes(wrapped), PLACE)


def test_each_root_covers_for_itself(custodian: Custodian) -> None:
    custodian.make(2)
    wrapped = custodian.wrap(1, KEY, PLACE)
    with pytest.raises(Tampered):
        custodian.unwrap(2, wrapped, PLACE)


def test_a_root_that_is_there_is_not_made_again(custodian: Custodian) -> None:
    wrapped = custodian.wrap(1, KEY, PLACE)
    with pytest.raises(KeyringUnfit, match="root-1 of another keystore"):
        custodian.make(1)
    assert custodian.unwrap(1, wrapped, PLACE) == KEY


def test_what_a_destroyed_root_covered_is_gone(custodian: Custodian) -> None:
    custodian.make(2)
    wrapped, kept = (custodian.wrap(version, KEY, PLACE) for version in (1, 2))
    custodian.destroy(1)
    assert (custodian.has(1), custodian.has(2)) == (False, True)
    with pytest.raises(KeyringUnfit, match=r"no (readable )?root-1"):
        custodian.unwrap(1, wrapped, PLACE)
    assert custodian.unwrap(2, kept, PLACE) == KEY


def test_a_root_made_anew_does_not_open_what_the_destroyed_one_covered(
    custodian: Custodian,
) -> None:
    wrapped = custodian.wrap(1, KEY, PLACE)
    custodian.destroy(1)
    custodian.make(1)
    with pytest.raises(Tampered):
        custodian.unwrap(1, wrapped, PLACE)


def test_destroying_what_is_not_there_does_nothing(custodian: Custodian) -> None:
    custodian.destroy(2)
    assert custodian.has(1)


def test_nothing_is_covered_by_a_root_that_is_not_there(custodian: Custodian) -> None:
    with pytest.raises(KeyringUnfit, match=r"no (readable )?root-2"):
        custodian.wrap(2, KEY, PLACE)
    assert not custodian.has(2)


def test_each_organisation_has_its_own_roots(of: Of, custodian: Custodian) -> None:
    other = of("iom")
    assert not other.has(1)
    other.make(1)
    wrapped = custodian.wrap(1, KEY, PLACE)
    with pytest.raises(Tampered):
        other.unwrap(1, wrapped, PLACE)
    other.destroy(1)
    assert custodian.has(1)


def test_a_token_that_is_not_there_is_said_to_be_away(
    token: Of, tmp_path: Path
) -> None:
    there = token("ims")
    assert isinstance(there, TokenRoots)
    away = Token(Path(there._token._module), "another", tmp_path)
    with pytest.raises(Unavailable, match="the token does not answer"):
        TokenRoots(away, "ims", "token").has(1)


def test_a_session_that_was_lost_is_opened_anew(token: Of) -> None:
    roots = token("ims")
    assert isinstance(roots, TokenRoots)
    with pytest.raises(Unavailable), roots._token.opened():
        raise OSError
    assert not roots.has(1)


def test_a_root_cannot_be_taken_out_of_the_token(token: Of) -> None:
    roots = token("ims")
    assert isinstance(roots, TokenRoots)
    roots.make(7)
    with roots._token.opened() as session:
        key = roots._root(session, 7)
        assert (key[Attribute.SENSITIVE], key[Attribute.EXTRACTABLE]) == (True, False)
        with pytest.raises(AttributeSensitive):
            key[Attribute.VALUE]
    roots.destroy(7)


def test_an_engine_that_is_not_there_is_said_to_be_away(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("none")
    away = TransitRoots("http://127.0.0.1:9", "transit", token, "ims", "engine")
    with pytest.raises(Unavailable, match="engine does not answer"):
        away.unwrap(1, b"vault:v1:", PLACE)


def test_an_engine_that_does_not_know_the_token_gives_nothing(
    transit: Of, tmp_path: Path
) -> None:
    roots = transit("ims")
    assert isinstance(roots, TransitRoots)
    roots._token = tmp_path / "token"
    roots._token.write_text("another")
    with pytest.raises(Unavailable, match="engine does not answer: Forbidden"):
        roots.has(1)
