"""Emptying where hours, lengths and waiting count: the search finds what trying every emptying and start finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, permutations, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yihe.planning import Budget, Infeasible
from yihe.planning.routing import Facility, RoutingProblem
from yihe.planning.routing.checking import check
from yihe.planning.routing.periods import improve
from yihe.planning.routing.problem import FOREVER

from ..routing.made import problem, with_stops, with_vehicle

STOPS = 3
END = 90
places = st.tuples(st.integers(0, 8), st.integers(0, 8))
ALWAYS = (0, FOREVER)
hours = st.one_of(st.just((0, END)), st.tuples(st.integers(0, 50), st.integers(5, 60)).map(lambda h: (h[0], sum(h))))


@st.composite
def three(draw: st.DrawFn) -> RoutingProblem:
    """Three stops and two stations, with hours or always open, and a vehicle whose time may have a price and an end."""
    open_at = draw(st.sampled_from([st.just(ALWAYS), hours, hours]))
    made = problem([(0, 0), *draw(st.lists(places, min_size=STOPS + 2, max_size=STOPS + 2))])
    stations = tuple(Facility(f"station {at}", at, draw(st.integers(0, 4)), draw(open_at)) for at in (1, 2))
    made = with_stops(
        replace(made, facilities=stations),
        names=made.stops.names[:STOPS], location=made.stops.location[1 : STOPS + 1], load=made.stops.load[:STOPS],
        service=made.stops.service[:STOPS] // 30, windows=tuple(_windows(draw(open_at)) for _ in range(STOPS)),
        release=made.stops.release[:STOPS], visits=made.stops.visits[:STOPS], least_gap=made.stops.least_gap[:STOPS],
        prize=made.stops.prize[:STOPS], required=made.stops.required[:STOPS],
    )  # fmt: skip
    return with_vehicle(
        made,
        count=1,
        capacity=(draw(st.sampled_from([40, 80, 120])),),
        shift=(draw(st.integers(0, 10)), END),
        longest=draw(st.sampled_from([40, 60, 200])),
        trips=draw(st.sampled_from([None, 2])),
        comes_home_empty=draw(st.booleans()),
        cost_per_duration=draw(st.sampled_from([0, 2])),
    )


def _windows(hours: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    return () if hours == ALWAYS else (hours,)


told = {"best": 0, "none": 0}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(three())
def _agrees(made: RoutingProblem) -> None:
    wanted = min(every_cost(made), default=None)
    told["none" if wanted is None else "best"] += 1
    try:
        plan = improve(made, None, Budget(seconds=None, iterations=200).start(), 1)
    except Infeasible:
        assert wanted is None
        return
    assert check(made, plan) == []
    assert plan.objective == wanted


def test_three_stops_are_emptied_where_and_begun_when_it_costs_least() -> None:
    _agrees()
    assert min(told.values()) >= 15, told


def every_cost(made: RoutingProblem) -> Iterator[int]:
    """What every route that keeps all rules costs: orders, emptyings and whole seconds to begin at."""
    kind = made.vehicles[0]
    for order in permutations(range(STOPS)):
        for emptied in product((None, 0, 1), repeat=STOPS):
            if not _has_room(made, order, emptied):
                continue
            for start in range(kind.shift[0], kind.shift[1] + 1):
                end, metres = _drive(made, order, emptied, start)
                if end <= kind.shift[1] and end - start <= kind.longest:
                    yield metres + kind.cost_per_duration * (end - start)


def _has_room(made: RoutingProblem, order: tuple[int, ...], emptied: tuple[int | None, ...]) -> bool:
    kind, load, trips = made.vehicles[0], 0, 1
    for place, facility in enumerate(emptied):
        load += int(made.stops.load[order[place], 0])
        if load > kind.capacity[0]:
            return False
        if facility is not None:
            load, trips = 0, trips + (place + 1 < STOPS)
    return not (kind.comes_home_empty and load) and (kind.trips is None or trips <= kind.trips)


def _drive(
    made: RoutingProblem, order: tuple[int, ...], emptied: tuple[int | None, ...], start: int
) -> tuple[float, int]:
    """When a route that begins at a moment is home, and how far it drove."""
    calls: list[tuple[int, int, tuple[tuple[int, int], ...]]] = []
    for stop, facility in zip(order, emptied, strict=True):
        calls.append((int(made.stops.location[stop]), int(made.stops.service[stop]), made.stops.windows[stop]))
        if facility is not None:
            station = made.facilities[facility]
            calls.append((station.location, station.service, (station.window,)))
    spans = made.networks[0].duration
    road = [0, *(place for place, _, _ in calls), 0]
    metres = sum(int(spans[a, b]) for a, b in pairwise(road))
    time, place = start, 0
    for goal, service, windows in calls:
        early, late = windows[0] if windows else ALWAYS
        time = max(time + int(spans[place, goal]), early)
        if time > late:
            return float("inf"), metres
        time, place = time + service, goal
    return time + int(spans[place, 0]), metres
