"""Estimate what all bins share, by maximum likelihood of every reading given those before it (empirical Bayes)."""

from __future__ import annotations

import numpy as np
from scipy import optimize

from .exposure import N_CLASSES, Profile, even_profile, profile_of_classes
from .filtering import believe
from .history import Floats, History
from .process import FillLaw

# ln of the parameters of a small litter bin: a start for the search, nothing more.
_START = np.log([0.6, 5.0, 0.08, 0.5, 0.08])
_LIMITS = np.log([[0.05, 1.5], [0.05, 60.0], [1e-3, 2.0], [0.05, 2.0], [1e-3, 0.6]])


def fit_law(history: History, profile: Profile, start: FillLaw | None = None, evaluations: int = 160) -> FillLaw:
    """Law under which the history is likeliest, by the simplex search of Nelder and Mead (1965).

    Parameters
    ----------
    start
        An earlier law, to go on from.
    evaluations
        Greatest number of runs through the history.
    """
    first = np.append(_START, _typical_rate(history)) if start is None else _packed(start)

    def badness(x: Floats) -> float:
        outside = float(np.sum(np.maximum(_LIMITS[:, 0] - x[:-1], 0) + np.maximum(x[:-1] - _LIMITS[:, 1], 0)))
        return 1e3 * outside - believe(_unpacked(x), history, profile).log_likelihood

    simplex = first + np.vstack([np.zeros(len(first)), np.diag(np.full(len(first), 0.3 if start is None else 0.1))])
    found = optimize.minimize(
        badness,
        first,
        method="Nelder-Mead",
        options={"maxfev": evaluations, "xatol": 1e-3, "fatol": 0.05, "initial_simplex": simplex},
    )
    return _unpacked(found.x)


def fit_profile(history: History, law: FillLaw, profile: Profile | None = None, caution: float = 4.0) -> Profile:
    """Week's profile under which the readings are likeliest, each bin's rate held at what the filter believes.

    Parameters
    ----------
    caution
        Weight of the pull towards an even week; 1 / caution² is the variance expected of ln weight.
    """
    now = profile or even_profile()
    belief = believe(law, history, now)
    rate = np.exp(belief.before @ np.log(belief.rates))

    def badness(logs: Floats) -> float:
        exposure = profile_of_classes(np.exp(logs)).between(history.began, history.ended)
        mean = law.mean(rate, exposure)[:, None]
        return float(-law.log_likelihood(history.level, mean).sum() + 0.5 * caution**2 * np.sum(logs**2))

    found = optimize.minimize(badness, np.zeros(N_CLASSES), method="L-BFGS-B", options={"maxiter": 12})
    return profile_of_classes(np.exp(found.x))


def _typical_rate(history: History) -> float:
    power = np.exp(_START[0])
    return float(np.median(np.log(np.maximum(history.level, 1.0)) - power * np.log(np.maximum(history.hours, 1.0))))


def _packed(law: FillLaw) -> Floats:
    return np.append(np.log([law.power, law.grain, law.unrest, law.spread, law.drift]), law.centre)


def _unpacked(x: Floats) -> FillLaw:
    power, grain, unrest, spread, drift = np.exp(np.clip(x[:-1], _LIMITS[:, 0], _LIMITS[:, 1]))
    return FillLaw(float(power), float(grain), float(unrest), float(x[-1]), float(spread), float(drift))
