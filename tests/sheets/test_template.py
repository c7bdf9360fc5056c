"""Templates: a clerk fills the table, the example row and the sheet of rules stay out of the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from yihe.ledger.kinds import entry_kind, entry_kinds
from yihe.ledger.places import Place
from yihe.ledger.sheets.loading import Rejected, load, preview
from yihe.ledger.sheets.template import write_template
from yihe.programmes.markets import Market

from .every_kind import entries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("district")]
HEADER, EXAMPLE = 2, 3


def filled(path: Path, *, example_stays: bool = True, **changes: Any) -> Path:
    """The template with its example row copied into the first free row, as clerks do, and some cells changed."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for column in range(2, sheet.max_column + 1):
        heading = sheet.cell(HEADER, column).value.removesuffix("（必填）")
        cell = sheet.cell(EXAMPLE + 1, column)
        cell.value = changes.get(heading, sheet.cell(EXAMPLE, column).value)
    sheet.cell(EXAMPLE + 1, 1).value = 1
    if not example_stays:
        sheet.delete_rows(EXAMPLE)
    book.save(path)
    return path


@pytest.mark.parametrize("slug", list(entry_kinds()))
def test_a_filled_template_of_any_kind_loads_its_one_row(slug: str, tmp_path: Path, clerk: Any) -> None:
    kind = entry_kind(slug)
    for field in kind._meta.fields:
        if field.is_relation and field.related_model in entry_kinds().values() and field.related_model is not Place:
            entries_of(field.related_model, 1)
    path = tmp_path / "模板.xlsx"
    write_template([kind], path)
    values = {"编号": "370602077"} if kind is Place else {}
    found = preview([filled(path, **values)], actor=clerk)
    assert [(p.cell, str(p.message)) for p in found.problems] == []
    (sheet,) = found.tables
    assert (sheet.kind, sheet.created) == (slug, 1)
    assert "example" in {note.kind for note in sheet.notes}


def test_an_unfilled_template_holds_nothing_to_load(tmp_path: Path, clerk: Any) -> None:
    write_template([Market], tmp_path / "模板.xlsx")
    with pytest.raises(Rejected) as caught:
        load([tmp_path / "模板.xlsx"], actor=clerk)
    assert "没有数据行" in caught.value.preview.problems[0].message.zh


def test_the_units_of_the_template_are_read_as_they_stand(tmp_path: Path, clerk: Any) -> None:
    write_template([Market], tmp_path / "模板.xlsx")
    load([filled(tmp_path / "模板.xlsx", **{"改造投资（万元）": 12.5, "编号": "M7"})], actor=clerk)
    assert Market.objects.get(code="M7").cost == 125_000


def test_required_columns_drop_downs_and_checks_stand_in_the_workbook(tmp_path: Path) -> None:
    write_template([Market], tmp_path / "模板.xlsx")
    book = openpyxl.load_workbook(tmp_path / "模板.xlsx")
    sheet = book["农贸市场"]
    headings = [cell.value for cell in sheet[HEADER]]
    assert "市场层级（必填）" in headings and "改造投资（万元）" in headings
    assert sheet.freeze_panes == "D3"
    rules = sheet.data_validations.dataValidation
    checks = {sheet.cell(HEADER, area.min_col).value: rule for rule in rules for area in rule.sqref.ranges}
    assert checks["阶段"].type == "list" and checks["登记日期"].type == "date"
    stalls = checks["摊位数（个）"]
    assert (stalls.type, stalls.operator, stalls.formula1) == ("whole", "greaterThanOrEqual", "0")
    offered = book["下拉选项"]
    column = checks["所属区域（必填）"].formula1.split("!$")[1][0]
    assert [offered[f"{column}{n}"].value for n in (1, 2)] == ["向阳街道", "东山街道"]
    assert offered.sheet_state == "hidden"


def test_the_sheet_of_rules_explains_every_column_and_every_move_with_its_reason(tmp_path: Path) -> None:
    write_template([Market], tmp_path / "模板.xlsx")
    book = openpyxl.load_workbook(tmp_path / "模板.xlsx")
    rules = [[cell.value for cell in row] for row in book["填写说明"].rows]
    explained = {row[0] for row in rules}
    assert {cell.value.removesuffix("（必填）") for cell in book["农贸市场"][HEADER][1:]} <= explained
    moves = {(row[0], row[1]): row[3] for row in rules}
    assert moves["完成改造 / upgraded", "关停 / closed"] == "经营不善撤市，或地块另作他用"
    assert "next in line" in moves["登记 / registered", "方案设计 / designing"]


def test_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_template([Market], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
