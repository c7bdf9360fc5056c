"""A file made from a seed, and what must become of it when it is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from yihe.ledger.sheets.limits import Limits

STREETS = ("向阳街道", "东山街道")
LIMITS = Limits(rows=200, unpacked_bytes=64 * 1024 * 1024, ratio_from_bytes=1024 * 1024)
"""Small, so that a file past them is made quickly."""


@dataclass(frozen=True)
class Truth:
    """What the ledger must hold of one row."""

    code: str
    street: str
    day: date
    area: Decimal
    cost: Decimal
    stalls: int


@dataclass
class Made:
    """A file and what must become of it.

    Attributes
    ----------
    truths
        Rows that must be loaded exactly, where nothing is wrong with the file.
    bad_cells
        Addresses that must be named, and no others; empty with `refused` for a hopeless file.
    about
        What was done to it, for the reader of a failure.
    """

    path: Path
    truths: list[Truth]
    bad_cells: set[str] = field(default_factory=set)
    refused: bool = False
    about: list[str] = field(default_factory=list)
