"""Random numbers for compiled code: the state is an array, the same on every machine, a stream for every thread."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .compiled import inner

Stream = npt.NDArray[np.uint64]


def stream(seed: int, branch: int = 0) -> Stream:
    """Return the stream of a seed; branches of one seed are independent."""
    return np.random.SeedSequence([seed, branch]).generate_state(1, np.uint64) | np.uint64(1)


@inner
def fraction(chance: Stream) -> float:
    """Draw a number from 0 to below 1 (xorshift64*, Vigna 2016)."""
    x = chance[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    chance[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@inner
def below(chance: Stream, count: int) -> int:
    """Draw a whole number from 0 to count - 1."""
    return int(fraction(chance) * count)
