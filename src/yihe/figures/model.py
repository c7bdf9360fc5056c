"""What a figure read from a text is: one frozen record with its span, value, unit and meaning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

Value = Decimal | tuple[Decimal, ...] | None


@dataclass(frozen=True, slots=True)
class Period:
    """The time a figure is about, as written and as ISO days where they can be inferred."""

    text: str | None
    from_: date | None
    to: date | None

    def as_record(self) -> dict[str, str | None]:
        """Return the period as the gold schema writes it."""
        return {"text": self.text, "from": _iso(self.from_), "to": _iso(self.to)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


# A tuple is made six times as fast as a frozen dataclass, and a text holds thousands.
class Figure(NamedTuple):
    """A number found in a text.

    Attributes
    ----------
    text, start, end
        Full span in the original text, with the hedge word that touches it; `end` is exclusive.
    core, core_start, core_end
        Numeral and unit only.
    value, unit
        Normalised: money in yuan, area in m2, length in m …; None for names and dates.
    kind, claim, hedge
        As listed in the gold schema; `claim` is False for names, dates and ordinals.
    bound
        ``low`` or ``high`` where the figure is an end of a range (95%—98%); the ledger's value lies between.
    rule
        Name of the rule that read it.
    clause
        The clause it stands in, for explanations.
    """

    text: str
    start: int
    end: int
    core: str
    core_start: int
    core_end: int
    value: Value
    unit: str | None
    subject: str
    kind: str
    claim: bool
    hedge: str
    period: Period | None = None
    scope: str | None = None
    direction: str | None = None
    reference: str | None = None
    unit_implied: bool = False
    repeat_of: int | None = None
    rule: str = ""
    clause: str = ""
    bound: str | None = None

    def as_record(self, number: int = 0) -> dict[str, Any]:
        """Return the figure as one record of the gold schema.

        Parameters
        ----------
        number
            Position in the text, from which the id is made.
        """
        record: dict[str, Any] = {"id": f"f-{number:03d}"} | self._asdict()
        record["value"] = _json_number(self.value)
        record["period"] = self.period.as_record() if self.period else None
        return {key: item for key, item in record.items() if key not in _OPTIONAL or item}


_OPTIONAL = frozenset({"direction", "reference", "unit_implied", "repeat_of", "bound"})


def _json_number(value: Value) -> int | float | list[int | float] | None:
    if value is None:
        return None
    if isinstance(value, tuple):
        return [_plain(term) for term in value]
    return _plain(value)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
