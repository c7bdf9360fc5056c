"""Days off of holidays: when a note's 春节长假 was, and what is no length of time."""

from datetime import date

import pytest

from yihe.figures import Figure, scan
from yihe.figures.holidays import days_off, last_long, travel_rush


def _claims(text: str, released: date | None) -> list[Figure]:
    return [figure for figure in scan(text, release_date=released) if figure.claim]


@pytest.mark.parametrize(
    ("holiday", "year", "first", "last"),
    [
        ("春节", 2019, date(2019, 2, 4), date(2019, 2, 10)),
        ("国庆", 2023, date(2023, 9, 29), date(2023, 10, 6)),
        ("五一", 2015, date(2015, 5, 1), date(2015, 5, 3)),
        ("元旦", 2024, date(2023, 12, 30), date(2024, 1, 1)),
    ],
)
def test_days_off_follow_the_notices(holiday: str, year: int, first: date, last: date) -> None:
    assert days_off(holiday, year) == (first, last)


def test_a_year_without_a_notice_has_no_days_off() -> None:
    assert days_off("国庆", 2099) is None
    assert last_long(date(2098, 3, 1)) is None


@pytest.mark.parametrize(
    ("text", "released", "first", "last"),
    [
        ("国庆长假，接待游客30万人次。", date(2022, 10, 9), date(2022, 10, 1), date(2022, 10, 7)),
        ("“五一”期间，接待游客3万人次。", date(2023, 5, 4), date(2023, 4, 29), date(2023, 5, 3)),
        ("长假7天，接待游客30万人次。", date(2019, 2, 12), date(2019, 2, 4), date(2019, 2, 10)),
        ("2018年春节假期，接待游客3万人次。", date(2019, 2, 12), date(2018, 2, 15), date(2018, 2, 21)),
        ("除夕至正月初六（2月4日至10日），接待游客3万人次。", date(2019, 2, 12), date(2019, 2, 4), date(2019, 2, 10)),
        ("仅10月1日至7日国庆长假期间，接待游客3万人次。", date(2015, 12, 5), date(2015, 10, 1), date(2015, 10, 7)),
    ],
)
def test_a_holiday_dates_what_is_told_of_it(text: str, released: date, first: date, last: date) -> None:
    (figure,) = _claims(text, released)
    assert figure.period
    assert (figure.period.from_, figure.period.to) == (first, last)


def test_a_holiday_last_year_is_what_a_growth_is_held_against() -> None:
    found = _claims("2月4日至10日，零售额3亿元，比去年春节黄金周增长10%。", date(2019, 2, 12))
    assert [figure.period.from_ for figure in found if figure.period] == [date(2019, 2, 4)] * 2


def test_growth_against_ordinary_days_is_none_over_the_year() -> None:
    found = _claims("春节7天，图书馆读者比平时多了五成，米价与节前一周相比上涨4%。", date(2019, 2, 12))
    assert [figure.kind for figure in found] == ["growth_cum", "growth_cum"]


def test_the_travel_rush_is_the_forty_days_around_the_lunar_new_year() -> None:
    assert travel_rush(2019) == (date(2019, 1, 21), date(2019, 3, 1))
    assert travel_rush(1999) is None
    (figure,) = _claims("2019年春运期间，本市发送旅客170万人次。", date(2019, 1, 9))
    assert figure.period and figure.period.from_ == date(2019, 1, 21)
