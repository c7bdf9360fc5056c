"""Loading workbooks: whole or not at all, twice without effect, corrections by natural key."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from yihe.ledger import actions
from yihe.ledger.models import Load, Officer, Role, StageChange
from yihe.ledger.policy import NotAllowed
from yihe.ledger.sheets.loading import Options, Outdated, Preview, Rejected, apply, load, preview
from yihe.programmes.markets import Market

from .workbooks import MARKET_HEADER, MARKET_ROWS, changed, market_book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("district")]


def rejected(path: Path, actor: Any, **options: Any) -> Preview:
    with pytest.raises(Rejected) as caught:
        load([path], actor=actor, options=Options(**options))
    return caught.value.preview


def cells(result: Preview) -> list[str]:
    return [p.cell for p in result.problems]


def test_units_dates_places_and_provenance_are_read(tmp_path: Path, clerk: Any) -> None:
    load([market_book(tmp_path / "市场.xlsx")], actor=clerk)
    market = Market.objects.select_related("place", "load").get(code="M1")
    assert market.floor_area == Decimal("12500")
    assert (market.stage, market.stage_date) == ("upgraded", date(2022, 3, 5))
    assert (market.place.code, market.min_lon) == ("370602001", 121.392)
    assert (market.source_file, market.source_sheet, market.source_row) == ("市场.xlsx", "农贸市场", 3)
    assert market.load is not None and market.load.actor == clerk


def test_a_second_load_of_the_same_sheet_changes_nothing(tmp_path: Path, clerk: Any) -> None:
    path = market_book(tmp_path / "市场.xlsx")
    load([path], actor=clerk)
    again = load([path], actor=clerk)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)
    assert (Market.history.count(), StageChange.objects.count(), Load.objects.count()) == (2, 2, 1)


def test_a_corrected_sheet_updates_by_code_and_shows_what_changed(tmp_path: Path, clerk: Any) -> None:
    load([market_book(tmp_path / "a.xlsx")], actor=clerk)
    result = load([market_book(tmp_path / "b.xlsx", changed(0, "建筑面积（万平方米）", 1.3))], actor=clerk)
    (change,) = result.tables[0].changes
    (field,) = change.fields
    assert (change.code, str(field.label), field.before, field.after) == (
        "M1",
        "建筑面积",
        Decimal("12500"),
        Decimal("13000"),
    )
    assert Market.objects.get(code="M1").version == 2
    assert Market.objects.get(code="M2").version == 1


def test_a_corrected_stage_day_supersedes_the_former(tmp_path: Path, clerk: Any) -> None:
    load([market_book(tmp_path / "a.xlsx")], actor=clerk)
    load([market_book(tmp_path / "b.xlsx", changed(0, "完成改造日期", "2022-03-09"))], actor=clerk)
    former, current = StageChange.objects.filter(record_id=Market.objects.get(code="M1").pk).order_by("pk")
    assert (former.business_date, former.superseded_at is not None) == (date(2022, 3, 5), True)
    assert (current.business_date, current.superseded_at) == (date(2022, 3, 9), None)


def test_one_bad_cell_keeps_the_whole_load_out(tmp_path: Path, clerk: Any) -> None:
    good = market_book(
        tmp_path / "好.xlsx", [[1, "M9", "好市场", "向阳街道", "二级", "完成改造", "2022-01-01", 1, 121.39, 37.53]]
    )
    bad = market_book(tmp_path / "坏.xlsx", changed(1, "市场层级", "五级"))
    with pytest.raises(Rejected):
        load([good, bad], actor=clerk)
    assert not Market.objects.exists() and not Load.objects.exists() and not Market.history.exists()


@pytest.mark.parametrize(
    ("column", "value", "cell"),
    [
        ("所属街道", "向阳西街道办", "D3"),
        ("市场层级", "五级", "E3"),
        ("完成改造日期", "昨天", "G3"),
        ("完成改造日期", "2032-01-01", "G3"),
        ("完成改造日期", "", "G3"),
        ("建筑面积（万平方米）", -1, "H3"),
        ("建筑面积（万平方米）", "约一些", "H3"),
        ("建筑面积（万平方米）", "1e30", "H3"),
        ("阶段", "拆除", "F3"),
        ("经度", "", "I3"),
        ("经度", "三百", "I3"),
        ("编号", "M2", "4:4"),
    ],
)
def test_a_bad_cell_is_named_by_address(tmp_path: Path, clerk: Any, column: str, value: Any, cell: str) -> None:
    result = rejected(market_book(tmp_path / "m.xlsx", changed(0, column, value)), clerk)
    assert cells(result) == [cell]
    problem = result.problems[0]
    assert problem.file == "m.xlsx" and problem.sheet == "农贸市场"
    assert problem.message.zh and problem.message.en and problem.accepted


def test_every_bad_cell_of_a_row_is_named_at_once(tmp_path: Path, clerk: Any) -> None:
    row = [1, "M1", "x", "向阳西", "五级", "完成改造", "昨天", -1, 121.39, "北"]
    assert cells(rejected(market_book(tmp_path / "m.xlsx", [row]), clerk)) == ["E3", "G3", "H3", "J3", "D3"]


def test_an_unknown_column_is_refused_unless_it_is_to_be_ignored(tmp_path: Path, clerk: Any) -> None:
    path = market_book(tmp_path / "m.xlsx", [[*row, "x"] for row in MARKET_ROWS], [*MARKET_HEADER, "摊主星座"])
    assert cells(rejected(path, clerk)) == ["K2"]
    assert load([path], actor=clerk, options=Options(ignore_unmatched=True)).created == 2


def test_a_sheet_of_no_known_kind_is_refused_with_the_known_kinds(tmp_path: Path, clerk: Any) -> None:
    path = tmp_path / "菜单.xlsx"
    market_book(path, [["饺子", 12]], ["菜名", "价格"], "菜单")
    result = rejected(path, clerk)
    assert result.problems and "农贸市场" in (result.problems[0].accepted or result.problems[0].message).zh


def test_a_required_column_that_is_missing_is_named(tmp_path: Path, clerk: Any) -> None:
    keep = [n for n, label in enumerate(MARKET_HEADER) if label != "市场层级"]
    path = market_book(
        tmp_path / "m.xlsx", [[row[n] for n in keep] for row in MARKET_ROWS], [MARKET_HEADER[n] for n in keep]
    )
    assert "市场层级" in rejected(path, clerk).problems[0].message.zh


def test_without_a_code_column_records_are_known_by_name_and_place(tmp_path: Path, clerk: Any) -> None:
    keep = [n for n, label in enumerate(MARKET_HEADER) if label != "编号"]

    def book(name: str, rows: list[list[Any]]) -> Path:
        return market_book(tmp_path / name, [[row[n] for n in keep] for row in rows], [MARKET_HEADER[n] for n in keep])

    load([book("a.xlsx", MARKET_ROWS)], actor=clerk)
    again = load([book("b.xlsx", changed(0, "市场层级", "二级"))], actor=clerk)
    assert (again.created, again.changed, again.unchanged) == (0, 1, 1)


def test_a_sheet_cannot_move_a_record_against_the_transition_table(tmp_path: Path, clerk: Any) -> None:
    header = ["编号", "名称", "所属街道", "市场层级", "阶段", "阶段日期"]
    base = ["M1", "友谊市场", "向阳街道", "二级"]
    load([market_book(tmp_path / "a.xlsx", [[*base, "关停", "2022-05-01"]], header)], actor=clerk)
    result = rejected(market_book(tmp_path / "b.xlsx", [[*base, "改造中", "2022-06-01"]], header), clerk)
    assert "关停" in result.problems[0].message.zh


def test_a_wrong_stage_is_taken_back_by_emptying_its_day(tmp_path: Path, clerk: Any) -> None:
    header = ["编号", "名称", "所属街道", "市场层级", "阶段", "登记日期", "关停日期"]
    base = ["M1", "友谊市场", "向阳街道", "二级"]
    load([market_book(tmp_path / "a.xlsx", [[*base, "关停", "2022-01-01", "2022-05-01"]], header)], actor=clerk)
    load([market_book(tmp_path / "b.xlsx", [[*base, "登记", "2022-01-01", ""]], header)], actor=clerk)
    assert Market.objects.get().stage == "registered"
    assert not StageChange.objects.filter(stage="closed", superseded_at__isnull=True).exists()


def test_a_preview_writes_nothing_and_applies_as_shown(tmp_path: Path, clerk: Any) -> None:
    seen = preview([market_book(tmp_path / "m.xlsx")], actor=clerk)
    assert (seen.created, Market.objects.count(), Load.objects.count()) == (2, 0, 0)
    apply(seen)
    assert Market.objects.count() == 2


def test_a_preview_that_no_longer_holds_is_not_applied(tmp_path: Path, clerk: Any) -> None:
    path = market_book(tmp_path / "m.xlsx")
    load([path], actor=clerk)
    market_book(path, changed(0, "名称", "新名"))
    seen = preview([path], actor=clerk)
    market = Market.objects.get(code="M1")
    actions.edit(market, {"name": "新名"}, version=1, actor=clerk)
    with pytest.raises(Outdated):
        apply(seen)


def test_positions_in_gcj02_said_to_be_wgs84_are_refused(tmp_path: Path, clerk: Any, district: dict[str, Any]) -> None:
    import numpy as np
    import shapely

    from yihe import geo

    block = shapely.box(121.38, 37.52, 121.385, 37.525)
    actions.edit(district["370602"], {"geometry": geo.to_wkb(block)}, version=1, actor=clerk)
    rng = np.random.default_rng(1)
    lon, lat = rng.uniform(121.38, 121.385, 200), rng.uniform(37.52, 37.525, 200)
    x, y = geo.from_wgs84(lon, lat, geo.GCJ02)
    rows = [
        [n, f"M{n}", f"市场{n}", "向阳街道", "二级", "完成改造", "2022-01-01", 1, a, b]
        for n, (a, b) in enumerate(zip(x, y, strict=True))
    ]
    path = market_book(tmp_path / "m.xlsx", rows)
    assert "GCJ" in rejected(path, clerk).problems[0].message.zh
    load([path], actor=clerk, options=Options(system="GCJ-02"))
    market = Market.objects.get(code="M0")
    assert market.min_lon == pytest.approx(lon[0], abs=1e-5)


def test_a_reader_may_not_load(tmp_path: Path, district: dict[str, Any]) -> None:
    user = get_user_model().objects.create_user("press-x")
    Officer.objects.create(user=user, role=Role.PRESS)
    with pytest.raises(NotAllowed):
        load([market_book(tmp_path / "m.xlsx")], actor=user)


def test_a_confined_clerk_loads_only_records_of_the_own_area(tmp_path: Path, district: dict[str, Any]) -> None:
    user = get_user_model().objects.create_user("xiangyang")
    Officer.objects.create(user=user, role=Role.CLERK, place=district["370602001"])
    result = rejected(market_book(tmp_path / "m.xlsx"), user)
    assert cells(result) == ["4:4"]
