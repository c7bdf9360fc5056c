"""A claim is bound to the indicator it means, never to a near twin, and rather not at all than wrongly."""

from __future__ import annotations

from datetime import date

import pytest

from yihe.briefing.verify import verify

from .made_ledger import InMemory, made

pytestmark = pytest.mark.django_db

REVENUE = made("revenue", "规模以上工业营业收入", "CNY")
REVENUE_GROWTH = made("revenue-growth", "规模以上工业营业收入增速", "%", "growth_yoy", "规模以上工业营业收入")
REVENUE_LEAD = made(
    "revenue-lead", "规模以上工业营业收入增速高于全市平均", "pp", "pp_above_avg", "规模以上工业营业收入增速"
)
TOWN = made("town", "城镇居民人均可支配收入", "CNY")
VILLAGE = made("village", "农村居民人均可支配收入", "CNY")
RESIDENTS = made("residents", "居民人均可支配收入", "CNY")
BUSES = made("bus", "公路客运量", "人")
TRAINS = made("train", "铁路客运量", "人")
LIFTS = made("lifts", "加装电梯数", "部")
LIFTS_PLANNED = made("lifts-planned", "在建加装电梯数", "部")
GARAGES = made("garages", "新建停车场数", "处")
ROADS = made("roads", "改造背街小巷数", "条")
ROAD_LENGTH = made("road-length", "改造背街小巷长度", "m")
ROAD_COST = made("road-cost", "背街小巷改造平均投资", "CNY")
EVERYTHING = [
    REVENUE, REVENUE_GROWTH, REVENUE_LEAD, TOWN, VILLAGE, RESIDENTS, BUSES, TRAINS, LIFTS, LIFTS_PLANNED, GARAGES,
    ROADS, ROAD_LENGTH, ROAD_COST,
]  # fmt: skip


def bound(text: str, *left_out: object) -> list[str | None]:
    ledger = InMemory([i for i in EVERYTHING if i not in left_out])
    report = verify(text, release_date=date(2024, 3, 1), place="here", source=ledger)
    return [c.indicator.id if c.indicator else None for c in report.claims]


def test_level_growth_and_lead_of_one_quantity_are_kept_apart() -> None:
    text = "2023年，规上工业营收82.6亿元，同比增长6.4%，增速高于全市平均1.2个百分点。"
    assert bound(text) == ["revenue", "revenue-growth", "revenue-lead"]


def test_the_part_is_not_taken_for_the_whole_nor_for_the_other_part() -> None:
    assert bound("2023年，城镇居民人均可支配收入48200元。") == ["town"]
    assert bound("2023年，居民人均可支配收入41300元。") == ["residents"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("2023年，城镇居民人均可支配收入48200元。", TOWN),
        ("2023年，居民人均可支配收入41300元。", RESIDENTS),
        ("2023年，铁路客运量963万人。", TRAINS),
        ("2023年，累计加装电梯312部。", LIFTS),
        ("2023年，改造背街小巷41条。", ROADS),
        ("2023年，规上工业营收82.6亿元。", REVENUE),
    ],
)
def test_a_claim_whose_indicator_is_missing_is_not_given_to_its_neighbour(text: str, missing: object) -> None:
    assert bound(text) != [None]
    assert bound(text, missing) == [None]


def test_counts_and_lengths_of_the_same_things_are_kept_apart() -> None:
    assert bound("2023年，改造背街小巷41条、18.6公里。") == ["roads", "road-length"]


def test_one_indicator_answers_one_claim_of_a_paragraph() -> None:
    text = "2023年，公路客运量1935万人，铁路客运量963万人。"
    assert bound(text) == ["bus", "train"]
    assert bound(text, TRAINS) == ["bus", None]


def test_two_equally_likely_indicators_are_left_undecided() -> None:
    twin = made("lifts-again", "加装电梯数", "部")
    ledger = InMemory([LIFTS, twin])
    claim = verify("2023年，累计加装电梯312部。", release_date=date(2024, 3, 1), place="here", source=ledger).claims[0]
    assert claim.verdict == "untraceable"
    assert "难分" in claim.why and "cannot be told apart" in claim.why_en


