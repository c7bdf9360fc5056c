"""A small town to collect in, and a plan for it made by hand: bins along a ring of streets, two shifts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from yihe.geo.streets import StreetGraph, largest_strong_part, read_osm
from yihe.planning.routing.checking import cost_of
from yihe.planning.routing.collection import Bin, Collection, Shift, Station, Truck, Yard
from yihe.planning.routing.plan import Call, Route, RoutingPlan
from yihe.planning.routing.problem import Break, RoutingProblem
from yihe.planning.routing.streets import StreetProblem

HOUR = 3600
# A ring of four streets about the equator, one-way anticlockwise, and a lane into it.
CORNERS = {1: (0.0, 0.0), 2: (0.01, 0.0), 3: (0.01, 0.01), 4: (0.0, 0.01), 5: (0.005, 0.005)}
STREETS = {1: [1, 2, 3, 4, 1], 2: [1, 5]}

TOWN = Collection(
    name="小城收运",
    bins=(
        Bin("桶一", 0.005, 0.0002, 120, 300, 60, rounds=2),
        Bin("=桶二", 0.0101, 0.005, 80, 240, 45, rounds=2, windows=((0, 7 * HOUR), (14 * HOUR, 30 * HOUR))),
        Bin("桶三", 0.004, 0.0041, 60, 200, 45),
    ),
    stations=(Station("转运站", 0.005, 0.01, 600),),
    yards=(Yard("停车场", 0.0, 0.0),),
    shifts=(
        Shift("早班", (5 * HOUR, 13 * HOUR), (Break((8 * HOUR, 10 * HOUR), 1800),)),
        Shift("夜班", (18 * HOUR, 26 * HOUR)),
    ),
    trucks=(Truck("压缩车", 2, 5000, 9000, yuan_per_km=3.0, yuan_per_hour=60.0, yuan_per_shift=50.0),),
    least_gap=4 * HOUR,
)


def ring(folder: Path) -> StreetGraph:
    """The town's streets."""
    nodes = "".join(f'<node id="{ref}" lon="{lon}" lat="{lat}"/>' for ref, (lon, lat) in CORNERS.items())
    ways = "".join(
        f'<way id="{ref}">{"".join(f"<nd ref={chr(34)}{node}{chr(34)}/>" for node in along)}'
        f'<tag k="highway" v="residential"/><tag k="oneway" v="{"yes" if ref == 1 else "no"}"/></way>'
        for ref, along in STREETS.items()
    )
    path = folder / "town.osm"
    path.write_text(f'<osm version="0.6">{nodes}{ways}</osm>', encoding="utf-8")
    return largest_strong_part(read_osm(path))


def timed(problem: RoutingProblem, vehicle_type: int, begin: int, visits: list[tuple[str, int]]) -> Route:
    """A route with times as early as can be, whatever the windows say."""
    duration = problem.networks[problem.vehicles[vehicle_type].network].duration
    now, here = begin, problem.depots[0].location
    calls = [Call("depot", 0, begin, begin, begin)]
    for kind, index in visits:
        if kind == "break":
            rest = problem.vehicles[vehicle_type].breaks[index]
            start = max(now, rest.window[0])
            calls.append(Call("break", index, now, start, start + rest.duration))
            now = start + rest.duration
            continue
        there = {
            "stop": lambda i: int(problem.stops.location[i]),
            "facility": lambda i: problem.facilities[i].location,
            "depot": lambda i: problem.depots[i].location,
        }[kind](index)
        service = {"stop": int(problem.stops.service[index]) if kind == "stop" else 0, "facility": 600, "depot": 0}[
            kind
        ]
        now += int(duration[here, there])
        calls.append(Call(kind, index, now, now, now + service))  # type: ignore[arg-type]
        now, here = now + service, there
    return Route(vehicle_type, 0, tuple(calls))


def plan_by_hand(town: StreetProblem) -> RoutingPlan:
    """All three bins in the early shift, the first two again at night."""
    problem = town.problem
    early = [("stop", 2), ("stop", 0), ("stop", 1), ("facility", 0), ("depot", 0)]
    late = [("stop", 0), ("stop", 1), ("facility", 0), ("depot", 0)]
    routes = (timed(problem, 0, 5 * HOUR, early), timed(problem, 1, 23 * HOUR + 1800, late))
    plan = RoutingPlan(0.0, None, 1.25, 7, 10, routes)
    return replace(plan, objective=cost_of(problem, routes, ()) * problem.objective_scale)
