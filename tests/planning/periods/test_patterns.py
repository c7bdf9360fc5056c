"""Days for several visits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from yihe.planning.outcome import BadInput
from yihe.planning.routing import RoutingProblem
from yihe.planning.routing.periods import allowed_patterns, patterns

from .instances import random_problem, with_stops


def test_two_visits_in_four_days_at_least_two_days_apart_are_evenly_spaced() -> None:
    assert patterns(2, 4, least_gap=2) == ((0, 2), (1, 3))


def test_a_week_that_does_not_repeat_lets_the_ends_be_close() -> None:
    assert (0, 3) in patterns(2, 4, least_gap=2, repeats=False)
    assert (0, 3) not in patterns(2, 4, least_gap=2)


@pytest.mark.parametrize(("visits", "periods", "gap"), [(1, 5, 5), (2, 7, 3), (3, 7, 2), (3, 6, 2), (4, 4, 1)])
def test_every_pattern_keeps_the_gap_and_none_is_forgotten(visits: int, periods: int, gap: int) -> None:
    found = patterns(visits, periods, gap)
    assert len(set(found)) == len(found)
    expected = 0
    for bits in range(2**periods):
        days = [day for day in range(periods) if bits >> day & 1]
        around = [(b - a) % periods or periods for a, b in zip(days, days[1:] + days[:1], strict=True)]
        expected += len(days) == visits and all(each >= gap for each in around)
    assert len(found) == expected


def test_no_visits_are_refused() -> None:
    with pytest.raises(BadInput, match="at least 1"):
        patterns(0, 4)


def test_a_stop_that_no_set_of_days_can_hold_is_named() -> None:
    problem = random_problem(1, days=2)
    crowded = with_stops(problem, visits=np.array([3, 1, 1, 1]))
    with pytest.raises(BadInput, match="bin 0"):
        allowed_patterns(_without_patterns(crowded))


def test_many_visits_in_a_long_horizon_are_spread_evenly_instead_of_tried_out() -> None:
    problem = _without_patterns(with_stops(random_problem(1, stops=1, days=36), visits=np.array([12])))
    (found,) = allowed_patterns(problem)
    assert found == tuple(tuple(range(first, 36, 3)) for first in range(3))


def _without_patterns(problem: RoutingProblem) -> RoutingProblem:
    return replace(problem, patterns=None)
