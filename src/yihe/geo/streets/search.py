"""Shortest paths by driving time from one place on a street to all others (Dijkstra 1959, with a binary heap)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def _rise(heap: Any, where: Any, key: Any, at: Any) -> Any:
    """Move the state at a place of the heap up to where it belongs."""
    state = heap[at]
    while at > 0:
        above = (at - 1) >> 1
        if key[heap[above]] <= key[state]:
            break
        heap[at] = heap[above]
        where[heap[at]] = at
        at = above
    heap[at] = state
    where[state] = at


@njit(cache=True, nogil=True)
def _sink(heap: Any, where: Any, key: Any, size: Any) -> Any:
    """Move the state at the top of the heap down to where it belongs."""
    state = heap[0]
    at = 0
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and key[heap[below + 1]] < key[heap[below]]:
            below += 1
        if key[heap[below]] >= key[state]:
            break
        heap[at] = heap[below]
        where[heap[at]] = at
        at = below
    heap[at] = state
    where[state] = at


@njit(cache=True, nogil=True)
def _reach(heap: Any, where: Any, size: Any, time: Any, metres: Any, state: Any, new_time: Any, new_metres: Any) -> Any:
    """Note a way to a state; return (size of the heap, whether it is the best so far)."""
    if new_time > time[state] or (new_time == time[state] and new_metres >= metres[state]):
        return size, False
    time[state] = new_time
    metres[state] = new_metres
    if where[state] < 0:
        where[state] = size
        heap[size] = state
        size += 1
    _rise(heap, where, time, where[state])
    return size, True


@njit(cache=True, nogil=True)
def search(
    start: Any,
    arc_at: Any,
    end_state: Any,
    seconds: Any,
    length: Any,
    from_state: Any,
    from_time: Any,
    from_metres: Any,
    room: Any,
) -> Any:
    """Fill the time, metres and origin of every state, and of every arc's beginning.

    Parameters
    ----------
    start, arc_at, end_state
        The `TurnNetwork`.
    seconds, length
        (m,) of the arcs.
    from_state, from_time, from_metres
        Where the search begins; a state below 0 is none.
    room
        ``(time, metres, came_over, came_from, enter_time, enter_metres, enter_state, heap, where)``, overwritten:
        the first four by state, the next three by arc. Unreached is infinite time.
    """
    time, metres, came_over, came_from, enter_time, enter_metres, enter_state, heap, where = room
    time[:] = np.inf
    metres[:] = np.inf
    enter_time[:] = np.inf
    where[:] = -1
    size = 0
    for k in range(len(from_state)):
        if from_state[k] >= 0:
            state = from_state[k]
            size, better = _reach(heap, where, size, time, metres, state, from_time[k], from_metres[k])
            if better:
                came_over[state] = -1 - k
    while size > 0:
        state = heap[0]
        size -= 1
        heap[0] = heap[size]
        if size > 0:
            where[heap[0]] = 0
            _sink(heap, where, time, size)
        # A state that is done is never reached again: no time is negative.
        for row in range(start[state], start[state + 1]):
            arc = arc_at[row]
            if enter_time[arc] == np.inf:
                enter_time[arc] = time[state]
                enter_metres[arc] = metres[state]
                enter_state[arc] = state
            goal = end_state[arc]
            size, better = _reach(
                heap, where, size, time, metres, goal, time[state] + seconds[arc], metres[state] + length[arc]
            )
            if better:
                came_over[goal] = arc
                came_from[goal] = state


@njit(cache=True, nogil=True)
def make_room(states: Any, arcs: Any) -> Any:
    """Working arrays for `search`."""
    return (
        np.empty(states),
        np.empty(states),
        np.empty(states, np.int64),
        np.empty(states, np.int64),
        np.empty(arcs),
        np.empty(arcs),
        np.empty(arcs, np.int64),
        np.empty(states, np.int64),
        np.empty(states, np.int64),
    )


@njit(cache=True, nogil=True)
def leave(place: Any, arcs: Any, shares: Any, end_state: Any, seconds: Any, length: Any, starts: Any) -> Any:
    """Write where a drive from a place begins: the ends of the arcs it lies on."""
    states, times, distances = starts
    for k in range(2):
        arc = arcs[place, k]
        states[k] = -1
        if arc >= 0:
            left = 1.0 - shares[place, k]
            states[k] = end_state[arc]
            times[k] = left * seconds[arc]
            distances[k] = left * length[arc]


@njit(cache=True, nogil=True)
def arrive(
    origin: Any, place: Any, arcs: Any, shares: Any, seconds: Any, length: Any, enter_time: Any, enter_metres: Any
) -> Any:
    """Return (time, metres, side of the goal, side of the origin if the drive stays on its arc, else -1)."""
    best, far, side, stays = np.inf, np.inf, -1, -1
    for k in range(2):
        arc = arcs[place, k]
        if arc < 0:
            continue
        share = shares[place, k]
        through = enter_time[arc] + share * seconds[arc]
        if through < best:
            best, far, side, stays = through, enter_metres[arc] + share * length[arc], k, -1
        if arc == arcs[origin, 0] or arc == arcs[origin, 1]:
            own = 0 if arc == arcs[origin, 0] else 1
            ahead = share - shares[origin, own]
            if ahead >= 0 and ahead * seconds[arc] < best:
                best, far, side, stays = ahead * seconds[arc], ahead * length[arc], k, own
    return best, far, side, stays


@njit(cache=True, nogil=True)
def fill_rows(
    first: Any,
    last: Any,
    start: Any,
    arc_at: Any,
    end_state: Any,
    seconds: Any,
    length: Any,
    arcs: Any,
    shares: Any,
    out_seconds: Any,
    out_metres: Any,
) -> Any:
    """Fill rows ``first`` to ``last - 1`` of both matrices."""
    room = make_room(len(start) - 1, len(seconds))
    enter_time, enter_metres = room[4], room[5]
    starts = (np.empty(2, np.int64), np.empty(2), np.empty(2))
    for origin in range(first, last):
        leave(origin, arcs, shares, end_state, seconds, length, starts)
        search(start, arc_at, end_state, seconds, length, starts[0], starts[1], starts[2], room)
        for place in range(len(arcs)):
            time, metres, _, _ = arrive(origin, place, arcs, shares, seconds, length, enter_time, enter_metres)
            out_seconds[origin, place] = time
            out_metres[origin, place] = metres
        out_seconds[origin, origin] = 0.0
        out_metres[origin, origin] = 0.0
