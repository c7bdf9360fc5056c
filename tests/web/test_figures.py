"""Cockpit and figures: values, selections, splits and the way back to the records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone, translation

from yihe.indicators.register import select
from yihe.indicators.spans import Span
from yihe.ledger import actions
from yihe.web.drawing import Frame, classes, draw
from yihe.web.families import families
from yihe.web.numbers import say
from yihe.web.selection import selection_of


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("34440000000", "CNY", "344.4 亿元", "34.44 billion yuan"),
        ("12345678", "CNY", "1,234.57 万元", "12.35 million yuan"),
        ("957800.00", "m2", "95.78 万平方米", "957,800 m²"),
        ("6469", "处", "6,469 处", "6,469 sites"),
        ("2", "rank", "第 2", "No. 2"),
        ("3.2", "pp", "3.2 个百分点", "3.2 percentage points"),
        ("-2.70", "%", "-2.7 %", "-2.7 %"),
        ("0", "CNY", "0 元", "0 yuan"),
    ],
)
def test_values_are_said_in_the_readers_scale(value: str, unit: str, zh: str, en: str) -> None:
    with translation.override("zh-hans"):
        assert str(say(Decimal(value), unit)) == zh
    with translation.override("en"):
        assert str(say(Decimal(value), unit)) == en


def test_a_number_shown_rounded_keeps_its_exact_value_at_hand() -> None:
    with translation.override("zh-hans"):
        assert say(Decimal("12345678.90"), "CNY").exact == "12,345,678.9 元"


@pytest.mark.parametrize(
    ("asked", "span", "as_of"),
    [
        ({}, Span(), None),
        ({"period": "2022H1"}, Span(date(2022, 1, 1), date(2022, 6, 30)), None),
        ({"period": "2021-10-01.."}, Span(date(2021, 10, 1), None), None),
        ({"as_of": "2022-09-08 09:30"}, Span(), datetime(2022, 9, 8, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_selection_is_read_from_the_address(asked: dict[str, str], span: Span, as_of: Any) -> None:
    found = selection_of(asked)
    assert (found.span, found.problem) == (span, "")
    assert found.as_of == as_of


def test_known_on_a_day_includes_that_day() -> None:
    found = selection_of({"as_of": "2022-09-08"}).as_of
    assert found is not None and timezone.localtime(found).isoformat().startswith("2022-09-08T23:59:59")


@pytest.mark.parametrize("asked", [{"period": "前年"}, {"as_of": "2022-02-30"}, {"as_of": "昨天 上午九点"}])
def test_an_unreadable_selection_is_said_not_swallowed(asked: dict[str, str]) -> None:
    found = selection_of(asked)
    assert next(iter(asked.values())) in found.problem
    assert found.span == Span() and found.as_of is None


def test_a_family_gathers_growth_rank_and_target_of_a_quantity() -> None:
    found = {f.root.id: {i.measure for i in f.companions} for f in families(select("indicators"))}
    assert {"growth_yoy", "rank", "pp_above_avg"} <= found["economy.budget_revenue"]
    every = [i.id for f in families(select("indicators")) for i in f.members]
    assert sorted(every) == sorted(i.id for i in select("indicators"))


def test_the_cockpit_counts_and_links_every_number_to_its_figure(town: Any, signed_in: Callable[..., Any]) -> None:
    page = signed_in().get("/?period=2022H1&place=370602001&map=markets.upgraded")
    cards = {c.head.indicator.id: c.head.value for g in page.context["groups"] for c in g.cards}
    assert cards["markets.upgraded"].value == 1
    assert "/figures/markets.upgraded/?place=370602001&amp;period=2022H1" in page.text


def test_the_map_shades_places_and_its_table_says_the_same(town: Any, signed_in: Callable[..., Any]) -> None:
    page = signed_in().get("/?map=markets.network")
    areas = {a.place.name: (a.value.value, a.shade) for a in page.context["map"].areas}
    assert areas == {"向阳街道": (Decimal(2), 2), "东山街道": (Decimal(1), 0)}
    shapes = signed_in("leader").get("/shapes/places.geojson?map=markets.network").json()["features"]
    assert {f["properties"]["short"]: f["properties"]["shade"] for f in shapes} == {"向阳": 2, "东山": 0}


def test_a_figure_shows_its_value_split_and_records(town: Any, signed_in: Callable[..., Any]) -> None:
    page = signed_in().get("/figures/markets.upgraded/?by=stage")
    assert page.context["value"].value == 2
    assert [(p.label, p.value.value) for p in page.context["split"].parts] == [("完成改造", Decimal(2))]
    assert [row[0].code for row in page.context["sets"][0]["rows"]] == ["M1", "M2"]


def test_a_figure_as_known_earlier_leaves_out_what_came_later(
    town: Any, add_market: Callable[..., Any], signed_in: Callable[..., Any]
) -> None:
    moment = timezone.localtime().replace(tzinfo=None).isoformat(sep=" ")
    add_market("M9", stage="upgraded", day=date(2022, 3, 3))
    client = signed_in()
    assert client.get("/figures/markets.upgraded/").context["value"].value == 3
    assert client.get(f"/figures/markets.upgraded/?as_of={moment}").context["value"].value == 2


def test_a_value_is_not_kept_beyond_a_write(town: Any, clerk: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    before = client.get("/figures/markets.stalls/").context["value"].value
    actions.edit(town["M1"], {"stalls": 500}, version=town["M1"].version, actor=clerk, reason="x")
    assert client.get("/figures/markets.stalls/").context["value"].value == before + 380


def test_an_unknown_figure_names_its_neighbours(db: None, signed_in: Callable[..., Any]) -> None:
    answer = signed_in().get("/figures/markets.upgradet/")
    assert answer.status_code == 404 and "markets.upgraded" in answer.text


def test_sample_data_is_said_on_every_page_while_there_is_any(
    town: Any, clerk: Any, signed_in: Callable[..., Any], client: Any
) -> None:
    reader = signed_in("leader")
    assert "样例数据（合成）" not in reader.get("/").text
    actions.edit(town["M1"], {"nature": "sample"}, version=town["M1"].version, actor=clerk)
    for address in ("/", "/records/market/", "/help/", "/nowhere/"):
        assert "样例数据（合成）" in reader.get(address).text
    assert "Sample data (synthetic)" in client.get("/login/", headers={"accept-language": "en"}).text


def test_drawn_places_keep_their_proportions() -> None:
    frame = Frame((121.0, 37.0, 122.0, 38.0), width=800)
    west, south = frame.place(121.0, 37.0)
    east, north = frame.place(122.0, 38.0)
    assert (east - west) / (south - north) == pytest.approx(0.793, abs=0.01)  # cos 37.5°
    assert 0 <= west < east <= 800


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert draw([]).empty


def test_equal_values_share_a_shade_and_unknown_ones_have_none() -> None:
    assert classes([5, 5, None, 1]) == [2, 2, None, 0]


def test_search_opens_the_only_entry_with_that_code_and_lists_indicators(
    town: Any, signed_in: Callable[..., Any]
) -> None:
    client = signed_in()
    assert client.get("/search/?q=M2").url == "/records/market/M2/"
    found = client.get("/search/?q=农贸市场 升级").context
    assert "markets.upgraded" in {i.id for i in found["indicators"]}
    assert {h.code for f in client.get("/search/?q=街道").context["found"] for h in f.hits} == {
        "370602001",
        "370602002",
    }


def test_the_language_switch_is_kept(db: None, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    client.post("/language/", {"language": "en", "next": "/help/"})
    assert "Verdicts on a text" in client.get("/help/").text
