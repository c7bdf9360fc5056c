"""Random numbers for compiled code: one stream per search, the same on every machine (xorshift, Marsaglia 2003)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

Stream = npt.NDArray[np.uint64]


def stream(seed: int, branch: int = 0) -> Stream:
    """Return the stream of a seed; branches of one seed are independent."""
    return np.random.SeedSequence([seed, branch]).generate_state(1, np.uint64) | np.uint64(1)


@njit(cache=True, nogil=True)
def uniform(chance: Stream) -> float:
    """Draw a number from [0, 1)."""
    x = chance[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    chance[0] = x
    return float(x >> np.uint64(11)) * 1.1102230246251565e-16


@njit(cache=True, nogil=True)
def below(chance: Stream, count: int) -> int:
    """Draw a whole number from 0 to count - 1."""
    return int(uniform(chance) * count)
