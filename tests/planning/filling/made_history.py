"""Histories drawn from a known law, to hold estimates against."""

from __future__ import annotations

import numpy as np
import pandas as pd

from yihe.planning.filling import FillLaw, History, even_profile

LAW = FillLaw(power=0.8, grain=3.0, unrest=0.03, centre=0.8, spread=0.4, drift=0.03)


def draw_history(seed: int, bins: int = 60, rounds: int = 24, law: FillLaw = LAW) -> History:
    """Bins emptied every one to three days, each with a rate of its own."""
    random = np.random.default_rng(seed)
    gaps = random.uniform(20, 70, (rounds + 1, bins))
    ends = np.cumsum(gaps, axis=0)
    rate = np.exp(random.normal(law.centre, law.spread, bins))
    mean = law.mean(rate[None, :], even_profile().between(ends[:-1], ends[1:]))
    level = np.minimum(random.gamma(law.shape(mean), mean / law.shape(mean)), 100.0)
    order = np.argsort(ends[1:], axis=None)
    bin_of = np.tile(np.arange(bins), (rounds, 1)).ravel()[order]
    columns = [values.ravel()[order] for values in (ends[:-1], ends[1:], level)]
    names = tuple(f"解放路果皮箱{place + 1:03d}" for place in range(bins))
    return History(names, bin_of, *columns, ends[-1], pd.Timestamp("2022-05-02"))
