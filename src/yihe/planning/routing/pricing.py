"""Yuan per kilometre, hour and shift as the whole numbers a routing problem counts in."""

from __future__ import annotations

# 36 per metre for a yuan per kilometre, 10 per second for a yuan per hour: prices to the tenth of a yuan per hour and
# to the 36th per kilometre stay exact, and a day of a whole district stays far below `FOREVER`.
UNITS_PER_YUAN = 36_000


def per_metre(yuan_per_km: float) -> int:
    """Cost of a metre."""
    return round(yuan_per_km * UNITS_PER_YUAN / 1000)


def per_second(yuan_per_hour: float) -> int:
    """Cost of a second."""
    return round(yuan_per_hour * UNITS_PER_YUAN / 3600)


def whole_cost(yuan: float) -> int:
    """Cost that is paid once."""
    return round(yuan * UNITS_PER_YUAN)
