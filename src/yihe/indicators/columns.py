"""The ledger as columns: each kind's rows as known at a moment, in DuckDB, read anew only when the ledger changed.

DuckDB brings a SQLite of its own. Two SQLite libraries in one process drop each other's file locks
(https://sqlite.org/howtocorrupt.html, section 2.2), so DuckDB never opens the ledger's file: rows
are read through Django's connection and handed over as Arrow columns. PostgreSQL takes the same way.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from django.db import connection, models

from yihe.ledger.entries import Record
from yihe.ledger.journal import StageChange
from yihe.ledger.kinds import entry_kinds
from yihe.ledger.places import Place, prefix_of

_DATABASE = "database"
_KEPT_QUESTIONS = 2000  # compiled queries; one takes a few kilobytes
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
_NOT_COLUMNS = {
    "geometry",
    "load",
    "source_file",
    "source_sheet",
    "source_row",
    "recorded_at",
    "deleted_at",
    "deleted_reason",
    "remark",
    "version",
}


@dataclass(frozen=True)
class _Held:
    """A kind's rows and stage changes in DuckDB, and the state of the ledger they were read from."""

    rows: ir.Table
    changes: ir.Table
    state: tuple[Any, ...]


class ColumnStore:
    """Relations of record kinds for :mod:`yihe.indicators.engine`.

    A relation has the kind's own and shared columns, ``place_code``, ``standing`` (the stage at the
    end of the asked span) and for each stage ``at_<stage>`` (first day on which it or a later one on
    the main line was reached). Not safe for several threads at once: callers hold `lock`.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._con = ibis.duckdb.connect()
        self._con.raw_sql("SET threads TO 2")
        self._held: OrderedDict[tuple[str, datetime | None], _Held] = OrderedDict()
        self._compiled: OrderedDict[Hashable, str] = OrderedDict()
        self._states: dict[str, Any] = {}
        self._known_places: tuple[Any, pa.Table] | None = None

    def refresh(self) -> None:
        """Look once what has changed in the ledger; call at the start of an evaluation."""
        self._states = _states()

    def ask(
        self, question: Hashable, places: Sequence[str], build: Callable[[ir.Table], ir.Expr]
    ) -> list[dict[str, Any]]:
        """Rows of an expression over the asked places, compiled once for equal questions.

        Parameters
        ----------
        question
            Names everything `build` depends on but the places and the ledger's state.
        places
            Codes; `build` gets them as a relation of ``bucket`` and ``prefix``.
        """
        asked = self._con.create_table("asked", _asked(places), overwrite=True)
        if question not in self._compiled:
            self._compiled[question] = self._con.compile(build(asked))
        self._compiled.move_to_end(question)
        if len(self._compiled) > _KEPT_QUESTIONS:
            self._compiled.popitem(last=False)
        return self._con.raw_sql(self._compiled[question]).to_arrow_table().to_pylist()  # type: ignore[no-any-return]

    def relation(self, kind: type[Record], as_of: datetime | None, end: date | None) -> ir.Table:
        """The kind's rows as known at `as_of` (None: now), standing as on the day `end` (None: now)."""
        held = self.hold(kind, as_of)
        if end is None or not len(kind.stages):
            return held.rows.mutate(standing=held.rows.stage)
        until = held.changes.filter(held.changes.day <= ibis.literal(end))
        standing = until.group_by("id").aggregate(standing=until.change_stage.argmax(until.sequence))
        joined = held.rows.left_join(standing, "id")
        return joined.drop("id_right") if "id_right" in joined.columns else joined

    def hold(self, kind: type[Record], as_of: datetime | None) -> _Held:
        key = (kind.kind(), as_of)
        state = (self._states.get(kind.kind()), self._states.get(Place.kind()), self._states.get(_DATABASE))
        held = self._held.get(key)
        if held is None or held.state != state:
            held = _Held(*self._read(kind, as_of), state)
            self._held[key] = held
        self._held.move_to_end(key)
        self._forget_old_moments()
        return held

    def _forget_old_moments(self) -> None:
        moments = [key for key in self._held if key[1] is not None]
        for key in moments[: max(0, len(moments) - _KEPT_MOMENTS * 8)]:
            for part in ("", "_changes"):
                self._con.drop_table(_table_name(*key) + part, force=True)
            del self._held[key]

    def _read(self, kind: type[Record], as_of: datetime | None) -> tuple[ir.Table, ir.Table]:
        # Plain SQL here: creating tables through Ibis costs ten times as much as filling them.
        name = _table_name(kind.kind(), as_of)
        duckdb = self._con.con
        duckdb.register("incoming_rows", _read_rows(kind, as_of))
        duckdb.register("incoming_changes", _read_changes(kind, as_of))
        duckdb.register("incoming_places", self._places())
        duckdb.execute(f'CREATE OR REPLACE TABLE "{name}_changes" AS FROM incoming_changes')
        duckdb.execute(_JOINED.format(name=name, days=_stage_days(kind)))
        return self._con.table(name), self._con.table(f"{name}_changes")

    def _places(self) -> pa.Table:
        state = (self._states.get(Place.kind()), self._states.get(_DATABASE))
        if self._known_places is None or self._known_places[0] != state:
            self._known_places = (state, _read_places())
        return self._known_places[1]


