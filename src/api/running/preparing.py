"""What must be there before the service starts: schemas, keys, demo data, tokens."""

from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from typing import Final

import psycopg
from psycopg import sql

from api import mistakes, organisations
from api.demo.load import load
from api.development import development_tokens, make_development_key
from api.organisations import offices
from api.running.announcing import Tokens
from api.running.asked import OURS, VAR, Asked
from api.running.postgres import Cluster
from api.settings import Settings
from cases.edition.code import Code

ORGANISATIONS: Final = ("ima", "ims", "iom")

Codes = Mapping[str, Code]
"""The code of conduct of each organisation."""


def addresses(asked: Asked, cluster: Cluster | None) -> tuple[str, str]:
    """Where the log is and where the keys are; made, when the server is ours."""
    if cluster is None:
        return str(asked.database_url), str(asked.keystore_url)
    for name in ("cases", "keystore"):
        _make_database(cluster.url(), name)
    return cluster.url("cases"), asked.keystore_url or cluster.url("keystore")


def chosen(asked: Asked, database_url: str, keystore_url: str) -> Settings:
    """The service's settings, for trying it out on this machine."""
    return mistakes.settings(
        Settings,
        database_url=database_url,
        keystore_url=keystore_url,
        keyring=asked.folder / "keyring",
        files=asked.folder / "files",
        environment="development",
        development_key=VAR.absolute() / "development.key",
        witnesses=asked.folder / "witnesses",
        mailboxes=frozenset(ORGANISATIONS),
    )


def load_demo(settings: Settings, codes: Codes) -> None:
    """The demo cases of every organisation, unless they are there."""
    with organisations.opened(settings, codes) as served:
        for organisation in served.values():
            load(organisation)


def make_key(settings: Settings) -> Path:
    """The key that tokens are signed with; made unless it is there.

    The API does not start without it.
    """
    assert settings.development_key
    make_development_key(settings.development_key)
    return settings.development_key


def write_tokens(settings: Settings, codes: Codes, folder: Path) -> Tokens:
    """A token for each role, as `<folder>/<organisation>/<role>`."""
    key = make_key(settings)
    served = (each for each in organisations.present(settings) if each in codes)
    tokens = {
        each: development_tokens(key, each, offices(codes[each])) for each in served
    }
    for organisation, by_role in tokens.items():
        place = folder / organisation
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        for role, token in by_role.items():
            file = place / role
            file.touch(mode=0o600)
            file.write_text(token, "ascii")
    return tokens


def write_environment(settings: Settings, cluster: Cluster | None, file: Path) -> None:
    """What the `cases` command needs to know of this service, for `source`."""
    ours = {OURS: cluster.url().partition("?")[2]} if cluster else {}
    known = told(settings) | ours
    lines = (f"export {name}={quote(value)}\n" for name, value in known.items())
    file.touch(mode=0o600)
    file.write_text("".join(lines), "utf-8")


def told(settings: Settings) -> dict[str, str]:
    """The settings that we chose, as a process reads them."""
    paths = {
        "CASES_WITNESSES": settings.witnesses,
        "CASES_EDITIONS": settings.editions,
        "CASES_FILES": settings.files,
    }
    return {name: str(path.absolute()) for name, path in paths.items() if path} | {
        "CASES_DATABASE_URL": settings.database_url,
        "CASES_KEYSTORE_URL": settings.keystore_url,
        "CASES_KEYRING": str(settings.keyring),
        "CASES_ENVIRONMENT": settings.environment,
        "CASES_DEVELOPMENT_KEY": str(settings.development_key),
        "CASES_REQUESTS_A_MINUTE": str(settings.requests_a_minute),
        "CASES_MAILBOXES": ",".join(sorted(settings.mailboxes)),
    }


def _make_database(url: str, name: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", (name,)
        ).fetchone()
        if not found:
            connection.execute(
                sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
            )
