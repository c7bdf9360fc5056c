"""Drive routes through the week by chance: what each truck drives, which bins it finds how full."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ..compiled import outer
from ..filling.history import FULL_PCT, Floats, Indices

# Columns of `Ground.number`.
CAPACITY, POWER, PROMISE, TRAVEL_SPREAD, DAY_SPREAD, BREAKDOWNS, RESCUE = range(7)

# Columns of `Trucks`.
T_PLACE, T_TIME, T_LOAD = range(3)

# Rows of `Week.total`.
OVERFLOW_H, FULL, CLEARED_IN_TIME, METRES, HOURS, VISITS, DUMPS, STOPPED, LOAD = range(9)
TOTALS = 9
# More than a bin holds lies beside it.
_MOST_PCT = 200.0


class Ground(NamedTuple):
    """What does not change in a week.

    Attributes
    ----------
    distance, seconds
        (places, places) metres and planned travel seconds.
    place, service_h, full_load
        (bins,) place, hours of work and load of a full bin.
    dump, dump_h
        (facilities,) place and hours of unloading.
    sums
        (169,) exposure at each hour of the week.
    number
        Numbers named by the columns above.
    """

    distance: Indices
    seconds: Indices
    place: Indices
    service_h: Floats
    full_load: Floats
    dump: Indices
    dump_h: Floats
    sums: Floats
    number: Floats


class Week(NamedTuple):
    """State of the bins.

    Attributes
    ----------
    emptied, full_at
        (bins,) hour of the last emptying, and of getting full since.
    needed
        (bins, cycles) exposure to full for each filling.
    cycle
        (bins,) which filling is on.
    total
        (TOTALS,) sums over the week.
    """

    emptied: Floats
    full_at: Floats
    needed: Floats
    cycle: Indices
    total: Floats


@outer
def seed_chance(seed: Any) -> Any:
    """Seed the chance of travel and breakdowns."""
    np.random.seed(seed)


@outer
def _exposure(sums: Any, hour: Any) -> Any:
    week = np.floor(hour / 168.0)
    rest = hour - 168.0 * week
    at = min(int(rest), 167)
    return week * sums[168] + sums[at] + (rest - at) * (sums[at + 1] - sums[at])


@outer
def _hour(sums: Any, exposure: Any) -> Any:
    week = np.floor(exposure / sums[168])
    rest = exposure - week * sums[168]
    at = min(max(np.searchsorted(sums, rest, side="right") - 1, 0), 167)
    return 168.0 * week + at + (rest - sums[at]) / max(sums[at + 1] - sums[at], 1e-12)


@outer
def begin_filling(ground: Any, week: Any, bin_: Any, hour: Any) -> Any:
    """Start the next filling of a bin."""
    week.emptied[bin_] = hour
    week.cycle[bin_] += 1
    needed = week.needed[bin_, week.cycle[bin_] % week.needed.shape[1]]
    week.full_at[bin_] = _hour(ground.sums, _exposure(ground.sums, hour) + needed)


@outer
def _load_at(ground: Any, week: Any, bin_: Any, hour: Any) -> Any:
    gone = _exposure(ground.sums, hour) - _exposure(ground.sums, week.emptied[bin_])
    needed = week.needed[bin_, week.cycle[bin_] % week.needed.shape[1]]
    level = FULL_PCT * (max(gone, 0.0) / needed) ** ground.number[POWER]
    return min(level, _MOST_PCT) / 100.0 * ground.full_load[bin_]


@outer
def note_overflow(ground: Any, week: Any, bin_: Any, hour: Any, open_end: Any) -> Any:
    """Count how long a bin stood full until an hour; at the open end a promise not yet due counts for nothing."""
    late = hour - week.full_at[bin_]
    if late <= 0:
        return
    week.total[OVERFLOW_H] += late
    in_time = late <= ground.number[PROMISE]
    if not (open_end and in_time):
        week.total[FULL] += 1
        week.total[CLEARED_IN_TIME] += in_time


@outer
def _go(ground: Any, week: Any, truck: Any, target: Any, pace: Any) -> Any:
    """Drive to a place; a breakdown on the way costs the time until a stand-by truck goes on."""
    place = int(truck[T_PLACE])
    metres, hours = ground.distance[place, target], ground.seconds[place, target] / 3600.0
    spread = ground.number[TRAVEL_SPREAD]
    hours *= pace * np.exp(np.random.normal(-0.5 * spread * spread, spread))
    if np.random.random() < ground.number[BREAKDOWNS] * hours:
        week.total[STOPPED] += 1
        hours += ground.number[RESCUE]
    week.total[METRES] += metres
    week.total[HOURS] += hours
    truck[T_TIME] += hours
    truck[T_PLACE] = target


@outer
def unload(ground: Any, week: Any, truck: Any, pace: Any, facility: Any) -> Any:
    """Drive to a facility (-1: the nearest) and empty the truck."""
    if facility < 0:
        facility = int(np.argmin(ground.distance[int(truck[T_PLACE])][ground.dump]))
    _go(ground, week, truck, ground.dump[facility], pace)
    truck[T_TIME] += ground.dump_h[facility]
    week.total[HOURS] += ground.dump_h[facility]
    week.total[DUMPS] += 1
    truck[T_LOAD] = 0.0


@outer
def _empty(ground: Any, week: Any, truck: Any, bin_: Any, pace: Any) -> Any:
    """Empty one bin, unloading first where its content does not fit any more."""
    load = _load_at(ground, week, bin_, truck[T_TIME])
    if truck[T_LOAD] + load > ground.number[CAPACITY] and truck[T_LOAD] > 0:
        unload(ground, week, truck, pace, -1)
        _go(ground, week, truck, ground.place[bin_], pace)
        load = _load_at(ground, week, bin_, truck[T_TIME])
    note_overflow(ground, week, bin_, truck[T_TIME], False)
    begin_filling(ground, week, bin_, truck[T_TIME])
    truck[T_LOAD] += load
    truck[T_TIME] += ground.service_h[bin_]
    week.total[HOURS] += ground.service_h[bin_]
    week.total[VISITS] += 1
    week.total[LOAD] += load


@outer
def draw_pace(ground: Any) -> Any:
    """Pace of a shift: its travel times over the planned ones."""
    spread = ground.number[DAY_SPREAD]
    return np.exp(np.random.normal(-0.5 * spread * spread, spread))


@outer
def play(ground: Any, week: Any, truck: Any, sequence: Any, pace: Any, until: Any) -> Any:
    """Let a truck do calls (bins, or -1 - facility) as long as it starts for them before an hour; how many it did."""
    for position in range(len(sequence)):
        if truck[T_TIME] >= until:
            return position
        code = sequence[position]
        if code < 0:
            unload(ground, week, truck, pace, -1 - code)
        else:
            _go(ground, week, truck, ground.place[code], pace)
            _empty(ground, week, truck, code, pace)
    return len(sequence)


@outer
def go_home(ground: Any, week: Any, truck: Any, depot: Any, pace: Any) -> Any:
    """Unload what is aboard and drive to the depot."""
    if truck[T_LOAD] > 0:
        unload(ground, week, truck, pace, -1)
    if int(truck[T_PLACE]) != depot:
        _go(ground, week, truck, depot, pace)
