"""Decisions of a district, solved: arrays and dataclasses in, a checked plan out; no Django.

Every decision is a package of the same shape: a problem, ``solve`` that stops and reports progress, ``check`` that
knows nothing of the solver, and a plan that explains itself.
"""

from .outcome import BadInput, BrokenRule, Infeasible, Plan, UncheckedPlan, require_unbroken
from .stopping import Budget, Clock, Progress

__all__ = [
    "BadInput",
    "BrokenRule",
    "Budget",
    "Clock",
    "Infeasible",
    "Plan",
    "Progress",
    "UncheckedPlan",
    "require_unbroken",
]
