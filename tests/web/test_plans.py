"""The pages of a kept plan: its routes, a route's calls, its files, in both languages and inside the reader's place."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
import shapely

from yihe import geo
from yihe.ledger import actions
from yihe.programmes.operations import DayPlan, PlanCall, PlanRoute, WorkVehicle

DAY = date(2022, 9, 8)
HOUR = 3600


@pytest.fixture
def plan(town: Any, district: dict[str, Any], clerk: Any) -> DayPlan:
    """Two routes of one truck, in the early and the night shift."""
    place = district["370602"]
    truck = actions.create(
        WorkVehicle, {"code": "鲁F-01", "name": "压缩车", "place": place, "work": "collecting"}, actor=clerk
    )
    values = {"code": "SY-1", "name": "收运计划", "place": place, "work": "collecting", "day": DAY, "routes": 2}
    made = actions.create(DayPlan, {**values, "objective": 815, "assumed": "fill 0.7; 早班 04:00-12:00"}, actor=clerk)
    for order, (shift, begin) in enumerate((("早班", 4 * HOUR), ("夜班", 23 * HOUR)), start=1):
        add_route(made, truck, order, shift, begin)
    return made


def add_route(plan: DayPlan, truck: Any, order: int, shift: str, begin: int) -> None:
    line = geo.to_wkb(shapely.LineString([(121.37, 37.54), (121.38, 37.54), (121.37, 37.545)]))
    route = PlanRoute.objects.create(
        plan=plan, vehicle=truck, order=order, shift=shift, begin=begin, end=begin + 2 * HOUR, length=5200, line=line
    )
    calls = [("depot", "", "", "停车场"), ("stop", "market", "M1", "桶<1>"), ("facility", "", "", "转运站")]
    for at, (does, kind, code, name) in enumerate(calls):
        time = begin + at * HOUR
        PlanCall.objects.create(
            route=route, order=at, does=does, kind=kind, code=code, name=name, lon=121.37, lat=37.54,
            arrival=time, begin=time, end=time + 60, weight=24 if does == "stop" else 0, driven=1000,
        )  # fmt: skip


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_plans_page_shows_its_routes_and_its_history(plan: DayPlan, signed_in: Callable[..., Any]) -> None:
    html = signed_in().get("/records/dayplan/SY-1/").text
    assert html.count('class="way ') == 2
    assert "1 鲁F-01 压缩车 早班 04:00 06:00 1 1 24" in text_of(html)
    assert "夜班 23:00 次日01:00" in text_of(html)
    assert "收运时装满率 0.7" in html and "由 yihe plan 求解" in html and "录入台账" in html


def test_the_page_speaks_english_too(plan: DayPlan, signed_in: Callable[..., Any]) -> None:
    html = signed_in(language="en").get("/records/dayplan/SY-1/").text
    assert "night 23:00 next day 01:00" in text_of(html)
    assert "fill when emptied 0.7" in html and "cost of the plan" in html


def test_a_shift_alone_can_be_asked_for(plan: DayPlan, signed_in: Callable[..., Any]) -> None:
    html = signed_in().get("/records/dayplan/SY-1/?shift=夜班").text
    assert html.count('class="way ') == 1 and "次日01:00" in html and "04:00 06:00" not in text_of(html)


def test_a_route_lists_its_calls_and_links_to_their_records(plan: DayPlan, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    html = client.get("/records/dayplan/SY-1/routes/2/").text
    assert "1 收集 M1 桶&lt;1&gt; 次日00:00 次日00:00 次日00:01 24" in text_of(html)
    assert 'href="/records/market/M1/"' in html
    assert client.get("/records/dayplan/SY-1/routes/3/").status_code == 404


def test_the_plan_comes_as_files(plan: DayPlan, signed_in: Callable[..., Any]) -> None:
    client = signed_in(language="en")
    layer = client.get("/records/dayplan/SY-1/plan.geojson")
    assert [each["geometry"]["type"] for each in layer.json()["features"]] == ["LineString"] * 2 + ["Point"] * 6
    assert "SY-1.geojson" in layer.headers["Content-Disposition"]
    sheets = client.get("/records/dayplan/SY-1/sheets.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(sheets.streaming_content)))
    assert [sheet.title for sheet in book] == ["summary", "1 鲁F-01 压缩车 early", "2 鲁F-01 压缩车 night"]


def test_the_list_of_plans_has_the_solvers_figures_and_opens_their_pages(
    plan: DayPlan, signed_in: Callable[..., Any]
) -> None:
    client = signed_in()
    html = client.get("/records/dayplan/").text
    assert 'href="/records/dayplan/SY-1/"' in html and "0.08" in text_of(html)
    rows = b"".join(client.get("/records/dayplan/?as=csv").streaming_content).decode("utf-8-sig")
    assert "SY-1" in rows
    assert client.get("/records/dayplan/?f.known_at.min=2022-01-01").status_code == 200
    assert client.get("/records/dayplan/?as=xlsx").status_code == 200


def test_what_the_solver_says_is_no_field_to_fill_in(plan: DayPlan, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    html = client.get("/records/dayplan/SY-1/edit/").text
    assert 'name="day"' in html and 'name="day"' in client.get("/records/dayplan/new/").text
    assert not re.search(r'name="(objective|broken|routes|known_at|seed)"', html)


def test_a_plan_written_by_hand_has_no_routes_and_says_so(
    town: Any, district: Any, clerk: Any, signed_in: Callable[..., Any]
) -> None:
    values = {"code": "SY-2", "name": "手写", "place": district["370602"], "work": "collecting", "day": DAY}
    actions.create(DayPlan, values, actor=clerk)
    client = signed_in()
    html = client.get("/records/dayplan/SY-2/").text
    assert "这份计划没有路线" in html and "sheets.xlsx" not in html
    assert client.get("/records/dayplan/SY-2/plan.geojson").json()["features"] == []
    assert client.get("/records/dayplan/SY-2/sheets.xlsx").status_code == 200


def test_a_person_confined_to_a_subdistrict_does_not_see_a_plan_of_the_district(
    plan: DayPlan, signed_in: Callable[..., Any]
) -> None:
    client = signed_in("clerk", place="370602002")
    for address in ("", "routes/1/", "plan.geojson", "sheets.xlsx"):
        assert client.get(f"/records/dayplan/SY-1/{address}").status_code == 404


def test_more_routes_take_no_more_queries(
    plan: DayPlan, signed_in: Callable[..., Any], django_assert_max_num_queries: Any
) -> None:
    client, truck = signed_in(), WorkVehicle.objects.get()
    for order in range(3, 20):
        add_route(plan, truck, order, "早班", order * 600)
    client.get("/records/dayplan/SY-1/")
    for address, most in (("", 30), ("plan.geojson", 8), ("sheets.xlsx", 8)):
        with django_assert_max_num_queries(most):
            client.get(f"/records/dayplan/SY-1/{address}")
