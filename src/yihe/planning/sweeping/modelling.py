"""Turn a problem into the arrays of the search."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .arrays import Floats, Ints, Model
from .network import SPAN, Network
from .problem import Move, SweepingProblem

# Neighbours beside which a street may be put (granular neighbourhood, Toth and Vigo 2003).
CLOSE = 60


@dataclass(frozen=True)
class Mode:
    """One way of doing an element: a street in a direction, or a site; entered and left at places of the network."""

    index: int
    forward: bool
    entry: int
    leave: int
    cost: float
    time: float


@dataclass(frozen=True)
class Elements:
    """What the rows of the arrays stand for: tasks first, then kinds of visits to sites.

    Attributes
    ----------
    modes
        Of every task and kind, those that can be reached from the depot and from which it can be reached.
    resets
        Of every kind, whether it empties the hopper and fills the tank.
    home
        Sites that may empty a sweeper on its way home; empty where it need not.
    """

    modes: tuple[tuple[Mode, ...], ...]
    tasks: int
    resets: tuple[tuple[bool, bool], ...]
    home: tuple[int, ...]


def elements(problem: SweepingProblem, network: Network) -> Elements:
    """List all tasks and kinds of visits with their modes that can be come to from the depot and back."""
    out, home = network.reach(problem.depot), network.reach(problem.depot, backwards=True)
    tasks = [tuple(_street_mode(problem, network, (s, forward)) for forward in ways) for s, ways in problem.passes()]
    usable = [i for i, site in enumerate(problem.sites) if site.node in out & home]
    resets = [kind for kind in ((True, False), (False, True), (True, True)) if _sites(problem, usable, kind)]
    visits = [tuple(_site_mode(problem, i) for i in _sites(problem, usable, kind)) for kind in resets]
    modes = [tuple(m for m in each if m.entry in out and m.leave in home) for each in [*tasks, *visits]]
    emptying = _sites(problem, usable, (True, False)) if problem.comes_home_empty else []
    return Elements(tuple(modes), len(tasks), tuple(resets), tuple(emptying))


def _sites(problem: SweepingProblem, usable: list[int], kind: tuple[bool, bool]) -> list[int]:
    """Sites that do at least what the kind says; refilling only counts where the tank has a limit."""
    sites = problem.sites
    if kind[1] and math.isinf(problem.fleet.water):
        return []
    return [i for i in usable if sites[i].empties >= kind[0] and sites[i].refills >= kind[1]]


def _street_mode(problem: SweepingProblem, network: Network, move: Move) -> Mode:
    street, places = problem.streets[move[0]], network.places
    return Mode(*move, places.entering(move), places.leaving(move), street.sweep_cost, street.sweep_time)


def _site_mode(problem: SweepingProblem, index: int) -> Mode:
    site = problem.sites[index]
    return Mode(index, True, site.node, site.node, site.cost, site.time)


def build(problem: SweepingProblem, network: Network, found: Elements, near: int = 100) -> Model:
    """Return the arrays; every task and kind must have a mode."""
    nodes = sorted({problem.depot, *(node for each in found.modes for m in each for node in (m.entry, m.leave))})
    row = {node: index for index, node in enumerate(nodes)}
    timed = math.isfinite(problem.fleet.shift)
    way = _ways(problem, network, found, nodes)
    entry, leave, work = _mode_arrays(problem, network, found, row)
    if not timed:
        way, work = way // SPAN * SPAN, work // SPAN * SPAN
    modes = np.array([*(len(each) for each in found.modes), 1, 1], dtype=np.int64)
    depot, tasks = row[problem.depot], found.tasks
    neighbours = _nearest(entry[:tasks], leave[:tasks], modes[:tasks], way, near)
    return Model(
        tasks=tasks,
        kinds=len(found.resets),
        modes=modes,
        entry=entry.astype(np.uint32),
        leave=leave.astype(np.uint32),
        work=work,
        demand=_demands(problem, found),
        resets=np.array([*[(False, False)] * tasks, *found.resets, (True, True), (True, True)]),
        way=way,
        back=np.ascontiguousarray(way.T),
        near=neighbours,
        close=closeness(neighbours, len(modes)),
        far=way[depot, entry[:tasks, 0]] + way[leave[:tasks, 0], -1],
        capacity=np.array([problem.fleet.hopper, problem.fleet.water], dtype=np.float64),
        limit=math.floor(problem.fleet.shift * network.time_scale + 1e-6) if timed else -1,
    )


def _ways(problem: SweepingProblem, network: Network, found: Elements, nodes: list[int]) -> Ints:
    """Ways between nodes; the last column leads home, by way of a site where a sweeper comes home empty."""
    way = np.zeros((len(nodes) + 1, len(nodes) + 1), dtype=np.int64)
    way[:-1, :-1] = network.ways(nodes, nodes)
    home = [way[:-1, nodes.index(problem.depot)]]
    if found.home:
        home = [way_home(problem, network, nodes, site) for site in found.home]
    way[:-1, -1] = np.min(home, axis=0)
    return way


def way_home(problem: SweepingProblem, network: Network, nodes: list[int], site: int) -> Ints:
    """Packed cost and time from each node to the depot by way of a site, the visit included."""
    visit = problem.sites[site]
    there = network.ways(nodes, [visit.node])[:, 0]
    back = network.ways([visit.node], [problem.depot])[0, 0]
    return there + back + network.weight(visit.cost, visit.time)


def _mode_arrays(
    problem: SweepingProblem, network: Network, found: Elements, row: dict[int, int]
) -> tuple[Ints, Ints, Ints]:
    shape = (len(found.modes) + 2, max((len(each) for each in found.modes), default=1))
    entry, leave, work = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for e, each in enumerate(found.modes):
        for m, mode in enumerate(each):
            entry[e, m], leave[e, m] = row[mode.entry], row[mode.leave]
            work[e, m] = network.weight(mode.cost, mode.time)
    leave[-2, 0] = row[problem.depot]
    entry[-1, 0] = len(row)
    work[-2, 0] = network.weight(problem.fleet.crew_cost, 0)
    return entry, leave, work


def _demands(problem: SweepingProblem, found: Elements) -> Floats:
    demand = np.zeros((len(found.modes) + 2, 2))
    for task in range(found.tasks):
        street = problem.streets[found.modes[task][0].index]
        demand[task] = street.load, street.water
    return demand


def _nearest(entry: Ints, leave: Ints, modes: Ints, way: Ints, count: int) -> Ints:
    """Other tasks by the shortest drive from or to any of their modes, nearest first, in blocks to save memory."""
    tasks = len(entry)
    count = max(0, min(count, tasks - 1))
    last = np.minimum(1, modes - 1)
    entries = [entry[:, 0], entry[np.arange(tasks), last]]
    leaves = [leave[:, 0], leave[np.arange(tasks), last]]
    near = np.empty((tasks, count), dtype=np.int64)
    for begin in range(0, tasks, 256):
        part = slice(begin, begin + 256)
        gap = _gap([a[part] for a in leaves], entries, way)
        np.minimum(gap, _gap([a[part] for a in entries], leaves, way.T), out=gap)
        rows = np.arange(gap.shape[0])
        gap[rows, rows + begin] = np.iinfo(np.int64).max
        near[part] = np.argsort(gap, axis=1, kind="stable")[:, :count]
    return near


def closeness(near: Ints, elements: int) -> npt.NDArray[np.bool_]:
    """Mark the `CLOSE` nearest of every task, and all that is no task."""
    tasks = len(near)
    close = np.zeros((tasks, elements), dtype=np.bool_)
    close[:, tasks:] = True
    np.put_along_axis(close, near[:, :CLOSE], True, axis=1)
    return close


def _gap(sources: list[Ints], targets: list[Ints], way: Ints) -> Ints:
    gaps = [way[np.ix_(a, b)] for a in sources for b in targets]
    return np.minimum.reduce(gaps)
