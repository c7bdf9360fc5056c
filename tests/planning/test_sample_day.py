"""The sample district's day of collecting: its bins on streets, every one reachable, and said to be a sample."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from yihe.planning.routing.clock import notice
from yihe.planning.routing.problem import FOREVER
from yihe.planning.routing.streets import StreetProblem
from yihe.sample.collecting import collection_day, streets
from yihe.sample.district import SEED
from yihe.sample.ledgers import sanitation
from yihe.sample.side_streets import side_streets


@pytest.fixture(scope="module")
def day() -> StreetProblem:
    return collection_day(bins=80)


def test_every_bin_lies_on_a_street_and_reaches_every_other(day: StreetProblem) -> None:
    assert len(day.problem.stops) == 80
    assert day.places.distance_m.max() <= 200
    assert day.problem.networks[0].duration.max() < FOREVER


def test_the_day_has_three_shifts_two_rounds_and_says_that_it_is_a_sample(day: StreetProblem) -> None:
    assert day.problem.periods == 3
    assert set(day.problem.stops.visits.tolist()) == {2}
    assert "样例" in notice(day.problem)
    assert "样例" in day.problem.name


def test_the_same_seed_gives_the_same_day(day: StreetProblem) -> None:
    again = collection_day(bins=80).problem
    assert again.stops.names == day.problem.stops.names
    np.testing.assert_array_equal(again.stops.load, day.problem.stops.load)
    np.testing.assert_array_equal(again.networks[0].duration, day.problem.networks[0].duration)


def test_the_whole_district_has_four_thousand_bins_within_reach_of_its_streets() -> None:
    sheets = sanitation.books(Random(f"{SEED}:{sanitation.__name__}"))[0].sheets
    bins = [row for row in sheets[1].rows if row["stage"] in ("placed", "assigned", "sensed")]
    assert len(bins) > 4000
    graph = streets(bins)
    # 431 stops in the corridors, and a corner for every place where bins stand away from them.
    assert len(graph.node) > 3000
    assert {"secondary", "living_street"} == set(graph.street_class.tolist())


@given(st.integers(0, 10**6), st.integers(4, 40), st.integers(0, 12))
def test_side_streets_join_everything_with_as_little_street_as_can_be(seed: int, count: int, roads: int) -> None:
    chance = np.random.default_rng(seed)
    xy = chance.uniform(0, 1000, (count, 2))
    known = chance.integers(0, count, (roads, 2))
    known = known[known[:, 0] != known[:, 1]]
    added = side_streets(xy, known)
    pairs = np.concatenate([known, added])
    joined = csr_array((np.ones(len(pairs)), pairs.T), shape=(count, count))
    assert connected_components(joined, directed=False)[0] == 1
    between = np.hypot(*(xy[:, None] - xy[None]).T)
    between[known[:, 0], known[:, 1]] = between[known[:, 1], known[:, 0]] = 1e-6
    least = minimum_spanning_tree(csr_array(between)).sum()
    assert np.hypot(*(xy[added[:, 0]] - xy[added[:, 1]]).T).sum() == pytest.approx(least, abs=1e-3)
