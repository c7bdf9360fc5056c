"""What is solved holds by the checker, is the best where all plans can be tried, and what cannot be is told why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yihe.planning import BadInput, Budget, Infeasible
from yihe.planning.routing import Break, Facility, Network, RoutingProblem
from yihe.planning.routing.checking import check
from yihe.planning.routing.problem import FOREVER
from yihe.planning.routing.solving import solve

from .enumeration import best_cost
from .made import TRUCK, problem, stops, with_stops, with_vehicle

SHORT = Budget(seconds=None, iterations=3000)
places = st.tuples(st.integers(0, 200), st.integers(0, 200))
windows = st.one_of(
    st.just(()),
    st.tuples(st.integers(0, 500), st.integers(100, 900)).map(lambda each: ((each[0], sum(each)),)),
    st.just(((100, 200), (600, 900))),
)


@st.composite
def tiny(draw: st.DrawFn) -> RoutingProblem:
    """Up to five stops, one kind of vehicle, with or without emptying, rest, windows and limits."""
    count = draw(st.integers(1, 4))
    made = problem([(0, 0), *draw(st.lists(places, min_size=count + 1, max_size=count + 1))])
    made = with_stops(
        made,
        load=np.array(draw(st.lists(st.integers(1, 60), min_size=count, max_size=count)))[:, None],
        windows=tuple(draw(st.lists(windows, min_size=count, max_size=count))),
    )
    return with_vehicle(
        made,
        count=draw(st.integers(1, 3)),
        shift=(0, draw(st.sampled_from([700, 1200, 3000]))),
        breaks=draw(st.sampled_from([(), (Break((300, 400), 100),)])),
        day_load=draw(st.sampled_from([None, (120,)])),
        comes_home_empty=draw(st.booleans()),
        fixed_cost=draw(st.sampled_from([0, 150])),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(tiny())
def test_tiny_problems_are_solved_to_the_best_of_all_plans(made: RoutingProblem) -> None:
    wanted = best_cost(made)
    try:
        plan = solve(made, SHORT)
    except Infeasible as trouble:
        names = {broken.where for broken in trouble.conflict}
        chosen = tuple(at for at, name in enumerate(made.stops.names) if name in names)
        assert wanted is None and best_cost(made, chosen) is None
        return
    assert check(made, plan) == []
    assert plan.objective == wanted


@st.composite
def rich(draw: st.DrawFn) -> RoutingProblem:
    """Several kinds of vehicle, two loads, releases, several visits with a gap, stops that may be left out."""
    count = draw(st.integers(2, 9))
    made = problem([(0, 0), *draw(st.lists(places, min_size=count + 1, max_size=count + 1))])
    amount = st.lists(st.integers(0, 50), min_size=2 * count, max_size=2 * count)
    made = with_stops(
        made,
        load=np.array(draw(amount)).reshape(count, 2),
        windows=tuple(draw(st.lists(windows, min_size=count, max_size=count))),
        release=np.array(draw(st.lists(st.sampled_from([0, 0, 50, 300]), min_size=count, max_size=count))),
        required=np.array(draw(st.lists(st.booleans(), min_size=count, max_size=count))),
        prize=np.array(draw(st.lists(st.integers(0, 400), min_size=count, max_size=count))),
        visits=np.array(draw(st.lists(st.sampled_from([1, 1, 2]), min_size=count, max_size=count))),
        least_gap=np.full(count, 200),
    )
    small = replace(
        TRUCK, name="cart", capacity=(60, 60), count=2, shift=(0, 2000), longest=draw(st.sampled_from([600, FOREVER]))
    )
    large = replace(TRUCK, capacity=(120, 90), count=draw(st.integers(1, 3)), shift=(200, 3000), day_stops=5, trips=2)
    kinds = (replace(small, cost_per_duration=draw(st.integers(0, 1))), replace(large, breaks=(Break((500, 800), 60),)))
    return replace(made, vehicles=kinds, load_units=("kg", "litre"))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(rich())
def test_any_small_problem_is_solved_within_its_rules_or_told_apart(made: RoutingProblem) -> None:
    try:
        plan = solve(made, Budget(seconds=None, iterations=1000))
    except Infeasible as trouble:
        assert trouble.conflict
    else:
        assert check(made, plan) == []


LINE = problem([(0, 0), (100, 0), *((20 * at, 10) for at in range(1, 9))])


def test_a_seed_and_a_number_of_iterations_repeat_a_plan() -> None:
    again = [solve(LINE, Budget(seconds=None, iterations=2000), seed=7).routes for _ in range(2)]
    assert again[0] == again[1]


def test_progress_is_told_and_can_end_the_search() -> None:
    told: list[float] = []
    plan = solve(
        LINE,
        Budget(seconds=30, until=lambda now: now.iterations >= 1000),
        on_progress=lambda now: told.append(now.seconds),
    )
    assert told and plan.seconds < 20 and plan.iterations <= 2000


def test_a_stop_not_worth_its_detour_is_left_out() -> None:
    made = with_stops(
        problem([(0, 0), (0, 50), (10, 0), (500, 0)]), required=np.zeros(2, dtype=bool), prize=np.array([100, 900])
    )
    assert solve(made, SHORT).left_out == (1,)
    assert solve(with_stops(made, prize=np.array([100, 1100])), SHORT).left_out == ()


def test_two_rounds_keep_their_gap() -> None:
    made = with_stops(LINE, visits=np.full(8, 2), least_gap=np.full(8, 6000))
    plan = solve(made, SHORT)
    begins = sorted(
        call.begin for route in plan.routes for call in route.calls if (call.kind, call.index) == ("stop", 0)
    )
    assert len(begins) == 2 and begins[1] - begins[0] >= 6000


def test_stops_that_do_not_fit_together_are_named() -> None:
    made = with_vehicle(LINE, count=1, trips=1)
    with pytest.raises(Infeasible) as trouble:
        solve(made, SHORT)
    assert len(trouble.value.conflict) == 3  # two bins of 40 fit, three do not


NEGATIVE = LINE.networks[0].duration.copy()
NEGATIVE[3, 4] = -1
CUT_OFF = LINE.networks[0].distance.copy()
CUT_OFF[:, 5] = FOREVER
NO_WAY = LINE.networks[0].distance.copy()
NO_WAY[1] = FOREVER


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (with_stops(LINE, load=np.full((8, 1), 101)), "bin 0: a load of .101. fits into no vehicle"),
        (with_stops(LINE, windows=(((30_000, 40_000),), *((),) * 7)), "bin 0: no shift reaches"),
        (with_stops(LINE, windows=(((50, 40),), *((),) * 7)), "bin 0: a window closes"),
        (with_stops(LINE, service=np.full(8, -1)), "bin 0: service is -1"),
        (replace(LINE, networks=(Network(LINE.networks[0].distance, NEGATIVE),)), "place 3 to place 4 is negative"),
        (replace(LINE, networks=(Network(CUT_OFF, LINE.networks[0].duration),)), "bin 3: no road"),
        (replace(LINE, networks=(Network(NO_WAY, LINE.networks[0].duration),)), "station: no road"),
        (replace(LINE, stops=stops(8, 9)), "a location"),
        (with_vehicle(LINE, capacity=(1, 2)), "truck has 2 capacities"),
        (replace(LINE, facilities=(Facility("station", 1, -5),)), "station: service"),
    ],
)
def test_what_can_never_be_kept_is_told_before_solving(made: RoutingProblem, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        solve(made, SHORT)
