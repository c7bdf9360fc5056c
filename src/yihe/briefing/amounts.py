"""A ledger value in the unit in which a claim is written."""

from __future__ import annotations

from decimal import Decimal

from yihe.figures import Figure
from yihe.indicators.engine import Value
from yihe.units import IncompatibleUnits, convert


def in_unit_of(figure: Figure, value: Value) -> Decimal | None:
    """The value in the claim's unit; None where the ledger knows none."""
    if value.value is None:
        return None
    try:
        return convert(value.value, value.indicator.unit, figure.unit or value.indicator.unit)
    except IncompatibleUnits:
        # Counting words differ (项 for 个); the count is the same.
        return value.value
