"""What every solver gives back: a plan with its figures, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .stopping import relative_gap


class BadInput(ValueError):
    """The problem itself is wrong; the message names the object, the field and what would be accepted."""


@dataclass(frozen=True)
class BrokenRule:
    """One rule that a plan breaks.

    Attributes
    ----------
    rule
        Short name of the rule, such as ``"capacity"``.
    where
        The object that breaks it, as the problem names it: a vehicle, a stop, a street.
    message
        One sentence for a person.
    amount
        By how much, in the rule's own unit; 0 where that has no meaning.
    """

    rule: str
    where: str
    message: str
    amount: float = 0.0


class Infeasible(Exception):
    """No plan keeps all rules.

    Attributes
    ----------
    conflict
        The smallest set of rules found that cannot hold together.
    """

    def __init__(self, conflict: Sequence[BrokenRule]) -> None:
        self.conflict = tuple(conflict)
        super().__init__("; ".join(broken.message for broken in self.conflict))


class UncheckedPlan(RuntimeError):
    """A solver made a plan that its checker faults: an error of this program, never a result."""


@dataclass(frozen=True)
class Plan:
    """Figures that every plan carries; each decision adds its own content.

    Attributes
    ----------
    objective
        Value of the plan in the problem's unit.
    bound
        Proven bound on any plan's value, where the method has one.
    seconds
        Spent in all, building the model included.
    seed, iterations
        With these two the run can be repeated.
    """

    objective: float
    bound: float | None
    seconds: float
    seed: int
    iterations: int

    @property
    def gap(self) -> float | None:
        """Relative gap of objective and bound; ``None`` where no bound is known."""
        return relative_gap(self.objective, self.bound)


def require_unbroken(broken: Sequence[BrokenRule]) -> None:
    """Raise `UncheckedPlan` if a finished plan breaks a rule."""
    if broken:
        raise UncheckedPlan("; ".join(each.message for each in broken[:5]))
