"""Column filters of a list, as in a spreadsheet: values to tick, text to contain, ranges; empty is a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from yihe.ledger.entries import Entry, Record
from yihe.ledger.places import Level, Place, prefix_of

from .columns import Column, table_columns

EMPTY = "-"
"""The value that stands for “empty” in an address."""


@dataclass
class Filter:
    """The filter of one column, as asked for in an address."""

    column: Column
    asked: QueryDict
    problem: str = field(default="", init=False)

    shape = "text"

    @property
    def key(self) -> str:
        return f"f.{self.column.name}"

    @property
    def values(self) -> list[str]:
        return [v for v in self.asked.getlist(self.key) if v]

    @property
    def text(self) -> str:
        return next((v for v in self.values if v != EMPTY), "")

    @property
    def wants_empty(self) -> bool:
        return EMPTY in self.values

    @property
    def may_be_empty(self) -> bool:
        return bool(self.column.field.null or self.column.field.blank)

    @property
    def active(self) -> bool:
        return bool(self.values)

    @property
    def said(self) -> str:
        """What is asked for, in words."""
        empty = [_("empty")] if self.wants_empty else []
        return ", ".join([*self.said_values(), *empty])

    def said_values(self) -> list[str]:
        return [self.text] if self.text else []

    def condition(self) -> Q:
        """Rows that pass: any of the asked values, or empty if that was asked."""
        found = self.matching()
        if found is None:
            return self._empty() if self.wants_empty else Q()
        return found | self._empty() if self.wants_empty else found

    def matching(self) -> Q | None:
        return Q(**{f"{self.column.name}__icontains": self.text}) if self.text else None

    def _empty(self) -> Q:
        name = self.column.name
        blank = Q(**{name: ""}) if isinstance(self.column.field, models.CharField | models.TextField) else Q()
        return Q(**{f"{name}__isnull": True}) | blank


class Options(Filter):
    """Values to tick."""

    shape = "options"

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        return [(str(v), str(label), str(v) in self.values) for v, label in self.column.field.flatchoices]

    def said_values(self) -> list[str]:
        return [label for _value, label, ticked in self.options if ticked]

    def matching(self) -> Q | None:
        ticked = [v for v in self.values if v != EMPTY]
        return Q(**{f"{self.column.name}__in": ticked}) if ticked else None


class StageOptions(Options):
    """Stages to tick."""

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        kind = self.column.kind
        assert issubclass(kind, Record)
        return [(name, str(label), name in self.values) for name, label in kind.stages.choices]


class PlaceOptions(Options):
    """Subdistricts to tick; a place holds what lies below it."""

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        known = Place.objects.present().filter(level=Level.SUBDISTRICT, code__startswith=settings.YIHE_PLACE)
        return [(code, name, code in self.values) for code, name in known.order_by("code").values_list("code", "name")]

    def matching(self) -> Q | None:
        ticked = [v for v in self.values if v != EMPTY]
        terms = Q()
        for code in ticked:
            terms |= Q(place__code__startswith=prefix_of(code))
        return terms if ticked else None


class Linked(Filter):
    """The name of a linked entry contains a text."""

    def matching(self) -> Q | None:
        return Q(**{f"{self.column.name}__name__icontains": self.text}) if self.text else None


class Range(Filter):
    """A smallest and a largest value, in the column's unit."""

    shape = "range"
    input_type = "number"

    @property
    def compared(self) -> str:
        """What is compared: the column, of a moment its day."""
        return f"{self.column.name}__date" if isinstance(self.column.field, models.DateTimeField) else self.column.name

    @property
    def low(self) -> str:
        return self.asked.get(f"{self.key}.min", "")

    @property
    def high(self) -> str:
        return self.asked.get(f"{self.key}.max", "")

    @property
    def active(self) -> bool:
        return bool(self.values or self.low or self.high)

    def matching(self) -> Q | None:
        ends = {"gte": self._read(self.low), "lte": self._read(self.high)}
        terms = {f"{self.compared}__{op}": v for op, v in ends.items() if v is not None}
        return Q(**terms) if terms else None

    def said_values(self) -> list[str]:
        return [f"{self.low or '…'} – {self.high or '…'}"] if self.low or self.high else []

    def _read(self, text: str) -> Any:
        if not text:
            return None
        try:
            return self.parse(text)
        except (InvalidOperation, ValueError, OverflowError):
            self.problem = _("“%(text)s” in “%(column)s” is not understood; this end of the range is left open.") % {
                "text": text,
                "column": self.column.label,
            }
            return None

    def parse(self, text: str) -> Any:
        number = Decimal(text.replace(",", "")) * self.column.scale
        if not number.is_finite():
            raise ValueError(text)
        return number


class Days(Range):
    """A first and a last day."""

    input_type = "date"

    def parse(self, text: str) -> Any:
        found = parse_date(text)
        if found is None:
            raise ValueError(text)
        return found


def filters_for(kind: type[Entry], asked: QueryDict) -> list[Filter]:
    """A filter for each column of a kind's list."""
    return [_shape(column)(column, asked) for column in table_columns(kind)]


def _shape(column: Column) -> type[Filter]:
    if column.name == "stage":
        return StageOptions
    if column.name == "place":
        return PlaceOptions
    if column.field.choices:
        return Options
    if isinstance(column.field, models.ForeignKey):
        return Linked
    if isinstance(column.field, models.DateField):
        return Days
    return Range if column.is_quantity else Filter
