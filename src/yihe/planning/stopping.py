"""When a solver stops, and what it says on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Progress:
    """Where a running solver stands.

    Attributes
    ----------
    seconds
        Since the start, building the model included.
    iterations
        Steps of the search so far, in the solver's own unit.
    objective
        Of the best feasible plan so far; ``None`` before there is one.
    bound
        Best proven bound so far, where the method has one.
    """

    seconds: float
    iterations: int
    objective: float | None = None
    bound: float | None = None

    @property
    def gap(self) -> float | None:
        """Relative distance of objective and bound; ``None`` while either is unknown."""
        return relative_gap(self.objective, self.bound)


def relative_gap(objective: float | None, bound: float | None) -> float | None:
    """Return ``|objective - bound| / |objective|``, or ``None`` where either is unknown."""
    if objective is None or bound is None:
        return None
    return abs(objective - bound) / max(abs(objective), 1e-12)


Listener = Callable[[Progress], object]


@dataclass(frozen=True)
class Budget:
    """What a solver may spend; the first limit reached ends the search.

    Attributes
    ----------
    seconds
        Wall-clock seconds, building the model included.
    iterations
        Steps of the search; with a seed and this limit alone a run is reproducible.
    gap
        Relative gap at which a plan is good enough.
    until
        Called with every progress; a true answer ends the search.
    processor_time
        Count ``seconds`` in processor time of this process instead, for comparisons on a busy machine.
    """

    seconds: float | None = 60.0
    iterations: int | None = None
    gap: float | None = None
    until: Callable[[Progress], bool] | None = None
    processor_time: bool = False

    def __post_init__(self) -> None:
        if self.seconds is not None and self.seconds <= 0:
            raise ValueError(f"seconds is {self.seconds}; a number above 0 is needed")
        if self.iterations is not None and self.iterations < 1:
            raise ValueError(f"iterations is {self.iterations}; a number of at least 1 is needed")

    def start(self, listener: Listener | None = None) -> Clock:
        """Start the clock; call this before the model is built."""
        return Clock(self, listener)


@dataclass
class Clock:
    """A running budget: tells how much is left and passes progress on."""

    budget: Budget
    listener: Listener | None = None
    _began: float = field(init=False)

    def __post_init__(self) -> None:
        self._began = self._now()

    def _now(self) -> float:
        return time.process_time() if self.budget.processor_time else time.perf_counter()

    @property
    def seconds(self) -> float:
        """Seconds spent so far."""
        return self._now() - self._began

    @property
    def seconds_left(self) -> float:
        """Seconds left, infinite without a time limit, never negative."""
        if self.budget.seconds is None:
            return float("inf")
        return max(0.0, self.budget.seconds - self.seconds)

    def share(self, part: float) -> Clock:
        """A clock for a first search that may spend a part of what is left, and reports to the same listener."""
        budget = self.budget
        seconds = None if budget.seconds is None else max(part * self.seconds_left, 1e-3)
        steps = None if budget.iterations is None else max(1, round(part * budget.iterations))
        return replace(budget, seconds=seconds, iterations=steps).start(self.listener)

    def over(self, iterations: int, objective: float | None = None, bound: float | None = None) -> bool:
        """Tell whether the search must end now."""
        if self.seconds_left <= 0:
            return True
        if self.budget.iterations is not None and iterations >= self.budget.iterations:
            return True
        now = Progress(self.seconds, iterations, objective, bound)
        if self.budget.gap is not None and now.gap is not None and now.gap <= self.budget.gap:
            return True
        return self.budget.until is not None and self.budget.until(now)

    def report(self, iterations: int, objective: float | None = None, bound: float | None = None) -> None:
        """Tell the listener where the search stands."""
        if self.listener is not None:
            self.listener(Progress(self.seconds, iterations, objective, bound))
