"""The ledger as columns: each kind's rows as known at a moment, held in DuckDB and re-read only when the ledger changed.

DuckDB brings a SQLite of its own. Two SQLite libraries in one process drop each other's file locks
(https://sqlite.org/howtocorrupt.html, section 2.2), so DuckDB never opens the ledger's file: rows
are read through Django's connection and handed over as Arrow columns. PostgreSQL takes the same way.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from django.db import connection, models

from yihe.ledger.entries import Record
from yihe.ledger.journal import StageChange
from yihe.ledger.places import Place

_KEPT_MOMENTS = 4  # how many different as-of states of one kind stay in memory
_ARROW: list[tuple[type[models.Field[Any, Any]], pa.DataType]] = [
    (models.BooleanField, pa.bool_()),
    (models.DateTimeField, pa.string()),
    (models.DateField, pa.date32()),
    (models.FloatField, pa.float64()),
    (models.IntegerField, pa.int64()),
    (models.CharField, pa.string()),
    (models.TextField, pa.string()),
    (models.ForeignKey, pa.int64()),
]
_NOT_COLUMNS = {"geometry", "load", "source_file", "source_sheet", "source_row", "recorded_at", "deleted_at", "deleted_reason", "remark", "version"}


@dataclass(frozen=True)
class _Held:
    """A relation in DuckDB and the state of the ledger it was read from."""

    table: ir.Table
    state: tuple[Any, ...]


class ColumnStore:
    """Relations of record kinds for :mod:`yihe.indicators.engine`.

    A relation has the kind's own and shared columns, ``place_code``, and for each stage
    ``entered_<stage>`` (latest entry) and ``at_<stage>`` (first day on which the stage or a later
    one on the main line was reached). Not safe for several threads at once: callers hold `lock`.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._con = ibis.duckdb.connect()
        self._con.raw_sql("SET threads TO 2")
        self._held: OrderedDict[tuple[str, datetime | None], _Held] = OrderedDict()

    def relation(self, kind: type[Record], as_of: datetime | None) -> ir.Table:
        """The kind's rows as known at `as_of`, None for now."""
        key = (kind.kind(), as_of)
        state = _state(kind)
        held = self._held.get(key)
        if held is None or held.state != state:
            held = _Held(self._read(kind, as_of), state)
            self._held[key] = held
        self._held.move_to_end(key)
        self._forget_old_moments()
        return held.table

    def places(self, codes: Sequence[str]) -> ir.Table:
        """A small relation of the asked places: ``bucket`` and ``prefix``."""
        from yihe.ledger.places import prefix_of

        return ibis.memtable(pa.table({"bucket": list(codes), "prefix": [prefix_of(c) for c in codes]}))

    def run(self, expression: ir.Expr) -> list[dict[str, Any]]:
        """Rows of an expression as dictionaries."""
        return self._con.to_pyarrow(expression).to_pylist()

    def _forget_old_moments(self) -> None:
        moments = [key for key in self._held if key[1] is not None]
        for key in moments[: max(0, len(moments) - _KEPT_MOMENTS * 8)]:
            self._con.drop_table(_table_name(*key), force=True)
            del self._held[key]

    def _read(self, kind: type[Record], as_of: datetime | None) -> ir.Table:
        name = _table_name(kind.kind(), as_of)
        rows = self._con.create_table(f"{name}_rows", _read_rows(kind, as_of), overwrite=True)
        changes = self._con.create_table(f"{name}_changes", _read_changes(kind, as_of), overwrite=True)
        places = self._con.create_table("places", _read_places(), overwrite=True)
        joined = rows.left_join(places, "place_id").drop("place_id_right") if "place_id" in rows.columns else rows
        full = joined.left_join(_stage_days(changes, kind), "id")
        full = full.drop(*[c for c in full.columns if c.endswith("_right")])
        table = self._con.create_table(name, full, overwrite=True)
        self._con.drop_table(f"{name}_rows")
        self._con.drop_table(f"{name}_changes")
        return table


def _table_name(kind: str, as_of: datetime | None) -> str:
    return f"{kind}_{as_of.timestamp():.6f}".replace(".", "_").replace("-", "m") if as_of else f"{kind}_now"


