"""Everything each vehicle does, row by row, with what it carries and how far it has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .plan import Call, Kind, Route, RoutingPlan
from .problem import FOREVER, RoutingProblem

Load = tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """One thing a vehicle does.

    Attributes
    ----------
    route, order
        Place of the route in the plan, and of the call in the route.
    location
        Row in the networks; ``None`` for a rest taken on the road.
    arrival, begin, end
        In the problem's time unit.
    collected, on_board
        By load unit: what is taken here, and what the vehicle carries when it leaves.
    metres, metres_so_far
        Driven to come here, and since the start.
    """

    route: int
    vehicle: str
    order: int
    kind: Kind
    index: int
    name: str
    location: int | None
    arrival: int
    begin: int
    end: int
    collected: Load
    on_board: Load
    metres: int
    metres_so_far: int


@dataclass(frozen=True)
class Totals:
    """What one route comes to."""

    route: int
    vehicle: str
    stops: int
    unloads: int
    collected: Load
    metres: int
    begin: int
    end: int

    @property
    def time(self) -> int:
        """From leaving to coming home."""
        return self.end - self.begin


def vehicle_name(problem: RoutingProblem, route: Route) -> str:
    """What people call the vehicle of a route; vehicles of a kind are counted from 1."""
    return f"{problem.vehicles[route.vehicle_type].name} {route.number + 1}"


def timetable(problem: RoutingProblem, plan: RoutingPlan) -> list[list[Row]]:
    """Rows of every route, in the plan's order."""
    return [list(_rows(problem, number, route)) for number, route in enumerate(plan.routes)]


def _rows(problem: RoutingProblem, number: int, route: Route) -> Iterator[Row]:
    distance = problem.networks[problem.vehicles[route.vehicle_type].network].distance
    nothing = (0,) * len(problem.load_units)
    on_board, driven, here = nothing, 0, None
    for order, call in enumerate(route.calls):
        location = location_of(problem, call)
        metres = 0 if here is None or location is None else int(distance[here, location])
        driven += metres
        collected = tuple(problem.stops.load[call.index].tolist()) if call.kind == "stop" else nothing
        on_board = nothing if call.kind == "facility" else tuple(map(sum, zip(on_board, collected, strict=True)))
        yield Row(
            route=number,
            vehicle=vehicle_name(problem, route),
            order=order,
            kind=call.kind,
            index=call.index,
            name=_name(problem, call),
            location=location,
            arrival=call.arrival,
            begin=call.begin,
            end=call.end,
            collected=collected,
            on_board=on_board,
            metres=metres,
            metres_so_far=driven,
        )
        here = here if location is None else location


def location_of(problem: RoutingProblem, call: Call) -> int | None:
    """Row of a call's place in the networks; ``None`` for a rest."""
    if call.kind == "break":
        return None
    if call.kind == "stop":
        return int(problem.stops.location[call.index])
    return (problem.depots if call.kind == "depot" else problem.facilities)[call.index].location


def _name(problem: RoutingProblem, call: Call) -> str:
    if call.kind == "break":
        return ""
    if call.kind == "stop":
        return problem.stops.names[call.index]
    return (problem.depots if call.kind == "depot" else problem.facilities)[call.index].name


def totals(problem: RoutingProblem, plan: RoutingPlan) -> list[Totals]:
    """One line for each route."""
    return [_totals(rows) for rows in timetable(problem, plan)]


def _totals(rows: list[Row]) -> Totals:
    return Totals(
        route=rows[0].route,
        vehicle=rows[0].vehicle,
        stops=sum(row.kind == "stop" for row in rows),
        unloads=sum(row.kind == "facility" for row in rows),
        collected=tuple(map(sum, zip(*(row.collected for row in rows), strict=True))),
        metres=min(rows[-1].metres_so_far, FOREVER),
        begin=rows[0].end,
        end=rows[-1].arrival,
    )
