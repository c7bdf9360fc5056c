"""How pages say values: a scaled number with its unit, and the exact value for whoever wants it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import get_language

from yihe.units import say_unit

_ZH_SCALES = [(Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")]
_EN_SCALES = [(Decimal(10) ** 9, "billion "), (Decimal(10) ** 6, "million ")]
_SCALED = {"CNY", "USD", "m2", "kW", "t", "m3"}
"""Units whose large values are said in 万 and 亿; things that are counted are said in full."""

_DECIMALS = 2


@dataclass(frozen=True)
class Said:
    """A value as a page shows it."""

    number: str
    unit: str
    exact: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit}".strip()


UNKNOWN = Said("—", "", "")


def say(value: Any, unit: str | None) -> Said:
    """Say a value in the reader's language.

    Parameters
    ----------
    value
        In the canonical `unit`; None is said as a dash.
    unit
        Canonical symbol of :mod:`yihe.units`, empty for a bare number.

    Examples
    --------
    >>> str(say(Decimal("4600000000"), "CNY")), say(Decimal("957800.00"), "m2").exact
    ('46 亿元', '957,800 平方米')
    """
    if value is None:
        return UNKNOWN
    value = Decimal(value)
    unit = unit or ""
    if unit == "rank":
        return _rank(value)
    exact = f"{grouped(value)} {_word(unit)}".strip()
    factor, prefix = _scale(value, unit)
    return Said(grouped(rounded(value / factor)), prefix + _word(unit), exact)


def _rank(value: Decimal) -> Said:
    said = f"第 {value:f}" if _chinese() else f"No. {value:f}"
    return Said(said, "", said)


def _scale(value: Decimal, unit: str) -> tuple[Decimal, str]:
    if unit in _SCALED:
        for factor, prefix in _ZH_SCALES if _chinese() else _EN_SCALES:
            if abs(value) >= factor:
                return factor, prefix
    return Decimal(1), ""


def _word(unit: str) -> str:
    return unit if unit in ("%", "‰") else say_unit(unit, "zh" if _chinese() else "en")


def _chinese() -> bool:
    return not (get_language() or "zh").startswith("en")


def rounded(value: Decimal, digits: int = _DECIMALS) -> Decimal:
    """Rounded half up, as Chinese statistics are."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def grouped(value: Decimal) -> str:
    """With thousands separators, without trailing zeros.

    >>> grouped(Decimal("6469.00")), grouped(Decimal("1234567.8"))
    ('6,469', '1,234,567.8')
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def scale_for(values: list[Decimal], unit: str) -> tuple[Decimal, str]:
    """One factor and unit word for values shown side by side, as on a chart's axis."""
    if unit == "rank":
        return Decimal(1), ""
    factor, prefix = _scale(max((abs(v) for v in values), default=Decimal(0)), unit)
    return factor, prefix + _word(unit)
