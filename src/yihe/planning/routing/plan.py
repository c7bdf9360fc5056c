"""A routing plan: which vehicle goes where, in which order and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..outcome import Plan

Kind = Literal["depot", "stop", "facility", "break"]


@dataclass(frozen=True)
class Call:
    """One thing a vehicle does.

    Attributes
    ----------
    kind, index
        What it is, and its row in the problem's depots, stops or facilities (for a break: its place in the type).
    arrival, begin, end
        When the vehicle comes, when the work begins and when it leaves, in the problem's time unit. A break that is
        taken on the road stands between the two calls it interrupts, and the drive goes on after it.
    """

    kind: Kind
    index: int
    arrival: int
    begin: int
    end: int


@dataclass(frozen=True)
class Route:
    """What one vehicle does in one shift, from its start depot to its end depot."""

    vehicle_type: int
    number: int
    calls: tuple[Call, ...]

    @property
    def stops(self) -> tuple[int, ...]:
        """Rows of the stops served, in order."""
        return tuple(call.index for call in self.calls if call.kind == "stop")


@dataclass(frozen=True)
class RoutingPlan(Plan):
    """Routes for every vehicle that goes out, and the stops left out."""

    routes: tuple[Route, ...]
    left_out: tuple[int, ...] = ()
