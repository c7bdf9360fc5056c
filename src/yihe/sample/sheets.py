"""What a sheet of the sample holds: rows of one kind, and the columns a clerk would make for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import models

from yihe.ledger.entries import Entry, Record
from yihe.ledger.fields import MoneyField, QuantityField, unit_of
from yihe.ledger.kinds import own_fields
from yihe.ledger.labels import as_label

Row = dict[str, Any]
"""Values by field name; also ``subdistrict``, ``community`` (codes), ``lon``, ``lat``, ``days`` by stage."""

STAGE_GROUP = "各阶段日期"
SEQUENCE = "序号"


@dataclass(frozen=True)
class Column:
    """A column: where its values come from and what stands above it."""

    key: str
    header: str
    unit: str = ""
    group: str = ""
    field: models.Field[Any, Any] | None = None


@dataclass(frozen=True)
class Sheet:
    """Rows of one kind under one name.

    Parameters
    ----------
    kind
        The kind of entry.
    rows
        What the sheet says.
    name
        On the sheet's tab; the kind's label if empty.
    units
        Written unit by field, where it is not the canonical one (总投资 in 亿元).
    headers
        Header by field, where the clerk writes another name than the label.
    total
        Fields that get a total in a last row, as clerks like to have it.
    unit_note
        A unit said once in the title instead of in the headings of its columns.
    """

    kind: type[Entry]
    rows: Sequence[Row]
    name: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    total: Sequence[str] = ()
    unit_note: str = ""

    @property
    def title(self) -> str:
        note = f"（单位：{self.unit_note}）" if self.unit_note else ""
        return f"芝罘区{self.kind.label().zh}台账{note}"

    def heading(self, column: Column) -> str:
        """What stands above a column."""
        said = column.unit and column.unit != self.unit_note
        return f"{column.header}（{column.unit}）" if said else column.header

    @property
    def tab(self) -> str:
        return self.name or self.kind.label().zh

    def columns(self) -> list[Column]:
        """Columns in the order in which such ledgers have them; one that no row fills is left out."""
        filled = {key for row in self.rows for key, value in row.items() if value not in (None, "")}
        wanted = [Column("", SEQUENCE), *self._shared(), *self._own(), *self._closing(), *self._stage_days()]
        return [c for c in wanted if c.key in filled or c.key in ("", "nature") or c.group == STAGE_GROUP]

    def _shared(self) -> list[Column]:
        plain = [self._field("code"), self._field("name")]
        if not issubclass(self.kind, Record):
            return plain
        places = [
            Column("place", "地区"),
            Column("subdistrict", "所属街道"),
            Column("community", "社区"),
            self._field("address"),
            Column("lon", "经度"),
            Column("lat", "纬度"),
        ]
        return plain + places

    def _own(self) -> list[Column]:
        return [self._field(f.name) for f in own_fields(self.kind)]

    def _closing(self) -> list[Column]:
        named = ["responsible", "stage"] if issubclass(self.kind, Record) else []
        return [self._field(name) for name in (*named, "nature", "remark")]

    def _stage_days(self) -> list[Column]:
        if not issubclass(self.kind, Record):
            return []
        reached = {stage for row in self.rows for stage in row.get("days", ())}
        return [
            Column(f"days.{s.name}", f"{s.label.zh}日期", group=STAGE_GROUP)
            for s in self.kind.stages
            if s.name in reached
        ]

    def _field(self, name: str) -> Column:
        found = cast("models.Field[Any, Any]", self.kind._meta.get_field(name))
        header = self.headers.get(name) or as_label(found.verbose_name).zh
        return Column(name, header, self._written_unit(found), field=found)

    def _written_unit(self, of: models.Field[Any, Any]) -> str:
        if of.name in self.units:
            return self.units[of.name]
        canonical = unit_of(of) or ""
        if isinstance(of, MoneyField):
            return {"CNY": "万元"}.get(canonical, "")
        if isinstance(of, QuantityField):
            return {"m2": "㎡", "m": "米", "year": "年"}.get(canonical, canonical)
        return canonical


@dataclass(frozen=True)
class Book:
    """A file of the sample: which office keeps it, its name, its sheets.

    With `layer` it is one GeoJSON layer instead of a workbook; rows then have a ``shape``.
    """

    office: str
    name: str
    sheets: Sequence[Sheet]
    layer: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}.geojson" if self.layer else f"{self.name}.xlsx"
