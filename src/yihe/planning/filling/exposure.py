"""How fast bins fill at which hour of the week, relative to the mean hour: the week's profile."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .history import Floats

WEEK_HOURS = 168


@dataclass(frozen=True)
class Profile:
    """Relative speed of filling for each hour of the week, Monday 0:00 first; the mean is 1.

    Attributes
    ----------
    speed
        (168,) positive numbers.
    """

    speed: Floats

    def elapsed(self, hour: Floats | float) -> Floats:
        """Exposure from hour 0 to the given hours: hours as the mean hour counts them."""
        at = np.asarray(hour, dtype=float)
        whole = np.floor(at).astype(np.int64)
        weeks, rest = np.divmod(whole, WEEK_HOURS)
        sums = np.concatenate(([0.0], np.cumsum(self.speed)))
        return weeks * sums[-1] + sums[rest] + (at - whole) * self.speed[rest]

    def between(self, began: Floats | float, ended: Floats | float) -> Floats:
        """Exposure between two hours."""
        return self.elapsed(ended) - self.elapsed(began)

    def hour_of(self, exposure: Floats | float) -> Floats:
        """Hour at which the exposure since hour 0 reaches a value: the inverse of `elapsed`."""
        sums = np.concatenate(([0.0], np.cumsum(self.speed)))
        weeks, rest = np.divmod(np.asarray(exposure, dtype=float), sums[-1])
        return weeks * WEEK_HOURS + np.interp(rest, sums, np.arange(WEEK_HOURS + 1.0))


def even_profile() -> Profile:
    """Every hour like the other."""
    return Profile(np.ones(WEEK_HOURS))


def profile_of_classes(weights: Floats) -> Profile:
    """Profile from one weight for each class of `class_of_hour`."""
    speed = np.asarray(weights, dtype=float)[class_of_hour()]
    return Profile(speed / speed.mean())


def class_of_hour() -> np.ndarray:
    """Class of every hour of the week: night, day or evening of a working day, Friday, Saturday or Sunday."""
    hour = np.arange(WEEK_HOURS)
    part = np.digitize(hour % 24, [7, 18]) % 3
    day = np.maximum(hour // 24 - 3, 0)
    return day * 3 + part


N_CLASSES = 12