def _state(kind: type[Record]) -> tuple[Any, ...]:
    """What changes whenever a kind's rows or stages do: the newest history and stage-change numbers."""
    history = kind.history.model.objects.order_by("-history_id").values_list("history_id", flat=True)
    changes = StageChange.objects.filter(kind=kind.kind()).order_by("-pk").values_list("pk", flat=True)
    return (history.first(), changes.first(), _places_state(), id(connection.settings_dict), connection.settings_dict["NAME"])


def _places_state() -> Any:
    return Place.history.model.objects.order_by("-history_id").values_list("history_id", flat=True).first()


def _columns(kind: type[Record]) -> list[models.Field[Any, Any]]:
    return [f for f in kind._meta.fields if f.name not in _NOT_COLUMNS and not isinstance(f, models.BinaryField)]


def _read_rows(kind: type[Record], as_of: datetime | None) -> pa.Table:
    fields = _columns(kind)
    query = _rows_known_at(kind, as_of) if as_of else kind.objects.present()
    return _fetch(query.values_list(*(f.attname for f in fields)), [(f.attname, _arrow_type(f)) for f in fields])


def _rows_known_at(kind: type[Record], as_of: datetime) -> models.QuerySet[Any]:
    """The latest history row of each record at a moment, without those deleted by then."""
    history = kind.history.model.objects.order_by()
    latest = (
        history.filter(history_date__lte=as_of)
        .values("id")
        .annotate(newest=models.Max("history_id"))
        .values("newest")
    )
    return history.filter(history_id__in=latest, deleted_at__isnull=True).exclude(history_type="-")


def _read_changes(kind: type[Record], as_of: datetime | None) -> pa.Table:
    changes = StageChange.objects.filter(kind=kind.kind(), withdrawn=False).order_by()
    if as_of is None:
        changes = changes.filter(superseded_at__isnull=True)
    else:
        still_held = models.Q(superseded_at__isnull=True) | models.Q(superseded_at__gt=as_of)
        changes = changes.filter(still_held, recorded_at__lte=as_of)
    types = [("id", pa.int64()), ("change_stage", pa.string()), ("day", pa.date32())]
    return _fetch(changes.values_list("record_id", "stage", "business_date"), types)


def _read_places() -> pa.Table:
    return _fetch(Place.objects.values_list("pk", "code"), [("place_id", pa.int64()), ("place_code", pa.string())])


def _stage_days(changes: ir.Table, kind: type[Record]) -> ir.Table:
    """One row a record: the day of entering each stage and of having reached it."""
    days: dict[str, ir.Value] = {}
    for name in kind.stages.names:
        days[f"entered_{name}"] = changes.day.max(where=changes.change_stage == name)
        days[f"at_{name}"] = changes.day.min(where=changes.change_stage.isin(kind.stages.reached_by(name)))
    return changes.group_by("id").aggregate(**days)


def _arrow_type(field: models.Field[Any, Any]) -> pa.DataType:
    if isinstance(field, models.DecimalField):
        return pa.decimal128(28, field.decimal_places)
    if isinstance(field, models.AutoField):
        return pa.int64()
    return next((arrow for django, arrow in _ARROW if isinstance(field, django)), pa.string())


def _fetch(query: models.QuerySet[Any], types: Sequence[tuple[str, pa.DataType]]) -> pa.Table:
    """Rows of a query as Arrow columns, past Django's per-cell converters (ten times faster)."""
    sql, params = query.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(types)
    return pa.table({name: _array(values, kind) for (name, kind), values in zip(types, columns, strict=True)})


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """SQLite gives decimals as floats or integers, dates as text and booleans as 0/1; PostgreSQL the real thing."""
    if pa.types.is_string(kind):
        return pa.array([None if v is None else str(v) for v in values], kind)
    if pa.types.is_decimal(kind):
        return _decimals(values, kind)
    return pa.array(values).cast(kind) if any(v is not None for v in values) else pa.nulls(len(values), kind)


def _decimals(values: Sequence[Any], kind: pa.Decimal128Type) -> pa.Array:
    if any(isinstance(v, float | int) for v in values):
        return pa.array([None if v is None else float(v) for v in values], pa.float64()).cast(kind)
    return pa.array(values, kind)
