"""Read the rows of a matched table into drafts, naming every cell that cannot be read."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from yihe import geo
from yihe.units import Unit, parse_unit

from ..entries import Entry, Record
from ..fields import EndDateField, QuantityField
from ..places import Level, Place
from .cells import parse_bool, parse_choice, parse_degrees, parse_text
from .columns import ColumnMap, FieldSpec
from .dates import Precision, parse_date
from .drafts import Draft
from .numbers import parse_decimal, parse_int
from .problems import BadCell, Problem
from .references import EntryIndex, PlaceIndex
from .specs import STAGE_DAY
from .table import Header, Row, Table

Parser = Callable[[Any], Any]
_MONTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.YEAR: 12}


@dataclass(frozen=True, slots=True)
class _Column:
    header: Header
    spec: FieldSpec
    parse: Parser


class References:
    """Look-ups shared by all sheets of a load; a kind's index is built anew after its entries change."""

    def __init__(self, home: str) -> None:
        self._home = home
        self._indexes: dict[type[Entry], Any] = {}

    def places(self) -> PlaceIndex:
        if Place not in self._indexes:
            self._indexes[Place] = PlaceIndex(self._home)
        index: PlaceIndex = self._indexes[Place]
        return index

    def entries(self, kind: type[Entry]) -> EntryIndex:
        if kind not in self._indexes:
            self._indexes[kind] = EntryIndex(kind)
        index: EntryIndex = self._indexes[kind]
        return index

    def forget(self, kind: type[Entry]) -> None:
        """Entries of this kind changed."""
        self._indexes.pop(kind, None)


