"""Grow the sample ledger to any size: seeded copies of its records, with history and stage changes, by bulk SQL.

Copies go into the real tables with all their columns. Days are moved, quantities scaled and
subdistricts dealt out anew by the seed, so that no two copies give the same figures.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

from yihe.indicators.observations import Observation
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, QuantityField
from yihe.ledger.journal import StageChange
from yihe.ledger.kinds import record_kinds
from yihe.ledger.places import Place

_STRIDE = 10_000_000  # between the keys of copies
_SHARES = "%"  # quantities that must stay below a hundred are not scaled


def grow(records: int, seed: int) -> int:
    """Add copies until the ledger holds so many records; how many it holds then.

    Only for a ledger of its own on SQLite: indexes are dropped and made again, safety is switched off.
    """
    kinds = [kind for kind in record_kinds().values() if kind is not Observation]
    base = {kind: kind.objects.count() for kind in kinds}
    missing = records - sum(kind.objects.count() for kind in record_kinds().values())
    copies = -(-missing // sum(base.values()))
    with _bulk(), connection.cursor() as cursor:
        _deal(cursor, copies, random.Random(seed))
        for kind in kinds:
            missing -= _add(cursor, kind, min(missing, base[kind] * copies))
    return records - missing


def _deal(cursor: Any, copies: int, chance: random.Random) -> None:
    """How each copy differs from the sample, and the stage changes that are copied."""
    cursor.execute("CREATE TEMP TABLE copies (shift INTEGER, number INTEGER, days TEXT, factor REAL, turn INTEGER)")
    rows = [
        (
            n * _STRIDE,
            n,
            f"{chance.randrange(-300, 200):+d} days",
            round(chance.uniform(0.6, 1.4), 3),
            chance.randrange(12),
        )
        for n in range(1, copies + 1)
    ]
    cursor.executemany("INSERT INTO copies VALUES (%s, %s, %s, %s, %s)", rows)
    cursor.execute(f"CREATE TEMP TABLE sample_changes AS SELECT * FROM {_quoted(StageChange)}")
    cursor.execute("CREATE INDEX temp.by_kind ON sample_changes (kind)")


@contextmanager
def _bulk() -> Iterator[None]:
    """Without indexes and without waiting for the disk; indexes are back at the end."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=OFF")
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        indexes = [(n, sql) for n, sql in cursor.fetchall() if "programmes_" in sql or "ledger_stagechange" in sql]
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, sql in indexes:
            cursor.execute(sql)
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")


def _add(cursor: Any, kind: type[Record], most: int) -> int:
    """Copies of a kind's sample rows with stage changes and history; how many rows."""
    table, fields = _quoted(kind), kind._meta.concrete_fields
    columns = ", ".join(f'"{f.column}"' for f in fields)
    values = ", ".join(_value(f) for f in fields)
    cursor.execute(
        f"INSERT INTO {table} ({columns}) SELECT {values} FROM copies c CROSS JOIN {table} r "
        f"WHERE r.id < {_STRIDE} ORDER BY c.number, r.id LIMIT {most}"
    )
    added = int(cursor.rowcount)
    cursor.execute(_CHANGES.format(table=_quoted(StageChange), of=table, kind=kind.kind()))
    history = kind.history.model  # type: ignore[attr-defined]
    kept = {f.column for f in history._meta.fields}
    shared = ", ".join(f'"{f.column}"' for f in fields if f.column in kept)
    cursor.execute(
        f"INSERT INTO {_quoted(history)} ({shared}, history_date, history_type) "
        f"SELECT {shared}, recorded_at, '+' FROM {table} WHERE id >= {_STRIDE} ORDER BY id"
    )
    return added


_CHANGES = """
INSERT INTO {table}
    (kind, record_id, stage, business_date, recorded_at, superseded_at, withdrawn, reason, actor_id, load_id)
SELECT s.kind, s.record_id + c.shift, s.stage, date(s.business_date, c.days), s.recorded_at, s.superseded_at,
       s.withdrawn, s.reason, s.actor_id, s.load_id
FROM copies c CROSS JOIN sample_changes s
WHERE s.kind = '{kind}' AND EXISTS (SELECT 1 FROM {of} r WHERE r.id = s.record_id + c.shift)
"""


def _value(field: models.Field[Any, Any]) -> str:
    """SQL of a copied column."""
    column = f'r."{field.column}"'
    if field.primary_key:
        return f"{column} + c.shift"
    if field.name == "code":
        return f"{column} || '-' || c.number"
    if field.name == "place":
        return _place(column)
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return f"date({column}, c.days)"
    if isinstance(field, CountField | QuantityField) and field.unit != _SHARES:
        places = field.decimal_places if isinstance(field, QuantityField) else 0
        scaled = f"round({column} * c.factor, {places})"
        return scaled if places else f"CAST({scaled} AS INTEGER)"
    return column


def _place(column: str) -> str:
    """Another subdistrict for every third row that lies in one."""
    streets = list(Place.objects.filter(level="subdistrict").order_by("code").values_list("pk", flat=True))
    if not streets:
        return column
    cases = " ".join(f"WHEN {n} THEN {pk}" for n, pk in enumerate(streets))
    dealt = f"CASE (r.id + c.turn) % {len(streets)} {cases} END"
    inside = ", ".join(map(str, streets))
    return f"CASE WHEN {column} IN ({inside}) AND r.id % 3 = c.turn % 3 THEN {dealt} ELSE {column} END"


def _quoted(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
