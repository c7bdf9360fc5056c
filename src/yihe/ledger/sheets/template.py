"""Workbooks for clerks to fill: the columns of an export, one example row, and a sheet that explains them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from ..entries import Entry, Record
from .naming import Naming
from .outgoing import Cell, OutColumn, out_columns, title_of
from .reserved import RULES_SHEET
from .rules_sheet import RulesSheet
from .specs import STAGE_DAY
from .workbook_out import OutBook, OutSheet

_EXAMPLE_DAY = date(2022, 3, 1)
_EXAMPLE_NUMBERS = {"lon": 121.3925, "lat": 37.5358}
_EXAMPLE_YEAR, _YEAR_WORDS = 2022, ("年度", "年份")


def write_template(kinds: Sequence[type[Entry]], path: str | Path) -> None:
    """Write a workbook with an empty table for each kind.

    The example row is marked in its first cell and never loaded; neither is the sheet of rules.
    """
    naming = Naming(settings.YIHE_PLACE)
    out = OutBook(Path(path), naming)
    tables = [(kind, out_columns(kind, naming)) for kind in kinds]
    for kind, columns in tables:
        sheet = OutSheet(out, title_of(kind), f"{title_of(kind)}台账", columns, numbered=True)
        sheet.write_example(example_row(kind, columns, naming))
    rules = RulesSheet(out, RULES_SHEET)
    for kind, columns in tables:
        rules.write(kind, columns, example_row(kind, columns, naming))
    out.close()


def example_row(kind: type[Entry], columns: Sequence[OutColumn], naming: Naming) -> list[Cell]:
    """Cells that would load: what a clerk is to imitate."""
    return [_example(kind, column, naming) for column in columns]


def _example(kind: type[Entry], column: OutColumn, naming: Naming) -> Cell:
    spec = column.spec
    if spec.name in _EXAMPLE_NUMBERS:
        return _EXAMPLE_NUMBERS[spec.name]
    if spec.name == "stage" or spec.name.startswith(STAGE_DAY):
        return _example_of_stage(kind, column)
    if spec.name == "place":
        return next(iter(naming.place_names("subdistrict")), settings.YIHE_PLACE)
    if column.choices:
        return column.choices[0]
    return None if spec.name == "geometry" else _example_of_field(kind._meta.get_field(spec.name), column, naming)


def _example_of_stage(kind: type[Entry], column: OutColumn) -> Cell:
    """The first stage, entered on the example's day."""
    assert issubclass(kind, Record)
    if column.spec.name == "stage":
        return column.choices[0]
    first = STAGE_DAY + kind.stages.names[0]
    return _EXAMPLE_DAY if column.spec.name == first else None


def _example_of_field(field: Any, column: OutColumn, naming: Naming) -> Cell:
    kind = column.spec.kind
    if isinstance(field, models.ForeignKey):
        related: Any = field.related_model
        first = related._default_manager.filter(deleted_at__isnull=True).order_by("code").first()
        return naming.entry(related, first.pk) if first else None
    if kind == "date":
        return _EXAMPLE_DAY
    if kind in ("integer", "decimal"):
        return _example_number(field, column)
    # A text that may stay empty says least when it does.
    return _example_text(field, column) if column.required or field.name in ("code", "name") else None


def _example_number(field: Any, column: OutColumn) -> Decimal:
    if any(word in column.heading for word in _YEAR_WORDS):
        return Decimal(_EXAMPLE_YEAR)
    most = [v.limit_value for v in field.validators if getattr(v, "code", "") == "max_value"]
    value = max(column.least or Decimal(0), Decimal(5))
    return min([value, *(Decimal(str(m() if callable(m) else m)) for m in most)])


def _example_text(field: Any, column: OutColumn) -> str:
    said = {"code": "示例-001", "name": "（示例）名称"}
    text = said.get(field.name, f"示例{column.spec.label}")
    return text[: field.max_length] if field.max_length else text
