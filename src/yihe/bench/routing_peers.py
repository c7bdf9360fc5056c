"""Peers of the routing bench in their simplest honest modelling: PyVRP as it is, and OR-Tools' routing library.

Neither is helped by the layers of this package. What a model leaves out is told in the answer's note, and an
objective is only given for a plan that serves every stop.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from yihe.planning.routing.problem import FOREVER, RoutingProblem

from .routing import Answer

Peer = Callable[[RoutingProblem, float], Answer]
# PyVRP's own largest value is 2^44; a blocked or forbidden arc costs this.
CLOSED = 2**30


def omitted(problem: RoutingProblem, empties_at_home: bool) -> list[str]:
    """Rules that a bare model does not hold."""
    kind = problem.vehicles[0]
    left_out = {
        "breaks": bool(kind.breaks),
        "day limits": kind.day_load is not None or kind.day_stops is not None,
        "emptying before home": kind.comes_home_empty and not empties_at_home,
        "periods": problem.periods > 1,
    }
    return [name for name, present in left_out.items() if present]


def pyvrp(problem: RoutingProblem, seconds: float) -> Answer:
    """PyVRP with time windows, releases and reloads at the facilities; the way home is not forced over one."""
    import pyvrp
    from pyvrp.stop import MaxRuntime

    if problem.periods > 1:
        return Answer(None, 0.0, note="cannot express periods")
    began = time.perf_counter()
    data = pyvrp_data(problem)
    left = max(1.0, seconds - (time.perf_counter() - began))
    result = pyvrp.solve(data, stop=MaxRuntime(left), seed=1, display=False, collect_stats=False)
    spent = time.perf_counter() - began
    note = "without " + ", ".join(omitted(problem, False)) if omitted(problem, False) else ""
    if not result.is_feasible():
        return Answer(None, spent, note=f"no feasible plan; {note}".strip("; "))
    routes = result.best.routes()
    metres = sum(route.distance() for route in routes)
    return Answer(metres * problem.objective_scale, spent, len(routes), note)


def pyvrp_data(problem: RoutingProblem) -> Any:
    """A one-period problem as PyVRP's data, straight from the arrays."""
    from pyvrp import Client, Depot, Location, ProblemData, VehicleType

    stops, most = problem.stops, np.iinfo(np.int64).max
    size = problem.networks[0].distance.shape[0]
    depots = [Depot(each.location, *_hours(each.window)) for each in problem.depots]
    depots += [Depot(each.location, *_hours(each.window), each.service) for each in problem.facilities]
    clients = []
    for row in range(len(stops)):
        early, late = (stops.windows[row] or ((0, most),))[0]
        clients.append(
            Client(
                int(stops.location[row]),
                [],
                stops.load[row].tolist(),
                int(stops.service[row]),
                early,
                late,
                release_time=int(stops.release[row]),
            )
        )
    vehicles = [
        VehicleType(
            min(kind.count, len(stops)),
            list(kind.capacity),
            kind.start,
            kind.end,
            kind.fixed_cost,
            *_hours(kind.shift),
            shift_duration=min(kind.longest, most) if kind.longest < FOREVER else most,
            unit_distance_cost=kind.cost_per_distance,
            unit_duration_cost=kind.cost_per_duration,
            profile=kind.network,
            reload_depots=[len(problem.depots) + at for at in range(len(problem.facilities))],
        )
        for kind in problem.vehicles
    ]
    distances: Any = [np.minimum(network.distance, CLOSED) for network in problem.networks]
    durations: Any = [np.minimum(network.duration, CLOSED) for network in problem.networks]
    return ProblemData([Location(0, 0)] * size, clients, depots, vehicles, distances, durations)


def _hours(window: tuple[int, int]) -> tuple[int, int]:
    return window[0], window[1] if window[1] < FOREVER else int(np.iinfo(np.int64).max)


def ortools(problem: RoutingProblem, seconds: float) -> Answer:
    """OR-Tools' routing library: windows, capacity without emptying on the way, guided local search."""
    if problem.periods > 1:
        return Answer(None, 0.0, note="cannot express periods in the simple model")
    began = time.perf_counter()
    metres, vehicles = _ortools_solution(problem, seconds, began)
    spent = time.perf_counter() - began
    names = [*omitted(problem, False), *(["emptying on the way"] if problem.facilities else [])]
    note = "without " + ", ".join(names) if names else ""
    if metres is None:
        return Answer(None, spent, note=f"no plan; {note}".strip("; "))
    return Answer(metres * problem.objective_scale, spent, vehicles, note)


def _ortools_solution(problem: RoutingProblem, seconds: float, began: float) -> tuple[int | None, int]:
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    kind, network, stops = problem.vehicles[0], problem.networks[0], problem.stops
    places = np.concatenate([[problem.depots[kind.start].location], stops.location])
    metres = np.minimum(network.distance, CLOSED)[np.ix_(places, places)]
    work = np.concatenate([[0], stops.service])
    spans = np.minimum(network.duration, CLOSED)[np.ix_(places, places)] + work[:, None]
    load = np.concatenate([[0], stops.load[:, 0]])
    fleet = min(kind.count, len(stops), 400)
    manager = pywrapcp.RoutingIndexManager(len(places), fleet, 0)
    model = pywrapcp.RoutingModel(manager)
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(metres.tolist()))
    end = min(kind.shift[1], CLOSED)
    model.AddDimension(model.RegisterTransitMatrix(spans.tolist()), end, end, False, "time")
    model.AddDimension(model.RegisterUnaryTransitVector(load.tolist()), 0, kind.capacity[0], True, "load")
    clock = model.GetDimensionOrDie("time")
    for row, windows in enumerate(stops.windows, start=1):
        if windows:
            clock.CumulVar(manager.NodeToIndex(row)).SetRange(windows[0][0], min(windows[0][1], end))
    for vehicle in range(fleet):
        clock.CumulVar(model.Start(vehicle)).SetMin(kind.shift[0])
    wanted = pywrapcp.DefaultRoutingSearchParameters()
    wanted.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    wanted.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    wanted.time_limit.FromMilliseconds(int(1000 * max(1.0, seconds - (time.perf_counter() - began))))
    solution = model.SolveWithParameters(wanted)
    if solution is None:
        return None, 0
    used = sum(solution.Value(model.NextVar(model.Start(each))) != model.End(each) for each in range(fleet))
    return solution.ObjectiveValue(), used


PEERS: dict[str, Peer] = {"pyvrp": pyvrp, "ortools": ortools}
