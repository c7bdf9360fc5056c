"""Collect the waste (三班制、两清运、双保障、随满随清): who empties which bins, when, and unloads where."""

from .plan import Call, Route, RoutingPlan
from .problem import FOREVER, Break, Depot, Facility, Network, RoutingProblem, Stops, VehicleType

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
]
