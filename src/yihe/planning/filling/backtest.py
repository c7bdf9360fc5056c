"""Test a forecast on the past: at every origin it is learned anew from what was known, then held against the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .filtering import believe
from .forecast import Forecast, make_forecast
from .history import FULL_PCT, Floats, History
from .naive import naive_forecasts, naive_share_full

LEVELS = np.append(np.arange(2.0, 96.0, 2.0), FULL_PCT - 0.5)
_QUANTILES = (0.1, 0.5, 0.9)
_SATURATED = 99.5


@dataclass(frozen=True)
class Tested:
    """Forecasts and outcomes, one row for each emptying after the first origin.

    Attributes
    ----------
    level
        (n,) percent read.
    distribution
        (n, levels) forecast probability of at most `LEVELS`.
    naive
        Percent that each naive forecast gave.
    naive_full
        (n,) share of earlier emptyings that were full.
    origins
        Hours at which the law was learned anew.
    """

    level: Floats
    distribution: Floats
    naive: dict[str, Floats]
    naive_full: Floats
    origins: tuple[float, ...]

    @property
    def full(self) -> Floats:
        """(n,) 1 where the bin was found full."""
        return (self.level >= FULL_PCT).astype(float)

    @property
    def probability_full(self) -> Floats:
        """(n,) as forecast."""
        return 1.0 - self.distribution[:, -1]

    def quantile(self, share: float) -> Floats:
        """(n,) level under which the bin stays with a probability; where that is "full", the middle of full."""
        first = np.argmax(self.distribution >= share, axis=1)
        high = np.take_along_axis(self.distribution, first[:, None], 1)[:, 0]
        low = np.where(first > 0, np.take_along_axis(self.distribution, np.maximum(first - 1, 0)[:, None], 1)[:, 0], 0)
        below = np.where(first > 0, LEVELS[np.maximum(first - 1, 0)], 0.0)
        inside = below + (LEVELS[first] - below) * (share - low) / np.maximum(high - low, 1e-12)
        return np.where(self.distribution[:, -1] < share, _SATURATED, inside)


def back_test(history: History, first_day: float = 14.0, every_days: float = 14.0, evaluations: int = 160) -> Tested:
    """Roll the origin through the history.

    The law and the week's profile are learned from the emptyings before each origin. Between two origins only the
    belief about each bin's own rate goes on, emptying by emptying, as it would in use. The hour of the emptying
    forecast is taken as given: it is the next round.
    """
    origins = [24.0 * day for day in np.arange(first_day, history.ended.max() / 24.0, every_days)]
    parts, rows, law = [], [], None
    for origin, end in zip(origins, [*origins[1:], np.inf], strict=True):
        forecast = make_forecast(history, origin, law, evaluations if law is None else evaluations // 2)
        law = forecast.law
        inside = (history.ended >= origin) & (history.ended < end)
        parts.append(_distribution(forecast, history, inside))
        rows.append(np.flatnonzero(inside))
    return _tested(history, np.concatenate(rows), np.concatenate(parts), origins)


def _distribution(forecast: Forecast, history: History, inside: np.ndarray) -> Floats:
    belief = believe(forecast.law, history, forecast.profile)
    exposure = forecast.profile.between(history.began[inside], history.ended[inside])
    mean = forecast.law.mean(belief.rates[None, :], exposure[:, None])
    weights = belief.before[inside]
    return np.stack([1.0 - np.sum(weights * forecast.law.survival(at, mean), axis=1) for at in LEVELS], axis=1)


def _tested(history: History, rows: np.ndarray, distribution: Floats, origins: Sequence[float]) -> Tested:
    naive = {name: values[rows] for name, values in naive_forecasts(history).items()}
    return Tested(history.level[rows], distribution, naive, naive_share_full(history)[rows], tuple(origins))


def mean_errors(tested: Tested) -> dict[str, float]:
    """Mean absolute error in percent of the bin: the forecast's median beside the naive forecasts."""
    found = {"forecast": float(np.abs(tested.quantile(0.5) - tested.level).mean())}
    return found | {name: float(np.abs(values - tested.level).mean()) for name, values in tested.naive.items()}


def ranked_probability_score(tested: Tested) -> float:
    """Continuous ranked probability score (Gneiting and Raftery 2007) in percent; for a point it is its error."""
    happened = tested.level[:, None] <= LEVELS[None, :]
    return float(np.trapezoid((tested.distribution - happened) ** 2, LEVELS, axis=1).mean())


def pinball(tested: Tested) -> dict[str, float]:
    """Quantile loss for each quantile, in percent of the bin."""
    losses = {}
    for share in _QUANTILES:
        miss = tested.level - tested.quantile(share)
        losses[f"{share:g}"] = float(np.maximum(share * miss, (share - 1) * miss).mean())
    return losses


def brier(tested: Tested) -> dict[str, float]:
    """Brier score of "full": the forecast's, that of the bin's share so far, that of the district's share."""
    full = tested.full
    return {
        "forecast": float(((tested.probability_full - full) ** 2).mean()),
        "share of the bin": float(((tested.naive_full - full) ** 2).mean()),
        "share of all": float(full.mean() * (1 - full.mean())),
    }


def reliability(tested: Tested, groups: int = 10) -> list[dict[str, float]]:
    """Forecast beside happened, by tenths of the forecast probability of "full"."""
    order = np.argsort(tested.probability_full, kind="stable")
    table = []
    for part in np.array_split(order, groups):
        forecast, happened = tested.probability_full[part].mean(), tested.full[part].mean()
        table.append({"emptyings": len(part), "forecast": float(forecast), "happened": float(happened)})
    return table


def calibration_error(table: list[dict[str, float]]) -> float:
    """Mean distance of forecast and happened over the groups, weighted by their size."""
    weight = np.array([row["emptyings"] for row in table])
    return float(np.average([abs(row["forecast"] - row["happened"]) for row in table], weights=weight))