def test_something_the_ledger_knows_nothing_of_names_the_nearest_and_stays_unbound() -> None:
    ledger = InMemory(EVERYTHING)
    claim = verify("2023年，新增路灯312处。", release_date=date(2024, 3, 1), place="here", source=ledger).claims[0]
    assert claim.verdict == "untraceable"
    assert "不作猜测" in claim.why or "没有同一量纲" in claim.why


def test_an_automatic_binding_names_what_came_second() -> None:
    ledger = InMemory(EVERYTHING, {"town": "48200"})
    claim = verify(
        "2023年，城镇居民人均可支配收入48200元。", release_date=date(2024, 3, 1), place="here", source=ledger
    )
    first = claim.claims[0]
    assert first.verdict == "exact" and first.runner_up is not None
    assert first.runner_up.zh in first.because.zh and first.runner_up.en in first.because.en


def test_a_rank_after_a_growth_rate_is_a_rank_by_growth() -> None:
    growth = made("growth-of-trade", "外贸进出口增速", "%", "growth_yoy", "外贸进出口")
    from yihe.indicators.define import Rank

    by_growth = Rank(of=growth, zh="外贸进出口增速全市排名", en="by growth")
    level = made("trade", "外贸进出口", "CNY")
    by_level = Rank(of=level, zh="外贸进出口全市排名", en="by level")
    for rank, id in ((by_growth, "rank-growth"), (by_level, "rank-level")):
        object.__setattr__(rank, "id", id)
    ledger = InMemory([growth, level, by_growth, by_level])
    told = {
        "上半年，外贸进出口增长12.5%，居全市第2。": "rank-growth",
        "上半年，外贸进出口42.5亿元，居全市第2。": "rank-level",
    }
    for text, id in told.items():
        claims = verify(text, release_date=date(2024, 9, 1), place="here", source=ledger).claims
        assert claims[-1].indicator is not None and claims[-1].indicator.id == id, text


def test_a_size_class_is_not_taken_for_another() -> None:
    large = made("large", "签约的10亿元以上项目数", "个")
    ledger = InMemory([large])

    def first(text: str) -> object:
        claims = verify(text, release_date=date(2024, 9, 1), place="here", source=ledger).claims
        return next(c.indicator for c in claims if c.figure.unit == "个")

    assert first("今年以来，成功签约10亿元以上项目19个。") is large
    assert first("今年以来，成功签约50亿元以上项目9个。") is None


def test_a_part_of_a_series_is_not_taken_for_the_series() -> None:
    trade = made("trade-growth", "外贸进出口增速", "%", "growth_yoy", "进出口")
    ledger = InMemory([trade])
    for text, expected in {"上半年，进出口增长8.1%。": trade, "上半年，跨境电商进出口增长80%。": None}.items():
        claims = verify(text, release_date=date(2024, 9, 1), place="here", source=ledger).claims
        assert claims[-1].indicator is expected, text


def test_a_rank_in_the_province_is_not_taken_for_one_in_the_city() -> None:
    rank = made("rank", "实际使用外资全市排名", "rank", "rank")
    ledger = InMemory([rank])
    for text, expected in {"实际使用外资居全市第3位。": rank, "实际使用外资居全省第3位。": None}.items():
        claims = verify(text, release_date=date(2024, 9, 1), place="here", source=ledger).claims
        assert claims[-1].indicator is expected, text


def test_words_before_a_semicolon_hardly_speak_for_what_stands_after_it() -> None:
    cars, trains = made("cars", "公路货运量", "t"), made("trains", "铁路货运量", "t")
    text = "2023年公路货运量3795万吨，增长3%；铁路客运量963万人，下降1%，货运量1230万吨。"

    def last(*known: object) -> object:
        return verify(text, release_date=date(2024, 3, 1), place="here", source=InMemory(known)).claims[-1].indicator  # type: ignore[arg-type]

    assert last(cars, trains) is trains
    assert last(cars) is None
