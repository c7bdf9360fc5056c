"""Which indicator a record says it is measured by: the way from a task to a figure."""

from __future__ import annotations

from yihe.ledger.entries import Entry

from .define import Indicator
from .register import indicators

_FIELD = "indicator"


def measured_by(entry: Entry) -> Indicator | None:
    """The declared indicator that a record names by id or name; None where it names none."""
    said = getattr(entry, _FIELD, "")
    if not isinstance(said, str) or not said:
        return None
    return next((i for i in indicators() if said == i.id or said in i.label.all), None)
