"""The sweeping problem: streets to sweep on a mixed graph, a depot, sites to empty and refill at, and crews."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ..outcome import BadInput

Service = Literal["none", "once", "both sides"]
# A street, by its row, in a direction (true: from tail to head).
Move = tuple[int, bool]
RESOURCES = ("hopper", "water")


@dataclass(frozen=True)
class Street:
    """One stretch of street between two crossings.

    Attributes
    ----------
    tail, head
        Nodes at its ends; a one-way street runs from tail to head.
    pass_cost, pass_time
        Driving along it without sweeping, in either direction it may be driven in.
    service
        ``"once"``: one pass sweeps it, in either direction unless it is one-way; ``"both sides"`` (双侧): one pass
        along each side, each in its own direction, by whichever crews; ``"none"``: only driven through.
    sweep_cost, sweep_time
        Of one sweeping pass, the driving along it included.
    load, water
        What one pass adds to the hopper and takes from the water tank.
    """

    name: str
    tail: int
    head: int
    pass_cost: float
    pass_time: float = 0
    one_way: bool = False
    service: Service = "none"
    sweep_cost: float = 0
    sweep_time: float = 0
    load: float = 0
    water: float = 0


@dataclass(frozen=True)
class Site:
    """A place where a sweeper empties its hopper, refills its water, or both, anywhere in its route."""

    name: str
    node: int
    empties: bool = True
    refills: bool = False
    cost: float = 0
    time: float = 0


@dataclass(frozen=True)
class Fleet:
    """Equal sweepers with a crew each.

    Attributes
    ----------
    hopper, water
        What fits between two visits that empty or refill; infinite for no limit.
    shift
        Longest time from leaving the depot to coming home; infinite for no limit.
    crews
        How many crews there are; ``None`` for as many as wanted.
    crew_cost
        Cost of every crew that goes out.
    """

    hopper: float = math.inf
    water: float = math.inf
    shift: float = math.inf
    crews: int | None = None
    crew_cost: float = 0


@dataclass(frozen=True)
class SweepingProblem:
    """Everything a plan has to keep to.

    Attributes
    ----------
    nodes
        Number of crossings, numbered from 0.
    comes_home_empty
        Whether a sweeper must empty at a site between its last street and the depot.
    coordinates
        (nodes, 2) for pictures and GeoJSON, or ``None``.
    node_names
        What messages call the crossings; their numbers if left out.
    banned
        Turn restrictions (禁止转向): from the first street, driven or swept in its direction, one may not turn right
        away into the second. At the depot and after a visit to a site one may go on in any direction.
    """

    name: str
    nodes: int
    streets: tuple[Street, ...]
    depot: int
    fleet: Fleet = Fleet()
    sites: tuple[Site, ...] = ()
    comes_home_empty: bool = False
    coordinates: npt.NDArray[np.float64] | None = None
    node_names: tuple[str, ...] | None = None
    remarks: dict[str, Any] = field(default_factory=dict)
    banned: frozenset[tuple[Move, Move]] = frozenset()

    def __post_init__(self) -> None:
        for complaint in _complaints(self):
            raise BadInput(complaint)

    def passes(self) -> list[tuple[int, tuple[bool, ...]]]:
        """Every pass a plan must contain: the street's index and the directions (true: tail to head) that count."""
        wanted: list[tuple[int, tuple[bool, ...]]] = []
        for index, street in enumerate(self.streets):
            if street.service == "once":
                wanted.append((index, (True,) if street.one_way else (True, False)))
            elif street.service == "both sides":
                wanted += [(index, (True,)), (index, (False,))]
        return wanted

    def ends(self, move: Move) -> tuple[int, int]:
        """Nodes a street leads from and to in a direction."""
        street = self.streets[move[0]]
        return (street.tail, street.head) if move[1] else (street.head, street.tail)

    def node_name(self, node: int) -> str:
        """What messages call a crossing."""
        return self.node_names[node] if self.node_names else str(node)


def _complaints(problem: SweepingProblem) -> Iterator[str]:
    if problem.nodes < 1:
        yield f"{problem.name}: nodes is {problem.nodes}; at least one crossing is needed"
    yield from _unknown_node(problem, "the depot", "node", problem.depot)
    for street in problem.streets:
        yield from _street_complaints(problem, street)
    for site in problem.sites:
        who = f"site {site.name!r}"
        yield from _unknown_node(problem, who, "node", site.node)
        yield from _negative(who, site, ("cost", "time"))
        if not (site.empties or site.refills):
            yield f"{who}: it neither empties nor refills; one of the two is needed"
    yield from _turn_complaints(problem)
    yield from _fleet_complaints(problem)
    if problem.node_names is not None and len(problem.node_names) != problem.nodes:
        yield f"{problem.name}: {len(problem.node_names)} node_names for {problem.nodes} nodes"
    if problem.coordinates is not None and problem.coordinates.shape != (problem.nodes, 2):
        yield f"{problem.name}: coordinates have shape {problem.coordinates.shape}; ({problem.nodes}, 2) is needed"


def _street_complaints(problem: SweepingProblem, street: Street) -> Iterator[str]:
    who = f"street {street.name!r}"
    yield from _unknown_node(problem, who, "tail", street.tail)
    yield from _unknown_node(problem, who, "head", street.head)
    yield from _negative(who, street, ("pass_cost", "pass_time", "sweep_cost", "sweep_time", "load", "water"))
    if street.service not in ("none", "once", "both sides"):
        yield f"{who}: service is {street.service!r}; 'none', 'once' or 'both sides' is needed"
    if street.service == "both sides" and street.one_way:
        yield f"{who}: a one-way street has no side to sweep against its direction; declare two one-way streets"


def _turn_complaints(problem: SweepingProblem) -> Iterator[str]:
    count = len(problem.streets)
    for index, forward in sorted({move for turn in problem.banned for move in turn}):
        if not 0 <= index < count:
            yield f"{problem.name}: a banned turn names street {index}; a row from 0 to {count - 1} is needed"
            return
        if problem.streets[index].one_way and not forward:
            yield f"{problem.name}: a banned turn goes along {problem.streets[index].name!r} against its direction"
    for before, after in sorted(problem.banned):
        if problem.ends(before)[1] != problem.ends(after)[0]:
            names = [problem.streets[move[0]].name for move in (before, after)]
            yield f"{problem.name}: a turn is banned from {names[0]!r} into {names[1]!r}, which do not meet like that"


def _fleet_complaints(problem: SweepingProblem) -> Iterator[str]:
    fleet = problem.fleet
    for name in ("hopper", "water", "shift"):
        value = getattr(fleet, name)
        if not value > 0:
            yield f"fleet: {name} is {value}; a number above 0 is needed"
    yield from _negative("fleet", fleet, ("crew_cost",))
    if fleet.crews is not None and fleet.crews < 1:
        yield f"fleet: crews is {fleet.crews}; at least 1 is needed, or None for as many as wanted"
    if problem.comes_home_empty and not any(site.empties for site in problem.sites):
        yield f"{problem.name}: sweepers must come home empty, but no site empties them"


def _unknown_node(problem: SweepingProblem, who: str, what: str, node: int) -> Iterator[str]:
    if not 0 <= node < problem.nodes:
        yield f"{who}: {what} is {node}; a node from 0 to {problem.nodes - 1} is needed"


def _negative(who: str, thing: object, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = getattr(thing, name)
        if not 0 <= value < math.inf:
            yield f"{who}: {name} is {value}; a finite number of at least 0 is needed"
