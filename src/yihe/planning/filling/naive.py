"""Naive forecasts to stand beside: each looks only at what a bin's earlier emptyings showed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .history import FULL_PCT, Floats, History

_HOURS_A_DAY = 24.0
# Weight of the district in a bin's share of full emptyings: one emptying.
_ONE = 1.0


def naive_forecasts(history: History) -> dict[str, Floats]:
    """Level forecast for every row from the earlier rows of its bin (of all bins for a bin's first row).

    Returns
    -------
    Percent for each row: the last level, the mean level, the mean level on the same weekday, the last speed times
    the hours, the mean speed times the hours; the latter two end at 100.
    """
    hours = np.maximum(history.hours, 1.0)
    weekday = ((history.ended // _HOURS_A_DAY) % 7).astype(int)
    speed = history.level / hours
    return {
        "last level": _running(history, history.level, _last),
        "mean level": _running(history, history.level, np.mean),
        "same weekday": _same_weekday(history, weekday),
        "last speed": np.minimum(100.0, _running(history, speed, _last) * hours),
        "mean speed": np.minimum(100.0, _mean_speed(history) * hours),
    }


def naive_share_full(history: History) -> Floats:
    """Probability of being full for every row: the share of the bin's earlier emptyings, drawn to the district's."""
    full = (history.level >= FULL_PCT).astype(float)
    overall = _earlier_mean(full)
    sums, counts = np.zeros(len(history.names)), np.zeros(len(history.names))
    found = np.empty(len(history))
    for row, place in enumerate(history.bin):
        found[row] = (sums[place] + _ONE * overall[row]) / (counts[place] + _ONE)
        sums[place] += full[row]
        counts[place] += 1
    return found


def _last(values: list[float]) -> float:
    return values[-1]


def _running(history: History, values: Floats, of: Callable[[list[float]], float]) -> Floats:
    overall = _earlier_mean(values)
    earlier: list[list[float]] = [[] for _ in history.names]
    found = np.empty(len(history))
    for row, place in enumerate(history.bin):
        found[row] = of(earlier[place]) if earlier[place] else overall[row]
        earlier[place].append(float(values[row]))
    return found


def _same_weekday(history: History, weekday: np.ndarray) -> Floats:
    mean = _running(history, history.level, np.mean)
    earlier: dict[tuple[int, int], list[float]] = {}
    found = np.empty(len(history))
    for row, key in enumerate(zip(history.bin.tolist(), weekday.tolist(), strict=True)):
        found[row] = np.mean(earlier[key]) if key in earlier else mean[row]
        earlier.setdefault(key, []).append(float(history.level[row]))
    return found


def _mean_speed(history: History) -> Floats:
    levels, hours = np.zeros(len(history.names)), np.zeros(len(history.names))
    overall = np.divide(_earlier_mean(history.level), np.maximum(_earlier_mean(history.hours), 1.0))
    found = np.empty(len(history))
    for row, place in enumerate(history.bin):
        found[row] = levels[place] / hours[place] if hours[place] else overall[row]
        levels[place] += history.level[row]
        hours[place] += history.hours[row]
    return found


def _earlier_mean(values: Floats) -> Floats:
    sums = np.concatenate(([0.0], np.cumsum(values)[:-1]))
    return sums / np.maximum(np.arange(len(values)), 1)
