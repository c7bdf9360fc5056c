import dataclasses

import numpy as np
import pytest

from tests.planning.replanning.made_district import HOUR, district
from yihe.planning import BadInput
from yihe.planning.filling import FillLaw
from yihe.planning.filling.exposure import profile_of_classes
from yihe.planning.simulating import (
    CollectWhenFull,
    Conditions,
    FixedRounds,
    Round,
    compare,
    estimate,
    made_rounds,
    made_world,
    rounds_of_plan,
    simulate,
)
from yihe.planning.simulating.tour import keep_worth, tour_of
from yihe.planning.simulating.week import first_morning, ground_of

from ..beginning import plan_by_insertion

LAW = FillLaw(power=0.8, grain=3.0, unrest=0.03, centre=0.8, spread=0.3, drift=0.03)
CERTAIN = FillLaw(power=1.0, grain=1e-9, unrest=1e-9, centre=0.0, spread=1e-9, drift=0.0)
CALM = Conditions(travel_spread=0.0, day_spread=0.0, breakdowns_per_100_h=0.0)


def world(hours_to_full=30.0, bins=30, trucks=4, law=LAW, seed=1):
    return made_world(district(seed, bins=bins), law, hours_to_full, trucks, seed)


def test_the_same_seed_plays_the_same_week_and_another_seed_another():
    here = world()
    rounds = made_rounds(here)
    first, again, other = (simulate(here, rounds, Conditions(), seed) for seed in (5, 5, 6))
    assert first == again
    assert first.overflow_min != other.overflow_min


def test_bins_never_emptied_overflow_from_the_hour_at_which_they_are_full():
    here = world(hours_to_full=48.0, bins=10, law=CERTAIN)
    found = simulate(here, FixedRounds(()), CALM, 1)
    # All are full 48 hours after an emptying in the eight hours before the week.
    assert found.full == 10 and found.cleared_in_time == 0.0
    assert 10 * 120 * 60 <= found.overflow_min <= 10 * 128 * 60
    assert found.km == 0 and found.visits == 0


def test_bins_emptied_often_enough_never_overflow():
    here = world(hours_to_full=60.0, bins=12, law=CERTAIN)
    found = simulate(here, made_rounds(here), CALM, 1)
    assert found.overflow_min == 0 and found.full == 0
    assert found.visits == 12 * 2 * 7 and found.skipped == 0


def test_one_round_drives_exactly_its_road():
    problem = district(2, bins=3)
    here = made_world(problem, CERTAIN, 300.0, 1, 1)
    calls = np.array([0, 1, 2, -1])
    found = simulate(here, FixedRounds((Round(6.0, 14.0, calls),)), CALM, 1)
    distance = problem.networks[0].distance
    road = distance[0, 2] + distance[2, 3] + distance[3, 4] + distance[4, 1] + distance[1, 0]
    assert found.km == pytest.approx(7 * road / 1000)
    work = problem.networks[0].duration[[0, 2, 3, 4, 1], [2, 3, 4, 1, 0]].sum() + problem.stops.service.sum() + 600
    assert found.hours == pytest.approx(7 * work / HOUR)


def test_breakdowns_cost_hours_and_slow_the_round():
    here = world(bins=40)
    rounds = made_rounds(here)
    calm, rough = (
        simulate(here, rounds, dataclasses.replace(CALM, breakdowns_per_100_h=rate), 3) for rate in (0.0, 40.0)
    )
    assert calm.breakdowns == 0 < rough.breakdowns
    assert rough.hours - calm.hours == pytest.approx(rough.breakdowns, rel=0.4)


def test_what_falls_behind_the_end_of_the_shift_is_counted_as_skipped():
    here = world(bins=40, trucks=1)
    short = tuple(dataclasses.replace(each, end_h=each.start_h + 0.5) for each in made_rounds(here).rounds)
    found = simulate(here, FixedRounds(short), CALM, 1)
    assert found.skipped > 0
    assert found.skipped + found.visits == 40 * 2 * 7


def test_collecting_when_full_clears_more_in_time_with_fewer_visits():
    here = world(hours_to_full=24.0, bins=60, trucks=5)
    found = compare(here, [made_rounds(here), CollectWhenFull(here, Conditions())], Conditions(), range(4))
    share = found.differences["collect when full"]["cleared_in_time"]
    assert share.mean - share.plus_minus > 0.3
    assert found.differences["collect when full"]["visits"].mean < 0
    assert [row[0] for row in found.rows()][:3] == ["overflow_min", "km", "hours"]


def test_a_bin_is_worth_more_the_nearer_it_is_to_full():
    here = world(law=LAW, bins=10)
    policy = CollectWhenFull(here, Conditions())
    week = first_morning(here, ground_of(here, CALM), np.random.default_rng(1))
    soon, late = policy.worth(week, 1.0), policy.worth(week, 20.0)
    assert np.all(soon <= late + 1e-9) and late.sum() > soon.sum()
    assert np.all(late <= Conditions().promise_h * Conditions().yuan_per_overflow_hour + 1e-9)


def test_a_plan_is_played_call_by_call():
    problem = district(3, bins=20)
    plan = plan_by_insertion(problem, 4)
    rounds = rounds_of_plan(plan)
    assert sum(int((each.calls >= 0).sum()) for each in rounds.rounds) == 20
    here = made_world(problem, LAW, 60.0, 4, 1)
    assert simulate(here, rounds, CALM, 1).visits == 20 * 7


def test_quiet_nights_put_overflows_off():
    here = world(hours_to_full=30.0)
    busy_days = profile_of_classes(np.tile([0.2, 1.6, 1.0], 4))
    found = simulate(dataclasses.replace(here, profile=busy_days), FixedRounds(()), CALM, 1)
    assert found.overflow_min != simulate(here, FixedRounds(()), CALM, 1).overflow_min


def test_a_tour_visits_every_bin_once_and_is_shorter_than_the_given_order():
    problem = district(7, bins=80)
    distance, places = problem.networks[0].distance, problem.stops.location
    order = tour_of(distance, places, 0)
    assert sorted(order) == list(range(80))
    assert distance[places[order][:-1], places[order][1:]].sum() < 0.4 * distance[places[:-1], places[1:]].sum()


def test_only_bins_worth_their_detour_are_kept():
    problem = district(7, bins=30)
    distance, places = problem.networks[0].distance, problem.stops.location
    order, nothing = tour_of(distance, places, 0), np.zeros(30)
    assert len(keep_worth(distance, places, order, nothing, 0.006, nothing + 1.0)) == 0
    assert len(keep_worth(distance, places, order, nothing + 1e6, 0.006, nothing)) == 30


def test_the_interval_is_students():
    found = estimate(np.array([1.0, 2.0, 3.0]))
    assert found.mean == 2.0
    assert found.plus_minus == pytest.approx(4.303 / np.sqrt(3), rel=1e-3)


def test_rates_for_other_bins_are_refused():
    here = world()
    with pytest.raises(BadInput, match="rates"):
        dataclasses.replace(here, rate=here.rate[:5])
