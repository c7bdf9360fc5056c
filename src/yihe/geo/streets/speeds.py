"""How fast one drives on a street: by its class, or by the limit that is posted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

# km/h. Design speeds of CJJ 37-2012 (城市道路工程设计规范) table 3.2.1: expressways (快速路) 60 to 100, arterials
# (主干路) 40 to 60, secondary streets (次干路) 30 to 50, branch streets (支路) 20 to 40; the middle or the lower value.
_BY_CLASS = {
    "motorway": 80.0,
    "motorway_link": 40.0,
    "trunk": 60.0,
    "trunk_link": 40.0,
    "primary": 50.0,
    "primary_link": 30.0,
    "secondary": 40.0,
    "secondary_link": 30.0,
    "tertiary": 30.0,
    "tertiary_link": 25.0,
    "unclassified": 30.0,
    "residential": 20.0,
    "road": 20.0,
    "living_street": 10.0,
    "service": 10.0,
}
_KMH_PER_MPH = 1.609344
_WALKING_KMH = 5.0
_SPEED = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s*(km/h|kmh|kph|mph)?(?![\w.])", re.IGNORECASE)


@dataclass(frozen=True)
class Speeds:
    """Driving speeds in km/h.

    Attributes
    ----------
    by_class
        Speed by OpenStreetMap's ``highway`` value. A class that is missing here is not drivable.
    share_of_limit
        Part of a posted limit (``maxspeed``) that is driven on average.
    """

    by_class: Mapping[str, float] = field(default_factory=lambda: MappingProxyType(_BY_CLASS))
    share_of_limit: float = 1.0

    def __post_init__(self) -> None:
        for name, speed in (*self.by_class.items(), ("share_of_limit", self.share_of_limit)):
            if not speed > 0:
                raise ValueError(f"the speed of {name} is {speed}; a number above 0 is needed")

    def drives(self, street_class: str) -> bool:
        """Whether streets of this class are driven at all."""
        return street_class in self.by_class

    def of(self, street_class: str, maxspeed: str = "") -> float:
        """Speed on a street of this class with this posted limit, in km/h."""
        limit = read_limit(maxspeed)
        return self.by_class[street_class] if limit is None else limit * self.share_of_limit


def read_limit(text: str) -> float | None:
    """Read ``maxspeed`` as OpenStreetMap writes it, in km/h; ``None`` where it gives no number.

    Where a merged street carries several limits ("30, 50"), the lowest counts.
    """
    if text.strip().lower() == "walk":
        return _WALKING_KMH
    found = [_kmh(number, unit) for number, unit in _SPEED.findall(text)]
    positive = [speed for speed in found if speed > 0]
    return min(positive) if positive else None


def _kmh(number: str, unit: str) -> float:
    return float(number) * (_KMH_PER_MPH if unit.lower() == "mph" else 1.0)
