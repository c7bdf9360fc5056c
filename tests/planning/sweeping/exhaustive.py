"""Every plan of a tiny problem, by brute force: the least cost, or nothing where no plan keeps the rules."""

from __future__ import annotations

from itertools import permutations, product

from yihe.planning.sweeping import SweepingProblem

NOWHERE = (float("inf"), float("inf"))


def least_cost(problem: SweepingProblem) -> float | None:
    """Return the cost of the best plan, ``None`` if there is none. Ways are cheapest first, then fastest."""
    passes = problem.passes()
    way = _ways(problem)
    subsets = range(1, 2 ** len(passes))
    alone = {s: _best_route(problem, way, [passes[i] for i in range(len(passes)) if s >> i & 1]) for s in subsets}
    most = problem.fleet.crews or len(passes)
    best = {(0, 0): 0.0}
    for crews in range(1, most + 1):
        for done in range(2 ** len(passes)):
            for s in subsets:
                if (done, crews - 1) in best and not done & s and alone[s] is not None:
                    key, cost = (done | s, crews), best[done, crews - 1] + alone[s] + problem.fleet.crew_cost
                    best[key] = min(cost, best.get(key, cost))
    full = 2 ** len(passes) - 1
    return min((cost for (done, _), cost in best.items() if done == full), default=None)


def _ways(problem: SweepingProblem) -> list[list[tuple[float, float]]]:
    """Floyd and Warshall on pairs of cost and time."""
    n = problem.nodes
    way = [[(0.0, 0.0) if a == b else NOWHERE for b in range(n)] for a in range(n)]
    for street in problem.streets:
        price = (street.pass_cost, street.pass_time)
        way[street.tail][street.head] = min(way[street.tail][street.head], price)
        if not street.one_way:
            way[street.head][street.tail] = min(way[street.head][street.tail], price)
    for k, a, b in product(range(n), repeat=3):
        way[a][b] = min(way[a][b], (way[a][k][0] + way[k][b][0], way[a][k][1] + way[k][b][1]))
    return way


def _best_route(problem: SweepingProblem, way: list, chosen: list) -> float | None:
    """Least cost of one crew sweeping these passes; between any two it may visit up to two sites."""
    start = {(problem.depot, 0.0, 0.0): {(0.0, 0.0)}}
    best = None
    for order in permutations(chosen):
        states = start
        for street, directions in order:
            states = _swept(problem, way, _visited(problem, way, states), problem.streets[street], directions)
        for cost, time in _homes(problem, way, _visited(problem, way, states)):
            if time <= problem.fleet.shift and (best is None or cost < best):
                best = cost
    return best


def _visited(problem: SweepingProblem, way: list, states: dict) -> dict:
    """States after no, one or two visits."""
    found = {key: set(prices) for key, prices in states.items()}
    layer = states
    for _ in range(2):
        after: dict = {}
        for (node, load, water), prices in layer.items():
            for site in problem.sites:
                key = (site.node, 0.0 if site.empties else load, 0.0 if site.refills else water)
                more = (way[node][site.node][0] + site.cost, way[node][site.node][1] + site.time)
                after.setdefault(key, set()).update((c + more[0], t + more[1]) for c, t in prices)
        for key, prices in after.items():
            found.setdefault(key, set()).update(prices)
        layer = after
    return {key: _undominated(prices) for key, prices in found.items()}


def _undominated(prices: set) -> set:
    kept: list = []
    for cost, time in sorted(prices):
        if cost < float("inf") and (not kept or time < kept[-1][1]):
            kept.append((cost, time))
    return set(kept)


def _swept(problem: SweepingProblem, way: list, states: dict, street, directions) -> dict:
    found: dict = {}
    for (node, load, water), prices in states.items():
        if load + street.load > problem.fleet.hopper or water + street.water > problem.fleet.water:
            continue
        for forward in directions:
            entry, leave = (street.tail, street.head) if forward else (street.head, street.tail)
            more = (way[node][entry][0] + street.sweep_cost, way[node][entry][1] + street.sweep_time)
            key = (leave, load + street.load, water + street.water)
            found.setdefault(key, set()).update((c + more[0], t + more[1]) for c, t in prices)
    return {key: _undominated(prices) for key, prices in found.items()}


def _homes(problem: SweepingProblem, way: list, states: dict) -> set:
    """Costs and times of coming home, empty where that is asked for."""
    found: set = set()
    for (node, _, _), prices in states.items():
        for site in problem.sites if problem.comes_home_empty else (None,):
            if site is None:
                more = way[node][problem.depot]
            elif not site.empties:
                continue
            else:
                there, back = way[node][site.node], way[site.node][problem.depot]
                more = (there[0] + site.cost + back[0], there[1] + site.time + back[1])
            found.update((c + more[0], t + more[1]) for c, t in prices)
    return found
