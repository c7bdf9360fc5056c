"""Compare ways of collecting over many weeks: means with confidence intervals, and differences week by week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy import stats

from ..filling.history import Floats
from .policies import FixedRounds, Policy
from .week import simulate
from .world import Conditions, World

_LEVEL = 0.95


@dataclass(frozen=True)
class Estimate:
    """Mean over weeks and half the width of its 95 % confidence interval (Student's t)."""

    mean: float
    plus_minus: float


@dataclass(frozen=True)
class Comparison:
    """Measures of each way of collecting, and of each but the first minus the first, week by week.

    Attributes
    ----------
    measures, differences
        By name of the way, then by name of the measure (see `WeekResult`).
    weeks
        Number of weeks played.
    """

    measures: dict[str, dict[str, Estimate]]
    differences: dict[str, dict[str, Estimate]]
    weeks: int

    def rows(self) -> list[list[Any]]:
        """One row for each measure: its name, then mean ± half width for each way."""
        names = list(self.measures)
        found = []
        for measure in self.measures[names[0]]:
            cells = [self.measures[name][measure] for name in names]
            found.append([measure, *(f"{cell.mean:,.3f} ± {cell.plus_minus:,.3f}" for cell in cells)])
        return found


def compare(
    world: World,
    policies: Sequence[FixedRounds | Policy],
    conditions: Conditions,
    seeds: Sequence[int],
    on_progress: Callable[[int], object] = lambda done: None,
) -> Comparison:
    """Play every seed's week under every policy; the same seed fills the bins alike for all."""
    weeks: dict[str, list[dict[str, float]]] = {policy.name: [] for policy in policies}
    for done, seed in enumerate(seeds):
        for policy in policies:
            weeks[policy.name].append(asdict(simulate(world, policy, conditions, seed)))
        on_progress(done + 1)
    columns = {name: _columns(results) for name, results in weeks.items()}
    first = columns[policies[0].name]
    return Comparison(
        {name: {key: estimate(values) for key, values in of.items()} for name, of in columns.items()},
        {
            policy.name: {key: estimate(values - first[key]) for key, values in columns[policy.name].items()}
            for policy in policies[1:]
        },
        len(seeds),
    )


def _columns(results: list[dict[str, float]]) -> dict[str, Floats]:
    return {key: np.array([result[key] for result in results], dtype=float) for key in results[0]}


def estimate(values: Floats) -> Estimate:
    """Mean with its confidence interval; no interval from a single value."""
    n = len(values)
    if n < 2:
        return Estimate(float(values.mean()), float("nan"))
    wide = stats.t.ppf(0.5 + _LEVEL / 2, n - 1) * values.std(ddof=1) / np.sqrt(n)
    return Estimate(float(values.mean()), float(wide))