_JOINED = """
CREATE OR REPLACE TABLE "{name}" AS
SELECT r.*, p.place_code{days[0]}
FROM incoming_rows r
LEFT JOIN incoming_places p USING (place_id)
{days[1]}
"""


def _table_name(kind: str, as_of: datetime | None) -> str:
    return f"{kind}_{as_of.timestamp():.6f}".replace(".", "_").replace("-", "m") if as_of else f"{kind}_now"


def _states() -> dict[str, Any]:
    """The newest history number of every kind, by one query; every write of an entry or its stages moves it.

    The database is part of it, for tests that change databases within one process.
    """
    kinds = entry_kinds()
    tables = {slug: connection.ops.quote_name(kind.history.model._meta.db_table) for slug, kind in kinds.items()}
    newest = " UNION ALL ".join(
        f"SELECT '{slug}', (SELECT MAX(history_id) FROM {table})" for slug, table in tables.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(newest)
        return dict(cursor.fetchall()) | {_DATABASE: connection.settings_dict["NAME"]}


def _asked(codes: Sequence[str]) -> pa.Table:
    return pa.table({"bucket": list(codes), "prefix": [prefix_of(c) for c in codes]})


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
        history.filter(history_date__lte=as_of).values("id").annotate(newest=models.Max("history_id")).values("newest")
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
    read = _fetch(changes.values_list("record_id", "stage", "business_date"), types)
    return read.append_column("sequence", _sequence(read, kind))


def _sequence(changes: pa.Table, kind: type[Record]) -> pa.Array:
    """Order of changes: by day, and on one day by the order of the stages."""
    order = {name: n for n, name in enumerate(kind.stages.names)}
    days = changes["day"].cast(pa.int32()).to_pylist()
    stages = changes["change_stage"].to_pylist()
    return pa.array([day * 1000 + order.get(stage, 0) for day, stage in zip(days, stages, strict=True)], pa.int64())


def _read_places() -> pa.Table:
    return _fetch(Place.objects.values_list("pk", "code"), [("place_id", pa.int64()), ("place_code", pa.string())])


def _stage_days(kind: type[Record]) -> tuple[str, str]:
    """SQL for the day of having reached each stage: the columns, and the join they come from."""
    if not len(kind.stages):
        return "", ""
    columns = ", ".join(f'd."at_{name}"' for name in kind.stages.names)
    days = ", ".join(_first_day(name, kind.stages.reached_by(name)) for name in kind.stages.names)
    return f", {columns}", f"LEFT JOIN (SELECT id, {days} FROM incoming_changes GROUP BY id) d USING (id)"


def _first_day(name: str, reached_by: Sequence[str]) -> str:
    stages = ", ".join(f"'{stage}'" for stage in reached_by)
    return f'min(day) FILTER (change_stage IN ({stages})) AS "at_{name}"'


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
