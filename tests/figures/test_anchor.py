"""When a text was released, or at least which year it speaks of, from what it says."""

from datetime import date

import pytest

from yihe.figures import infer_release_date, scan


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("市教育局通报开学情况\n（2023年9月6日）\n全市有学校5所。", date(2023, 9, 6)),
        ("2025年8月20日，记者从供电公司获悉，用电量增长5%。", date(2025, 8, 20)),
        ("本报7月14日讯 今年上半年，全区完成投资5亿元。2024年8月将开工3个项目。", date(2024, 7, 14)),
        ("发布时间：2024-03-05 来源：市统计局\n全年完成投资5亿元。", date(2024, 3, 5)),
        ("全年完成投资5亿元。\n市统计局\n2021年3月2日", date(2021, 3, 2)),
    ],
)
def test_the_day_of_release_is_found(text: str, day: date) -> None:
    assert infer_release_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "完成投资5亿元。",
        "本报7月20日讯 上半年旅客恢复至2019年同期的105%，项目计划2027年建成通车。",
        "截至2024年12月31日，全市共有企业5户。",
        "2021年1-2月，全省出口3亿元。",
        "2024年13月45日，记者获悉，完成投资5亿元。",
        "较2024年国庆假期增长5%，10月3日达到峰值5万人次。",
    ],
)
def test_no_day_is_invented(text: str) -> None:
    assert infer_release_date(text) is None


def _days(text: str) -> tuple[date | None, date | None]:
    figure = next(figure for figure in scan(text) if figure.claim)
    return (figure.period.from_, figure.period.to) if figure.period else (None, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("一、2021年工作回顾\n全县实现生产总值286亿元。", date(2021, 1, 1), date(2021, 12, 31)),
        ("2023年政府工作报告\n过去一年，财政收入46亿元。", date(2022, 1, 1), date(2022, 12, 31)),
        ("——海州区2026年上半年工作综述\n上半年，完成投资41亿元。", date(2026, 1, 1), date(2026, 6, 30)),
        ("今年是“十五五”开局之年。上半年，完成投资41亿元。", date(2026, 1, 1), date(2026, 6, 30)),
        ("截至2024年9月底，全市企业5户。1—9月，用电5亿千瓦时。", date(2024, 9, 30), date(2024, 9, 30)),
        ("二○○五年农业情况\n全年总产值23亿元。", date(2005, 1, 1), date(2005, 12, 31)),
        ("2019年统计公报\n年末常住人口38万人。", date(2019, 12, 31), date(2019, 12, 31)),
        ("上半年，完成投资41亿元。", None, None),
    ],
)
def test_a_year_alone_dates_what_needs_no_day(text: str, first: date | None, last: date | None) -> None:
    assert _days(text) == (first, last)


def test_the_first_quarter_told_in_april_is_that_of_the_running_year() -> None:
    (figure,) = scan("一季度，全市生产总值800亿元。", release_date=date(2023, 4, 20))[-1:]
    assert figure.period is not None
    assert (figure.period.from_, figure.period.to) == (date(2023, 1, 1), date(2023, 3, 31))
