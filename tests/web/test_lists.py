"""Lists: search, filters in which empty is a value, order, exports that carry units."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.http import QueryDict

from yihe.programmes.bonds import BondProject
from yihe.programmes.markets import Market
from yihe.web.columns import column_of
from yihe.web.exports import table_response
from yihe.web.filters import filters_for


def codes(client: Any, query: str) -> list[str]:
    return [row.entry.code for row in client.get(f"/records/market/?{query}").context["rows"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["M1", "M2", "M3"]),
        ("q=M2", ["M2"]),
        ("q=向阳", ["M1", "M3"]),
        ("q=向阳+M3", ["M3"]),
        ("f.stage=upgraded", ["M1", "M2"]),
        ("f.stage=upgraded&f.stage=registered", ["M1", "M2", "M3"]),
        ("f.place=370602002", ["M2"]),
        ("f.stalls=-", ["M3"]),
        ("f.stalls.min=100", ["M1"]),
        ("f.stalls.min=100&f.stalls=-", ["M1", "M3"]),
        ("f.stalls.max=100", ["M2"]),
        ("f.remark=-", ["M1", "M2"]),
        ("f.remark=搬迁", ["M3"]),
        ("f.stage_date.min=2022-05-01&f.stage_date.max=2022-05-31", ["M2"]),
        ("f.floor_area=-", ["M2", "M3"]),
        ("f.responsible=-", ["M1", "M2", "M3"]),
        ("sort=stalls", ["M2", "M1", "M3"]),
        ("sort=-stalls", ["M1", "M2", "M3"]),
        ("sort=password", ["M1", "M2", "M3"]),
        ("page=99", ["M1", "M2", "M3"]),
    ],
)
def test_a_list_shows_what_its_address_asks_for(
    query: str, found: list[str], town: Any, signed_in: Callable[..., Any]
) -> None:
    assert codes(signed_in(), query) == found


@pytest.mark.parametrize(
    ("name", "text"), [("stalls", "abc"), ("stalls", "NaN"), ("stage_date", "2022-13-45"), ("stage_date", "九月")]
)
def test_an_unreadable_end_of_a_range_is_said_and_left_open(
    name: str, text: str, town: Any, signed_in: Callable[..., Any]
) -> None:
    page = signed_in().get(f"/records/market/?f.{name}.min={text}")
    assert text in "".join(page.context["listing"].problems)
    assert len(page.context["rows"]) == 3


def test_a_range_of_money_is_asked_in_the_unit_of_its_column(db: None) -> None:
    asked = QueryDict("f.total_investment.min=100")
    ranged = next(f for f in filters_for(BondProject, asked) if f.active)
    assert ranged.condition().children == [("total_investment__gte", Decimal(1_000_000))]
    assert column_of(BondProject, "total_investment").heading.endswith("（万元）")


def test_a_csv_opens_in_excel_and_carries_units(town: Any, signed_in: Callable[..., Any]) -> None:
    body = b"".join(signed_in().get("/records/market/?as=csv&f.stage=upgraded").streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    assert [(r["编号"], r["建筑面积（平方米）"], r["阶段"], r["阶段日期"]) for r in rows] == [
        ("M1", "3200", "完成改造", "2022-03-01"),
        ("M2", "", "完成改造", "2022-05-09"),
    ]


def test_an_xlsx_holds_numbers_and_dates_not_texts(town: Any, signed_in: Callable[..., Any]) -> None:
    body = b"".join(signed_in(language="en").get("/records/market/?as=xlsx").streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    rows = [dict(zip([c.value for c in sheet[1]], [c.value for c in row], strict=True)) for row in sheet.iter_rows(2)]
    assert rows[0]["floor area (m²)"] == 3200 and rows[0]["stage"] == "upgraded"
    assert rows[0]["stage date"].date().isoformat() == "2022-03-01"


def test_a_text_that_looks_like_a_formula_is_not_run(town: Any) -> None:
    answer = table_response("csv", "x", ["a"], [["=HYPERLINK(1)"], ["-5"], [Decimal("-5.50")]])
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.split() == ["a", "'=HYPERLINK(1)", "'-5", "-5.5"]


def test_a_workbook_takes_any_name_an_indicator_may_have(town: Any) -> None:
    answer = table_response("xlsx", "占比[%]: 投资/项目？*", ["a"], [[1]])
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book.active["A2"].value == 1


def test_every_kind_has_a_list_a_form_and_an_export(db: None, signed_in: Callable[..., Any]) -> None:
    from yihe.ledger.kinds import entry_kinds

    client = signed_in()
    for slug in entry_kinds():
        assert client.get(f"/records/{slug}/").status_code == 200, slug
        assert client.get(f"/records/{slug}/new/").status_code == 200, slug
        assert client.get(f"/records/{slug}/?as=csv").status_code == 200, slug


def test_a_record_page_shows_units_place_and_the_figures_that_count_it(
    town: Any, signed_in: Callable[..., Any]
) -> None:
    page = signed_in().get("/records/market/M1/")
    counted = {i.id for i in page.context["counted_by"]}
    assert {"markets.network", "markets.upgraded"} <= counted and "markets.upgrading" not in counted
    assert "3,200" in page.text and "平方米" in page.text and "121.380000, 37.540000" in page.text
    assert Market.objects.get(code="M1").place.name in page.text


def test_points_of_a_list_are_geojson_in_the_order_of_lon_and_lat(town: Any, signed_in: Callable[..., Any]) -> None:
    found = signed_in().get("/shapes/market.geojson").json()["features"]
    assert [f["geometry"] for f in found] == [{"type": "Point", "coordinates": [121.38, 37.54]}]
    assert found[0]["properties"]["href"] == "/records/market/M1/"
