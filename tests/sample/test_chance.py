"""Amounts add up, journeys keep their order, offices are closed on holidays."""

from datetime import date, timedelta
from random import Random

import pytest

from yihe.sample.chance import LATEST, OPENING, Journey, share_out, split
from yihe.sample.workdays import any_workday, is_workday, workday_from, workday_up_to


@pytest.mark.parametrize(("total", "parts", "least"), [(957_800_00, 6469, 250), (81, 81, 1), (9783, 286, 4)])
def test_parts_add_up_to_the_total_and_none_is_too_small(total, parts, least):
    amounts = split(Random(1), total, parts, spread=1.1, least=least)
    assert sum(amounts) == total
    assert len(amounts) == parts
    assert min(amounts) >= least


def test_parts_that_cannot_fit_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        split(Random(1), 10, 4, least=3)


def test_a_wide_spread_has_a_heavy_tail():
    amounts = sorted(split(Random(1), 1_000_000, 2000, spread=1.15))
    assert sum(amounts[-200:]) > 0.3 * sum(amounts)


def test_names_are_shared_out_as_often_as_counted():
    drawn = share_out(Random(1), ["a", "b"], [3, 5])
    assert (drawn.count("a"), drawn.count("b")) == (3, 5)


def test_the_spring_festival_is_no_working_time_and_its_weekend_before_is():
    assert not any(is_workday(date(2022, 1, 31) + timedelta(days=n)) for n in range(7))
    assert is_workday(date(2022, 1, 29))
    assert not is_workday(date(2022, 6, 11))
    assert workday_up_to(date(2022, 5, 4)) == date(2022, 4, 29)
    assert workday_from(date(2022, 4, 30)) == date(2022, 5, 5)


def test_drawn_days_are_working_days_inside_the_span():
    chance = Random(3)
    days = [any_workday(chance, OPENING, LATEST) for _ in range(500)]
    assert all(is_workday(day) and OPENING <= day <= LATEST for day in days)
    assert len(set(days)) > 150


def test_a_journey_keeps_the_order_of_its_stages_and_the_day_of_its_key():
    way = Journey(("a", "b", "c", "d"), (5, 9))
    days = way.around(Random(2), "b", date(2022, 3, 15))
    assert list(days) == ["a", "b", "c", "d"]
    assert days["b"] == date(2022, 3, 15)
    assert sorted(days.values()) == list(days.values())


def test_what_would_come_after_the_last_day_has_not_happened():
    days = Journey(("a", "b", "c"), (20, 30)).around(Random(2), "a", LATEST - timedelta(days=25))
    assert "c" not in days
    assert max(days.values()) <= LATEST
