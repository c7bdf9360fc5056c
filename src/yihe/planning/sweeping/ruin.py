"""Take strings of neighbouring streets out of neighbouring routes.

Method: slack induction by string removals (Christiaens and Vanden Berghe 2020, Transportation Science 54(2)).
"""

from __future__ import annotations

from ..chance import Stream, below, fraction
from ..compiled import uncounted
from .arrays import Model, State, Undo
from .chains import refresh_around

LONGEST_STRING = 10.0
SPLIT_CHANCE = 0.5
GROW_CHANCE = 0.01


@uncounted
def ruin(model: Model, state: State, undo: Undo, chance: Stream, mean_removed: float) -> None:
    """Take out about so many tasks around a random one."""
    used = 0
    size, near, touched = state.size, model.near, undo.touched_count
    for r in range(len(size)):
        used += size[r] > 0
    mean_size = max(1.0, (model.tasks - state.out_count[0]) / max(1, used))
    longest = min(LONGEST_STRING, mean_size)
    strings = int(fraction(chance) * (4.0 * mean_removed / (1.0 + longest) - 1.0)) + 1
    seed = below(chance, model.tasks)
    _cut_around(model, state, undo, chance, seed, longest)
    for i in range(near.shape[1]):
        if touched[0] >= strings:
            break
        _cut_around(model, state, undo, chance, near[seed, i], longest)


@uncounted
def keep(model: Model, state: State, undo: Undo, r: int) -> None:
    """Keep a route as it is before it is changed for the first time in this step."""
    if undo.mark[r]:
        return
    undo.mark[r] = True
    undo.touched[undo.touched_count[0]] = r
    undo.touched_count[0] += 1
    _copy(state, undo, r, model.kinds > 0)


@uncounted
def _copy(source: State | Undo, goal: State | Undo, r: int, loads: bool) -> None:
    """Copy a route with all that hangs on it."""
    line, ahead, behind = source.line, source.ahead, source.behind
    to_line, to_ahead, to_behind = goal.line, goal.ahead, goal.behind
    size = source.size[r]
    goal.size[r], goal.cost[r] = size, source.cost[r]
    for k in range(2):
        goal.room[r, k] = source.room[r, k]
    for p in range(size + 2):
        to_line[r, p] = line[r, p]
        for m in range(ahead.shape[2]):
            to_ahead[r, p, m] = ahead[r, p, m]
            to_behind[r, p, m] = behind[r, p, m]
    if loads:
        for p in range(size + 1):
            for k in range(2):
                goal.before[r, p, k] = source.before[r, p, k]
                goal.after[r, p, k] = source.after[r, p, k]


@uncounted
def _cut_around(model: Model, state: State, undo: Undo, chance: Stream, task: int, longest: float) -> None:
    r = state.route[task]
    if r < 0 or undo.mark[r]:
        return
    keep(model, state, undo, r)
    size = state.size[r]
    length = int(fraction(chance) * min(float(size), longest)) + 1
    spared = 0
    if length > 1 and length < size and fraction(chance) < SPLIT_CHANCE:
        spared = 1
        while length + spared < size and fraction(chance) < GROW_CHANCE:
            spared += 1
    window = length + spared
    place = state.place[task]
    first = max(1, place - window + 1)
    first += below(chance, min(place, size - window + 1) - first + 1)
    gap = first + below(chance, length + 1) if spared else first + window
    _cut(model, state, r, first, first + window, gap, gap + spared)


@uncounted
def _cut(model: Model, state: State, r: int, first: int, last: int, spare_first: int, spare_last: int) -> None:
    """Take out the tasks from first to before last, except those spared; visits to sites stay."""
    line, behind = state.line, state.behind
    place = first
    for p in range(first, last):
        e = line[r, p]
        if e >= model.tasks or spare_first <= p < spare_last:
            line[r, place] = e
            place += 1
        else:
            state.route[e] = -1
            state.out[state.out_count[0]] = e
            state.out_count[0] += 1
    cut = last - place
    for p in range(last, state.size[r] + 2):
        line[r, p - cut] = line[r, p]
        for m in range(behind.shape[2]):
            behind[r, p - cut, m] = behind[r, p, m]
    state.size[r] -= cut
    refresh_around(model, state, r, first, place - 1)


@uncounted
def restore(model: Model, state: State, undo: Undo) -> None:
    """Put the routes back as they were before the step."""
    line, route, place, touched = state.line, state.route, state.place, undo.touched
    for i in range(undo.touched_count[0]):
        r = touched[i]
        _copy(undo, state, r, model.kinds > 0)
        for p in range(1, state.size[r] + 1):
            e = line[r, p]
            if e < model.tasks:
                route[e] = r
                place[e] = p
    state.out_count[0] = undo.out_count[0]
    for i in range(undo.out_count[0]):
        state.out[i] = undo.out[i]
        route[undo.out[i]] = -1


@uncounted
def begin(state: State, undo: Undo) -> None:
    """Begin a step: nothing has been touched yet."""
    for i in range(undo.touched_count[0]):
        undo.mark[undo.touched[i]] = False
    undo.touched_count[0] = 0
    undo.out_count[0] = state.out_count[0]
    for i in range(state.out_count[0]):
        undo.out[i] = state.out[i]
