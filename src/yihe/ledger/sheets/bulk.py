"""Write many rows of one table with one prepared statement; Django's bulk_create builds SQL cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Prepared = tuple[Any, ...]
_REMEMBERED = 10_000
"""Prepared values kept for one column."""


class TableWriter:
    """Inserts or updates rows of some columns of one table.

    Values pass through the preparation that Django itself applies on saving, so that both databases
    store them as Django would; signals, defaults and `pre_save` do not run.

    Parameters
    ----------
    model
        Whose table it is.
    names
        Attribute names of the columns (``place_id``, not ``place``).
    """

    def __init__(self, model: type[models.Model], names: Sequence[str]) -> None:
        by_name: dict[str, Any] = {f.attname: f for f in model._meta.concrete_fields}
        fields = [by_name[name] for name in names]
        self._columns = [connection.ops.quote_name(f.column) for f in fields]
        self._prepare = [_preparation(f) for f in fields]
        self._table = connection.ops.quote_name(model._meta.db_table)

    def prepared(self, values: Iterable[Any]) -> Prepared:
        """Values, one for each column, as the database takes them."""
        return tuple([prepare(value) for prepare, value in zip(self._prepare, values, strict=True)])

    def insert(self, rows: Iterable[Prepared]) -> None:
        """Add prepared rows."""
        marks = ", ".join(["%s"] * len(self._columns))
        self._execute(f"INSERT INTO {self._table} ({', '.join(self._columns)}) VALUES ({marks})", rows)

    def update(self, rows: Iterable[Prepared]) -> None:
        """Overwrite rows; the first column is the key by which each is found."""
        key, *rest = self._columns
        assigned = ", ".join(f"{column} = %s" for column in rest)
        rows = ((*row[1:], row[0]) for row in rows)
        self._execute(f"UPDATE {self._table} SET {assigned} WHERE {key} = %s", rows)

    def _execute(self, sql: str, rows: Iterable[Prepared]) -> None:
        with connection.cursor() as cursor:
            # Django hands rows on one by one; its stubs ask for a sequence.
            cursor.executemany(sql, rows)  # type: ignore[arg-type]


def _preparation(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """How a field's values are prepared; most columns repeat themselves, so each value is prepared once."""
    save, database = field.get_db_prep_save, connections[DEFAULT_DB_ALIAS]
    if isinstance(field, models.BinaryField):
        return lambda value: save(value, database)
    known: dict[Any, Any] = {}

    def remembered(value: Any) -> Any:
        if value in known:
            return known[value]
        if len(known) > _REMEMBERED:
            known.clear()
        known[value] = result = save(value, database)
        return result

    return remembered


def allot_ids(model: type[models.Model], count: int) -> list[int]:
    """Primary keys for rows about to be inserted; the caller holds the transaction that inserts them.

    On SQLite that transaction holds the one write lock, so nobody else can take the same numbers.
    """
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
    return list(range(last + 1, last + 1 + count))