class RowReader:
    """Reads the rows of one table of one kind.

    Parameters
    ----------
    kind
        The kind of entry the table holds.
    table
        As read from the file.
    columns
        Which heading is which field.
    references
        Places and other entries that cells may name.
    system
        Coordinate system of longitude and latitude columns.
    """

    def __init__(
        self, kind: type[Entry], table: Table, columns: ColumnMap, references: References, system: str
    ) -> None:
        self.kind = kind
        self.table = table
        self.problems: list[Problem] = []
        self._references = references
        self._system = geo.parse_system(table.system or system)
        self._columns = [_Column(h, s, _remembering(self._parser(s, u), s)) for h, s, u in columns.matched()]
        self._row_units = {
            f.attname: f.unit_column
            for f in kind._meta.fields
            if isinstance(f, QuantityField) and f.unit_column
        }

    def drafts(self) -> list[Draft]:
        """Drafts of all rows; what could not be read is in `problems`."""
        return [self._draft(row) for row in self.table.rows]

    def _draft(self, row: Row) -> Draft:
        read: dict[str, Any] = {}
        failed: set[str] = set()
        for column in self._columns:
            cell = row.cells[column.header.index]
            try:
                read[column.spec.name] = column.parse(cell)
            except BadCell as bad:
                failed.add(_group(column.spec.name))
                self.report(row, column.header, bad, cell)
        draft = Draft(row.number)
        self._take_together(row, read, failed, draft)
        if not failed:
            self._take_fields(read, draft)
        return draft

    def _take_together(self, row: Row, read: dict[str, Any], failed: set[str], draft: Draft) -> None:
        """What several cells say together, unless one of them is bad already."""
        steps = {
            "place": self._take_place,
            "position": self._take_position,
            "units": self._take_row_units,
            "stages": self._take_stages,
        }
        for group, step in steps.items():
            if group in failed:
                continue
            try:
                step(read, draft)
            except BadCell as bad:
                failed.add(group)
                header = self._header_of(bad.code)
                self.report(row, header, bad, row.cells[header.index] if header else "")

    def report(self, row: Row | int, header: Header | None, bad: BadCell, value: Any) -> None:
        """Note a bad cell (or row, where no single cell is at fault)."""
        number = row if isinstance(row, int) else row.number
        place = Row(number, [])
        cell = self.table.address(place, header.index) if header else f"{number}:{number}"
        label = header.label if header else ""
        self.problems.append(bad.problem(self.table.file, self.table.sheet, cell, label, value))

    def _header_of(self, code: str) -> Header | None:
        """The column to blame for a trouble that involves several cells."""
        wanted = code.partition("@")[2]
        return next((c.header for c in self._columns if c.spec.name == wanted), None)

    # What a row says beside plain fields ------------------------------------------------------

    def _take_place(self, read: dict[str, Any], draft: Draft) -> None:
        whole, street, community = (read.pop(n, None) for n in ("place", "subdistrict", "community"))
        if not issubclass(self.kind, Record) or not (whole or street or community):
            return
        index = self._references.places()
        with _blame("place"):
            place = index.find(whole) if whole else None
        with _blame("subdistrict"):
            place = index.find(street, Level.SUBDISTRICT, place) if street else place
        with _blame("community"):
            place = index.find(community, Level.COMMUNITY, place) if community else place
        draft.values["place_id"] = place.pk if place else None

    def _take_position(self, read: dict[str, Any], draft: Draft) -> None:
        lon, lat = read.pop("lon", None), read.pop("lat", None)
        if lon is None and lat is None:
            return
        if lon is None or lat is None:
            raise BadCell(
                "half_position@lon" if lon is None else "half_position@lat",
                "经度与纬度只填了一个",
                "only one of longitude and latitude is given",
                "两个都填",
                "both",
            )
        with _blame("lat" if abs(lat) > 90 else "lon"):
            draft.values["geometry"] = _point(lon, lat, self._system)

    def _take_row_units(self, read: dict[str, Any], draft: Draft) -> None:
        for quantity, unit_column in self._row_units.items():
            text, value = read.get(unit_column), read.get(quantity)
            if value is None or not text:
                continue
            unit = parse_unit(text)
            with _blame(unit_column):
                if unit is None:
                    raise BadCell(
                        "unknown_unit",
                        f"“{text}”不是计量单位",
                        f"“{text}” is no unit",
                        "如 亿元、万平方米、%",
                        "such as 亿元, 万平方米, %",
                    )
            read[quantity] = _fitted(value * unit.factor, self.kind._meta.get_field(quantity))
            read[unit_column] = unit.symbol

    def _take_stages(self, read: dict[str, Any], draft: Draft) -> None:
        names = [n for n in read if n.startswith(STAGE_DAY)]
        draft.stage_days = {n.removeprefix(STAGE_DAY): read.pop(n) for n in names}
        draft.stage = read.pop("stage", None)
        day = read.pop("stage_date", None)
        if draft.stage and day and not draft.stage_days.get(draft.stage):
            draft.stage_days[draft.stage] = day
        if issubclass(self.kind, Record):
            check_stage_days(self.kind, draft)

    def _take_fields(self, read: dict[str, Any], draft: Draft) -> None:
        for name, value in read.items():
            field = self.kind._meta.get_field(name)
            if value is None and not field.null and isinstance(field, models.CharField | models.TextField):
                value = field.get_default() if field.has_default() else ""
            if value is None and not field.null:
                continue
            draft.values[field.attname] = value

    # Parsers of single cells ------------------------------------------------------------------

    def _parser(self, spec: FieldSpec, unit: Unit | None) -> Parser:
        if spec.name in ("lon", "lat"):
            return parse_degrees
        if spec.name in ("place", "subdistrict", "community"):
            return parse_text
        if spec.name == "geometry":
            return _parse_geometry
        if spec.name.startswith(STAGE_DAY) or spec.name == "stage_date":
            return self._past_day
        if spec.name == "stage":
            return lambda cell: parse_choice(cell, spec.choices or {})
        return self._field_parser(self.kind._meta.get_field(spec.name), spec, unit)

    def _field_parser(self, field: models.Field[Any, Any], spec: FieldSpec, unit: Unit | None) -> Parser:
        if spec.kind == "choice":
            return lambda cell: _not_empty(parse_choice(cell, spec.choices or {}), spec)
        if isinstance(field, models.ForeignKey):
            return self._reference_parser(field)
        if spec.kind == "decimal":
            return lambda cell: _not_empty(_fitted(parse_decimal(cell, unit, spec.unit), field), spec)
        if spec.kind == "integer":
            return lambda cell: _not_empty(_checked(parse_int(cell, unit, spec.unit), field), spec)
        if spec.kind == "date":
            last = isinstance(field, EndDateField)
            return lambda cell: _not_empty(self._day(cell, last=last), spec)
        if spec.kind == "boolean":
            return parse_bool
        return lambda cell: _not_empty(_short_enough(parse_text(cell), field), spec)

    def _reference_parser(self, field: models.ForeignKey[Any, Any]) -> Parser:
        target = field.related_model

        def parse(cell: Any) -> int | None:
            text = parse_text(cell)
            if text is None:
                return None
            if target is Place:
                return int(self._references.places().find(text).pk)
            return self._references.entries(target).find(text)

        return parse

    def _day(self, cell: Any, *, last: bool = False) -> date | None:
        found = parse_date(cell, date_1904=self.table.date_1904)
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


def _group(name: str) -> str:
    """The group of cells that a column is read together with; its own name for a plain field."""
    if name in ("place", "subdistrict", "community"):
        return "place"
    if name in ("lon", "lat"):
        return "position"
    return "stages" if name.startswith(STAGE_DAY) or name in ("stage", "stage_date") else name


