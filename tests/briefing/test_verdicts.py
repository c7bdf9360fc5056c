"""Every figure of a draft gets the verdict it deserves, and the reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from yihe.briefing.verify import verify
from yihe.ledger import actions

from .conftest import HOME, RELEASED

pytestmark = pytest.mark.django_db


def check(text: str, **more: Any) -> Any:
    return verify(text, release_date=RELEASED, place=HOME, **more)


def only(text: str, **more: Any) -> Any:
    claims = check(text, **more).claims
    assert len(claims) == 1, [c.figure.text for c in claims]
    return claims[0]


def test_an_exact_figure_agrees(markets: None) -> None:
    claim = only("目前，全区已按照星级标准完成3处农贸市场升级改造。")
    assert (claim.verdict, claim.indicator.id, claim.value.records) == ("exact", "markets.upgraded", 3)


def test_a_rounded_figure_agrees(statistics: None) -> None:
    claim = only("上半年，社会消费品零售总额344.4亿元。")
    assert (claim.verdict, claim.indicator.id) == ("rounds", "economy.retail_sales")


def test_a_figure_that_was_cut_off_is_told_so(statistics: None) -> None:
    claim = only("上半年，社会消费品零售总额344.3亿元。")
    assert claim.verdict == "truncated"
    assert "截尾" in claim.why and "cut off" in claim.why_en


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("社会消费品零售总额343.4亿元", id="digits swapped"),
        pytest.param("社会消费品零售总额34.4亿元", id="a digit lost"),
        pytest.param("社会消费品零售总额344.4万元", id="wan for yi"),
        pytest.param("外贸进出口同比下降32.1%", id="the wrong sign"),
        pytest.param("社会消费品零售总额居全市第2", id="a rank off by one"),
        pytest.param("外贸进出口同比增长32.1个百分点", id="points for per cent"),
        pytest.param("外贸进出口增速高于全市平均20.5%", id="per cent for points"),
    ],
)
def test_a_slip_is_found(statistics: None, written: str) -> None:
    assert only(f"上半年，{written}。").verdict == "off"


def test_the_unit_that_was_meant_is_named(statistics: None) -> None:
    claim = only("上半年，外贸进出口同比增长32.1个百分点。")
    assert claim.indicator.id == "economy.foreign_trade_growth"
    assert "单位应为“%”" in claim.why


def test_last_years_figure_is_told_as_another_period(statistics: None) -> None:
    claim = only("上半年，社会消费品零售总额312.5亿元。")
    assert claim.verdict == "wrong-scope-or-period"
    assert "2021-01-01至2021-06-30" in claim.why


def test_the_citys_figure_is_told_as_another_scope(statistics: None) -> None:
    claim = only("上半年，社会消费品零售总额2105亿元。")
    assert claim.verdict == "wrong-scope-or-period"
    assert "烟台市" in claim.why


def test_a_small_count_that_fits_another_part_of_the_year_by_chance_is_merely_off(markets: None) -> None:
    assert only("截至9月8日，全区累计完成2处农贸市场升级改造。").verdict == "off"


def test_a_threshold_is_no_claim_the_ledger_can_confirm(statistics: None) -> None:
    claims = check("今年以来，19个10亿元以上项目成功签约。").claims
    threshold = next(c for c in claims if c.figure.kind == "threshold")
    assert threshold.verdict == "untraceable" and "门槛" in threshold.why


def test_a_figure_of_a_kind_without_any_record_is_untraceable_and_not_off(district: dict[str, Any]) -> None:
    claim = only("目前，全区已完成3处农贸市场升级改造。")
    assert claim.verdict == "untraceable" and "任何记录" in claim.why


def test_a_figure_of_a_place_that_the_ledger_does_not_hold_is_untraceable(statistics: None) -> None:
    assert only("上半年，全国社会消费品零售总额344.4亿元。").verdict == "untraceable"


def test_the_ledger_is_asked_as_it_was_known_then(markets: None, add_market: Any) -> None:
    before = timezone.now()
    add_market("M4", stage="upgraded", day=date(2022, 9, 1))
    text = "目前，全区已完成3处农贸市场升级改造。"
    assert only(text).verdict == "off"
    assert only(text, as_of=before).verdict == "exact"


def test_a_correction_changes_only_later_answers(statistics: None, clerk: Any) -> None:
    from yihe.indicators.observations import Observation

    before = timezone.now()
    entry = Observation.objects.get(code=f"retail_sales-{HOME}-2022")
    actions.edit(entry, {"value": 35_000_000_000}, version=entry.version, actor=clerk)
    text = "上半年，社会消费品零售总额344.4亿元。"
    assert only(text, as_of=before).verdict == "rounds"
    assert only(text, as_of=before + timedelta(days=1)).verdict == "off"


def test_headline_and_body_get_the_same_frame(statistics: None) -> None:
    report = check("社会消费品零售总额344.4亿元\n\n上半年，全区社会消费品零售总额344.4亿元，保持增长。\n")
    assert [c.verdict for c in report.claims] == ["rounds", "rounds"]
    assert report.claims[0].value.span == report.claims[1].value.span


def test_what_stands_under_the_receipts_is_not_verified(statistics: None) -> None:
    report = check("上半年，社会消费品零售总额344.4亿元。\n\n附：数据来源（yihe 核数凭证）\n\n999个\n")
    assert len(report.claims) == 1 and report.is_clean


def test_the_record_of_a_claim_says_why_in_both_languages_and_what_came_second(statistics: None) -> None:
    from yihe.briefing.report import as_json

    record = as_json(check("上半年，社会消费品零售总额344.4亿元。"))["claims"][0]
    assert "四舍五入" in record["why"] and "相似度" in record["why"]
    assert "rounding" in record["why_en"] and "likeness" in record["why_en"]
    assert record["indicator"] == "economy.retail_sales" and record["records"] == 1


def test_a_draft_that_names_no_year_is_held_against_todays(statistics: None) -> None:
    report = verify("1—8月，社会消费品零售总额388.8亿元。", place=HOME)
    (claim,) = report.claims
    year = timezone.localdate().year
    assert (claim.value.span.start, claim.value.span.end) == (date(year, 1, 1), date(year, 8, 31))
    assert (claim.verdict, claim.ledger_value) == ("untraceable", None)
    assert "台账没有这个时段的数值" in claim.why


def test_a_draft_that_names_its_year_is_held_against_that_year(statistics: None) -> None:
    (claim,) = verify("2022年上半年，社会消费品零售总额344.4亿元。", place=HOME).claims
    assert claim.verdict == "rounds"
