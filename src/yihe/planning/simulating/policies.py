"""Ways to collect: fixed rounds, or whatever is worth its detour by the fill forecast."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from scipy.optimize import linear_sum_assignment

from ..filling import FULL_PCT, FillLaw
from ..filling.history import Floats, Indices
from ..routing import RoutingPlan
from .playing import T_PLACE, Week
from .tour import keep_worth, tour_of
from .world import SECONDS_AN_HOUR, Conditions, World

SHIFT_HOURS = 8.0
SHIFTS_A_DAY = 3
_LOOKS = 3


@dataclass(frozen=True)
class Round:
    """One truck's work in one shift of every day: hours of the day, and calls (bins, or -1 - facility)."""

    start_h: float
    end_h: float
    calls: Indices


class Policy(Protocol):
    """What the simulated week asks at every wave."""

    @property
    def name(self) -> str:
        """What tables call it."""

    @property
    def interval_h(self) -> float:
        """Hours from one wave to the next."""

    def assign(self, week: Week, hour: float, trucks: Floats) -> list[Indices]:
        """Calls for every truck until the next wave."""


@dataclass(frozen=True)
class FixedRounds:
    """The same rounds every day, whatever the bins hold."""

    rounds: tuple[Round, ...]
    name: str = "fixed rounds"


def rounds_of_plan(plan: RoutingPlan) -> FixedRounds:
    """Rounds of a plan whose clock counts seconds from midnight."""
    rounds = []
    for route in plan.routes:
        calls = [
            call.index if call.kind == "stop" else -1 - call.index
            for call in route.calls
            if call.kind in ("stop", "facility")
        ]
        start, end = route.calls[0].end / SECONDS_AN_HOUR, route.calls[-1].arrival / SECONDS_AN_HOUR
        # A plan leaves its crews some slack; so does the week.
        rounds.append(Round(start, end + 1.0, np.array(calls, dtype=np.int64)))
    return FixedRounds(tuple(rounds))


def made_rounds(world: World) -> FixedRounds:
    """Two rounds a day in three shifts: each shift empties two thirds of the bins, each bin twice a day."""
    thirds = np.array_split(_tour(world), SHIFTS_A_DAY)
    rounds = []
    for shift in range(SHIFTS_A_DAY):
        work = np.concatenate([thirds[shift], thirds[(shift + 1) % SHIFTS_A_DAY]])
        start = shift * SHIFT_HOURS
        rounds += [Round(start, start + SHIFT_HOURS, part) for part in np.array_split(work, world.trucks)]
    return FixedRounds(tuple(rounds))


def _tour(world: World) -> Indices:
    problem = world.problem
    start = problem.depots[problem.vehicles[0].start].location
    return tour_of(problem.networks[0].distance, problem.stops.location, start)


@dataclass(frozen=True)
class CollectWhenFull:
    """At every wave the bins whose expected overflow until they could be emptied otherwise is worth the detour.

    Sensors tell which bins are full; of the others the forecast tells how probably they become so. The routes are
    cut from one tour through the district: quick, and near enough to compare ways of collecting.
    """

    world: World
    conditions: Conditions
    interval_h: float = 1.0
    name: str = "collect when full"

    @cached_property
    def _order(self) -> Indices:
        return _tour(self.world)

    @cached_property
    def _law(self) -> FillLaw:
        """The law with the forecast's doubt about each bin added to the bin's own unrest."""
        law, doubt = self.world.law, float(np.mean(self.world.doubt**2))
        return FillLaw(law.power, law.grain, law.unrest + doubt, law.centre, law.spread, law.drift)

    @cached_property
    def _aside(self) -> Floats:
        return self.world.problem.stops.service / SECONDS_AN_HOUR * self.conditions.yuan_per_hour

    def worth(self, week: Week, hour: float) -> Floats:
        """(bins,) expected cost in yuan of the overflow within the promised response, if a bin is left now."""
        ahead = hour + np.linspace(0.0, self.conditions.promise_h, _LOOKS)
        chance = np.stack([self._chance_full(week, at) for at in ahead])
        later = (chance - chance[0]) / np.maximum(1.0 - chance[0], 1e-9)
        hours = np.trapezoid(later, ahead, axis=0)
        hours = np.where(week.full_at <= hour, self.conditions.promise_h, hours)
        return np.asarray(hours * self.conditions.yuan_per_overflow_hour)

    def _chance_full(self, week: Week, hour: float) -> Floats:
        exposure = self.world.profile.between(week.emptied, hour)
        return self._law.survival(FULL_PCT, self._law.mean(self.world.believed, exposure))

    def assign(self, week: Week, hour: float, trucks: Floats) -> list[Indices]:
        """Calls for every truck: pieces of the tour through the bins worth it, each to the nearest truck."""
        stops, network = self.world.problem.stops, self.world.problem.networks[0]
        worth = self.worth(week, hour)
        kept = self._order[np.isin(self._order, self._most_urgent(worth))]
        yuan_per_metre = self.conditions.yuan_per_km / 1000.0
        kept = keep_worth(network.distance, stops.location, kept, worth, yuan_per_metre, self._aside)
        pieces = [piece for piece in np.array_split(kept, len(trucks)) if len(piece)]
        found = [np.zeros(0, dtype=np.int64) for _ in trucks]
        here = trucks[:, T_PLACE].astype(np.int64)
        first = np.array([stops.location[piece[0]] for piece in pieces], dtype=np.int64)
        last = np.array([stops.location[piece[-1]] for piece in pieces], dtype=np.int64)
        there, back = network.distance[here[:, None], first], network.distance[here[:, None], last]
        for truck, piece in zip(*linear_sum_assignment(np.minimum(there, back)), strict=True):
            turned = back[truck, piece] < there[truck, piece]
            found[truck] = pieces[piece][::-1].copy() if turned else pieces[piece]
        return found

    def _most_urgent(self, worth: Floats) -> Indices:
        """As many bins as the trucks can at best empty in one wave, the work at the bins alone counted."""
        mean_h = float(self.world.problem.stops.service.mean()) / SECONDS_AN_HOUR
        most = int(self.world.trucks * self.interval_h / max(mean_h, 1e-3)) + 1
        return np.argsort(-worth, kind="stable")[:most]
