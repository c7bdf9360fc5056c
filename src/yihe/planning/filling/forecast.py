"""The forecast of one district's bins: how full, when full, and what an overflow is expected to cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .exposure import Profile, even_profile
from .filtering import Belief, believe
from .fitting import fit_law, fit_profile
from .history import FULL_PCT, Floats, History, Indices
from .process import FillLaw

_HALF_A_PERCENT = 0.5
_LEARN = 0.75


@dataclass(frozen=True)
class Forecast:
    """What is known of every bin at the moment `made_at`, from its emptyings before it.

    Hours are local hours since the history's `zero`. "Full" means that the sensor is saturated (`FULL_PCT`).
    """

    law: FillLaw
    profile: Profile
    belief: Belief
    history: History
    made_at: float

    def probability_full(
        self, bins: Indices | Sequence[int] | int, by: Floats | float, since: Floats | float | None = None
    ) -> Floats:
        """Probability that a bin is full at an hour.

        Parameters
        ----------
        bins
            (n,) rows of bins.
        by
            (n,) hours.
        since
            (n,) hours at which the bins were last emptied; from the history where left out.

        Returns
        -------
        (n,) probabilities.
        """
        return self.survival(bins, by, FULL_PCT - _HALF_A_PERCENT, since)

    def survival(
        self,
        bins: Indices | Sequence[int] | int,
        by: Floats | float,
        level: float,
        since: Floats | float | None = None,
    ) -> Floats:
        """Probability that a bin is above a level (percent) at an hour; parameters as for `probability_full`."""
        rows = np.atleast_1d(np.asarray(bins, dtype=np.int64))
        began = self.history.last_emptied[rows] if since is None else np.broadcast_to(since, rows.shape)
        mean = self.law.mean(self.belief.rates[None, :], self.profile.between(began, by)[:, None])
        weights = self.belief.now[rows]
        return np.sum(weights * self.law.survival(level, mean), axis=1)

    def probability_full_given(
        self, bins: Indices | Sequence[int] | int, by: Floats | float, level: Floats, at: float
    ) -> Floats:
        """Probability of being full at an hour for bins read at `level` percent at the hour `at`.

        The mean share still to come is what the law adds between the two hours; its spread is the law's.
        """
        rows = np.atleast_1d(np.asarray(bins, dtype=np.int64))
        began = self.history.last_emptied[rows]
        rates = self.belief.rates[None, :]
        earlier = self.law.mean(rates, self.profile.between(began, at)[:, None])
        later = self.law.mean(rates, self.profile.between(began, by)[:, None])
        weights = self.belief.now[rows] * np.exp(self.law.log_density(np.asarray(level)[:, None], earlier))
        weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-300)
        room = np.maximum(FULL_PCT - _HALF_A_PERCENT - np.asarray(level), 0.0)[:, None]
        found = np.sum(weights * self.law.survival(room, np.maximum(later - earlier, 1e-6)), axis=1)
        return np.where(np.asarray(level) >= FULL_PCT, 1.0, found)

    def expected_overflow_hours(self, bins: Indices, start: float, end: float, since: Floats | None = None) -> Floats:
        """Expected hours within a span for which a bin, not emptied in it, stands full: (n,)."""
        steps = np.linspace(start, end, 9)
        chance = np.stack([self.probability_full(bins, step, since) for step in steps])
        return np.asarray(np.trapezoid(chance, steps, axis=0))

    def prizes(self, bins: Indices, start: float, end: float, yuan_an_hour: float, since: Floats | None = None) -> Any:
        """What leaving a bin out of the round is expected to cost: (n,) whole yuan, for `Stops.prize`."""
        hours = self.expected_overflow_hours(bins, start, end, since)
        return np.rint(yuan_an_hour * hours).astype(np.int64)


def make_forecast(
    history: History,
    made_at: float | None = None,
    start: FillLaw | None = None,
    evaluations: int = 160,
) -> Forecast:
    """Learn from all emptyings before an hour; nothing later is looked at.

    Parameters
    ----------
    made_at
        Hour since the history's zero; behind the newest emptying where left out.
    start
        Law of an earlier forecast, to go on from.
    evaluations
        Greatest number of runs through the history while the law is estimated.
    """
    known = history if made_at is None else history.before(made_at)
    law = fit_law(known, even_profile(), start, evaluations)
    profile = _profile_if_it_helps(known, law)
    moment = float(known.ended.max(initial=0.0)) if made_at is None else made_at
    return Forecast(law, profile, believe(law, known, profile), known, moment)


def _profile_if_it_helps(known: History, law: FillLaw) -> Profile:
    """Week's profile learned on the older part of the history, kept only if the newer part is likelier with it."""
    older = known.before(float(np.quantile(known.ended, _LEARN)))
    profile = fit_profile(older, law)
    gain = believe(law, known, profile).log_likelihood - believe(law, known, even_profile()).log_likelihood
    learned = believe(law, older, profile).log_likelihood - believe(law, older, even_profile()).log_likelihood
    return profile if gain > learned else even_profile()
