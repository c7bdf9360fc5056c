"""Periods as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihe.indicators.spans import Span, UnreadableSpan, months, parse_span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2022", "2022-01-01..2022-12-31"),
        ("2022年", "2022-01-01..2022-12-31"),
        ("2022H1", "2022-01-01..2022-06-30"),
        ("2022年下半年", "2022-07-01..2022-12-31"),
        ("2022Q3", "2022-07-01..2022-09-30"),
        ("2022年第三季度", "2022-07-01..2022-09-30"),
        ("2022-02", "2022-02-01..2022-02-28"),
        ("2024年2月", "2024-02-01..2024-02-29"),
        ("2021-10-01..2022-09-08", "2021-10-01..2022-09-08"),
        ("..2022-09-08", "..2022-09-08"),
        ("2021-10-01至2022-09-08", "2021-10-01..2022-09-08"),
    ],
)
def test_a_period_is_read(text: str, span: str) -> None:
    assert str(parse_span(text)) == span


@pytest.mark.parametrize("text", ["", "昨天", "2022Q5", "2022-13", "22", "2022-02-30..2022-03-01"])
def test_what_is_no_period_is_refused_with_the_accepted_forms(text: str) -> None:
    with pytest.raises(UnreadableSpan, match="2022H1"):
        parse_span(text)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_printed_span_reads_back(one: date, other: date) -> None:
    span = Span(min(one, other), max(one, other))
    assert parse_span(str(span)) == span


def test_the_year_before_a_leap_day_ends_in_february() -> None:
    assert months(2024, 1, 2).year_before().end == date(2023, 2, 28)
