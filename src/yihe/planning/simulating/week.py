"""Play one week: shift after shift, the bins fill, the trucks drive, and what happened is counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..filling.history import Floats
from .playing import (
    CLEARED_IN_TIME,
    DUMPS,
    FULL,
    HOURS,
    LOAD,
    METRES,
    OVERFLOW_H,
    STOPPED,
    T_PLACE,
    T_TIME,
    TOTALS,
    VISITS,
    Ground,
    Week,
    begin_filling,
    draw_pace,
    go_home,
    note_overflow,
    play,
    seed_chance,
)
from .policies import SHIFT_HOURS, FixedRounds, Policy
from .world import CYCLES, HOURS_A_WEEK, SECONDS_AN_HOUR, Conditions, World

_DAY_H = 24.0
# How long before a shift ends the last wave's work stops, so that trucks come home empty in time.
_WAY_HOME_H = 0.5


@dataclass(frozen=True)
class WeekResult:
    """What a week brought.

    Attributes
    ----------
    overflow_min
        Minutes that bins stood full, summed over all bins.
    km, hours
        Driven; at work (driving, emptying, unloading).
    full, cleared_in_time
        Bins found full or still full, and the share of them cleared within the promise. A bin that is full at the
        end of the week and not yet due counts for neither.
    visits, unloads, breakdowns, skipped
        Bins emptied, unloadings, breakdowns, and planned visits that fell to the end of a shift.
    load
        Collected, in the problem's first load unit.
    """

    overflow_min: float
    km: float
    hours: float
    full: int
    cleared_in_time: float
    visits: int
    unloads: int
    breakdowns: int
    skipped: int
    load: float


def simulate(world: World, policy: FixedRounds | Policy, conditions: Conditions, seed: int) -> WeekResult:
    """Play a week against a way of collecting.

    With the same seed the bins fill alike whatever the way of collecting: compare ways seed by seed.
    """
    ground = ground_of(world, conditions)
    week = first_morning(world, ground, np.random.default_rng(seed))
    seed_chance(seed % 2**32)
    if isinstance(policy, FixedRounds):
        skipped = _play_rounds(world, ground, week, policy)
    else:
        skipped = _play_waves(world, ground, week, policy)
    for bin_ in range(world.bins):
        note_overflow(ground, week, bin_, float(HOURS_A_WEEK), True)
    return _result(week.total, skipped)


def ground_of(world: World, conditions: Conditions) -> Ground:
    """What does not change in a week, as compiled code reads it."""
    problem, network = world.problem, world.problem.networks[0]
    number = [
        problem.vehicles[0].capacity[0],
        world.law.power,
        conditions.promise_h,
        conditions.travel_spread,
        conditions.day_spread,
        conditions.breakdowns_per_100_h / 100.0,
        conditions.rescue_h,
    ]
    return Ground(
        network.distance,
        network.duration,
        problem.stops.location,
        problem.stops.service / SECONDS_AN_HOUR,
        problem.stops.load[:, 0].astype(float),
        np.array([facility.location for facility in problem.facilities]),
        np.array([facility.service / SECONDS_AN_HOUR for facility in problem.facilities]),
        np.append(0.0, np.cumsum(world.profile.speed)),
        np.array(number, dtype=float),
    )


def first_morning(world: World, ground: Ground, random: np.random.Generator) -> Week:
    """Bins as a day of emptying has left them; none is full yet."""
    bins = world.bins
    week = Week(
        np.zeros(bins),
        np.zeros(bins),
        world.draw_exposures(random),
        np.full(bins, CYCLES - 1, dtype=np.int64),
        np.zeros(TOTALS),
    )
    for bin_, ago in enumerate(random.uniform(0.0, SHIFT_HOURS, bins)):
        begin_filling(ground, week, bin_, -float(ago))
    np.maximum(week.full_at, 0.0, out=week.full_at)
    return week


def _depot(world: World) -> int:
    return world.problem.depots[world.problem.vehicles[0].start].location


def _trucks(world: World, count: int, hour: float) -> Floats:
    trucks = np.zeros((count, 3))
    trucks[:, T_PLACE], trucks[:, T_TIME] = _depot(world), hour
    return trucks


def _play_rounds(world: World, ground: Ground, week: Week, policy: FixedRounds) -> int:
    skipped = 0
    for day in range(7):
        for each in sorted(policy.rounds, key=lambda one: one.start_h):
            truck = _trucks(world, 1, day * _DAY_H + each.start_h)[0]
            pace = draw_pace(ground)
            done = play(ground, week, truck, each.calls, pace, day * _DAY_H + each.end_h)
            skipped += int(np.sum(each.calls[done:] >= 0))
            go_home(ground, week, truck, _depot(world), pace)
    return skipped


def _play_waves(world: World, ground: Ground, week: Week, policy: Policy) -> int:
    for shift in range(int(HOURS_A_WEEK / SHIFT_HOURS)):
        start = shift * SHIFT_HOURS
        trucks = _trucks(world, world.trucks, start)
        paces = [draw_pace(ground) for _ in trucks]
        for hour in np.arange(start, start + SHIFT_HOURS, policy.interval_h):
            until = min(hour + policy.interval_h, start + SHIFT_HOURS - _WAY_HOME_H)
            np.maximum(trucks[:, T_TIME], hour, out=trucks[:, T_TIME])
            for truck, calls, pace in zip(trucks, policy.assign(week, float(hour), trucks), paces, strict=True):
                play(ground, week, truck, calls, pace, until)
        for truck, pace in zip(trucks, paces, strict=True):
            go_home(ground, week, truck, _depot(world), pace)
    return 0


def _result(total: Floats, skipped: int) -> WeekResult:
    return WeekResult(
        overflow_min=float(total[OVERFLOW_H] * 60.0),
        km=float(total[METRES] / 1000.0),
        hours=float(total[HOURS]),
        full=int(total[FULL]),
        cleared_in_time=float(total[CLEARED_IN_TIME] / max(1.0, total[FULL])),
        visits=int(total[VISITS]),
        unloads=int(total[DUMPS]),
        breakdowns=int(total[STOPPED]),
        skipped=skipped,
        load=float(total[LOAD]),
    )
