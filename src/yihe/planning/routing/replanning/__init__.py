"""Live replanning (动态调度): full bins, broken vehicles and closed streets, put into routes that are running."""

from .events import BrokenVehicle, CancelledStop, ClosedStreet, Event, FullBin, State, state_by_plan
from .replan import Replanned, replan

__all__ = [
    "BrokenVehicle",
    "CancelledStop",
    "ClosedStreet",
    "Event",
    "FullBin",
    "Replanned",
    "State",
    "replan",
    "state_by_plan",
]
