"""A kept plan is a record with its routes: read back, handed out, numbered, and whole or not there at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typer
from django.utils import timezone
from typer.testing import CliRunner, Result

from yihe.cli import planning, planning_ledger
from yihe.ledger import actions
from yihe.ledger.places import Place
from yihe.planning import BrokenRule, Budget, UncheckedPlan
from yihe.planning.routing import solve
from yihe.planning.sweeping import solve as solve_sweeping
from yihe.programmes.operations import DayPlan, PlanCall, PlanRoute
from yihe.studio.collecting import collecting_day
from yihe.studio.drafts import PlanDraft, collecting_draft, sweeping_draft
from yihe.studio.keeping import keep
from yihe.studio.kept import assumed_of, clock, layer, routes_of, write_crew_sheets
from yihe.studio.sweeping import sweeping_shift

from .crossroads import file

pytestmark = pytest.mark.django_db
DISTRICT, DAY = "370602", date(2022, 9, 8)


@pytest.fixture
def collected(quarter: Any) -> PlanDraft:
    day = collecting_day(DISTRICT)
    return collecting_draft(day, solve(day.problem, Budget(seconds=None, iterations=200)))


@pytest.fixture
def kept(clerk: Any) -> Callable[..., DayPlan]:
    """Keeps a draft: ``kept(draft)``."""

    def make(draft: PlanDraft, broken: tuple[BrokenRule, ...] = ()) -> DayPlan:
        return keep(
            draft,
            broken,
            place=Place.objects.get(code=DISTRICT),
            day=DAY,
            known_at=timezone.now(),
            distances="直线",
            actor=clerk,
        )

    return make


def test_a_kept_plan_has_the_figures_of_the_solver_and_every_call(collected: PlanDraft, kept: Any) -> None:
    plan = kept(collected)
    assert (plan.code, plan.stage, plan.day, plan.broken) == ("SY-20220908-01", "drafted", DAY, 0)
    assert float(plan.objective) == pytest.approx(collected.plan.objective, abs=0.005)
    assert (plan.bound, plan.seed, plan.visits) == (None, 1, 12)
    routes = list(routes_of(plan))
    assert [route.pk for route in routes] == [route.pk for route in plan.parts.all()]
    assert sum(route.visits for route in routes) == 12
    assert sum(route.unloads for route in routes) == plan.unloads >= 1
    assert float(plan.length) == pytest.approx(sum(float(route.length) for route in routes) / 1000, abs=0.01)
    visited = PlanCall.objects.filter(route__plan=plan, kind="wastebin").values_list("code", flat=True)
    assert sorted(visited) == sorted([f"B{number}" for number in range(8)] + ["B1", "B3", "B5", "B7"])


def test_a_route_comes_home_empty_and_its_times_go_on(collected: PlanDraft, kept: Any) -> None:
    plan = kept(collected)
    for route in plan.parts.all():
        calls = list(route.calls.all())
        does = [call.does for call in calls]
        assert (does[0], does[-1], does[-2]) == ("depot", "depot", "facility")
        assert all(call.arrival <= call.begin <= call.end for call in calls)
        assert all(a.end <= b.arrival for a, b in pairwise(calls))
        assert (route.begin, route.end) == (calls[0].end, calls[-1].arrival)


def test_no_vehicle_drives_two_routes_at_once(collected: PlanDraft, kept: Any) -> None:
    plan = kept(collected)
    spans: dict[int, list[tuple[int, int]]] = {}
    for route in plan.parts.all():
        spans.setdefault(route.vehicle_id, []).append((route.begin, route.end))
    for each in spans.values():
        assert all(a[1] <= b[0] for a, b in pairwise(sorted(each)))


def test_plans_of_a_day_are_numbered_also_past_deleted_ones(collected: PlanDraft, kept: Any, clerk: Any) -> None:
    first = kept(collected)
    actions.delete(first, version=1, actor=clerk, reason="重算")
    assert [kept(collected).code, kept(collected).code] == ["SY-20220908-02", "SY-20220908-03"]


def test_a_plan_that_breaks_a_rule_is_not_kept(collected: PlanDraft, kept: Any) -> None:
    with pytest.raises(UncheckedPlan, match="超载"):
        kept(collected, (BrokenRule("capacity", "T1", "超载"),))
    assert DayPlan.objects.count() == PlanRoute.objects.count() == 0


def test_a_plan_is_kept_whole_or_not_at_all(collected: PlanDraft, kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: Any, **__: Any) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(PlanCall.objects, "bulk_create", full_disk)
    with pytest.raises(OSError, match="no space"):
        kept(collected)
    assert DayPlan.objects.count() == PlanRoute.objects.count() == 0


def test_a_moved_plan_keeps_its_history_and_its_routes(collected: PlanDraft, kept: Any, clerk: Any) -> None:
    plan = kept(collected)
    before = plan.parts.count()
    adopted = actions.move(plan, "adopted", business_date=timezone.localdate(), version=1, actor=clerk)
    assert [row.stage for row in adopted.history.all()] == ["adopted", "drafted"]
    assert adopted.parts.count() == before


def test_sweeping_is_kept_with_sweepers_and_the_shifts_clock(quarter: Any, kept: Any) -> None:
    shift = sweeping_shift(DISTRICT)
    plan = kept(sweeping_draft(shift, solve_sweeping(shift.problem, Budget(seconds=None, iterations=100), workers=1)))
    routes = list(routes_of(plan))
    assert {route.vehicle.code for route in routes} <= {"W1", "W2"}
    assert min(route.begin for route in routes) == 4 * 3600
    assert plan.bound is not None and plan.gap is not None
    swept = PlanCall.objects.filter(route__plan=plan, kind="lane").values_list("code", flat=True)
    assert sorted(swept) == ["L1", "L2", "L2", "L3", "L3"]
    # 2.0 km of lanes, of which each kilometre gives 200 litres.
    assert sum(float(route.volume) for route in routes) == pytest.approx(400)
    assert float(plan.length) > 2.0


def test_a_plan_is_handed_out_as_layer_and_crew_sheets_in_both_languages(
    collected: PlanDraft, kept: Any, tmp_path: Path
) -> None:
    plan = kept(collected)
    found = json.loads(json.dumps(layer(plan, "en")))
    kinds = [each["properties"]["layer"] for each in found["features"]]
    assert (kinds.count("route"), kinds.count("stop")) == (plan.routes, 12)
    assert found["features"][0]["properties"]["shift"] in ("early", "middle", "night")
    for language, heading in (("zh", "里程（公里）"), ("en", "km")):
        path = tmp_path / f"{language}.xlsx"
        write_crew_sheets(path, plan, language)
        book = openpyxl.load_workbook(path)
        assert heading in [cell.value for cell in book.worksheets[0][4]]
        assert len(book.worksheets) == plan.routes + 1
        names = [row[2].value for sheet in book.worksheets[1:] for row in sheet.iter_rows(min_row=5)]
        assert {"B0 垃圾桶B0", "S1 垃圾转运站S1"} & set(names)
    assert "收运时装满率 0.7" in assumed_of(plan, "zh") and "fill when emptied 0.7" in assumed_of(plan, "en")


def test_a_sample_says_so_on_every_paper(quarter: Any, kept: Any, clerk: Any, tmp_path: Path) -> None:
    actions.edit(quarter["B0"], {"nature": "sample"}, version=1, actor=clerk)
    day = collecting_day(DISTRICT)
    plan = kept(collecting_draft(day, solve(day.problem, Budget(seconds=None, iterations=50))))
    assert plan.nature == "sample"
    assert all("样例" in each["properties"]["notice"] for each in layer(plan)["features"])
    write_crew_sheets(tmp_path / "a.xlsx", plan)
    assert all("样例" in sheet["A2"].value for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx"))


def test_a_time_after_midnight_is_of_the_next_day() -> None:
    assert [clock(16_500, "zh"), clock(90_600, "zh"), clock(90_600, "en")] == ["04:35", "次日01:10", "next day 01:10"]


def run(*words: str) -> Result:
    app = typer.Typer()
    planning.add_to(app)
    return CliRunner().invoke(app, ["plan", *words])


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, quarter: Any) -> None:
    """The tables are there: the commands need not bring them up to date."""
    monkeypatch.setattr(planning_ledger, "open_ledger", lambda: None)


def test_the_commands_plan_and_keep_what_the_ledger_holds(opened: None, tmp_path: Path) -> None:
    out = tmp_path / "plan.geojson"
    result = run("route", "ledger", "--seconds", "2", "--keep", "--on", "2022-09-08", "--json", "--out", str(out))
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["feasible"], told["kept"]) == (True, "SY-20220908-01")
    assert out.exists()
    result = run("sweep", "ledger", "--seconds", "2", "--keep", "--on", "2022-09-08", "--json")
    assert json.loads(result.stdout)["kept"] == "JS-20220908-01"
    assert {plan.distances for plan in DayPlan.objects.all()} == {"直线 (straight) × 1.3, 25 km/h"}


def test_a_plan_on_streets_names_their_file(opened: None, quarter: Any, clerk: Any, tmp_path: Path) -> None:
    from .conftest import at

    streets = file(tmp_path)
    for number in range(8):
        actions.edit(quarter[f"B{number}"], {"geometry": at(121.371 + 0.002 * number, 37.5301)}, version=1, actor=clerk)
    for code, lon in (("S1", 121.3702), ("S2", 121.3898)):
        actions.edit(quarter[code], {"geometry": at(lon, 37.53)}, version=1, actor=clerk)
    result = run("route", "ledger", "--streets", str(streets), "--seconds", "2", "--keep", "--json")
    assert result.exit_code == 0, result.output
    assert DayPlan.objects.get().distances.startswith("街道 (streets) crossroads.osm, SHA-256 ")
    far = run("route", "ledger", "--streets", str(tmp_path / "none.osm.pbf"))
    assert far.exit_code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("route", "sample", "--keep"),
        ("route", "ledger", "--shift", "早班 4-12"),
        ("route", "ledger", "--shift", "甲=04:00-12:00", "--shift", "乙=11:00-19:00"),
        ("route", "ledger", "--as-of", "yesterday"),
        ("route", "ledger", "--place", "370603"),
        ("sweep", "ledger", "--station", "S9"),
        ("route", "ledger", "--as-of", "2001-01-01"),
    ],
)
def test_what_cannot_be_asked_is_refused(opened: None, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
