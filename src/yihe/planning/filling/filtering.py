"""What is known of each bin's rate after every emptying: an exact forward filter on a grid of rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..compiled import outer
from .exposure import Profile
from .history import Floats, History
from .process import FillLaw

_STATES = 41
_SPREADS = 3.5
# Days between two emptyings, in classes: one transition matrix each.
_GAP_DAYS = np.array([0.0, 0.4, 0.8, 1.2, 1.7, 2.3, 3.2, 4.5, 6.5, 10.0, 14.0, 28.0])
_HOURS_A_DAY = 24.0


@dataclass(frozen=True)
class Belief:
    """Belief about the rates.

    Attributes
    ----------
    rates
        (states,) percent in the first hour of exposure.
    before
        (n, states) belief about the bin's rate just before each row of the history: what a forecast may use.
    now
        (bins, states) belief after the newest row of each bin; the district's law for a bin without any.
    log_likelihood
        Of all readings, each given those before it.
    """

    rates: Floats
    before: Floats
    now: Floats
    log_likelihood: float


def rates_of(law: FillLaw) -> Floats:
    """Grid of rates: equal steps in the logarithm."""
    wide = max(law.spread, 0.2) * _SPREADS
    return np.exp(law.centre + np.linspace(-wide, wide, _STATES))


def believe(law: FillLaw, history: History, profile: Profile) -> Belief:
    """Run through the history once, in order of time (Rabiner 1989, forward recursion of a hidden Markov chain)."""
    rates = rates_of(law)
    prior = _normal(np.log(rates), law.centre, max(law.spread, 1e-3))
    exposure = profile.between(history.began, history.ended)
    likelihood = law.log_likelihood(history.level, law.mean(rates[None, :], exposure[:, None]))
    peak = likelihood.max(axis=1)
    gaps = np.searchsorted(_GAP_DAYS, history.hours / _HOURS_A_DAY, side="right") - 1
    now = np.tile(prior, (len(history.names), 1))
    before = np.empty_like(likelihood)
    total = _filter(
        history.bin, gaps, _transitions(law, np.log(rates)), np.exp(likelihood - peak[:, None]), now, before
    )
    return Belief(rates, before, now, total + float(peak.sum()))


def _normal(x: Floats, centre: float, spread: float) -> Floats:
    weight = np.exp(-0.5 * ((x - centre) / spread) ** 2)
    return weight / weight.sum()


def _transitions(law: FillLaw, x: Floats) -> Floats:
    """(gap classes, states, states) how the rate wanders, drawn back to the district's law so that it stays proper."""
    found = np.empty((len(_GAP_DAYS), len(x), len(x)))
    for place, days in enumerate(np.maximum(_GAP_DAYS, 0.25)):
        kept = np.exp(-days * law.drift**2 / (2 * law.spread**2))
        spread = max(law.spread * np.sqrt(1 - kept**2), 1e-6)
        centre = law.centre + kept * (x - law.centre)
        found[place] = np.exp(-0.5 * ((x[None, :] - centre[:, None]) / spread) ** 2) + 1e-300
        # Steps finer than the grid stay where they are.
        if spread < 0.5 * (x[1] - x[0]):
            found[place] = _short_steps(x, centre, spread)
    return found / found.sum(axis=2, keepdims=True)


def _short_steps(x: Floats, centre: Floats, spread: float) -> Floats:
    """Chain with the right variance when one step is finer than the grid: only neighbours are reached."""
    step = x[1] - x[0]
    share = min(0.5, spread**2 / step**2 / 2)
    found = np.diag(np.full(len(x), 1.0 - 2 * share))
    found += np.diag(np.full(len(x) - 1, share), 1) + np.diag(np.full(len(x) - 1, share), -1)
    return found


@outer
def _filter(bins: Any, gaps: Any, transitions: Any, likelihood: Any, now: Any, before: Any) -> Any:
    total = 0.0
    states = now.shape[1]
    for row in range(len(bins)):
        b = bins[row]
        matrix = transitions[gaps[row]]
        for j in range(states):
            before[row, j] = 0.0
        for i in range(states):
            weight = now[b, i]
            if weight > 1e-12:
                for j in range(states):
                    before[row, j] += weight * matrix[i, j]
        mass = 0.0
        for j in range(states):
            now[b, j] = before[row, j] * likelihood[row, j]
            mass += now[b, j]
        mass = max(mass, 1e-300)
        for j in range(states):
            now[b, j] /= mass
        total += np.log(mass)
    return total
