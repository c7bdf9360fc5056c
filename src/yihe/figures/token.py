"""The scanner's working note on one number, before its meaning is known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yihe.figures.model import Value

TIME_UNITS = frozenset({"year", "month", "day", "hour", "min", "秒", "周", "workday"})


@dataclass(slots=True, eq=False)
class Token:
    """A number with its span in the folded text; `kind` is set where the form alone decides it."""

    core_start: int
    core_end: int
    value: Value
    unit: str | None
    rule: str
    kind: str = ""
    claim: bool = True
    hedge: str = "none"
    implied: bool = False
    start: int = -1
    end: int = -1
    scale_word: str = ""
    bare: bool = False
    factor: Decimal = Decimal(1)
    bound: str | None = None

    def __post_init__(self) -> None:
        if self.start < 0:
            self.start, self.end = self.core_start, self.core_end


def silent(start: int, end: int, kind: str, rule: str) -> Token:
    """Return a token that is no claim: a name, a date or an ordinal."""
    return Token(start, end, None, None, rule, kind, claim=False)
