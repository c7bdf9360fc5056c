"""A record kind as a relation: which columns it has, of which types, before any row is read."""

from __future__ import annotations

from functools import cache
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from django.db import models
from ibis.expr.schema import Schema

from yihe.ledger.entries import Record

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
ALWAYS = ("id", "place_id", "stage")
"""Columns that every answer may need."""

NAME = "asked_rows"
"""What compiled queries call the relation; :class:`yihe.indicators.columns.ColumnStore` binds it to rows."""


def columns_of(kind: type[Record]) -> dict[str, models.Field[Any, Any]]:
    """The fields of a kind that indicators may use, by column name."""
    fields = (f for f in kind._meta.fields if f.name not in _NOT_COLUMNS and not isinstance(f, models.BinaryField))
    return {f.attname: f for f in fields}


def arrow_type(field: models.Field[Any, Any]) -> pa.DataType:
    """The Arrow type in which a field's values are held."""
    if isinstance(field, models.DecimalField):
        return pa.decimal128(28, field.decimal_places)
    if isinstance(field, models.AutoField):
        return pa.int64()
    return next((arrow for django, arrow in _ARROW if isinstance(field, django)), pa.string())


@cache
def relation_of(kind: type[Record]) -> ir.Table:
    """The kind's rows once for each asked place that holds them, as an unbound table.

    Beside the kind's own and shared columns: ``bucket`` (the asked place), ``place_code`` (the row's
    own), ``standing`` (the stage at the end of the asked span) and for each stage ``at_<stage>``, the
    first day on which it or a later one on the main line was reached.
    """
    types = {name: arrow_type(field) for name, field in columns_of(kind).items()}
    types |= dict.fromkeys(("bucket", "place_code", "standing"), pa.string())
    types |= {f"at_{name}": pa.date32() for name in kind.stages.names}
    return ibis.table(Schema.from_pyarrow(pa.schema(list(types.items()))), name=NAME)
