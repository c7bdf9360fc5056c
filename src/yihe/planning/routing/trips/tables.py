"""The array form of a multi-trip problem: integer tables with named columns that compiled code can read.

Any module may build `Tables` and call `annealing.anneal` on it. One row of `stop` is one visit, one row of `vehicle`
is one single vehicle on one shift, so fleets of several types, depots, shifts and days are all rows of one table.
Locations are rows of the matrices. A route reads *start depot, stops, facility, stops, ..., end depot*; the stops
between two of the others are a trip, and no trip is empty.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]

# A time or cost no plan reaches; sums of several stay within int64.
NEVER = 2**40
# What a matrix of 32 bits holds for a pair that cannot be driven.
CLOSED = 10**9

# Columns of `Tables.stop`; the loads follow from STOP_LOADS on, one column for each load dimension.
STOP_PLACE, STOP_SERVICE, STOP_RELEASE, STOP_PENALTY, STOP_FIRST_WINDOW, STOP_END_WINDOW, STOP_BIN = range(7)
STOP_LOADS = 7

# Columns of `Tables.facility`.
FACILITY_PLACE, FACILITY_SERVICE, FACILITY_OPEN, FACILITY_CLOSE = range(4)

# Columns of `Tables.vehicle`; capacities follow from VEHICLE_LOADS on, then the day's limits in the same order.
(
    VEHICLE_START,
    VEHICLE_END,
    VEHICLE_OPEN,
    VEHICLE_LATEST_START,
    VEHICLE_END_OPEN,
    VEHICLE_CLOSE,
    VEHICLE_LONGEST,
    VEHICLE_FIXED,
    VEHICLE_PER_DISTANCE,
    VEHICLE_PER_DURATION,
    VEHICLE_NETWORK,
    VEHICLE_TRIPS,
    VEHICLE_DAY_STOPS,
    VEHICLE_COMES_HOME_EMPTY,
    VEHICLE_PERIOD,
    VEHICLE_ALIKE,
) = range(16)
VEHICLE_LOADS = 16


class Tables(NamedTuple):
    """A multi-trip problem as arrays.

    Attributes
    ----------
    distance, duration
        (networks, locations, locations) int32, at most `CLOSED`.
    stop
        One row for each visit: location, service time, release time of its trip, cost of leaving it out, range of
        rows in `window`, number of the bin it belongs to (visits of one bin take different periods), loads.
    window
        (m, 2) first and last time at which service may begin.
    facility
        Location, service, first and last time at which a visit may begin.
    vehicle
        One row for each single vehicle: start and end location, hours in which it may start and must have ended,
        longest duration, costs, network, greatest number of trips and of stops, whether it empties before it ends,
        period, number shared by vehicles that are alike, capacities, limits on the whole day's load.
    allowed
        (vehicles, facilities) 1 where the vehicle may use the facility.
    near
        (stops, k) for each stop the stops most likely to share a trip with it, itself first.
    loads, periods
        Number of load dimensions and of periods.
    """

    distance: Small
    duration: Small
    stop: Ints
    window: Ints
    facility: Ints
    vehicle: Ints
    allowed: npt.NDArray[np.uint8]
    near: Small
    loads: int
    periods: int
