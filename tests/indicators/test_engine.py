"""Indicators evaluated for a place, a period and a time of knowing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from yihe.indicators.define import Above, Count, Growth, Observed, Rank, Series, Tally
from yihe.indicators.engine import breakdown, evaluate, records_of
from yihe.indicators.observations import Observation
from yihe.indicators.register import UnknownIndicator, indicator, indicators, programmes, select
from yihe.indicators.spans import Span, months, parse_span
from yihe.ledger import actions
from yihe.programmes import markets

pytestmark = pytest.mark.django_db

HOME, CITY = "370602", "370600"
H1 = months(2022, 1, 6)


def value(what: Any, place: str = HOME, span: Span = Span(), as_of: Any = None) -> Decimal | None:  # noqa: B008
    return evaluate([what], [place], span, as_of)[what.id, place].value


@pytest.fixture
def network(add_market: Callable[..., Any]) -> dict[str, Any]:
    return {
        "rated": add_market("M1", stage="rated", day=date(2022, 3, 1), floor_area=Decimal("100.5")),
        "upgrading": add_market(
            "M2", stage="upgrading", day=date(2022, 5, 1), place="370602002", floor_area=Decimal("0.25")
        ),
        "closed": add_market("M3", stage="closed", day=date(2021, 5, 1)),
    }


def test_a_count_holds_everything_below_the_place(network: dict[str, Any]) -> None:
    assert value(markets.network) == 2
    assert value(markets.network, "370602001") == 1
    assert value(markets.network, "370611") == 0


def test_a_later_stage_counts_as_reached_and_a_side_stage_does_not(network: dict[str, Any]) -> None:
    assert value(markets.upgraded) == 1


def test_a_flow_counts_in_the_period_in_which_the_stage_was_reached(network: dict[str, Any]) -> None:
    assert value(markets.upgraded, span=parse_span("2022Q1")) == 1
    assert value(markets.upgraded, span=parse_span("2022Q2")) == 0
    assert value(markets.upgraded, span=parse_span("..2022-02-28")) == 0


def test_a_stock_counts_what_stands_at_the_end_of_the_period(network: dict[str, Any], clerk: Any) -> None:
    actions.move(network["upgrading"], "upgraded", business_date=date(2022, 7, 1), version=1, actor=clerk)
    assert value(markets.upgrading, span=parse_span("2022-06")) == 1
    assert value(markets.upgrading, span=parse_span("2022-07")) == 0


def test_sums_of_decimals_are_exact(network: dict[str, Any], add_market: Callable[..., Any]) -> None:
    for n in range(10):
        add_market(f"T{n}", floor_area=Decimal("0.1"))
    assert value(markets.floor_area) == Decimal("101.75")


def test_a_late_report_does_not_change_what_was_known_before(network: dict[str, Any], clerk: Any) -> None:
    before = timezone.now()
    actions.move(network["upgrading"], "upgraded", business_date=date(2022, 6, 1), version=1, actor=clerk)
    actions.edit(network["rated"], {"floor_area": Decimal("200")}, version=1, actor=clerk)
    actions.delete(network["closed"], version=1, actor=clerk, reason="误登")
    assert [value(markets.upgraded), value(markets.upgraded, as_of=before)] == [2, 1]
    assert [value(EVERY), value(EVERY, as_of=before)] == [2, 3]
    assert [value(markets.floor_area), value(markets.floor_area, as_of=before)] == [
        Decimal("200.25"),
        Decimal("100.75"),
    ]
    assert value(EVERY, as_of=before - timedelta(days=1)) == 0


def test_the_records_behind_a_value_are_those_it_counts(network: dict[str, Any]) -> None:
    (found,) = records_of(markets.upgraded, HOME, Span())
    assert (found.kind, found.ids) == (markets.Market, [network["rated"].pk])


def test_a_breakdown_adds_up_to_the_whole(network: dict[str, Any]) -> None:
    by_place = breakdown(markets.network, HOME, Span(), by="place")
    by_stage = breakdown(markets.network, HOME, Span(), by="stage")
    assert {k: v.value for k, v in by_place} == {"370602001": 1, "370602002": 1}
    assert sum(v.value or 0 for _, v in by_stage) == 2


def test_a_share_of_nothing_is_unknown_and_not_zero(district: dict[str, Any]) -> None:
    assert value(markets.upgraded_share) is None
    assert value(markets.network) == 0


REVENUE = Series("test_revenue", "测试收入", "test revenue", unit="CNY")
EVERY = Count(markets.Market, zh="登记过的市场数", en="all markets", unit="处", id="t.every")
LEVEL = Observed(zh="测试收入", en="level", unit="CNY", series=REVENUE, id="t.level")
RATE = Observed(
    zh="测试收入增速", en="rate", unit="%", series=REVENUE, column="growth", measure="growth_yoy", id="t.rate"
)
RANK = Rank(of=LEVEL, zh="排名", en="rank", id="t.rank")
OVER = Above(of=RATE, over="average", zh="高于平均", en="above", id="t.over")
CHANGE = Growth(of=LEVEL, zh="增速", en="growth", id="t.growth")


@pytest.fixture
def observe(district: dict[str, Any], clerk: Any) -> Callable[..., Any]:
    def add(place: str, span: Span, level: str, growth: str | None = None) -> Any:
        values = {"code": f"{place}-{span}", "name": "o", "place": district[place], "series": "test_revenue"}
        values |= {"period_start": span.start, "period_end": span.end, "value": Decimal(level), "unit": "CNY"}
        entry = Observation(**values, growth=Decimal(growth) if growth else None)
        entry.save()
        return entry

    return add


def test_an_observation_belongs_to_its_place_and_not_to_the_one_above(observe: Callable[..., Any]) -> None:
    observe(HOME, H1, "46")
    assert (value(LEVEL, HOME, H1), value(LEVEL, CITY, H1)) == (46, None)


def test_an_observation_of_another_period_is_not_taken(observe: Callable[..., Any]) -> None:
    observe(HOME, H1, "46")
    assert value(LEVEL, HOME, parse_span("2022Q1")) is None
    assert value(LEVEL, HOME, parse_span("2022")) is None


def test_the_year_so_far_takes_the_latest_statistics_before_the_day(observe: Callable[..., Any]) -> None:
    observe(HOME, H1, "46")
    observe(HOME, months(2022, 1, 7), "50")
    assert value(LEVEL, HOME, Span(date(2022, 1, 1), date(2022, 9, 8))) == 50
    assert value(LEVEL, HOME, Span(date(2022, 1, 1), date(2022, 12, 8))) is None


def test_ranks_gaps_and_growth_are_computed_from_observations(observe: Callable[..., Any]) -> None:
    observe(HOME, H1, "46", "5.5")
    observe(HOME, H1.year_before(), "40")
    observe("370611", H1, "60", "7")
    observe(CITY, H1, "900", "2.3")
    assert (value(RANK, HOME, H1), value(RANK, "370611", H1)) == (2, 1)
    assert value(OVER, HOME, H1) == Decimal("3.2")
    assert value(CHANGE, HOME, H1) == 15


def test_a_tally_counts_only_known_figures(observe: Callable[..., Any]) -> None:
    top = Tally(of=(RANK,), at_most=1, zh="t", en="t", unit="项", id="t.top")
    assert value(top, HOME, H1) is None
    observe(HOME, H1, "46")
    assert value(top, HOME, H1) == 1


def test_every_indicator_says_what_it_is_in_both_languages() -> None:
    for each in indicators():
        assert each.zh and each.en and each.definition() and each.programme, each.id


def test_indicators_are_found_by_programme_slug_label_and_id() -> None:
    assert indicator("markets.upgraded") is markets.upgraded
    assert select("markets") == select("农贸市场") and len(select("markets")) > 5
    assert "markets" in {p.slug for p in programmes()}


def test_an_unknown_indicator_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownIndicator, match=r"markets\.upgraded"):
        indicator("markets.upgradet")
