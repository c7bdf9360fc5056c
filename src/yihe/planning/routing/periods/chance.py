"""A small random number generator whose state is an array: the same numbers on every machine and thread."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .compiled import step

Dice = npt.NDArray[np.uint64]


def dice(seed: int, stream: int = 0) -> Dice:
    """Return a generator for a seed; streams of one seed are independent."""
    return np.random.SeedSequence([seed, stream]).generate_state(1, np.uint64) | np.uint64(1)


@step
def draw(state: Dice) -> float:
    """Return a number from 0 to below 1 (xorshift64*, Vigna 2016)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return ((x * np.uint64(2685821657736338717)) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@step
def draw_below(state: Dice, count: int) -> int:
    """Return a whole number from 0 to below `count`."""
    return int(draw(state) * count)
