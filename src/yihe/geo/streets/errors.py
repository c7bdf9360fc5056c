"""What is wrong with street data, said so that its owner can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class BadStreets(ValueError):
    """Street data cannot be used; the message names the file, the row and the column, or the object."""


@dataclass(frozen=True)
class FarPlace:
    """A place that no street comes near: its name and how far the nearest street is, in metres."""

    name: str
    distance_m: float


class TooFarFromStreets(BadStreets):
    """Places lie farther from every street than is allowed.

    Attributes
    ----------
    places
        All of them, the farthest first.
    """

    def __init__(self, places: Sequence[FarPlace], limit_m: float) -> None:
        self.places = tuple(sorted(places, key=lambda place: -place.distance_m))
        shown = ", ".join(f"{place.name} ({place.distance_m:.0f} m)" for place in self.places[:5])
        more = f" and {len(self.places) - 5} more" if len(self.places) > 5 else ""
        super().__init__(f"no street within {limit_m:g} m of: {shown}{more}")
