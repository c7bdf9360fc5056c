"""Exports: exact, harmless to open, the same bytes again, and only what was asked for."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from yihe.ledger import actions
from yihe.ledger.models import Officer, Place, Role
from yihe.ledger.policy import NotAllowed
from yihe.ledger.sheets.exporting import ENDINGS, CannotExport, export
from yihe.ledger.sheets.loading import Options, load, preview
from yihe.ledger.sheets.shapes import TOO_LARGE
from yihe.programmes.markets import Market

from .every_kind import entries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("district")]


def table(path: Path) -> list[dict[str, Any]]:
    """Rows of an exported workbook by heading."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    header, *rows = list(sheet.iter_rows(min_row=2, values_only=True))
    return [{str(h): v for h, v in zip(header, row, strict=True)} for row in rows]


def edit_cell(path: Path, code: str, heading: str, value: Any) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    column = next(c.column for c in sheet[2] if c.value.removesuffix("（必填）") == heading)
    row = next(r for r in range(3, sheet.max_row + 1) if sheet.cell(r, 1).value == code)
    sheet.cell(row, column).value = value
    book.save(path)


def test_money_areas_dates_and_places_are_said_in_the_units_of_the_heading(
    add_market: Callable[..., Any], tmp_path: Path, clerk: Any
) -> None:
    add_market("M1", stage="upgraded", day=date(2022, 3, 5), cost=Decimal("1234567.89"), floor_area=Decimal("0.1234"))
    export([Market], tmp_path / "m.xlsx", actor=clerk)
    (row,) = table(tmp_path / "m.xlsx")
    assert (row["改造投资（万元）"], row["建筑面积（平方米）"]) == (123.456789, 0.1234)
    assert (row["阶段"], row["完成改造日期"].date(), row["所属区域（必填）"]) == (
        "完成改造",
        date(2022, 3, 5),
        "向阳街道",
    )


def test_only_an_edited_cell_appears_as_a_change(tmp_path: Path, clerk: Any) -> None:
    entries_of(Market, 8)
    export([Market], tmp_path / "m.xlsx", actor=clerk)
    target = Market.objects.order_by("code")[3]
    edit_cell(tmp_path / "m.xlsx", target.code, "摊位数（个）", 77)
    found = preview([tmp_path / "m.xlsx"], actor=clerk)
    (change,) = [c for t in found.tables for c in t.changes]
    assert (change.code, [(str(f.label), f.after) for f in change.fields]) == (target.code, [("摊位数", 77)])
    assert (found.created, found.unchanged) == (0, 7)


