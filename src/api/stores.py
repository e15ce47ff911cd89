"""Where anything about some texts is: counted in every table of both databases.

In the log's database only `sealed` holds texts, in the keystore only `item_key` their
keys; all other tables may name a text by its id. A table that is added is looked
through as well, whatever its columns are called.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from psycopg import sql

from cases.database import Pool
from cases.events.disposal import FILES, HOLDING, StoreHolds
from cases.files.store import FileStore
from projections.query import Db

IDS: Final = """
    SELECT table_name, column_name, udt_name
      FROM information_schema.columns
     WHERE table_schema = current_schema()
       AND udt_name IN ('uuid', '_uuid')
     ORDER BY table_name, column_name
"""
"""Columns that can name a text, of the tables that whoever asks may read."""

ONE: Final = "{} = ANY (%(items)s::uuid[])"
SEVERAL: Final = "{} && %(items)s::uuid[]"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of all texts that have one, without a secret."""

    count: int
    digest: str
    """SHA-256 of their items' ids, 16 bytes each, in order; lower-case hexadecimal."""


@dataclass(frozen=True)
class Stores:
    """Both databases of an organisation, as roles that may read them, and its files."""

    log: Pool
    keystore: Pool
    files: FileStore | None = None

    def about(self, items: Sequence[UUID]) -> tuple[StoreHolds, ...]:
        """The tables with rows about these texts; those that hold them always."""
        found = [*_in("log", self.log, items), *_in("keystore", self.keystore, items)]
        if self.files is not None:
            lying = len(self.files.there(items))
            found.append(StoreHolds(store=FILES, rows=lying))
        return tuple(one for one in found if one.rows or one.store in HOLDING)

    def keys(self) -> Keys:
        """What is in the keystore."""
        with self.keystore.connection() as db:
            ((count, digest),) = db.execute(
                """
                SELECT count(*),
                       encode(sha256(coalesce(
                           string_agg(uuid_send(item), ''::bytea ORDER BY item),
                           ''::bytea)), 'hex')
                  FROM item_key
                """
            ).fetchall()
        return Keys(count, digest)


def _in(name: str, pool: Pool, items: Sequence[UUID]) -> Iterator[StoreHolds]:
    with pool.connection() as db:
        columns: dict[str, list[sql.Composable]] = {}
        for table, column, kind in db.execute(IDS):
            there = sql.Identifier(column)
            form = SEVERAL if kind == "_uuid" else ONE
            columns.setdefault(table, []).append(sql.SQL(form).format(there))
        for table, named in columns.items():
            rows = _rows(db, table, named, items)
            yield StoreHolds(store=f"{name}.{table}", rows=rows)


def _rows(
    db: Db, table: str, named: Sequence[sql.Composable], items: Sequence[UUID]
) -> int:
    query = sql.SQL("SELECT count(*) FROM {} WHERE {}")
    asked = query.format(sql.Identifier(table), sql.SQL(" OR ").join(named))
    ((rows,),) = db.execute(asked, {"items": list(items)}).fetchall()
    return int(rows)
