"""What sweepers get: a crew sheet each, and a map layer where crossings have positions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from yihe.planning import BadInput
from yihe.planning.handing_out import hand_out_sweeping
from yihe.planning.sweeping import to_geojson
from yihe.planning.sweeping.plan import Call, Route, SweepingPlan
from yihe.planning.sweeping.problem import Fleet, Site, Street, SweepingProblem

CORNERS = np.array([(121.38, 37.53), (121.39, 37.53), (121.39, 37.54), (121.38, 37.54)])


@pytest.fixture
def plan() -> SweepingPlan:
    """One crew round a square: two streets swept, one driven through, one site."""
    streets = (
        Street("南大街", 0, 1, 10, 60, service="once", sweep_cost=10, sweep_time=120, load=3),
        Street("=解放路", 1, 2, 10, 60, service="once", sweep_cost=10, sweep_time=120, load=3),
        Street("西路", 2, 3, 10, 60),
        Street("北路", 3, 0, 10, 60),
    )
    problem = SweepingProblem(
        "小城清扫", 4, streets, 0, Fleet(hopper=10), (Site("倾倒点", 3, time=300),), True, CORNERS,
        remarks={"sample": "样例数据（合成）"},
    )  # fmt: skip
    calls = (
        Call("depot", 0, True, 0, 0),
        Call("street", 0, True, 0, 120),
        Call("street", 1, True, 120, 240),
        Call("site", 0, True, 300, 600),
        Call("depot", 0, True, 660, 660),
    )
    route = Route(1, calls, ((0,), (1,), (2, 3), (3, 0)))
    return SweepingPlan(40.0, None, 1.0, 1, 10, problem, (route,), 20.0, 20.0, 0.0, 0.0)


def test_each_crew_has_a_sheet_of_its_streets_in_order(plan: SweepingPlan, tmp_path: Path) -> None:
    hand_out_sweeping(tmp_path / "a.xlsx", plan)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["汇总", "班组 1"]
    rows = [[cell.value for cell in row] for row in book["班组 1"].iter_rows(min_row=5)]
    assert [row[1] for row in rows] == ["停车场", "清扫", "清扫", "卸料加水", "停车场"]
    assert rows[2][2:5] == ["'=解放路", "1", "2"]
    assert book["汇总"]["A2"].value == "样例数据（合成）"
    assert [cell.value for cell in book["汇总"][5]][:4] == [1, "班组 1", 2, 1]


def test_the_map_layer_parts_sweeping_from_driving(plan: SweepingPlan, tmp_path: Path) -> None:
    hand_out_sweeping(tmp_path / "a.geojson", plan)
    assert (tmp_path / "a.geojson").stat().st_size > 100
    swept, again, driven = to_geojson(plan.problem, plan)["features"]
    assert swept["geometry"]["coordinates"] == [[121.38, 37.53], [121.39, 37.53]]
    assert again["properties"]["street"] == "=解放路"
    assert driven["geometry"]["coordinates"] == [
        [[121.39, 37.54], [121.38, 37.54]],
        [[121.38, 37.54], [121.38, 37.53]],
    ]
    assert driven["properties"]["notice"] == "样例数据（合成）"


def test_a_picture_is_drawn_the_same_twice(plan: SweepingPlan, tmp_path: Path) -> None:
    for name in ("one.png", "other.png"):
        hand_out_sweeping(tmp_path / name, plan)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "other.png").read_bytes()


def test_what_cannot_be_written_is_refused(plan: SweepingPlan, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"a\.docx: plans are written as"):
        hand_out_sweeping(tmp_path / "a.docx", plan)
    nowhere = replace(plan, problem=replace(plan.problem, coordinates=None))
    with pytest.raises(BadInput, match="小城清扫: has no coordinates"):
        hand_out_sweeping(tmp_path / "a.geojson", nowhere)
