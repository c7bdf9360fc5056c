"""One broom to the end (一把扫帚扫到底): every street swept by exactly one crew, at least cost.

>>> from yihe.planning import Budget, sweeping
>>> problem = sweeping.read("egl-e1-A.dat")  # doctest: +SKIP
>>> plan = sweeping.solve(problem, Budget(seconds=60), seed=1)  # doctest: +SKIP
>>> sweeping.check(problem, plan), sweeping.explain(problem, plan)  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

from ..late import exported
from .owning import Ownership, ownership
from .plan import Call, Route, SweepingPlan
from .problem import Fleet, Site, Street, SweepingProblem

if TYPE_CHECKING:
    from .checking import check
    from .explaining import explain
    from .formats import read
    from .frame import to_frame
    from .geojson import to_geojson
    from .solving import solve
    from .streets import on_streets

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
    "explain",
    "on_streets",
    "ownership",
    "read",
    "solve",
    "to_frame",
    "to_geojson",
]

# Compiled loops and street networks take a while to load: only when asked for.
_LATE = {
    "check": ".checking",
    "explain": ".explaining",
    "on_streets": ".streets",
    "read": ".formats",
    "solve": ".solving",
    "to_frame": ".frame",
    "to_geojson": ".geojson",
}


def __getattr__(name: str) -> Any:
    return exported(__name__, _LATE, name)
