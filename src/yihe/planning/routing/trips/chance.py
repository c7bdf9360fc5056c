"""Random numbers whose state is an array, so that threads draw independently and a run can be repeated."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .compiled import inner


def generator(seed: int) -> npt.NDArray[np.uint64]:
    """State of a generator for a seed."""
    return np.random.SeedSequence(seed).generate_state(1, np.uint64) | np.uint64(1)


@inner
def fraction(rng: Any) -> float:
    """Uniform in [0, 1): xorshift64* of Vigna (2016)."""
    x = rng[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    rng[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@inner
def below(rng: Any, n: int) -> int:
    """Uniform in 0 … n - 1."""
    return int(fraction(rng) * n)
