"""What the tags of an OpenStreetMap way say about driving on it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from .speeds import Speeds

Tags = Mapping[str, str]

_CARS = ("motorcar", "motor_vehicle", "vehicle", "access")
_LORRIES = ("hgv", "goods", "motor_vehicle", "vehicle", "access")
# Values that keep a municipal vehicle out; "destination", "delivery" and "permit" do not.
_SHUT = frozenset(
    ("no", "private", "agricultural", "forestry", "agricultural;forestry", "military", "emergency", "bus", "psv")
)
_FORWARD = frozenset(("yes", "true", "1"))
_BACKWARD = frozenset(("-1", "reverse"))
# The direction changes by the hour; nobody can plan on it.
_UNKNOWN_DIRECTION = frozenset(("reversible", "alternating"))
_PASSABLE_BARRIERS = frozenset(
    (
        *("gate", "lift_gate", "swing_gate", "sliding_gate", "cattle_grid", "toll_booth", "border_control"),
        *("entrance", "height_restrictor", "kerb", "sally_port", "rising_bollard", "no"),
    )
)
_QUANTITY = re.compile(r"(\d+(?:[.,]\d+)?)\s*(t|kg|lbs?|st|m|cm|ft)?", re.IGNORECASE)
_FEET = re.compile(r"(\d+)'\s*(?:(\d+(?:\.\d+)?)\")?")
_FOOT_M, _INCH_M = 0.3048, 0.0254
_TO_BASE = {"": 1.0, "t": 1.0, "kg": 0.001, "lb": 0.00045359237, "lbs": 0.00045359237, "st": 0.90718474}
_TO_BASE |= {"m": 1.0, "cm": 0.01, "ft": _FOOT_M}


@dataclass(frozen=True)
class Street:
    """What holds along a whole way.

    Attributes
    ----------
    way, name, street_class
        Identifier in the source, name, and OpenStreetMap's ``highway`` value.
    speed_kmh
        Speed that is driven.
    forward, backward
        In which directions of its drawing it may be driven.
    max_weight_t, max_height_m, max_width_m
        Posted limits in tonnes and metres; infinite where there is none.
    cars, lorries
        Who may enter; lorries (货车, over 3.5 t) are what collects and sweeps.
    """

    way: int
    name: str
    street_class: str
    speed_kmh: float
    forward: bool = True
    backward: bool = True
    max_weight_t: float = math.inf
    max_height_m: float = math.inf
    max_width_m: float = math.inf
    cars: bool = True
    lorries: bool = True


def read_street(way: int, tags: Tags, speeds: Speeds) -> Street | None:
    """Read a way's tags; ``None`` if no motor vehicle may drive on it."""
    street_class = tags.get("highway", "")
    cars, lorries = _may_enter(tags, _CARS), _may_enter(tags, _LORRIES)
    forward, backward = directions(tags)
    drivable = speeds.drives(street_class) and tags.get("area") != "yes"
    if not drivable or not (cars or lorries) or not (forward or backward):
        return None
    return Street(
        way=way,
        name=tags.get("name", ""),
        street_class=street_class,
        speed_kmh=speeds.of(street_class, tags.get("maxspeed", "")),
        forward=forward,
        backward=backward,
        max_weight_t=read_quantity(tags.get("maxweight", "")),
        max_height_m=read_quantity(tags.get("maxheight", "")),
        max_width_m=read_quantity(tags.get("maxwidth", "")),
        cars=cars,
        lorries=lorries,
    )


def _may_enter(tags: Tags, keys: tuple[str, ...]) -> bool:
    """The most special of the keys that is present decides."""
    said = next((tags[key] for key in keys if key in tags), "yes")
    return said.strip().lower() not in _SHUT


def directions(tags: Tags) -> tuple[bool, bool]:
    """Whether a way may be driven along and against its drawing."""
    said = tags.get("oneway", "").strip().lower()
    if said in _UNKNOWN_DIRECTION:
        return False, False
    if said in _BACKWARD:
        return False, True
    circular = tags.get("junction") in ("roundabout", "circular")
    implied = not said and (circular or tags.get("highway") in ("motorway", "motorway_link"))
    return True, not (said in _FORWARD or implied)


def read_quantity(text: str) -> float:
    """Read a limit such as ``"3.5"``, ``"7500 kg"`` or ``"12'6\\""`` in tonnes or metres; infinite if it has no number.

    Words such as ``default`` or ``none`` give no number.
    """
    folded = text.strip().lower()
    if feet := _FEET.fullmatch(folded):
        return int(feet[1]) * _FOOT_M + float(feet[2] or 0) * _INCH_M
    found = _QUANTITY.fullmatch(folded)
    if not found:
        return math.inf
    return float(found[1].replace(",", ".")) * _TO_BASE[found[2] or ""]


def shuts_the_way(tags: Tags) -> bool:
    """Whether a node's barrier (bollards, a block) keeps vehicles from driving on."""
    barrier = tags.get("barrier", "")
    if not barrier:
        return False
    if any(key in tags for key in _LORRIES):
        return not (_may_enter(tags, _CARS) or _may_enter(tags, _LORRIES))
    return barrier not in _PASSABLE_BARRIERS
