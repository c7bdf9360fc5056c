"""Read the rows of a matched table into drafts, naming every cell that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from yihe import geo
from yihe.units import parse_unit

from ..entries import Entry, Record
from ..fields import QuantityField
from ..places import Level
from .columns import ColumnMap, FieldSpec
from .drafts import Draft
from .parsers import Parser, Parsers, fitting
from .problems import BadCell, Problem
from .references import References
from .shapes import KEEP, point_wkb
from .specs import PLACE_COLUMNS, STAGE_DAY, has_place
from .stage_days import check_stage_days
from .table import Header, Row, Table

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class _Column:
    header: Header
    spec: FieldSpec
    parse: Parser


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
        self._has_place = has_place(kind)
        self._system = geo.parse_system(table.system or system)
        parsers = Parsers(kind, references, date_1904=table.date_1904)
        self._columns = [_Column(h, s, parsers.of(s, u)) for h, s, u in columns.matched()]
        self._row_units = {
            f.attname: f.unit_column for f in kind._meta.fields if isinstance(f, QuantityField) and f.unit_column
        }

    def drafts(self, advance: Callable[[int], None] = lambda rows: None) -> list[Draft]:
        """Drafts of all rows; what could not be read is in `problems`. `advance` is told of rows read."""
        drafts: list[Draft] = []
        for start in range(0, len(self.table.rows), _BATCH):
            batch = self.table.rows[start : start + _BATCH]
            drafts += [self._draft(row) for row in batch]
            advance(len(batch))
        return drafts

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

    def report(self, row: Row, header: Header | None, bad: BadCell, value: Any) -> None:
        """Note a bad cell (or row, where no single cell is at fault)."""
        cell = self.table.address(row, header.index) if header else f"{row.number}:{row.number}"
        label = header.label if header else ""
        self.problems.append(bad.problem(self.table.file, self.table.sheet, cell, label, value))

    def _header_of(self, code: str) -> Header | None:
        """The column to blame for a trouble that involves several cells."""
        wanted = code.partition("@")[2]
        return next((c.header for c in self._columns if c.spec.name == wanted), None)

    # What a row says beside plain fields ------------------------------------------------------

    def _take_place(self, read: dict[str, Any], draft: Draft) -> None:
        whole, street, community = (read.pop(n, None) for n in PLACE_COLUMNS)
        if not self._has_place or not (whole or street or community):
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
        shape = read.pop("geometry", KEEP)
        if (lon is None) != (lat is None):
            raise BadCell(
                "half_position@lon" if lon is None else "half_position@lat",
                "经度与纬度只填了一个",
                "only one of longitude and latitude is given",
                "两个都填",
                "both",
            )
        point = None if lon is None else self._point(lon, lat)
        if point and shape not in (None, KEEP, point):
            raise BadCell(
                "two_positions@geometry",
                "“位置”与经度、纬度不一致",
                "geometry and longitude, latitude say different positions",
                "只填一种",
                "one of the two",
            )
        if point or shape is not KEEP:
            draft.values["geometry"] = point or shape

    def _point(self, lon: float, lat: float) -> bytes:
        try:
            x, y = geo.to_wgs84(lon, lat, self._system)
        except geo.CoordinatesOutOfRange as error:
            raise BadCell(
                "bad_position@lat" if abs(lat) > 90 else "bad_position@lon",
                f"坐标超出范围：{lon}, {lat}",
                str(error),
                "经度、纬度（度）",
                "degrees",
            ) from error
        return point_wkb(float(x), float(y))

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
            read[quantity] = fitting(self.kind._meta.get_field(quantity))(value * unit.scale)
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
            field: Any = self.kind._meta.get_field(name)
            if value is None and not field.null and isinstance(field, models.CharField | models.TextField):
                value = field.get_default() if field.has_default() else ""
            if value is None and not field.null:
                continue
            draft.values[field.attname] = value


def _group(name: str) -> str:
    """The group of cells that a column is read together with; its own name for a plain field."""
    if name in PLACE_COLUMNS:
        return "place"
    if name in ("lon", "lat", "geometry"):
        return "position"
    return "stages" if name.startswith(STAGE_DAY) or name in ("stage", "stage_date") else name


class _blame:
    """Mark which column a trouble belongs to."""

    def __init__(self, column: str) -> None:
        self.column = column

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, BadCell) and "@" not in error.code:
            error.code = f"{error.code}@{self.column}"
