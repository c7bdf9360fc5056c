"""The sheet of a template that explains its columns and stages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from yihe.units import say_unit

from ..entries import Entry, Record
from ..labels import Label, as_label
from .columns import FieldSpec
from .outgoing import Cell, OutColumn, has_stages
from .specs import STAGE_DAY
from .workbook_out import OutBook, plain

_HEADINGS = (
    "列名 / column",
    "英文名 / English",
    "必填 / required",
    "含义 / meaning",
    "单位 / unit",
    "可填内容 / accepted",
    "示例 / example",
)
_WIDTHS = (26, 26, 12, 44, 14, 60, 22)
_STAGE_HEADINGS = ("由 / from", "到 / to", "", "依据 / because")
_MANY_CHOICES = 40
_ACCEPTED = {
    "text": "文字 / text",
    "integer": "整数，可带千位分隔符或单位 / a whole number, with separators or a unit if you like",
    "decimal": "数，可带千位分隔符或单位，如 12.5万元 / a number, with separators or a unit if you like",
    "date": "日期，如 2022-09-08、2022年9月8日、2022年9月 / a date, such as 2022-09-08 or 2022年9月",
    "boolean": "是、否 / yes, no",
    "place": "街道、社区的名称或统计用区划代码 / name or statistical code of a subdistrict or community",
    "party": "已登记条目的名称或编号 / name or code of a registered entry",
    "lon": "度，WGS 84 / degrees, WGS 84",
    "lat": "度，WGS 84 / degrees, WGS 84",
    "geometry": "WKT 或 GeoJSON（WGS 84）；点位填经纬度 / WKT or GeoJSON, WGS 84; points by longitude and latitude",
}
_MEANINGS = {
    "code": Label("识别条目的编号；再次导入时按它找到同一条", "identifies the entry; a later load finds it by this"),
    "name": Label("条目的名称", "what the entry is called"),
    "place": Label("所在的街道或社区", "the subdistrict or community it lies in"),
    "stage": Label("当前所处阶段；须填对应阶段的日期", "the present stage; its date must be given"),
    "geometry": Label("线、面的空间位置", "position of a line or an area"),
    "lon": Label("点位经度", "longitude of the point"),
    "lat": Label("点位纬度", "latitude of the point"),
}


class RulesSheet:
    """Explains the kinds of one template, one below the other."""

    def __init__(self, out: OutBook, name: str) -> None:
        self._sheet = out.book.add_worksheet(name)
        self._title = out.format(bold=True, font_size=13)
        self._head = out.format(bold=True, bg_color="#E8EEF4", border=1)
        self._body = out.format(text_wrap=True, valign="top", num_format="@")
        for column, width in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, width)
        self._row = 0

    def write(self, kind: type[Entry], columns: Sequence[OutColumn], example: Sequence[Cell]) -> None:
        """Explain one kind: its columns, then its stages."""
        label = kind.label()
        self._line([f"{label.zh} / {label.en}"], self._title)
        self._line(_HEADINGS, self._head)
        for column, cell in zip(columns, example, strict=True):
            self._line(_explained(kind, column, cell), self._body)
        if has_stages(kind):
            self._stages(kind)
        self._row += 1

    def _stages(self, kind: Any) -> None:
        self._row += 1
        self._line([f"{kind.label().zh}的阶段 / stages of {kind.label().en}"], self._title)
        self._line(_STAGE_HEADINGS, self._head)
        for source, target, reason in transitions(kind):
            self._line([_both(source), _both(target), "", reason], self._body)

    def _line(self, texts: Sequence[str], style: Any) -> None:
        for column, text in enumerate(texts):
            if text:
                self._sheet.write_string(self._row, column, text, style)
        self._row += 1


def _explained(kind: type[Entry], column: OutColumn, example: Cell) -> list[str]:
    spec = column.spec
    return [
        column.heading,
        _english(kind, spec),
        "必填 / required" if column.required else "",
        _both(_meaning(kind, spec)),
        f"{column.heading[:-1].rpartition('（')[2]} / {_english_unit(column)}" if column.unit else "",
        _accepted(column),
        _shown(example),
    ]


def _english(kind: type[Entry], spec: FieldSpec) -> str:
    if spec.name.startswith(STAGE_DAY):
        return spec.labels[-2]
    field = next((f for f in kind._meta.fields if f.name == spec.name), None)
    return as_label(field.verbose_name).en if field else spec.labels[1]


def _english_unit(column: OutColumn) -> str:
    assert column.unit is not None
    said = say_unit(column.unit.symbol, "en")
    return said if column.unit.scale == 1 else f"{plain(column.unit.scale)} {said}"


def _meaning(kind: type[Entry], spec: FieldSpec) -> Label:
    if spec.name in _MEANINGS:
        return _MEANINGS[spec.name]
    if spec.name.startswith(STAGE_DAY):
        assert issubclass(kind, Record)
        stage = as_label(kind.stages[spec.name.removeprefix(STAGE_DAY)].label)
        return Label(f"进入“{stage.zh}”阶段的日期", f"the day it entered the stage “{stage.en}”")
    others = "、".join(spec.labels[2:5])
    return Label(f"{spec.label}{f'（也可写作：{others}）' if others else ''}", _english(kind, spec))


def _accepted(column: OutColumn) -> str:
    if column.choices and column.spec.kind != "boolean":
        shown = "、".join(column.choices[:_MANY_CHOICES])
        return shown + ("……" if len(column.choices) > _MANY_CHOICES else "")
    least = f"；不小于 {plain(column.least)} / at least {plain(column.least)}" if column.least is not None else ""
    return _ACCEPTED.get(column.spec.kind, _ACCEPTED["text"]) + least


def _shown(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return plain(cell)
    return cell.isoformat() if isinstance(cell, date) else "" if cell is None else str(cell)


def _both(label: Label) -> str:
    return f"{label.zh} / {label.en}" if label.en and label.en != label.zh else label.zh


def transitions(kind: type[Record]) -> Iterator[tuple[Label, Label, str]]:
    """Every move of the transition table: from, to, and why it is allowed."""
    reasons = {(move.source, move.target): move.because for move in kind.stages.moves}
    for stage in kind.stages:
        for target in kind.stages.from_here(stage.name):
            reason = reasons.get((stage.name, target), "依次推进 / next in line")
            yield as_label(stage.label), as_label(kind.stages[target].label), reason
