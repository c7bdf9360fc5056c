"""What a simulated week takes place in: bins that fill by chance, streets, trucks that break down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..filling import FULL_PCT, FillLaw, Forecast, Profile, even_profile
from ..filling.history import Floats, Indices
from ..outcome import BadInput
from ..routing import RoutingProblem

HOURS_A_WEEK = 168
SECONDS_AN_HOUR = 3600.0
# Fillings drawn for each bin; a bin emptied more often than that in a week meets the first ones again.
CYCLES = 64


@dataclass(frozen=True)
class Conditions:
    """Chances and promises of the week.

    Attributes
    ----------
    promise_h
        Response limit: a bin is to be cleared so many hours after it is full.
    travel_spread
        Standard deviation of ln(travel time / planned), each drive.
    day_spread
        The same for a whole shift: rain, traffic.
    breakdowns_per_100_h
        Of driving and working.
    rescue_h
        Hours until a stand-by truck goes on where another broke down.
    yuan_per_km, yuan_per_hour
        Cost of trucks, which collect-when-full weighs against overflow.
    yuan_per_overflow_hour
        What an hour of a full bin on the street is worth.
    """

    promise_h: float = 2.0
    travel_spread: float = 0.25
    day_spread: float = 0.1
    breakdowns_per_100_h: float = 1.0
    rescue_h: float = 1.0
    yuan_per_km: float = 6.0
    yuan_per_hour: float = 80.0
    yuan_per_overflow_hour: float = 20.0


@dataclass(frozen=True)
class World:
    """Bins and streets.

    Attributes
    ----------
    problem
        Depot, stations, streets, stops (one for each bin) and trucks; its first network, load and vehicle type count.
    law, profile
        How bins fill.
    rate
        (bins,) true rates, see `FillLaw.mean`.
    believed, doubt
        (bins,) rate the forecast believes in, and the standard deviation of ln(rate) it has.
    trucks
        At work in each shift.
    """

    problem: RoutingProblem
    law: FillLaw
    profile: Profile
    rate: Floats
    believed: Floats
    doubt: Floats
    trucks: int

    def __post_init__(self) -> None:
        if len(self.rate) != len(self.problem.stops):
            raise BadInput(f"{len(self.rate)} rates were given for {len(self.problem.stops)} bins")
        if not self.problem.facilities:
            raise BadInput(f"{self.problem.name} has no facility to empty the trucks at")

    @property
    def bins(self) -> int:
        """Number of bins."""
        return len(self.rate)

    def draw_exposures(self, random: np.random.Generator) -> Floats:
        """(bins, CYCLES) exposure in which each filling makes its bin full."""
        shape = 1.0 / (self.law.grain / FULL_PCT + self.law.unrest)
        pace = random.gamma(shape, 1.0 / shape, (self.bins, CYCLES))
        return (FULL_PCT / (self.rate[:, None] * np.maximum(pace, 1e-6))) ** (1.0 / self.law.power)


def world_of_forecast(
    problem: RoutingProblem, forecast: Forecast, trucks: int, seed: int, bins: Indices | None = None
) -> World:
    """World whose bins are those of a forecast: true rates are drawn from what it believes of each.

    Parameters
    ----------
    bins
        (stops,) bin of the forecast for each stop; the first ones in order if left out.
    """
    rows = np.arange(len(problem.stops)) if bins is None else bins
    random, weights = np.random.default_rng(seed), forecast.belief.now[rows]
    logs = np.log(forecast.belief.rates)
    centre = weights @ logs
    doubt = np.sqrt(np.maximum(weights @ logs**2 - centre**2, 0.0))
    drawn = np.argmax(np.cumsum(weights, axis=1) >= random.random((len(rows), 1)), axis=1)
    return World(problem, forecast.law, forecast.profile, np.exp(logs[drawn]), np.exp(centre), doubt, trucks)


def made_world(
    problem: RoutingProblem, law: FillLaw, hours_to_full: float, trucks: int, seed: int, doubt: float = 0.2
) -> World:
    """World whose bins spread as a law says, scaled so that the median bin is full after given hours.

    Parameters
    ----------
    doubt
        Standard deviation of the forecast's error in ln(time to full).
    """
    random, bins = np.random.default_rng(seed), len(problem.stops)
    median = FULL_PCT / hours_to_full**law.power
    rate = median * np.exp(random.normal(0.0, law.spread, bins))
    error = doubt * law.power
    believed = rate * np.exp(random.normal(0.0, error, bins))
    return World(problem, law, even_profile(), rate, believed, np.full(bins, error), trucks)
