"""Collect the waste (三班制、两清运、双保障、随满随清): who empties which bins, when, and unloads where.

>>> from yihe.planning import Budget, routing
>>> problem = routing.read("kim_102.txt")  # doctest: +SKIP
>>> plan = routing.solve(problem, Budget(seconds=60), seed=1)  # doctest: +SKIP
>>> routing.check(problem, plan), routing.explain(problem, plan)  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

from ..late import exported
from .plan import Call, Route, RoutingPlan
from .problem import FOREVER, Break, Depot, Facility, Network, RoutingProblem, Stops, VehicleType

if TYPE_CHECKING:
    from .checking import check
    from .explaining import explain
    from .formats import read
    from .frame import to_frame
    from .geojson import to_geojson
    from .guaranteeing import guarantee
    from .replanning import replan
    from .solving import solve
    from .streets import on_streets

__all__ = [
    "FOREVER",
    "Break",
    "Call",
    "Depot",
    "Facility",
    "Network",
    "Route",
    "RoutingPlan",
    "RoutingProblem",
    "Stops",
    "VehicleType",
    "check",
    "explain",
    "guarantee",
    "on_streets",
    "read",
    "replan",
    "solve",
    "to_frame",
    "to_geojson",
]

# Compiled loops and street networks take a while to load: only when asked for.
_LATE = {
    "check": ".checking",
    "explain": ".explaining",
    "guarantee": ".guaranteeing",
    "on_streets": ".streets",
    "read": ".formats",
    "replan": ".replanning",
    "solve": ".solving",
    "to_frame": ".frame",
    "to_geojson": ".geojson",
}


def __getattr__(name: str) -> Any:
    return exported(__name__, _LATE, name)
