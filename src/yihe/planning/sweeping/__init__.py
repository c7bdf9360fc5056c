"""One broom to the end (一把扫帚扫到底): every street swept by exactly one crew, at least cost."""

from .checking import check
from .formats import read
from .owning import Ownership, ownership
from .plan import Call, Route, SweepingPlan
from .problem import Fleet, Site, Street, SweepingProblem
from .solving import solve

__all__ = [
    "Call",
    "Fleet",
    "Ownership",
    "Route",
    "Site",
    "Street",
    "SweepingPlan",
    "SweepingProblem",
    "check",
    "ownership",
    "read",
    "solve",
]
