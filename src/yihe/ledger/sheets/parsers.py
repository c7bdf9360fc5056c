"""The parser of each column: a cell in, the value its field stores out, or `BadCell`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from yihe.units import Unit

from ..entries import Entry
from ..fields import EndDateField
from ..places import Place
from .cells import parse_bool, parse_choice, parse_degrees, parse_text
from .columns import FieldSpec
from .dates import Precision, parse_date
from .numbers import parse_decimal, parse_int
from .problems import BadCell
from .references import References
from .shapes import parse_shape
from .specs import STAGE_DAY

Parser = Callable[[Any], Any]
_MONTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.YEAR: 12}
_REMEMBERED_KINDS = ("choice", "boolean", "date", "place", "party")
"""Columns with few different values, which are read once a value."""


class Parsers:
    """Makes the parsers of the columns of one table.

    Parameters
    ----------
    kind
        The kind of entry the table holds.
    references
        Places and other entries that cells may name.
    date_1904
        Whether bare date serials count from 1904.
    """

    def __init__(self, kind: type[Entry], references: References, *, date_1904: bool) -> None:
        self._kind = kind
        self._references = references
        self._date_1904 = date_1904

    def of(self, spec: FieldSpec, unit: Unit | None) -> Parser:
        """The parser of a column; `unit` is that of its bare numbers."""
        parse = self._parser(spec, unit)
        return _remembering(parse) if spec.kind in _REMEMBERED_KINDS else parse

    def _parser(self, spec: FieldSpec, unit: Unit | None) -> Parser:
        if spec.name in ("lon", "lat"):
            return parse_degrees
        if spec.name in ("place", "subdistrict", "community"):
            # Found later: these columns say one place together.
            return parse_text
        if spec.name == "geometry":
            return parse_shape
        if spec.name.startswith(STAGE_DAY) or spec.name == "stage_date":
            return self._past_day
        if spec.name == "stage":
            return lambda cell: parse_choice(cell, spec.choices or {})
        field: Any = self._kind._meta.get_field(spec.name)
        return self._field_parser(field, spec, unit)

    def _field_parser(self, field: models.Field[Any, Any], spec: FieldSpec, unit: Unit | None) -> Parser:
        if spec.kind == "choice":
            return lambda cell: _not_empty(parse_choice(cell, spec.choices or {}), spec)
        if isinstance(field, models.ForeignKey):
            return self._reference_parser(field)
        if spec.kind == "decimal":
            fit = fitting(field)
            return lambda cell: _not_empty(fit(parse_decimal(cell, unit, spec.unit)), spec)
        if spec.kind == "integer":
            least = least_of(field)
            return lambda cell: _not_empty(_not_below(parse_int(cell, unit, spec.unit), least), spec)
        if spec.kind == "date":
            last = isinstance(field, EndDateField)
            return lambda cell: _not_empty(self._day(cell, last=last), spec)
        if spec.kind == "boolean":
            return parse_bool
        return lambda cell: _not_empty(_short_enough(parse_text(cell), field), spec)

    def _reference_parser(self, field: models.ForeignKey[Any, Any]) -> Parser:
        target: Any = field.related_model

        def parse(cell: Any) -> int | None:
            text = parse_text(cell)
            if text is None:
                return None
            if target is Place:
                return int(self._references.places().find(text).pk)
            return self._references.entries(target).find(text)

        return parse

    def _day(self, cell: Any, *, last: bool = False) -> date | None:
        found = parse_date(cell, date_1904=self._date_1904)
        if found is None:
            return None
        return _last_day(*found) if last else found.date

    def _past_day(self, cell: Any) -> date | None:
        day = self._day(cell)
        if day and day > timezone.localdate():
            raise BadCell(
                "future",
                f"{day} 在今天之后",
                f"{day} lies in the future",
                "已经发生的日期；计划日期请填在计划列",
                "a day that has passed",
            )
        return day


def _remembering(parse: Parser) -> Parser:
    known: dict[tuple[type, Any], Any] = {}

    def remembered(cell: Any) -> Any:
        key = (type(cell), cell)
        if key not in known:
            known[key] = parse(cell)
        return known[key]

    return remembered


def _not_empty(value: Any, spec: FieldSpec) -> Any:
    if value is None and spec.required:
        raise BadCell("required", "必填，不能为空", "must not be empty", "填写该单元格", "a value")
    return value


def _short_enough(text: str | None, field: models.Field[Any, Any]) -> str | None:
    limit = field.max_length
    if text is not None and limit and len(text) > limit:
        raise BadCell(
            "too_long",
            f"有 {len(text)} 个字，超过上限",
            f"has {len(text)} characters",
            f"最多 {limit} 个字",
            f"at most {limit}",
        )
    return text


def fitting(field: Any) -> Callable[[Decimal | None], Decimal | None]:
    """A function that makes a decimal as the field stores it, and refuses what the field cannot hold."""
    whole = field.max_digits - field.decimal_places
    limit, step, least = Decimal(10) ** whole, Decimal(1).scaleb(-field.decimal_places), least_of(field)

    def fit(value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        if abs(value) >= limit:
            raise BadCell(
                "too_large",
                f"{value} 太大，单位是否填错",
                f"{value} is too large; is the unit right?",
                f"小于 10 的 {whole} 次方",
                f"below 10^{whole}",
            )
        fitted: Decimal = _not_below(value.quantize(step), least)
        return fitted

    return fit


def least_of(field: Any) -> Any:
    """The smallest value a field accepts, None where nothing limits it."""
    limits = [v.limit_value for v in field.validators if getattr(v, "code", "") == "min_value"]
    return max((limit() if callable(limit) else limit for limit in limits), default=None)


def _not_below(value: Any, least: Any) -> Any:
    if value is not None and least is not None and value < least:
        raise BadCell(
            "too_small",
            f"{value} 小于 {least}",
            f"{value} is below {least}",
            f"不小于 {least} 的数",
            f"{least} or more",
        )
    return value


def _last_day(day: date, precision: Precision) -> date:
    if precision not in _MONTHS:
        return day
    month = day.month + _MONTHS[precision] - 1
    return date(day.year, month, monthrange(day.year, month)[1])
