"""Drafts: what one row of a sheet says about one entry, before it is held against the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(slots=True)
class Draft:
    """One row, read and understood.

    Attributes
    ----------
    row
        Its number in the sheet.
    values
        By attribute name of the model (``place_id``, not ``place``); only what the sheet has columns for.
    stage
        The stage the row says it is in, None where the sheet does not say.
    stage_days
        Day of entering each stage; None for a stage whose column is there but empty.
    """

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    stage: str | None = None
    stage_days: dict[str, date | None] = field(default_factory=dict)
