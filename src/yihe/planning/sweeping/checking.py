"""Check a sweeping plan against its problem; knows nothing of the solver and finds its own ways."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ..outcome import BrokenRule
from .plan import Call, Route, SweepingPlan, ends
from .problem import RESOURCES, Move, SweepingProblem

_SLACK = 1e-6
# Who did not come along any street.
_NONE: Move = (-1, True)
# The street driven from each node to each neighbour: its cost, its time, and which one it is.
Arcs = dict[int, dict[int, tuple[float, float, Move]]]


def check(problem: SweepingProblem, plan: SweepingPlan) -> list[BrokenRule]:
    """Return every broken rule, none for a sound plan.

    Every route starts and ends at the depot, drives and turns only where it may and by cheapest ways, takes the
    time it needs and keeps to hopper, water tank and shift; every pass is swept exactly once; there are enough crews;
    and the costs stated are those of the routes.
    """
    arcs = _arcs(problem)
    broken = [each for route in plan.routes for each in _shape(problem, route)]
    if broken:
        return broken
    for route in plan.routes:
        broken += [*_ways(problem, arcs, route), *_loads(problem, route), *_home(problem, route)]
        if not any(each.rule == "way" for each in broken):
            broken += _times(problem, arcs, route)
    broken += [*_ownership(problem, plan), *_crews(problem, plan)]
    if not any(each.rule == "way" for each in broken):
        broken += _costs(problem, arcs, plan)
    return broken


def _arcs(problem: SweepingProblem) -> Arcs:
    """Cheapest street from each node to each neighbour, the fastest of those, the first of those."""
    arcs: Arcs = {node: {} for node in range(problem.nodes)}
    for index, street in enumerate(problem.streets):
        ways = [(street.tail, street.head, True)] + [(street.head, street.tail, False)] * (not street.one_way)
        for tail, head, forward in ways:
            price = (street.pass_cost, street.pass_time, (index, forward))
            arcs[tail][head] = min(price, arcs[tail].get(head, price))
    return arcs


def _shape(problem: SweepingProblem, route: Route) -> Iterator[BrokenRule]:
    who, calls = f"crew {route.crew}", route.calls
    kinds = [call.kind for call in calls]
    if len(calls) < 2 or kinds[0] != "depot" or kinds[-1] != "depot" or "depot" in kinds[1:-1]:
        yield BrokenRule("depot", who, f"{who} does not leave the depot once and come back to it once")
        return
    if len(route.ways) != len(calls) - 1:
        yield BrokenRule("way", who, f"{who} has {len(route.ways)} ways between {len(calls)} calls")
    for call in calls[1:-1]:
        yield from _call(problem, who, call)


def _call(problem: SweepingProblem, who: str, call: Call) -> Iterator[BrokenRule]:
    things = problem.streets if call.kind == "street" else problem.sites
    if not 0 <= call.index < len(things):
        yield BrokenRule("unknown", who, f"{who} calls at {call.kind} {call.index}, which does not exist")
    elif call.kind == "street":
        street = problem.streets[call.index]
        if street.service == "none":
            yield BrokenRule("not to be swept", street.name, f"{who} sweeps {street.name}, which need not be swept")
        if street.one_way and not call.forward:
            yield BrokenRule("one-way", street.name, f"{who} sweeps {street.name} against its direction")


def _ways(problem: SweepingProblem, arcs: Arcs, route: Route) -> Iterator[BrokenRule]:
    who = f"crew {route.crew}"
    for (before, after), way in zip(pairwise(route.calls), route.ways, strict=True):
        source, target = ends(problem, before)[1], ends(problem, after)[0]
        names = f"from {problem.node_name(source)} to {problem.node_name(target)}"
        if not way or way[0] != source or way[-1] != target or any(b not in arcs[a] for a, b in pairwise(way)):
            yield BrokenRule("way", who, f"{who} drives {names} where no street leads")
            continue
        yield from _turns(problem, who, _moves(arcs, before, way, after))
        cost = _price(arcs, way)[0]
        least = _cheapest(problem, arcs, before, after, cost)
        if cost > least + _SLACK * max(1.0, cost):
            yield BrokenRule("detour", who, f"{who} drives {names} for {cost:g}; {least:g} is enough", cost - least)


def _moves(arcs: Arcs, before: Call, way: tuple[int, ...], after: Call) -> list[Move]:
    """Streets driven one right after the other from one call to the next, those swept included."""
    driven = [arcs[tail][head][2] for tail, head in pairwise(way)]
    return [*_swept(before), *driven, *_swept(after)]


def _swept(call: Call) -> list[Move]:
    return [(call.index, call.forward)] if call.kind == "street" else []


def _turns(problem: SweepingProblem, who: str, moves: list[Move]) -> Iterator[BrokenRule]:
    for one, other in pairwise(moves):
        if (one, other) in problem.banned:
            names = problem.streets[one[0]].name, problem.streets[other[0]].name
            yield BrokenRule("turn", names[0], f"{who} turns from {names[0]} into {names[1]}, which is not allowed")


def _price(arcs: Arcs, way: tuple[int, ...]) -> tuple[float, float]:
    steps = [arcs[tail][head] for tail, head in pairwise(way)]
    return sum(cost for cost, _, _ in steps), sum(time for _, time, _ in steps)


def _cheapest(problem: SweepingProblem, arcs: Arcs, before: Call, after: Call, known: float) -> float:
    """Cost of the cheapest way over turns that are not banned (Dijkstra), looking no further than a way that is known.

    A state is a node with the street one comes by, kept only where that street may not turn everywhere.
    """
    restricted = {one for one, _ in problem.banned}
    start = (ends(problem, before)[1], next((move for move in _swept(before) if move in restricted), _NONE))
    best: dict[tuple[int, Move], float] = {start: 0.0}
    open_states: list[tuple[float, int, Move]] = [(0.0, *start)]
    while open_states:
        cost, node, came = heapq.heappop(open_states)
        if node == ends(problem, after)[0] and not any((came, move) in problem.banned for move in _swept(after)):
            return cost
        for head, (more, _, move) in arcs[node].items():
            state = (head, move if move in restricted else _NONE)
            if (came, move) not in problem.banned and cost + more < min(best.get(state, math.inf), known + _SLACK):
                best[state] = cost + more
                heapq.heappush(open_states, (cost + more, *state))
    return known


def _times(problem: SweepingProblem, arcs: Arcs, route: Route) -> Iterator[BrokenRule]:
    who = f"crew {route.crew}"
    for (before, after), way in zip(pairwise(route.calls), route.ways, strict=True):
        missing = before.end + _price(arcs, way)[1] - after.begin
        if missing > _SLACK * max(1.0, after.begin):
            yield BrokenRule("time", who, f"{who} drives for {missing:g} s less than the way takes", missing)
    for call in route.calls:
        missing = call.begin + _work(problem, call)[1] - call.end
        if missing > _SLACK * max(1.0, call.end):
            yield BrokenRule("time", who, f"{who} works for {missing:g} s less than it takes", missing)
    excess = route.seconds - problem.fleet.shift
    if excess > _SLACK * max(1.0, problem.fleet.shift):
        yield BrokenRule("shift", who, f"{who} comes home {excess:g} s after the end of the shift", excess)


def _work(problem: SweepingProblem, call: Call) -> tuple[float, float]:
    if call.kind == "depot":
        return 0.0, 0.0
    if call.kind == "site":
        return problem.sites[call.index].cost, problem.sites[call.index].time
    street = problem.streets[call.index]
    return street.sweep_cost, street.sweep_time


def _loads(problem: SweepingProblem, route: Route) -> Iterator[BrokenRule]:
    loads = [0.0, 0.0]
    limits = (problem.fleet.hopper, problem.fleet.water)
    for call in route.calls:
        if call.kind == "site":
            site = problem.sites[call.index]
            loads = [0.0 if site.empties else loads[0], 0.0 if site.refills else loads[1]]
        elif call.kind == "street":
            street = problem.streets[call.index]
            loads = [loads[0] + street.load, loads[1] + street.water]
            for name, load, limit in zip(RESOURCES, loads, limits, strict=True):
                if load > limit * (1 + _SLACK):
                    message = f"crew {route.crew}: {name} {load:g} of {limit:g} after {street.name}"
                    yield BrokenRule(name, f"crew {route.crew}", message, load - limit)


def _home(problem: SweepingProblem, route: Route) -> Iterator[BrokenRule]:
    last = route.calls[-2]
    emptied = last.kind == "site" and problem.sites[last.index].empties
    if problem.comes_home_empty and route.streets and not emptied:
        yield BrokenRule("empty", f"crew {route.crew}", f"crew {route.crew} comes home without emptying the hopper")


def _ownership(problem: SweepingProblem, plan: SweepingPlan) -> Iterator[BrokenRule]:
    """Every required street has exactly one owner (一把扫帚扫到底), on both sides where both are swept."""
    swept = Counter(each for route in plan.routes for each in route.streets)
    for index, street in enumerate(problem.streets):
        sides = (True, False) if street.service == "both sides" else (None,)
        for side in sides if street.service != "none" else ():
            times = swept[index, True] + swept[index, False] if side is None else swept[index, side]
            if times != 1:
                where = "" if side is None else " towards its head" if side else " towards its tail"
                yield BrokenRule("once", street.name, f"{street.name} is swept {times} times{where}", abs(times - 1))


def _crews(problem: SweepingProblem, plan: SweepingPlan) -> Iterator[BrokenRule]:
    numbers = Counter(route.crew for route in plan.routes)
    for crew, times in numbers.items():
        if times > 1:
            yield BrokenRule("crews", f"crew {crew}", f"crew {crew} has {times} routes", times - 1)
    limit = problem.fleet.crews
    if limit is not None and len(numbers) > limit:
        message = f"{len(numbers)} crews go out, {limit} there are"
        yield BrokenRule("crews", problem.name, message, len(numbers) - limit)


def _costs(problem: SweepingProblem, arcs: Arcs, plan: SweepingPlan) -> Iterator[BrokenRule]:
    calls = [call for route in plan.routes for call in route.calls]
    costs = {
        "sweep_cost": sum(_work(problem, call)[0] for call in calls if call.kind == "street"),
        "dead_cost": sum(_price(arcs, way)[0] for route in plan.routes for way in route.ways),
        "site_cost": sum(_work(problem, call)[0] for call in calls if call.kind == "site"),
        "crew_cost": problem.fleet.crew_cost * len(plan.routes),
    }
    for name, value in [*costs.items(), ("objective", sum(costs.values()))]:
        stated = getattr(plan, name)
        if abs(stated - value) > _SLACK * max(1.0, abs(value)):
            yield BrokenRule("cost", name, f"{name} is stated as {stated:g}, it is {value:g}", abs(stated - value))
