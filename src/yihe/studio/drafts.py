"""A solved plan in the ledger's words: which vehicle does what at which record, ready to be kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import shapely

from yihe import geo
from yihe.planning import Plan
from yihe.planning.lines import Line
from yihe.planning.routing.plan import RoutingPlan
from yihe.planning.routing.timetable import Row, timetable
from yihe.planning.routing.tracks import tracks
from yihe.planning.sweeping.plan import Call, Route, SweepingPlan, ends
from yihe.programmes.operations import Work

from . import collecting, sweeping
from .collecting import CollectingDay
from .sweeping import SweepingShift


@dataclass(frozen=True)
class CallDraft:
    """One thing a vehicle does; fields as those of `PlanCall`."""

    does: str
    record: Any
    name: str
    at: tuple[float, float] | None
    times: tuple[int, int, int]
    weight: float = 0.0
    volume: float = 0.0
    driven: float = 0.0


@dataclass(frozen=True)
class RouteDraft:
    """What one vehicle does in one shift, with the line it draws on the map."""

    vehicle: Any
    shift: str
    line: Line
    calls: tuple[CallDraft, ...]

    @property
    def length(self) -> float:
        """Metres."""
        return sum(call.driven for call in self.calls)


@dataclass(frozen=True)
class PlanDraft:
    """A plan with its figures, its routes, what was assumed, and what every paper of it must say."""

    work: Work
    plan: Plan
    routes: tuple[RouteDraft, ...]
    assumed: str
    notice: str

    def count(self, kinds: tuple[str, ...]) -> int:
        """How many calls are of these kinds."""
        return sum(call.does in kinds for route in self.routes for call in route.calls)


def collecting_draft(day: CollectingDay, plan: RoutingPlan) -> PlanDraft:
    """A plan of collecting."""
    lines = tracks(day.problem, plan, day.ways)
    shifts = [shift.name for shift in day.assumed.shifts]
    routes = tuple(
        RouteDraft(
            day.vehicle(route),
            shifts[day.problem.vehicles[route.vehicle_type].period],
            line,
            tuple(_collecting_call(day, row) for row in rows),
        )
        for route, rows, line in zip(plan.routes, timetable(day.problem, plan), lines, strict=True)
    )
    straight = () if day.ways else ("detour", "kmh")
    told = day.assumed.told(*collecting.ASSUMED, *straight)
    return PlanDraft(Work.COLLECTING, plan, routes, told, str(day.problem.remarks.get("sample", "")))


def _collecting_call(day: CollectingDay, row: Row) -> CallDraft:
    records = {"stop": day.bins, "facility": day.stations}.get(row.kind, ())
    at = None
    if row.location is not None and day.problem.coordinates is not None:
        lon, lat = day.problem.coordinates[row.location].tolist()
        at = lon, lat
    return CallDraft(
        does=row.kind,
        record=records[row.index] if records else None,
        name=row.name,
        at=at,
        times=(row.arrival, row.begin, row.end),
        weight=row.collected[0],
        volume=row.collected[1],
        driven=row.metres,
    )


def sweeping_draft(shift: SweepingShift, plan: SweepingPlan) -> PlanDraft:
    """A plan of sweeping; its clock begins with the shift."""
    routes = tuple(
        RouteDraft(
            shift.vehicles[number],
            shift.assumed.shifts[0].name,
            _sweeping_line(shift, route),
            tuple(_sweeping_calls(shift, route)),
        )
        for number, route in enumerate(plan.routes)
    )
    straight = ("detour", "kmh") if shift.straight else ()
    told = shift.assumed.told(*sweeping.ASSUMED, *straight)
    if shift.shared:
        told += f"; swept_with_others {', '.join(lane.code for lane in shift.shared)}"
    return PlanDraft(Work.SWEEPING, plan, routes, told, str(shift.problem.remarks.get("sample", "")))


def _sweeping_line(shift: SweepingShift, route: Route) -> Line:
    line: Line = []
    for call, way in zip(route.calls, (*route.ways, ()), strict=True):
        if call.kind == "street":
            line += shift.lines.street_line(call.index, call.forward)
        if len(way) > 1:
            line += shift.lines.way_line(way)
    return line


def _sweeping_calls(shift: SweepingShift, route: Route) -> Iterator[CallDraft]:
    detour = shift.assumed.detour if shift.straight else 1.0
    for call, way in zip(route.calls, ((), *route.ways), strict=True):
        yield _sweeping_call(shift, call, _metres(shift.lines.way_line(way)) * detour if len(way) > 1 else 0.0)


def _sweeping_call(shift: SweepingShift, call: Call, driven: float) -> CallDraft:
    problem, start = shift.problem, shift.assumed.shifts[0].window[0]
    times = round(start + call.begin), round(start + call.begin), round(start + call.end)
    assert problem.coordinates is not None
    lon, lat = problem.coordinates[ends(problem, call)[0]].tolist()
    if call.kind == "street":
        street = problem.streets[call.index]
        swept = street.sweep_time * shift.assumed.sweep_kmh / 3.6
        return CallDraft(
            "street", shift.lanes[call.index], street.name, (lon, lat), times, 0.0, street.load * 1000, driven + swept
        )
    record = shift.stations[call.index] if call.kind == "site" else None
    name = problem.sites[call.index].name if call.kind == "site" else ""
    return CallDraft(call.kind, record, name, (lon, lat), times, driven=driven)


def _metres(line: Line) -> float:
    return geo.length_m(shapely.LineString(line)) if len(line) > 1 else 0.0
