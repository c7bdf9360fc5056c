"""Turn restrictions (禁止转向) are kept by plans, tested by the checker and taken over from the streets read."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings

from yihe.geo.streets import read_tables
from yihe.planning import BadInput, Budget, Infeasible
from yihe.planning.sweeping import Street, SweepingProblem, check, solve
from yihe.planning.sweeping.streets import Base, on_streets

from .made import districts

_SHORT = Budget(seconds=None, iterations=400)
_calm = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def crossroads() -> SweepingProblem:
    """A way in from the yard to a crossing, a street to sweep on its left, and a block to drive around."""
    streets = (
        Street("Yard Road", 0, 1, 100, 10),
        Street("Left Street", 1, 2, 50, 5, False, "once", 50, 20, 1),
        Street("Straight Road", 1, 3, 70, 7),
        Street("Ring Road", 3, 2, 80, 8),
    )
    return SweepingProblem("crossroads", 4, streets, 0)


YARD_TO_LEFT = ((0, True), (1, True))
LEFT_TO_YARD = ((1, False), (0, False))


def test_a_street_is_swept_the_other_way_round_where_one_may_not_turn_into_it():
    free = solve(crossroads(), _SHORT)
    assert free.objective == 300
    plan = solve(replace(crossroads(), banned=frozenset({YARD_TO_LEFT})), _SHORT)
    assert plan.objective == 100 + 70 + 80 + 50 + 100
    assert [route.streets for route in plan.routes] == [((1, False),)]


def test_drives_go_around_turns_that_are_banned():
    both = replace(crossroads(), banned=frozenset({YARD_TO_LEFT, LEFT_TO_YARD}))
    plan = solve(both, _SHORT)
    # There and back over Straight Road, to come to Left Street from the other side; home around the block.
    assert plan.objective == (100 + 70 + 70) + 50 + (80 + 70 + 100)
    assert [route.ways for route in plan.routes] == [((0, 1, 3, 1), (2, 3, 1, 0))]
    assert check(both, plan) == []


def test_the_checker_faults_a_banned_turn_and_says_from_where_into_what():
    plan = solve(crossroads(), _SHORT)
    either = replace(crossroads(), banned=frozenset({YARD_TO_LEFT, LEFT_TO_YARD}))
    (found,) = [broken for broken in check(either, plan) if broken.rule == "turn"][:1]
    assert found.message.endswith("which is not allowed") and {"Yard Road", "Left Street"} <= set_of_names(
        found.message
    )
    assert check(crossroads(), plan) == []


def set_of_names(message: str) -> set[str]:
    return {street.name for street in crossroads().streets if street.name in message}


def test_a_way_around_that_no_ban_asks_for_is_a_detour():
    banned = replace(crossroads(), banned=frozenset({YARD_TO_LEFT, LEFT_TO_YARD}))
    plan = solve(banned, _SHORT)
    assert "detour" in {broken.rule for broken in check(crossroads(), plan)}


def test_a_street_behind_banned_turns_only_is_named():
    shut = replace(crossroads(), banned=frozenset({((0, True), (1, True)), ((0, True), (2, True))}))
    with pytest.raises(Infeasible, match="Left Street cannot be reached"):
        solve(shut, _SHORT)


@settings(_calm, max_examples=60)
@given(districts(most_tasks=6, turns=True))
def test_a_plan_made_without_regard_to_turns_is_faulted_exactly_where_it_takes_a_banned_one(problem):
    try:
        plan = solve(replace(problem, banned=frozenset()), _SHORT, workers=1)
    except Infeasible:
        assume(False)
    assert bool(_banned_turns(problem, plan)) == ("turn" in {broken.rule for broken in check(problem, plan)})


def _banned_turns(problem: SweepingProblem, plan) -> list:
    """Banned turns a plan takes, by another reading of its routes: one line of steps for each stretch between stops."""
    cheapest = {}
    for index, street in enumerate(problem.streets):
        for forward in (True,) if street.one_way else (True, False):
            rank = (street.pass_cost, street.pass_time, index, forward)
            cheapest[problem.ends((index, forward))] = min(rank, cheapest.get(problem.ends((index, forward)), rank))
    taken = []
    for route in plan.routes:
        last = None
        for call, way in zip(route.calls[1:], route.ways, strict=True):
            for step in [*(cheapest[pair][2:] for pair in pairwise(way)), *_own_step(call)]:
                taken += [(last, step)] * ((last, step) in problem.banned)
                last = step
            last = last if call.kind == "street" else None
    return taken


def _own_step(call) -> list:
    return [(call.index, call.forward)] if call.kind == "street" else []


@pytest.mark.parametrize(
    ("turn", "complaint"),
    [
        (((0, True), (9, True)), "names street 9"),
        (((0, True), (3, True)), "which do not meet like that"),
    ],
)
def test_wrong_turns_are_named(turn, complaint):
    with pytest.raises(BadInput, match=complaint):
        replace(crossroads(), banned=frozenset({turn}))


def test_streets_bring_their_restrictions_along(tmp_path):
    nodes, edges = tmp_path / "nodes.csv", tmp_path / "edges.csv"
    nodes.write_text("node_id,lon,lat\n1,121.3,37.5\n2,121.301,37.5\n3,121.302,37.5\n4,121.301,37.501\n")
    edges.write_text("u,v,oneway\n1,2,no\n2,3,no\n2,4,no\n3,4,no\n")
    graph = read_tables(nodes, edges, directions="by_oneway")
    arc = {
        (int(graph.node[a]), int(graph.node[b])): i for i, (a, b) in enumerate(zip(graph.tail, graph.head, strict=True))
    }
    ban = np.array([[arc[1, 2], arc[2, 4]], [arc[4, 2], arc[2, 1]]])
    made = on_streets(replace(graph, banned=ban), "corner", Base("yard", 121.3, 37.5))
    named = {tuple(made.problem.ends(move) for move in turn) for turn in made.problem.banned}
    row = {int(node): i for i, node in enumerate(graph.node)}
    assert named == {((row[1], row[2]), (row[2], row[4])), ((row[4], row[2]), (row[2], row[1]))}
    plan = solve(made.problem, _SHORT)
    assert check(made.problem, plan) == []
