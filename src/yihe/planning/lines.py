"""Lines on a map, as positions."""

from __future__ import annotations

Line = list[tuple[float, float]]
# A seventh decimal of a degree is a centimetre.
_DECIMALS = 7


def rounded(line: Line) -> list[list[float]]:
    """The line as GeoJSON has it, with no more decimals than mean something."""
    return [[round(x, _DECIMALS), round(y, _DECIMALS)] for x, y in line]