def test_a_text_that_looks_like_a_formula_is_text_in_every_file(
    add_market: Callable[..., Any], tmp_path: Path, clerk: Any
) -> None:
    text = '=HYPERLINK("http://example.org","点我")'
    add_market("M1", name=text, remark="@SUM(A1)", address="-5号")
    export([Market], tmp_path / "m.xlsx", actor=clerk)
    cell = next(c for c in openpyxl.load_workbook(tmp_path / "m.xlsx").worksheets[0][3] if c.value == text)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    export([Market], tmp_path / "m.csv", actor=clerk)
    with (tmp_path / "m.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["名称"], row["备注"], row["地址"]) == (f"'{text}", "'@SUM(A1)", "'-5号")


def test_the_same_ledger_gives_the_same_bytes(tmp_path: Path, clerk: Any) -> None:
    entries_of(Market, 6)
    for ending in ENDINGS:
        for name in ("a", "b"):
            export([Market], tmp_path / f"{name}{ending}", actor=clerk)
        assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes(), ending


def test_deleted_entries_are_left_out(add_market: Callable[..., Any], tmp_path: Path, clerk: Any) -> None:
    add_market("M1")
    actions.delete(add_market("M2"), version=1, actor=clerk, reason="重复登记")
    assert export([Market], tmp_path / "m.xlsx", actor=clerk)[0].entries == 1
    assert [row["编号"] for row in table(tmp_path / "m.xlsx")] == ["M1"]


def test_an_export_of_a_place_holds_what_lies_in_it(add_market: Callable[..., Any], tmp_path: Path, clerk: Any) -> None:
    add_market("M1", place="370602001"), add_market("M2", place="370602002"), add_market("M3", place="370602001001")
    export([Market], tmp_path / "m.xlsx", actor=clerk, place="370602001")
    assert [row["编号"] for row in table(tmp_path / "m.xlsx")] == ["M1", "M3"]


def test_an_export_as_of_a_moment_holds_what_was_known_then(
    add_market: Callable[..., Any], tmp_path: Path, clerk: Any
) -> None:
    market = add_market("M1", stalls=10)
    then = timezone.now()
    actions.edit(market, {"stalls": 20}, version=1, actor=clerk)
    actions.move(market, "designing", business_date=date(2022, 2, 1), version=2, actor=clerk)
    actions.delete(add_market("M2"), version=1, actor=clerk, reason="重复登记")
    export([Market], tmp_path / "then.xlsx", actor=clerk, as_of=then)
    export([Market], tmp_path / "now.xlsx", actor=clerk)
    (before,), (now,) = table(tmp_path / "then.xlsx"), table(tmp_path / "now.xlsx")
    assert (before["摊位数（个）"], before["阶段"], before["方案设计日期"]) == (10, "登记", None)
    assert (now["摊位数（个）"], now["阶段"], now["方案设计日期"].date()) == (20, "方案设计", date(2022, 2, 1))


def test_a_shape_too_large_for_a_cell_is_left_as_it_is(tmp_path: Path, clerk: Any, district: dict[str, Place]) -> None:
    import shapely

    from yihe import geo

    ring = shapely.Point(121.4, 37.5).buffer(0.1, quad_segs=400)
    actions.edit(district["370602"], {"geometry": geo.to_wkb(ring)}, version=1, actor=clerk)
    export([Place], tmp_path / "p.xlsx", actor=clerk)
    assert TOO_LARGE in {row["位置"] for row in table(tmp_path / "p.xlsx")}
    assert preview([tmp_path / "p.xlsx"], actor=clerk).changed == 0
    export([Place], tmp_path / "p.gpkg", actor=clerk)
    assert preview([tmp_path / "p.gpkg"], actor=clerk).changed == 0


def test_geojson_is_a_feature_collection_in_wgs84(add_market: Callable[..., Any], tmp_path: Path, clerk: Any) -> None:
    from yihe import geo

    add_market("M1", geometry=geo.to_wkb(geo.parse_geometry("121.392,37.535")))
    export([Market], tmp_path / "m.geojson", actor=clerk)
    found = json.loads((tmp_path / "m.geojson").read_text(encoding="utf-8"))
    (feature,) = found["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [121.392, 37.535]}
    assert feature["properties"]["市场层级"] == "区级市场"


def test_parquet_has_exact_decimals_dates_and_geometry(
    add_market: Callable[..., Any], tmp_path: Path, clerk: Any
) -> None:
    add_market("M1", cost=Decimal("1234567.89"), due=date(2022, 12, 31))
    export([Market], tmp_path / "m.parquet", actor=clerk)
    found = pq.read_table(tmp_path / "m.parquet")
    (row,) = found.to_pylist()
    assert (row["cost"], row["due"]) == (Decimal("123.456789"), date(2022, 12, 31))
    assert found.schema.field("cost").metadata[b"heading"].decode() == "改造投资（万元）"
    assert json.loads(found.schema.metadata[b"geo"])["primary_column"] == "geometry"


def test_a_file_that_cannot_hold_what_was_asked_is_refused_in_both_languages(tmp_path: Path, clerk: Any) -> None:
    for kinds, name in (([Market, Place], "a.csv"), ([Market], "a.docx")):
        with pytest.raises(CannotExport) as caught:
            export(kinds, tmp_path / name, actor=clerk)
        assert caught.value.message.zh and caught.value.message.en
    assert list(tmp_path.iterdir()) == []


def test_several_kinds_go_into_one_workbook_and_back(
    add_market: Callable[..., Any], tmp_path: Path, clerk: Any
) -> None:
    add_market("M1")
    for ending in (".xlsx", ".gpkg"):
        export([Market, Place], tmp_path / f"all{ending}", actor=clerk)
        found = preview([tmp_path / f"all{ending}"], actor=clerk)
        assert (found.problems, found.created, found.changed, len(found.tables)) == ([], 0, 0, 2)


def test_a_stranger_exports_nothing_and_a_confined_clerk_only_the_own_area(
    add_market: Callable[..., Any], tmp_path: Path, district: dict[str, Place]
) -> None:
    add_market("M1", place="370602001"), add_market("M2", place="370602002")
    User = get_user_model()
    stranger, confined = User.objects.create_user("stranger"), User.objects.create_user("confined")
    Officer.objects.create(user=confined, role=Role.CLERK, place=district["370602002"])
    with pytest.raises(NotAllowed):
        export([Market], tmp_path / "m.xlsx", actor=stranger)
    export([Market], tmp_path / "m.xlsx", actor=confined)
    assert [row["编号"] for row in table(tmp_path / "m.xlsx")] == ["M2"]


@pytest.mark.parametrize(
    ("unit", "written", "stored"),
    [
        ("%", "3.5", "3.5"),
        ("亿元", "2", "200000000"),
        ("万平方米", "1.5", "15000"),
        ("亩", "30", "30"),
        ("户", "12", "12"),
    ],
)
def test_the_unit_of_a_row_is_kept_with_a_value_in_it(
    unit: str, written: str, stored: str, tmp_path: Path, clerk: Any
) -> None:
    from yihe.indicators.series import series
    from yihe.ledger.kinds import entry_kind

    slug = next(iter(series()))
    rows = [
        ["指标", "所属区域", "起始日期", "截止日期", "数值", "计量单位"],
        [slug, "370602", "2022-01-01", "2022-06-30", written, unit],
    ]
    path = tmp_path / "经济指标.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    load([path], actor=clerk, options=Options(kind="observation"))
    kind = entry_kind("observation")
    assert kind.objects.get().value == Decimal(stored)
    export([kind], tmp_path / "out.xlsx", actor=clerk)
    assert preview([tmp_path / "out.xlsx"], actor=clerk).changed == 0
