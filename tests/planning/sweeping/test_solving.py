"""Plans keep all rules, are the best there are on tiny districts, and can be found again."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings

from yihe.planning import BadInput, Budget, Infeasible
from yihe.planning.sweeping import Fleet, Street, SweepingProblem, check, explain, solve, to_frame

from .exhaustive import least_cost, unreached
from .made import districts, old_town

_SHORT = Budget(seconds=None, iterations=400)
_calm = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def test_the_old_town_is_swept_within_all_rules():
    problem = old_town()
    plan = solve(problem, Budget(seconds=None, iterations=4000))
    assert check(problem, plan) == []
    assert sorted(plan.owners()) == [i for i, s in enumerate(problem.streets) if s.service != "none"]
    assert plan.bound is not None and plan.bound <= plan.objective
    assert plan.objective == plan.sweep_cost + plan.dead_cost + plan.site_cost + plan.crew_cost


@settings(_calm, max_examples=60)
@given(districts(turns=True))
def test_random_districts_are_planned_within_all_rules_or_refused(problem):
    try:
        plan = solve(problem, _SHORT, workers=1)
    except Infeasible as refusal:
        assert refusal.conflict
        return
    assert check(problem, plan) == []
    assert plan.bound is None or plan.bound <= plan.objective + 1e-6


@settings(_calm, max_examples=80)
@given(districts(most_tasks=5, in_step=True, turns=True))
def test_tiny_districts_get_their_cheapest_plan_and_only_impossible_ones_are_refused(problem):
    best = least_cost(problem)
    try:
        plan = solve(problem, Budget(seconds=None, iterations=1500), workers=1)
    except Infeasible as refusal:
        # A street must be within a drive; to turn at a site or along a street swept on the way does not count.
        lost = {broken.where for broken in refusal.conflict if broken.rule == "reach"}
        assert best is None or (lost and lost <= unreached(problem))
        return
    assert plan.objective == pytest.approx(best)


def test_the_same_seed_and_limit_give_the_same_plan():
    plans = [solve(old_town(), Budget(seconds=None, iterations=600), seed=7) for _ in range(2)]
    assert plans[0].routes == plans[1].routes and plans[0].iterations == plans[1].iterations


def test_progress_only_ever_gets_better():
    told = []
    solve(old_town(), Budget(seconds=None, iterations=2000), on_progress=told.append, workers=1)
    values = [progress.objective for progress in told]
    assert values and values == sorted(values, reverse=True)


def test_a_district_with_nothing_to_sweep_needs_no_crew():
    problem = SweepingProblem("quiet", 2, (Street("lane", 0, 1, 5),), 0)
    plan = solve(problem, _SHORT)
    assert plan.routes == () and plan.objective == 0 and check(problem, plan) == []


def test_the_frame_and_the_words_tell_the_plan():
    plan = solve(old_town(), _SHORT)
    frame = to_frame(plan.problem, plan)
    assert set(frame["name"]) >= {"South Street", "Harbour Boulevard", "tip", "depot"}
    assert (frame["load"] <= 100).all() and (frame["water"] <= 120).all()
    assert "old town" in explain(plan.problem, plan)


def test_large_districts_are_searched_in_groups(monkeypatch):
    from yihe.planning.sweeping import cooling

    monkeypatch.setattr(cooling, "WHOLE", 24)
    problem = _chequered(6)
    plan = solve(problem, Budget(seconds=None, iterations=60_000))
    assert check(problem, plan) == []
    assert plan.objective < 1.5 * plan.bound


def _chequered(side: int) -> SweepingProblem:
    streets = []
    for row in range(side):
        for column in range(side):
            here = row * side + column
            streets += [Street(f"east {here}", here, here + 1, 10, 10, False, "once", 12, 20, 3)] * (column < side - 1)
            streets += [Street(f"south {here}", here, here + side, 11, 11, False, "once", 13, 20, 3)] * (row < side - 1)
    return SweepingProblem("chequered", side * side, tuple(streets), 0, Fleet(hopper=30))


@pytest.mark.parametrize(
    ("change", "rule", "where"),
    [
        ({"fleet": Fleet(hopper=40, shift=4000)}, "hopper", "North Street"),
        ({"fleet": Fleet(water=40, shift=4000)}, "water", "North Street"),
        ({"fleet": Fleet(hopper=100, shift=500)}, "shift", "South Street"),
    ],
)
def test_a_street_too_large_for_any_sweeper_is_named(change, rule, where):
    with pytest.raises(Infeasible) as refusal:
        solve(dataclasses.replace(old_town(), **change), _SHORT)
    assert (rule, where) in {(broken.rule, broken.where) for broken in refusal.value.conflict}


def test_an_unreachable_street_is_named():
    streets = (Street("way out", 0, 1, 1, one_way=True), Street("far end", 1, 2, 1, service="once"))
    with pytest.raises(Infeasible, match="far end cannot be reached"):
        solve(SweepingProblem("island", 3, streets, 0), _SHORT)


def test_too_few_crews_are_said_to_be_too_few():
    streets = tuple(Street(f"street {i}", 0, 1, 1, 1, False, "once", 1, 1, load=6) for i in range(3))
    problem = SweepingProblem("short of crews", 2, streets, 0, Fleet(hopper=10, crews=2))
    with pytest.raises(Infeasible, match="2 crews"):
        solve(problem, _SHORT)


@pytest.mark.parametrize(
    ("street", "complaint"),
    [
        (Street("lane", 0, 9, 1), "street 'lane': head is 9"),
        (Street("lane", 0, 1, -1), "street 'lane': pass_cost is -1"),
        (Street("lane", 0, 1, 1, load=float("nan")), "street 'lane': load is nan"),
        (Street("lane", 0, 1, 1, service="twice"), "street 'lane': service is 'twice'"),
        (Street("lane", 0, 1, 1, one_way=True, service="both sides"), "street 'lane': a one-way street"),
    ],
)
def test_wrong_streets_are_named(street, complaint):
    with pytest.raises(BadInput, match=complaint):
        SweepingProblem("wrong", 2, (street,), 0)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"depot": 8}, "the depot: node is 8"),
        ({"fleet": Fleet(hopper=0)}, "fleet: hopper is 0"),
        ({"fleet": Fleet(crews=0)}, "fleet: crews is 0"),
        ({"sites": ()}, "no site empties them"),
        ({"node_names": ("a",)}, "1 node_names for 8 nodes"),
    ],
)
def test_wrong_problems_are_refused(change, complaint):
    with pytest.raises(BadInput, match=complaint):
        dataclasses.replace(old_town(), **change)
