"""What must be there before the service starts: schemas, keys, demo data, tokens."""

from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from api import organisations
from api.demo.load import load
from api.development import development_tokens, make_development_key
from api.organisations import known_codes, offices
from api.running.asked import Asked
from api.running.postgres import Cluster
from api.running.processes import told
from api.settings import Settings
from cases.actors import Role

ORGANISATIONS: Final = ("ima", "ims", "iom")
SHOWN: Final = "ima"
"""The organisation whose tokens are printed; all are in files."""


def addresses(asked: Asked, cluster: Cluster | None) -> tuple[str, str]:
    """Where the log is and where the keys are; made, when the server is ours."""
    if cluster is None:
        return str(asked.database_url), str(asked.keystore_url)
    for name in ("cases", "keystore"):
        _make_database(cluster.url(), name)
    return cluster.url("cases"), asked.keystore_url or cluster.url("keystore")


def add_organisations(settings: Settings) -> None:
    """Everything of every organisation, made or brought up to date."""
    for name in ORGANISATIONS:
        organisations.add(settings, name)


def load_demo(settings: Settings) -> None:
    """The demo cases of every organisation, unless they are there."""
    with organisations.opened(settings) as served:
        for organisation in served.values():
            load(organisation)


def write_tokens(settings: Settings, folder: Path) -> dict[Role, str]:
    """A token for each role, as `<folder>/<organisation>/<role>`; gives SHOWN's."""
    key = settings.development_key
    if key is None:
        return {}
    make_development_key(key)
    known = known_codes(settings.editions)
    tokens = {
        each: development_tokens(key, each, offices(known[each]))
        for each in ORGANISATIONS
        if each in known
    }
    for organisation, by_role in tokens.items():
        place = folder / organisation
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        for role, token in by_role.items():
            file = place / role
            file.touch(mode=0o600)
            file.write_text(token, "ascii")
    return tokens[SHOWN]


def write_environment(settings: Settings, file: Path) -> None:
    """What the `cases` command needs to know of this service, for `source`."""
    lines = (f"export {name}='{value}'\n" for name, value in told(settings).items())
    file.touch(mode=0o600)
    file.write_text("".join(lines), "utf-8")


def _make_database(url: str, name: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", (name,)
        ).fetchone()
        if not found:
            connection.execute(
                sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
            )
