"""Divide the routes of a large plan into groups of neighbours, another division each time."""

from __future__ import annotations

import numpy as np

from .arrays import Model
from .searching import Line


def groups(model: Model, lines: list[Line], most_tasks: int, rng: np.random.Generator) -> list[list[int]]:
    """Divide routes into groups of about equally many tasks, each around a random route.

    Returns
    -------
    list of list of int
        Indexes of the routes in each group.
    """
    sizes = np.array([sum(e < model.tasks for e in line) for line in lines])
    count = max(1, int(np.ceil(sizes.sum() / most_tasks)))
    wanted = sizes.sum() / count
    free = set(range(len(lines)))
    found: list[list[int]] = []
    while free:
        centre = _farthest(model, lines, found[-1][0], free) if found else int(rng.integers(len(lines)))
        order = sorted(free, key=_drive_from(model, lines, centre).__getitem__)
        taken = _first(order, sizes, wanted) if len(found) < count - 1 else order
        found.append(taken)
        free -= set(taken)
    return found


def _first(order: list[int], sizes: np.ndarray, wanted: float) -> list[int]:
    enough = int(np.searchsorted(np.cumsum(sizes[order]), wanted)) + 1
    return order[:enough]


def _farthest(model: Model, lines: list[Line], centre: int, free: set[int]) -> int:
    drive = _drive_from(model, lines, centre)
    return max(free, key=drive.__getitem__)


def _drive_from(model: Model, lines: list[Line], centre: int) -> list[float]:
    """Mean way from the streets of one route to those of every other."""
    sources = [model.leave[e, 0] for e in lines[centre] if e < model.tasks]
    away = model.way[sources].astype(np.float64).mean(axis=0)
    drive = [float(away[[model.entry[e, 0] for e in line if e < model.tasks]].mean()) for line in lines]
    drive[centre] = -1.0
    return drive
