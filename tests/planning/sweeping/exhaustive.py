"""Every plan of a tiny problem, by brute force: the least cost, or nothing where no plan keeps the rules."""

from __future__ import annotations

from itertools import product

from yihe.planning.sweeping import SweepingProblem

NOWHERE = (float("inf"), float("inf"))


def least_cost(problem: SweepingProblem) -> float | None:
    """Return the cost of the best plan, ``None`` if there is none. Ways are cheapest first, then fastest."""
    count = len(problem.passes())
    alone = _best_routes(problem, _ways(problem))
    most = problem.fleet.crews or count
    best = {(0, 0): 0.0}
    for crews, done, s in product(range(1, most + 1), range(2**count), range(1, 2**count)):
        if (done, crews - 1) in best and not done & s and s in alone:
            key, cost = (done | s, crews), best[done, crews - 1] + alone[s] + problem.fleet.crew_cost
            best[key] = min(cost, best.get(key, cost))
    return min((cost for (done, _), cost in best.items() if done == 2**count - 1), default=None)


def unreached(problem: SweepingProblem) -> set[str]:
    """Streets that nobody can drive to from the depot, in a direction that counts, and from there back."""
    way, depot = _ways(problem), problem.depot
    lost = set()
    for index, directions in problem.passes():
        round_trips = [_sum(way[depot][index, forward], way[index, forward][depot]) for forward in directions]
        if min(round_trips) >= NOWHERE:
            lost.add(problem.streets[index].name)
    return lost


def _ways(problem: SweepingProblem) -> dict:
    """Cost and time from every crossing and every street's end to every crossing and every street's beginning."""
    moves = [
        (i, way) for i, street in enumerate(problem.streets) for way in ((True,) if street.one_way else (True, False))
    ]
    driven: dict = {}
    for move in moves:
        street = problem.streets[move[0]]
        pair, price = problem.ends(move), (street.pass_cost, street.pass_time, move)
        driven[pair] = min(price, driven.get(pair, price))
    prices = {move: (cost, time) for cost, time, move in driven.values()}
    places = [*range(problem.nodes), *moves]
    return {source: _from(problem, prices, source, places) for source in places}


def _from(problem: SweepingProblem, prices: dict, source, places: list) -> dict:
    """Least price to everywhere: relax every turn until nothing gets better."""
    reached = {move: prices[move] for move in prices if _leads(problem, source, move)}
    better = True
    while better:
        better = False
        for one, other in product(list(reached), prices):
            price = _sum(reached[one], prices[other])
            if _leads(problem, one, other) and price < reached.get(other, NOWHERE):
                reached[other], better = price, True
    found = {}
    for place in places:
        ways = [price for move, price in reached.items() if _leads(problem, move, place)]
        found[place] = min([(0.0, 0.0)] * _leads(problem, source, place) + ways, default=NOWHERE)
    return found


def _leads(problem: SweepingProblem, source, goal) -> bool:
    """Whether one is at a crossing or before a street right after a crossing or a street."""
    here = source if isinstance(source, int) else problem.ends(source)[1]
    there = goal if isinstance(goal, int) else problem.ends(goal)[0]
    return here == there and (source, goal) not in problem.banned


def _sum(one: tuple, other: tuple) -> tuple:
    return one[0] + other[0], one[1] + other[1]


def _best_routes(problem: SweepingProblem, way: dict) -> dict[int, float]:
    """Least cost of one crew for every set of passes it can sweep; between any two it may visit up to two sites.

    What a crew may stand like after a set of passes follows from all it may stand like after one pass less.
    """
    passes = problem.passes()
    after: dict[int, dict] = {0: {(problem.depot, 0.0, 0.0): {(0.0, 0.0)}}}
    best = {}
    for chosen in range(1, 2 ** len(passes)):
        after[chosen] = {}
        for last, (street, directions) in enumerate(passes):
            if chosen >> last & 1:
                before = _visited(problem, way, after[chosen & ~(1 << last)])
                for key, prices in _swept(problem, way, before, street, directions).items():
                    after[chosen].setdefault(key, set()).update(prices)
        after[chosen] = {key: _undominated(prices) for key, prices in after[chosen].items()}
        homes = _homes(problem, way, _visited(problem, way, after[chosen]))
        within = [cost for cost, time in homes if time <= problem.fleet.shift and cost < float("inf")]
        if within:
            best[chosen] = min(within)
    return best


def _visited(problem: SweepingProblem, way: dict, states: dict) -> dict:
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


def _swept(problem: SweepingProblem, way: dict, states: dict, index: int, directions) -> dict:
    street = problem.streets[index]
    found: dict = {}
    for (place, load, water), prices in states.items():
        if load + street.load > problem.fleet.hopper or water + street.water > problem.fleet.water:
            continue
        for forward in directions:
            more = _sum(way[place][index, forward], (street.sweep_cost, street.sweep_time))
            key = ((index, forward), load + street.load, water + street.water)
            found.setdefault(key, set()).update((c + more[0], t + more[1]) for c, t in prices)
    return {key: _undominated(prices) for key, prices in found.items()}


def _homes(problem: SweepingProblem, way: dict, states: dict) -> set:
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
