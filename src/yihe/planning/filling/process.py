"""How a bin fills: a gamma law whose mean grows with a power of the exposure, read by a sensor that saturates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from .history import FULL_PCT, Floats


@dataclass(frozen=True)
class FillLaw:
    """Parameters that all bins share.

    What falls into a bin of rate r within an exposure e has mean m = r e^power and variance
    grain m + unrest m²: many small throws, and days that are busier than others.

    Attributes
    ----------
    power
        Exponent of the exposure; under 1 where bins fill ever more slowly (waste settles, people pass by).
    grain
        Percent of a bin, the size of one throw.
    unrest
        Square of the relative spread from one filling to the next.
    centre, spread
        Mean and standard deviation of ln r over the bins of a district.
    drift
        Standard deviation by which ln r of a bin wanders in a day.
    """

    power: float
    grain: float
    unrest: float
    centre: float
    spread: float
    drift: float

    def mean(self, rate: Floats | float, exposure: Floats | float) -> Floats:
        """Mean percent filled within an exposure."""
        return np.asarray(rate) * np.maximum(np.asarray(exposure, dtype=float), 1e-3) ** self.power

    def shape(self, mean: Floats) -> Floats:
        """Shape of the gamma law of a given mean."""
        return 1.0 / (self.grain / mean + self.unrest)

    def log_density(self, level: Floats, mean: Floats) -> Floats:
        """Logarithm of the density of levels that the sensor could read."""
        shape = self.shape(mean)
        x = np.maximum(level, 0.5)
        return special.xlogy(shape, shape / mean) + (shape - 1) * np.log(x) - shape * x / mean - special.gammaln(shape)

    def survival(self, level: Floats | float, mean: Floats) -> Floats:
        """Probability that more than `level` percent fell in."""
        shape = self.shape(mean)
        return special.gammaincc(shape, shape * np.asarray(level) / mean)

    def log_likelihood(self, level: Floats, mean: Floats) -> Floats:
        """Logarithm of the likelihood of readings; a saturated one tells only that the bin was full.

        Parameters
        ----------
        level
            (n,) percent read.
        mean
            (n, states) mean percent under each state.
        """
        found = self.log_density(level[:, None], mean)
        full = level >= FULL_PCT
        found[full] = np.log(np.maximum(self.survival(FULL_PCT - 0.5, mean[full]), 1e-12))
        return found
