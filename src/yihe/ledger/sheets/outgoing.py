"""The columns of a kind as a sheet that leaves the ledger has them: template and export share these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import models

from yihe.units import Unit, parse_unit, say_unit

from ..entries import Entry, Record
from ..fields import QuantityField
from ..labels import as_label
from ..personal import readable
from .cells import parse_choice
from .columns import FieldSpec, field_keys
from .labels import read_label
from .naming import Naming
from .parsers import least_of
from .problems import BadCell
from .recognising import known_specs
from .shapes import shape_cells
from .specs import STAGE_DAY

Cell = str | Decimal | date | float | None
Days = Mapping[str, date]
"""Day of entering each stage."""
Read = Callable[[Any, Days], Cell]
_FIRST = ("code", "name", "place", "address")
_LAST = ("stage", "responsible", "lon", "lat", "geometry", "nature", "remark")
_LEFT_OUT = ("subdistrict", "community", "stage_date")
"""Columns that only repeat what others say: the place, and the days of stages."""
# Districts keep their money in 万元; every other unit is said as it is kept.
_SAID_IN = {"CNY": "万元"}
YES, NO = "是", "否"


@dataclass(frozen=True, slots=True)
class OutColumn:
    """One column of a sheet that leaves the ledger.

    Attributes
    ----------
    spec
        The field it holds; reading the sheet finds it again by the heading.
    heading
        Label with unit, without the mark of a required column.
    unit
        Unit of the numbers in the cells, None for no number or a pure one.
    required
        Whether an entry needs it.
    choices
        What a drop-down offers, empty for free cells.
    least
        Smallest number accepted, in `unit`.
    read
        Cell of an entry, which may be a row of its history, given its stage days.
    """

    spec: FieldSpec
    heading: str
    read: Read
    unit: Unit | None = None
    required: bool = False
    choices: tuple[str, ...] = ()
    least: Decimal | None = None

    @property
    def whole_in_cells(self) -> bool:
        """Whether whole numbers stand in the cells as such, not as 1.2 万."""
        return self.unit is None or self.unit.scale == 1

    @property
    def marked_heading(self) -> str:
        """The heading with the mark of a required column."""
        return self.heading + ("（必填）" if self.required else "")


def out_columns(kind: type[Entry], naming: Naming) -> list[OutColumn]:
    """The columns of a kind, in the order in which a clerk fills them."""
    specs = {s.name: s for s in known_specs(kind) if s.name not in _LEFT_OUT}
    days = [name for name in specs if name.startswith(STAGE_DAY)]
    own = [name for name in specs if name not in (*_FIRST, *_LAST, *days)]
    order = [*_FIRST, *own, _LAST[0], *days, *_LAST[1:]]
    return [_column(kind, specs[name], naming) for name in order if name in specs]


def _column(kind: type[Entry], spec: FieldSpec, naming: Naming) -> OutColumn:
    unit = _unit(spec)
    label = _telling_label(kind, spec)
    heading = f"{label}（{_said(unit)}）" if unit else label
    required = spec.required or (spec.name == "place" and issubclass(kind, Record))
    read = _reader(kind, spec, unit, naming)
    return OutColumn(spec, heading, read, unit, required, _choices(spec), _least(kind, spec, unit))


def _telling_label(kind: type[Entry], spec: FieldSpec) -> str:
    """The first label by which reading finds this field and no other."""
    keys = field_keys(known_specs(kind))
    return next((text for text in spec.labels if keys.get(read_label(text).whole) is spec), spec.name)


def _unit(spec: FieldSpec) -> Unit | None:
    if not spec.unit:
        return None
    unit = parse_unit(_SAID_IN.get(spec.unit, spec.unit))
    return unit if unit and parse_unit(_said(unit)) == unit else None


def _said(unit: Unit) -> str:
    scaled = next((said for symbol, said in _SAID_IN.items() if symbol == unit.symbol and unit.scale != 1), "")
    return scaled or say_unit(unit.symbol)


def _least(kind: type[Entry], spec: FieldSpec, unit: Unit | None) -> Decimal | None:
    if spec.kind not in ("integer", "decimal"):
        return None
    least = least_of(kind._meta.get_field(spec.name))
    return None if least is None else _number(least, unit)


def _choices(spec: FieldSpec) -> tuple[str, ...]:
    if spec.kind == "boolean":
        return YES, NO
    return tuple(_words(spec).values())


def _words(spec: FieldSpec) -> dict[str, str]:
    """What is written for each choice: its label, or its code where the label is another's too."""
    return {code: _word(spec, code) for code in spec.choices or {}}


def _word(spec: FieldSpec, code: str) -> str:
    choices = spec.choices or {}
    labels = choices[code]
    word = labels if isinstance(labels, str) else labels[0]
    try:
        return word if parse_choice(word, choices) == code else code
    except BadCell:
        return code


# What stands in the cells ---------------------------------------------------------------------


def _reader(kind: type[Entry], spec: FieldSpec, unit: Unit | None, naming: Naming) -> Read:
    if spec.name.startswith(STAGE_DAY):
        stage = spec.name.removeprefix(STAGE_DAY)
        return lambda entry, days: days.get(stage)
    if spec.name in ("lon", "lat", "geometry"):
        part = ("lon", "lat", "geometry").index(spec.name)
        return lambda entry, days: _shape_cells(entry.geometry and bytes(entry.geometry))[part]
    if spec.name == "place":
        return lambda entry, days: naming.place(entry.place_id)
    return _field_reader(kind._meta.get_field(spec.name), spec, unit, naming)


def _field_reader(field: Any, spec: FieldSpec, unit: Unit | None, naming: Naming) -> Read:
    attribute = field.attname
    if spec.choices is not None:
        words = _words(spec)
        return lambda entry, days: words.get(str(getattr(entry, attribute)), _text(getattr(entry, attribute)))
    if isinstance(field, models.ForeignKey):
        target: Any = field.related_model
        return lambda entry, days: naming.entry(target, getattr(entry, attribute))
    if spec.kind in ("integer", "decimal"):
        return lambda entry, days: _number(getattr(entry, attribute), unit)
    if spec.kind == "boolean":
        return lambda entry, days: {True: YES, False: NO}.get(getattr(entry, attribute))
    if spec.kind == "date":
        return lambda entry, days: getattr(entry, attribute)
    said = _say_row_unit if _is_row_unit(field) else _text
    return lambda entry, days: said(readable(field, getattr(entry, attribute)))


# Three columns in turn ask for the cells of one shape.
_shape_cells = lru_cache(maxsize=4)(shape_cells)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _number(value: Any, unit: Unit | None) -> Decimal | None:
    if value is None:
        return None
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    return number / unit.scale if unit else number


def _is_row_unit(field: models.Field[Any, Any]) -> bool:
    """Whether a text field holds the unit of another field of its row."""
    fields = field.model._meta.fields
    return any(isinstance(f, QuantityField) and f.unit_column == field.name for f in fields)


def _say_row_unit(symbol: str) -> str:
    said = say_unit(symbol)
    unit = parse_unit(said)
    return said if unit and unit.symbol == symbol and unit.scale == 1 else symbol


def title_of(kind: type[Entry]) -> str:
    """The name by which reading knows the kind again, for sheets, layers and titles."""
    return as_label(kind._meta.verbose_name).zh


def has_stages(kind: type[Entry]) -> bool:
    """Whether entries of a kind move through stages."""
    return issubclass(kind, Record) and len(kind.stages) > 0
