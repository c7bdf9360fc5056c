"""A shift of sweeping (一班机扫) from the lanes, stations and sweepers a ledger holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from yihe.geo.streets import StreetGraph
from yihe.planning.sweeping.lines import StreetLines
from yihe.planning.sweeping.problem import Fleet as Sweepers
from yihe.planning.sweeping.problem import Site, SweepingProblem
from yihe.planning.sweeping.streets import StreetSweep
from yihe.programmes.operations import Work
from yihe.programmes.streets import Lane

from .assuming import Assumptions
from .fleets import Fleet, fleet, stations
from .known import known, missing, name_of, require, require_some
from .notices import notices
from .sweeping_network import LaneLines, Prices, along, through_air

IN_SERVICE = ("handed_over", "serviced", "assessed")
ASSUMED = ("sweep_kmh", "load_per_km", "water_per_km", "both_sides_m", "unload_s")


@dataclass(frozen=True)
class SweepingShift:
    """The problem of a shift with the records behind its rows.

    Attributes
    ----------
    lines
        How streets run.
    lanes
        For each street of the problem the record of its lane; None for a drive between lanes.
    stations
        Records, in the order of the problem's sites.
    vehicles
        Records of the sweepers, the first for crew 1.
    shared
        Records of lanes without a stretch of their own: longer lanes follow the same streets and are swept for them.
    """

    problem: SweepingProblem
    lines: StreetLines
    lanes: tuple[Any, ...]
    stations: tuple[Any, ...]
    vehicles: tuple[Any, ...]
    assumed: Assumptions
    shared: tuple[Any, ...] = ()

    @property
    def straight(self) -> bool:
        """Whether drives between lanes are straight."""
        return isinstance(self.lines, LaneLines)


def sweeping_shift(
    place: str,
    as_of: datetime | None = None,
    assumed: Assumptions | None = None,
    graph: StreetGraph | None = None,
    standing_at: str | None = None,
) -> SweepingShift:
    """Build the problem of sweeping every lane in service once in a shift; its cost is yuan, its time seconds.

    Without streets each lane runs from end to end of its line, a lane the ledger knows only a point of is a dead end
    there, and drives between lanes are straight. With streets a lane is the stretches of street its line follows.

    Parameters
    ----------
    place, as_of, standing_at
        As for `yihe.studio.collecting.collecting_day`.
    graph
        Streets, of which every part can be reached from every other.

    Raises
    ------
    BadInput
        The message names the record and its field, or the kind of which there is no record; sweepers that stand at
        several places; a lane or station too far from every street.
    """
    assumed = assumed or Assumptions()
    lanes, sites = _lanes(place, as_of), stations(place, as_of)
    sweepers = fleet(Work.SWEEPING, place, as_of, sites, standing_at)
    require(_several_yards(sweepers))
    models = [group.first for group in sweepers.groups]
    prices = Prices(
        float(max(each.cost_per_km for each in models)), float(max(each.cost_per_hour for each in models)), assumed
    )
    yard = sweepers.yards[0]
    made = through_air(lanes, sites, yard, prices) if graph is None else along(graph, lanes, sites, yard, prices)
    problem = SweepingProblem(
        name=f"{place} 背街小巷机扫一班计划",
        nodes=len(made.lonlat),
        streets=tuple(made.streets),
        depot=made.depot,
        fleet=_fleet(sweepers, assumed),
        sites=tuple(_site(row, node, prices) for row, node in zip(sites, made.sites, strict=True)),
        comes_home_empty=True,
        coordinates=np.array(made.lonlat),
        remarks=notices([*lanes, *sites]),
        banned=made.banned,
    )
    lines: StreetLines = LaneLines(problem, tuple(made.own))
    if graph is not None:
        lines = StreetSweep(problem, graph, tuple(made.arcs))
    vehicles = tuple(member for group in sweepers.groups for member in group.members)
    named = {lane.id for lane in made.lanes if lane is not None}
    shared = tuple(lane for lane in lanes if lane.id not in named)
    return SweepingShift(problem, lines, tuple(made.lanes), tuple(sites), vehicles, assumed, shared)


def _lanes(place: str, as_of: datetime | None) -> list[Any]:
    found = known(Lane, place, as_of, IN_SERVICE)
    require_some(Lane, found, IN_SERVICE, place)
    require(each for row in found for each in _complaints(row))
    return found


def _complaints(row: Any) -> Iterator[str]:
    if not row.geometry:
        yield missing(Lane, row, "geometry", "a line, or at least a point, is needed (须有线位，至少有点位)")
    if not row.length:
        yield missing(Lane, row, "length", "a number above 0 is needed (须大于 0)")


def _several_yards(sweepers: Fleet) -> Iterator[str]:
    if len(sweepers.yards) > 1:
        names = ", ".join(yard.name for yard in sweepers.yards)
        yield (
            f"sweepers stand at several places ({names}); a shift is planned from one of them: name it with --station "
            "(机扫车停放在多处，请用 --station 指定一处)"
        )


def _fleet(sweepers: Fleet, assumed: Assumptions) -> Sweepers:
    """Equal sweepers: each as small as the smallest, as dear as the dearest."""
    models, (begin, end) = [group.first for group in sweepers.groups], assumed.shifts[0].window
    rests = sum(rest.duration for rest in assumed.shifts[0].breaks)
    return Sweepers(
        hopper=float(min(each.volume for each in models)),
        water=float(min(each.tank for each in models)),
        shift=end - begin - rests,
        crews=sum(len(group.members) for group in sweepers.groups),
        crew_cost=float(max(each.cost_per_shift for each in models)),
    )


def _site(row: Any, node: int, prices: Prices) -> Site:
    seconds = prices.assumed.unload_s
    return Site(name_of(row), node, empties=True, refills=True, cost=prices.drive(0, seconds), time=seconds)
