"""What the sheet reader drops from a workbook and must be put back: error cells, percent formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .table import CellError

Position = tuple[int, int]
# Number formats 9 (0%) and 10 (0.00%) are built into Excel.
BUILT_IN_PERCENT = frozenset((9, 10))


@dataclass(slots=True)
class Marks:
    """Cells of one sheet by (row, column), 0-based: errors, and numbers shown as percentages."""

    errors: dict[Position, CellError] = field(default_factory=dict)
    percents: set[Position] = field(default_factory=set)

    def put_into(self, rows: Sequence[list[Any]]) -> None:
        """Write errors into their cells, and turn 0.7 shown in a percent format into “70%”."""
        for (row, column), error in self.errors.items():
            if row < len(rows):
                rows[row].extend([""] * (column + 1 - len(rows[row])))
                rows[row][column] = error
        for row, column in self.percents:
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = _percentage(rows[row][column])


@dataclass(slots=True)
class BookMarks:
    """Marks by sheet name, and whether the workbook counts dates from 1904."""

    sheets: dict[str, Marks] = field(default_factory=dict)
    date_1904: bool = False


def _percentage(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    shown = Decimal(format(value, ".15g")) * 100
    return f"{shown.normalize():f}%"
