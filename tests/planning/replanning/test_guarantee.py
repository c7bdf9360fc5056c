import dataclasses

import numpy as np
import pytest

from yihe.planning import BadInput
from yihe.planning.routing.guaranteeing import guarantee, square_grids
from yihe.planning.routing.replanning import FullBin, replan, state_by_plan

from ..beginning import plan_by_insertion
from .made_district import HOUR, district

MOMENTS = (7 * HOUR, 9 * HOUR)


@pytest.fixture(scope="module")
def running():
    problem = district(1, bins=30)
    return problem, plan_by_insertion(problem, 4)


def promised(running, limit=HOUR, **options):
    problem, plan = running
    return guarantee(problem, plan, ["东山网格"] * 10 + ["毓璜顶网格"] * 20, limit, MOMENTS, **options)


def test_every_grid_has_its_crews_and_probabilities(running):
    found = promised(running)
    assert [each.bins for each in found.grids] == [10, 20]
    for each in found.grids:
        assert 0 <= each.weakest <= each.probability <= 1
        assert each.first_alone <= each.probability
        assert each.crews and all(name.startswith("早班收运车") for name in each.crews)
    assert len(found.to_rows()) == 2


def test_a_longer_limit_and_more_stand_by_crews_promise_more(running):
    assert promised(running, HOUR // 4).probability < promised(running, 2 * HOUR).probability
    assert promised(running, HOUR // 2, stand_by=0).probability <= promised(running, HOUR // 2, stand_by=2).probability


def test_with_certain_travel_a_promise_is_kept_exactly_where_replanning_comes_in_time(running):
    problem, plan = running
    limit, moment = HOUR // 8, 8 * HOUR
    names = list(problem.stops.names)
    found = guarantee(problem, plan, names, limit, [moment], travel_spread=0.0, stand_by=0)
    sure = {each.grid: each.probability for each in found.grids}
    assert set(sure.values()) == {0.0, 1.0}
    for stop, name in enumerate(names):
        answer = replan(
            problem, plan, state_by_plan(plan, moment), [FullBin(stop, moment + limit)], stand_by=0, seconds=0.2
        )
        if sure[name] == 1.0:
            assert answer.answered[0] is not None, name


def test_without_any_crew_nothing_is_promised(running):
    problem, plan = running
    nobody = dataclasses.replace(plan, routes=())
    found = guarantee(problem, nobody, ["东山网格"] * 30, HOUR, [8 * HOUR], stand_by=0)
    assert found.probability == 0.0 and found.grids[0].crews == ()


def test_points_fall_into_squares():
    names = square_grids(np.array([[0.0, 0.0], [499.0, 10.0], [501.0, 10.0], [0.0, 1600.0]]), 500.0)
    assert names[0] == names[1] != names[2]
    assert names[3] == "04-01"


def test_a_grid_for_every_stop_and_a_moment_are_needed(running):
    problem, plan = running
    with pytest.raises(BadInput, match="grids"):
        guarantee(problem, plan, ["东山网格"], HOUR, MOMENTS)
    with pytest.raises(BadInput, match="moment"):
        guarantee(problem, plan, ["东山网格"] * 30, HOUR, [])
