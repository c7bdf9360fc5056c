"""What drivers and managers get of a plan: map layer, table, crew sheets, picture."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from yihe.planning import BadInput
from yihe.planning.handing_out import (
    RememberedWays,
    UnknownKind,
    hand_out,
    timetable,
    totals,
    tracks,
    write_picture,
    write_sheets,
)
from yihe.planning.handing_out.workbook import harmless
from yihe.planning.routing import explain, to_frame, to_geojson
from yihe.planning.routing.clock import time_of
from yihe.planning.routing.plan import RoutingPlan
from yihe.planning.routing.problem import RoutingProblem
from yihe.planning.routing.streets import StreetProblem, on_streets

from .street_day import HOUR, TOWN, plan_by_hand, ring, timed

NOTICE = "样例数据（合成）"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> StreetProblem:
    return on_streets(TOWN, ring(tmp_path_factory.mktemp("town")), {"sample": NOTICE})


@pytest.fixture(scope="module")
def plan(town: StreetProblem) -> RoutingPlan:
    return plan_by_hand(town)


def test_a_timetable_carries_the_load_and_the_kilometres_along(town: StreetProblem, plan: RoutingPlan) -> None:
    early = timetable(town.problem, plan)[0]
    assert [row.kind for row in early] == ["depot", "stop", "stop", "stop", "facility", "depot"]
    assert [row.on_board for row in early] == [(0, 0), (60, 200), (180, 500), (260, 740), (0, 0), (0, 0)]
    assert early[-1].metres_so_far == sum(row.metres for row in early)
    assert early[0].metres == 0


def test_a_rest_is_no_place_and_costs_no_way(town: StreetProblem) -> None:
    visits = [("stop", 0), ("break", 0), ("stop", 1), ("facility", 0), ("depot", 0)]
    rested = RoutingPlan(0.0, None, 0.0, 1, 1, (timed(town.problem, 0, 7 * HOUR, visits),))
    straight = RoutingPlan(
        0.0, None, 0.0, 1, 1, (timed(town.problem, 0, 7 * HOUR, [v for v in visits if v[0] != "break"]),)
    )
    rows = timetable(town.problem, rested)[0]
    assert (rows[2].kind, rows[2].location, rows[2].metres) == ("break", None, 0)
    assert rows[2].on_board == rows[1].on_board
    assert totals(town.problem, rested)[0].metres == totals(town.problem, straight)[0].metres
    assert tracks(town.problem, rested, town) == tracks(town.problem, straight, town)


def test_totals_sum_up_each_vehicle(town: StreetProblem, plan: RoutingPlan) -> None:
    early, late = totals(town.problem, plan)
    assert (early.vehicle, early.stops, early.unloads, early.collected) == ("压缩车 早班 1", 3, 1, (260, 740))
    assert (late.vehicle, late.stops, late.collected) == ("压缩车 夜班 1", 2, (200, 540))
    assert early.time == plan.routes[0].calls[-1].arrival - 5 * HOUR


def test_the_map_layer_draws_routes_along_streets(town: StreetProblem, plan: RoutingPlan) -> None:
    layer = to_geojson(town.problem, plan, tracks(town.problem, plan, town))
    routes = [each for each in layer["features"] if each["properties"]["layer"] == "route"]
    assert [each["properties"]["vehicle"] for each in routes] == ["压缩车 早班 1", "压缩车 夜班 1"]
    late = routes[1]["geometry"]["coordinates"]
    # Once round the ring: from the corner, over both other corners, home again.
    assert late[0] == late[-1] == [0.0, 0.0]
    assert [corner for corner in late if corner in ([0.01, 0.0], [0.01, 0.01], [0.0, 0.01])] == [
        [0.01, 0.0],
        [0.01, 0.01],
        [0.0, 0.01],
    ]
    assert routes[1]["properties"]["home"].startswith("23:")
    assert layer["notice"] == NOTICE
    assert all(each["properties"]["notice"] == NOTICE for each in layer["features"])


def test_remembered_ways_are_the_ways_themselves(town: StreetProblem, plan: RoutingPlan) -> None:
    known = RememberedWays(town)
    assert tracks(town.problem, plan, known) == tracks(town.problem, plan, town) == tracks(town.problem, plan, known)


def test_the_map_layer_tells_when_and_by_whom_a_bin_is_emptied(town: StreetProblem, plan: RoutingPlan) -> None:
    layer = to_geojson(town.problem, plan)
    bins = [each for each in layer["features"] if each["properties"]["layer"] == "stop"]
    assert [each["properties"]["visits"] for each in bins] == [2, 2, 1]
    assert bins[0]["properties"]["vehicles"] == ["压缩车 早班 1", "压缩车 夜班 1"]
    assert bins[0]["geometry"]["coordinates"] == [0.005, 0.0002]
    others = [each["properties"]["layer"] for each in layer["features"] if each["properties"]["layer"] != "stop"]
    assert others == ["route", "route", "depot", "facility"]


def test_the_table_has_a_row_for_everything_done(town: StreetProblem, plan: RoutingPlan) -> None:
    frame = to_frame(town.problem, plan)
    assert len(frame) == sum(len(route.calls) for route in plan.routes)
    assert frame["collected_kg"].sum() == 460
    assert frame.groupby("route")["metres"].sum().tolist() == frame.groupby("route")["metres_so_far"].max().tolist()


def test_crew_sheets_hold_a_summary_and_a_sheet_for_each_vehicle(
    town: StreetProblem, plan: RoutingPlan, tmp_path: Path
) -> None:
    write_sheets(tmp_path / "a.xlsx", town.problem, plan)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["汇总", "压缩车 早班 1", "压缩车 夜班 1"]
    assert all(sheet["A2"].value == NOTICE for sheet in book)
    heading = [cell.value for cell in book["汇总"][4]]
    assert heading == [
        "序号",
        "车辆",
        "收集点次",
        "卸料次数",
        "公斤",
        "升",
        "里程（公里）",
        "工时（小时）",
        "出车",
        "收车",
    ]
    totals_row = [cell.value for cell in book["汇总"][7]]
    assert totals_row[1:6] == ["合计", 5, 2, 460, 1280]
    early = [[cell.value for cell in row] for row in book["压缩车 早班 1"].iter_rows(min_row=5)]
    assert [row[1] for row in early] == ["停车场", "收集", "收集", "收集", "卸料", "停车场"]
    assert early[0][3] == "05:00"
    assert early[-1][-1] == pytest.approx(totals(town.problem, plan)[0].metres / 1000)


def test_no_name_becomes_a_formula(town: StreetProblem, plan: RoutingPlan, tmp_path: Path) -> None:
    write_sheets(tmp_path / "a.xlsx", town.problem, plan)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert "'=桶二" in {cell.value for cell in cells}
    assert [harmless(text) for text in ("=1", "+1", "-1", "@a", "\t=1", "桶")] == [
        "'=1",
        "'+1",
        "'-1",
        "'@a",
        "'\t=1",
        "桶",
    ]


def test_crew_sheets_can_be_english(town: StreetProblem, plan: RoutingPlan, tmp_path: Path) -> None:
    write_sheets(tmp_path / "a.xlsx", town.problem, plan, "en")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[0] == "summary"
    words = [cell.value for cell in book.worksheets[1][4]]
    assert words[:6] == ["no.", "what", "where", "arrives", "begins", "leaves"]


def test_vehicles_whose_names_no_tab_can_bear_get_tabs_of_their_own(
    town: StreetProblem, plan: RoutingPlan, tmp_path: Path
) -> None:
    long = tuple(replace(kind, name="车/" * 20) for kind in town.problem.vehicles)
    write_sheets(tmp_path / "a.xlsx", replace(town.problem, vehicles=long), plan)
    names = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert len(set(names)) == 3
    assert all(len(name) <= 31 and "/" not in name for name in names)


def test_the_same_plan_gives_the_same_bytes(town: StreetProblem, plan: RoutingPlan, tmp_path: Path) -> None:
    for kind in ("xlsx", "geojson", "png"):
        one, other = tmp_path / f"one.{kind}", tmp_path / f"other.{kind}"
        hand_out(one, town.problem, plan, town)
        hand_out(other, town.problem, plan, town)
        assert one.read_bytes() == other.read_bytes()


def test_a_picture_is_drawn_without_a_chinese_font_too(
    town: StreetProblem, plan: RoutingPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yihe.planning.handing_out.picture.chinese_font", lambda: None)
    write_picture(tmp_path / "a.svg", town.problem, plan)
    assert (tmp_path / "a.svg").stat().st_size > 1000


def test_other_endings_are_refused_before_anything_is_written(
    town: StreetProblem, plan: RoutingPlan, tmp_path: Path
) -> None:
    with pytest.raises(UnknownKind, match=r"a\.docx: plans are written as \.geojson, \.xlsx"):
        hand_out(tmp_path / "a.docx", town.problem, plan)
    assert not (tmp_path / "a.docx").exists()


def test_a_problem_without_a_map_still_has_crew_sheets(town: StreetProblem, plan: RoutingPlan, tmp_path: Path) -> None:
    bare: RoutingProblem = replace(town.problem, coordinates=None, remarks={})
    hand_out(tmp_path / "a.xlsx", bare, plan)
    early = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[1]
    # Without a clock times are the bare numbers of the instance.
    assert early["D5"].value == str(5 * HOUR)
    with pytest.raises(BadInput, match="小城收运: has no coordinates"):
        hand_out(tmp_path / "a.geojson", bare, plan)


def test_a_map_layer_of_an_instance_says_that_it_is_not_on_earth(town: StreetProblem, plan: RoutingPlan) -> None:
    assert "coordinates" in to_geojson(replace(town.problem, remarks={}), plan)
    assert "coordinates" not in json.loads(json.dumps(to_geojson(town.problem, plan)))


def test_times_after_midnight_are_said_to_be_the_next_day(town: StreetProblem) -> None:
    said = [time_of(town.problem, time, "zh") for time in (4 * HOUR + 35 * 60, 24 * HOUR, 25 * HOUR + 10 * 60)]
    assert said == ["04:35", "次日00:00", "次日01:10"]
    assert time_of(town.problem, 25 * HOUR, "en") == "next day 01:00"


def test_a_plan_is_said_in_words(town: StreetProblem, plan: RoutingPlan) -> None:
    said = explain(town.problem, plan)
    assert said.startswith("小城收运: 5 visits to 3 of 3 stops by 2 routes, 2 unloads; objective ")
    assert "collected 460 kg, 1,280 litre" in said
    left = explain(town.problem, replace(plan, left_out=(2,)))
    assert "left out: 桶三" in left and "left out" not in said
