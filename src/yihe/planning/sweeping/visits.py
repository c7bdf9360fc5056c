"""Visits to sites within a route: drop those that are not needed, move the others to where they cost least."""

from __future__ import annotations

from ..chance import Stream, fraction
from ..compiled import uncounted
from .arrays import Model, State, Undo
from .chains import between, put, refresh, take

MOVE_CHANCE = 0.2


@uncounted
def drop_visits(model: Model, state: State, undo: Undo) -> None:
    """Take out every visit without which the loads of a touched route still fit."""
    for i in range(undo.touched_count[0]):
        r = undo.touched[i]
        p = 1
        while p <= state.size[r]:
            e = state.line[r, p]
            if e >= model.tasks and _fits_without(model, state, r, p, e):
                take(state, r, p)
                refresh(model, state, r)
            else:
                p += 1


@uncounted
def _fits_without(model: Model, state: State, r: int, p: int, e: int) -> bool:
    for k in range(2):
        if model.resets[e, k] and state.before[r, p - 1, k] + state.after[r, p, k] > model.capacity[k] + 1e-9:
            return False
    return True


@uncounted
def move_visits(model: Model, state: State, undo: Undo, chance: Stream) -> None:
    """Now and then move the visits of a touched route, each to its best place between its neighbouring visits."""
    for i in range(undo.touched_count[0]):
        r = undo.touched[i]
        if fraction(chance) < MOVE_CHANCE:
            for p in range(1, state.size[r] + 1):
                if state.line[r, p] >= model.tasks:
                    _move_visit(model, state, r, p)


@uncounted
def _move_visit(model: Model, state: State, r: int, p: int) -> None:
    e = state.line[r, p]
    take(state, r, p)
    refresh(model, state, r)
    best, place = between(model, state, r, p - 1, e), p - 1
    for step in (-1, 1):
        q = p - 1 + step
        while 0 <= q <= state.size[r] and _splits(model, state, r, q, e):
            cost = between(model, state, r, q, e)
            if cost < best:
                best, place = cost, q
            q += step
    put(model, state, r, place, e)


@uncounted
def _splits(model: Model, state: State, r: int, q: int, e: int) -> bool:
    """Whether a visit behind position q leaves loads that fit on both sides and passes no other visit of its kind."""
    for k in range(2):
        if not model.resets[e, k]:
            continue
        if state.before[r, q, k] > model.capacity[k] + 1e-9 or state.after[r, q, k] > model.capacity[k] + 1e-9:
            return False
        if model.resets[state.line[r, q], k] or model.resets[state.line[r, q + 1], k]:
            return False
    return True