def _remembering(parse: Parser, spec: FieldSpec) -> Parser:
    """Columns with few different values are read once a value."""
    if spec.kind not in ("choice", "boolean", "date", "place", "party"):
        return parse
    known: dict[tuple[type, Any], Any] = {}

    def remembered(cell: Any) -> Any:
        key = (type(cell), cell)
        if key not in known:
            known[key] = parse(cell)
        return known[key]

    return remembered


class _blame:  # noqa: N801 - reads as a statement
    """Mark which column a trouble belongs to."""

    def __init__(self, column: str) -> None:
        self.column = column

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, BadCell) and "@" not in error.code:
            error.code = f"{error.code}@{self.column}"


def check_stage_days(kind: type[Record], draft: Draft) -> None:
    """Stage and stage days of one row must tell one story.

    Raises
    ------
    BadCell
        A stage without a day, a day of a later stage than the one given, or days out of order.
    """
    stages, days = kind.stages, {s: d for s, d in draft.stage_days.items() if d}
    if draft.stage and not days.get(draft.stage):
        label = stages[draft.stage].label
        raise BadCell(
            f"no_stage_day@{STAGE_DAY}{draft.stage}",
            f"处于“{label.zh}”阶段，但没有进入该阶段的日期",
            f"in stage “{label.en}” without the day it was entered",
            f"填写“{label.zh}日期”或“阶段日期”",
            "fill in its date",
        )
    _check_order(kind, days, draft.stage)


def _check_order(kind: type[Record], days: dict[str, date], stage: str | None) -> None:
    line = [s for s in kind.stages.line if s in days]
    for earlier, later in zip(line, line[1:], strict=False):
        if days[later] < days[earlier] and not _may_return(kind, later, earlier):
            a, b = kind.stages[earlier].label, kind.stages[later].label
            raise BadCell(
                f"out_of_order@{STAGE_DAY}{later}",
                f"“{b.zh}”（{days[later]}）早于“{a.zh}”（{days[earlier]}）",
                f"“{b.en}” ({days[later]}) lies before “{a.en}” ({days[earlier]})",
                "日期按阶段先后不递减",
                "dates in the order of the stages",
            )
    if stage in line and line[-1] != stage and days[line[-1]] > days[stage]:
        a, b = kind.stages[stage].label, kind.stages[line[-1]].label
        if not _may_return(kind, line[-1], stage):
            raise BadCell(
                "stage_behind@stage",
                f"阶段为“{a.zh}”，却填有更晚阶段“{b.zh}”的日期",
                f"the stage is “{a.en}”, but the later “{b.en}” has a date",
                "改正阶段，或清空更晚阶段的日期",
                "correct the stage, or empty the later date",
            )


def _may_return(kind: type[Record], later: str, earlier: str) -> bool:
    """Whether the table leads from a later stage back to an earlier one (rework)."""
    return kind.stages.may_reach(later, earlier)


def _point(lon: float, lat: float, system: geo.CoordinateSystem) -> bytes:
    try:
        x, y = geo.to_wgs84(lon, lat, system)
    except geo.CoordinatesOutOfRange as error:
        raise BadCell(
            "bad_position", f"坐标超出范围：{lon}, {lat}", str(error), "经度、纬度（度）", "degrees"
        ) from error
    return geo.to_wkb(geo.parse_geometry(f"{float(x):.8f},{float(y):.8f}"))


def _parse_geometry(cell: Any) -> bytes | None:
    if isinstance(cell, bytes):
        return cell
    text = parse_text(cell)
    if text is None:
        return None
    try:
        return geo.to_wkb(geo.parse_geometry(text))
    except geo.BadGeometry as error:
        raise BadCell(
            "bad_geometry",
            f"读不出位置：{text[:40]}",
            str(error),
            "“经度,纬度”、WKT 或 GeoJSON",
            "“lon,lat”, WKT or GeoJSON",
        ) from error


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


def _fitted(value: Decimal | None, field: models.Field[Any, Any]) -> Decimal | None:
    """A decimal as the field stores it."""
    if value is None:
        return None
    assert isinstance(field, models.DecimalField)
    whole = field.max_digits - field.decimal_places
    if abs(value) >= Decimal(10) ** whole:
        raise BadCell(
            "too_large",
            f"{value} 太大，单位是否填错",
            f"{value} is too large; is the unit right?",
            f"小于 10 的 {whole} 次方",
            f"below 10^{whole}",
        )
    checked: Decimal = _checked(value.quantize(Decimal(1).scaleb(-field.decimal_places)), field)
    return checked


def _checked(value: Any, field: models.Field[Any, Any]) -> Any:
    limits = [v.limit_value for v in field.validators if getattr(v, "code", "") == "min_value"]
    least = max((limit() if callable(limit) else limit for limit in limits), default=None)
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
