"""Rows and stage changes of the ledger as Arrow columns, read through Django's connection in chunks.

Only asked columns are read, past Django's converters, which cost a Python call for each cell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa
from django.db import connection, models
from django.db.models import F, Func

from yihe.ledger.entries import Record
from yihe.ledger.journal import StageChange
from yihe.ledger.places import Place

from .relation import arrow_type, columns_of

_CHUNK = 20_000  # rows held as Python objects at a time
_CONVERTED = (models.DateField, models.BooleanField)
_CHANGE_TYPES = [("id", pa.int64()), ("stage", pa.string()), ("day", pa.date32())]


def read_rows(
    kind: type[Record], names: Collection[str], as_of: datetime | None, ids: Sequence[int] | None = None
) -> pa.Table:
    """Columns of a kind's rows as known at a moment (None: now); with `ids` those rows alone."""
    fields = {name: field for name, field in columns_of(kind).items() if name in names}
    query = _rows_known_at(kind, as_of) if as_of else kind.objects.present().order_by()
    if ids is not None:
        query = query.filter(pk__in=ids)
    return _fetch(query, list(fields.values()), [(name, arrow_type(field)) for name, field in fields.items()])


def read_changes(kind: type[Record], as_of: datetime | None, ids: Sequence[int] | None = None) -> pa.Table:
    """Stage changes that held at a moment (None: now): ``id``, ``stage``, ``day``."""
    changes = StageChange.objects.filter(kind=kind.kind(), withdrawn=False).order_by()
    if as_of is None:
        changes = changes.filter(superseded_at__isnull=True)
    else:
        still_held = models.Q(superseded_at__isnull=True) | models.Q(superseded_at__gt=as_of)
        changes = changes.filter(still_held, recorded_at__lte=as_of)
    if ids is not None:
        changes = changes.filter(record_id__in=ids)
    meta = StageChange._meta
    fields = [meta.get_field(name) for name in ("record_id", "stage", "business_date")]
    return _fetch(changes, fields, _CHANGE_TYPES)


def read_places() -> pa.Table:
    """Every place: ``place_id``, ``place_code``."""
    fields = [Place._meta.get_field(name) for name in ("id", "code")]
    return _fetch(Place.objects.order_by(), fields, [("place_id", pa.int64()), ("place_code", pa.string())])


def _rows_known_at(kind: type[Record], as_of: datetime) -> models.QuerySet[Any]:
    """The latest history row of each record at a moment, without those deleted by then."""
    history = kind.history.model.objects.order_by()
    latest = (
        history.filter(history_date__lte=as_of).values("id").annotate(newest=models.Max("history_id")).values("newest")
    )
    return history.filter(history_id__in=latest, deleted_at__isnull=True).exclude(history_type="-")


def _fetch(query: models.QuerySet[Any], fields: Sequence[Any], types: Sequence[tuple[str, pa.DataType]]) -> pa.Table:
    plain = [_unconverted(field) for field in fields]
    sql, params = query.values_list(*plain).query.sql_with_params()
    chunks = [_table(rows, types) for rows in _chunks(sql, params)]
    return pa.concat_tables(chunks) if chunks else _table([], types)


def _unconverted(field: models.Field[Any, Any]) -> Any:
    """A column as SQLite stores it: its driver converts by declared type, which an expression has none of."""
    if connection.vendor == "sqlite" and isinstance(field, _CONVERTED):
        return Func(F(field.attname), template="+%(expressions)s", output_field=models.TextField())
    return field.attname


def _chunks(sql: str, params: Any) -> Iterator[list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(_CHUNK):
            yield rows


def _table(rows: list[tuple[Any, ...]], types: Sequence[tuple[str, pa.DataType]]) -> pa.Table:
    # zip(*rows) would walk as many iterators at once as there are rows, which takes longer than reading them.
    columns = ([row[n] for row in rows] for n in range(len(types)))
    return pa.table({name: _array(values, kind) for (name, kind), values in zip(types, columns, strict=True)})


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """SQLite gives decimals as floats or integers, dates as text and booleans as 0/1; PostgreSQL the real thing."""
    if pa.types.is_string(kind):
        return _texts(values)
    if pa.types.is_decimal(kind):
        return _decimals(values, kind)
    return pa.array(values).cast(kind)


def _texts(values: Sequence[Any]) -> pa.Array:
    try:
        return pa.array(values, pa.string())
    except (pa.ArrowTypeError, pa.ArrowInvalid):
        return pa.array([None if v is None else str(v) for v in values], pa.string())


def _decimals(values: Sequence[Any], kind: pa.Decimal128Type) -> pa.Array:
    if any(isinstance(v, float | int) for v in values):
        return pa.array([None if v is None else float(v) for v in values], pa.float64()).cast(kind)
    return pa.array(values, kind)
