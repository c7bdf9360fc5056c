"""The problem and a running search as arrays, for compiled code.

An *element* is anything that can stand in a route: a task (one pass along a street), a kind of visit to a site, or one
of the two depot ends. Every element has one or more *modes*: the directions of a street, the sites of a kind. A mode
is entered at one node and left at another; which mode is used is no decision of the search but follows from the
cheapest chain through the route (Vidal 2017, "Node, edge, arc routing and turn penalties: multiple problems, one
neighborhood extension").
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
# Rows of other arrays; compiled code need not ask whether an unsigned number counts from the end.
Rows = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float64]


class Model(NamedTuple):
    """Arrays that do not change; costs and times packed as in `network`.

    Attributes
    ----------
    modes
        (elements,) how many modes each has. Tasks come first, then kinds of visits, then start and end of a route.
    entry, leave
        (elements, most modes) rows of `way` where a mode is entered and left.
    work
        (elements, most modes) packed cost and time of the mode itself.
    demand
        (elements, 2) of hopper and water.
    resets
        (elements, 2) whether the element empties the hopper and fills the tank.
    way
        (nodes, nodes) packed cost and time between nodes that tasks and sites use.
    back
        The same with rows and columns changed: whoever asks for ways to one node finds them side by side.
    near
        (tasks, k) other tasks, nearest first.
    close
        (tasks, elements) beside which elements a task may be put; visits and the ends of a route are always close.
    far
        (tasks,) packed cost from and to the depot.
    limit
        Longest route in steps of time; negative for none.
    """

    tasks: int
    kinds: int
    modes: Ints
    entry: Rows
    leave: Rows
    work: Ints
    demand: Floats
    resets: npt.NDArray[np.bool_]
    way: Ints
    back: Ints
    near: Ints
    close: npt.NDArray[np.bool_]
    far: Ints
    capacity: Floats
    limit: int


class State(NamedTuple):
    """Routes of a running search with what is needed to judge an insertion in constant time.

    Attributes
    ----------
    line
        (routes, length) elements of each route; position 0 is the start, ``size + 1`` the end.
    size
        (routes,) elements between the two.
    ahead, behind
        (routes, length, most modes) cheapest chain from the start up to a mode, and from it to the end; the mode itself
        counts in both.
    before, after
        (routes, length, 2) load since the last reset up to and including a position, and from the next position to
        the next reset.
    room
        (routes, 2) most that any stretch between resets can still take.
    route, place
        (tasks,) where each task stands; route -1 while it is left out.
    cost
        (routes,) packed cost and time.
    out
        (tasks,) tasks left out; `out_count[0]` of them.
    weight
        (tasks,) how dear leaving a task out has become.
    queue, key, spot
        Room to work in: tasks in the order they are put back, by what they are ordered, and the best place of one.
    """

    line: Rows
    size: Ints
    ahead: Ints
    behind: Ints
    before: Floats
    after: Floats
    room: Floats
    route: Ints
    place: Ints
    cost: Ints
    out: Ints
    out_count: Ints
    weight: Floats
    queue: Ints
    key: Floats
    spot: Ints


class Undo(NamedTuple):
    """Routes as they were before a step, with all that hangs on them: `mark` tells which have been kept."""

    line: Rows
    size: Ints
    ahead: Ints
    behind: Ints
    before: Floats
    after: Floats
    room: Floats
    cost: Ints
    mark: npt.NDArray[np.bool_]
    touched: Ints
    touched_count: Ints
    out: Ints
    out_count: Ints


class Best(NamedTuple):
    """Best complete plan so far: its routes and its cost in steps."""

    line: Rows
    size: Ints
    value: Floats


def empty_state(model: Model, routes: int, length: int) -> State:
    """Return a state with no task in any route."""
    modes = model.entry.shape[1]
    line = np.zeros((routes, length + 2), np.uint32)
    ahead = np.zeros((*line.shape, modes), np.int64)
    # A route without elements leads from start to end.
    line[:, 0], line[:, 1] = len(model.modes) - 2, len(model.modes) - 1
    ahead[:, 0, 0] = model.work[-2, 0]
    return State(
        line=line,
        size=np.zeros(routes, np.int64),
        ahead=ahead,
        behind=np.zeros((*line.shape, modes), np.int64),
        before=np.zeros((*line.shape, 2)),
        after=np.zeros((*line.shape, 2)),
        room=np.zeros((routes, 2)),
        route=np.full(model.tasks, -1, np.int64),
        place=np.zeros(model.tasks, np.int64),
        cost=np.zeros(routes, np.int64),
        out=np.arange(model.tasks),
        out_count=np.array([model.tasks]),
        weight=np.ones(model.tasks),
        queue=np.zeros(model.tasks, np.int64),
        key=np.zeros(model.tasks),
        spot=np.zeros(4, np.int64),
    )


def empty_undo(state: State) -> Undo:
    """Return room to keep the routes of a state."""
    routes = len(state.size)
    return Undo(
        line=np.zeros_like(state.line),
        size=np.zeros_like(state.size),
        ahead=np.zeros_like(state.ahead),
        behind=np.zeros_like(state.behind),
        before=np.zeros_like(state.before),
        after=np.zeros_like(state.after),
        room=np.zeros_like(state.room),
        cost=np.zeros_like(state.cost),
        mark=np.zeros(routes, np.bool_),
        touched=np.zeros(routes, np.int64),
        touched_count=np.zeros(1, np.int64),
        out=np.zeros_like(state.out),
        out_count=np.zeros(1, np.int64),
    )


def empty_best(state: State) -> Best:
    """Return room to keep a plan; its cost is infinite."""
    return Best(np.zeros_like(state.line), np.zeros_like(state.size), np.array([np.inf]))
