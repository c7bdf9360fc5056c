"""Every search finds the best of all plans of six stops with two vehicles, or that there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yihe.planning import Budget, Infeasible
from yihe.planning.routing import Break, Facility, RoutingProblem, plain
from yihe.planning.routing.checking import check
from yihe.planning.routing.solving import solve, suits_periods, suits_trips

from .enumeration import best_cost
from .made import problem, with_stops, with_vehicle
from .trying_all import least_cost

ENOUGH = Budget(seconds=None, iterations=3000)
STOPS = 6
places = st.tuples(st.integers(0, 200), st.integers(0, 200))
windows = st.one_of(
    st.just(()), st.tuples(st.integers(0, 700), st.integers(80, 700)).map(lambda each: ((each[0], sum(each)),))
)
exhausting = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@st.composite
def six(draw: st.DrawFn) -> RoutingProblem:
    """Six stops with loads and windows, a station, and two equal vehicles that empty there."""
    made = problem([(0, 0), *draw(st.lists(places, min_size=STOPS + 1, max_size=STOPS + 1))])
    made = with_stops(
        made,
        load=np.array(draw(st.lists(st.integers(5, 60), min_size=STOPS, max_size=STOPS)))[:, None],
        windows=tuple(draw(st.lists(windows, min_size=STOPS, max_size=STOPS))),
    )
    shift = draw(st.sampled_from([900, 1400, 3000]))
    hours = draw(st.sampled_from([(0, 10_000), (0, 1200), (400, 1000)]))
    return with_vehicle(
        replace(made, facilities=(Facility("station", 1, 30, hours),)),
        count=2,
        capacity=(draw(st.sampled_from([70, 100, 160])),),
        shift=(0, shift),
        comes_home_empty=draw(st.booleans()),
        fixed_cost=draw(st.sampled_from([0, 150])),
    )


def with_rests(made: RoutingProblem) -> RoutingProblem:
    """Each crew rests: only the search over whole days knows that."""
    return with_vehicle(made, breaks=(Break((300, 500), 100),))


def in_two_shifts(made: RoutingProblem) -> RoutingProblem:
    """One vehicle early and one late, each in a period of its own."""
    early = replace(made.vehicles[0], count=1)
    late = replace(early, name="late truck", shift=(300, early.shift[1] + 400), period=1)
    return replace(made, vehicles=(early, late), periods=2)


def without_station(made: RoutingProblem) -> RoutingProblem:
    """Nowhere to empty: what is collected comes home."""
    large = with_vehicle(made, comes_home_empty=False, capacity=(made.vehicles[0].capacity[0] * 2,))
    return replace(large, facilities=())


SEARCHES = {
    "trips": (lambda made: made, suits_trips),
    "search": (with_rests, lambda made: not (suits_trips(made) or suits_periods(made) or plain.suits(made))),
    "periods": (in_two_shifts, suits_periods),
    "plain": (without_station, lambda made: plain.suits(made) and not suits_trips(made)),
}


@pytest.mark.parametrize("name", SEARCHES)
def test_six_stops_are_served_by_two_vehicles_at_the_least_cost_or_not_at_all(name: str) -> None:
    changed, taken = SEARCHES[name]
    told = {"best": 0, "none": 0}

    @exhausting
    @given(six())
    def agrees(drawn: RoutingProblem) -> None:
        made = changed(drawn)
        assert taken(made)
        wanted = least_cost(made)
        told["none" if wanted is None else "best"] += 1
        require_same(made, wanted)

    agrees()
    assert min(told.values()) >= 1, told


def require_same(made: RoutingProblem, wanted: int | None) -> None:
    try:
        plan = solve(made, ENOUGH)
    except Infeasible as trouble:
        assert wanted is None
        assert {broken.where for broken in trouble.conflict} <= set(made.stops.names)
        return
    assert check(made, plan) == []
    assert plan.objective == wanted


@exhausting
@given(six(), st.sampled_from([lambda made: made, with_rests]))
def test_both_enumerations_say_the_same_of_four_stops(
    drawn: RoutingProblem, changed: Callable[[RoutingProblem], RoutingProblem]
) -> None:
    few = drawn.stops
    made = changed(
        with_stops(
            drawn, names=few.names[:4], location=few.location[:4], load=few.load[:4], service=few.service[:4],
            windows=few.windows[:4], release=few.release[:4], visits=few.visits[:4], least_gap=few.least_gap[:4],
            prize=few.prize[:4], required=few.required[:4],
        )
    )  # fmt: skip
    assert least_cost(made) == best_cost(made)
