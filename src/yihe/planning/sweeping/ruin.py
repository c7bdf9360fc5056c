"""Take strings of neighbouring streets out of neighbouring routes.

Method: slack induction by string removals (Christiaens and Vanden Berghe 2020, Transportation Science 54(2)).
"""

from __future__ import annotations

from ..chance import Stream, below, fraction
from ..compiled import outer
from .arrays import Model, State, Undo
from .chains import refresh, take

LONGEST_STRING = 10.0
SPLIT_CHANCE = 0.5
GROW_CHANCE = 0.01


@outer
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


@outer
def keep(state: State, undo: Undo, r: int) -> None:
    """Keep a route as it is before it is changed for the first time in this step."""
    if undo.mark[r]:
        return
    undo.mark[r] = True
    undo.touched[undo.touched_count[0]] = r
    undo.touched_count[0] += 1
    size = state.size[r]
    line, kept = state.line, undo.line
    undo.size[r] = size
    for p in range(1, size + 1):
        kept[r, p] = line[r, p]


@outer
def _cut_around(model: Model, state: State, undo: Undo, chance: Stream, task: int, longest: float) -> None:
    r = state.route[task]
    if r < 0 or undo.mark[r]:
        return
    keep(state, undo, r)
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
    refresh(model, state, r)


@outer
def _cut(model: Model, state: State, r: int, first: int, last: int, spare_first: int, spare_last: int) -> None:
    """Take out the tasks from first to before last, except those spared; visits to sites stay."""
    for p in range(last - 1, first - 1, -1):
        e = state.line[r, p]
        if e < model.tasks and not spare_first <= p < spare_last:
            take(state, r, p)
            state.route[e] = -1
            state.out[state.out_count[0]] = e
            state.out_count[0] += 1


@outer
def restore(model: Model, state: State, undo: Undo) -> None:
    """Put the routes back as they were before the step."""
    line, kept, touched = state.line, undo.line, undo.touched
    for i in range(undo.touched_count[0]):
        r = touched[i]
        state.size[r] = undo.size[r]
        for p in range(1, undo.size[r] + 1):
            line[r, p] = kept[r, p]
        refresh(model, state, r)
    state.out_count[0] = undo.out_count[0]
    for i in range(undo.out_count[0]):
        state.out[i] = undo.out[i]
        state.route[undo.out[i]] = -1


@outer
def begin(state: State, undo: Undo) -> None:
    """Begin a step: nothing has been touched yet."""
    for i in range(undo.touched_count[0]):
        undo.mark[undo.touched[i]] = False
    undo.touched_count[0] = 0
    undo.out_count[0] = state.out_count[0]
    for i in range(state.out_count[0]):
        undo.out[i] = state.out[i]
