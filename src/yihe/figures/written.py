"""Take a figure's written form apart: the number as written, its written unit and its last written digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from yihe.figures.fold import fold
from yihe.figures.model import Figure

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Written:
    """A figure as it stands on the page.

    Attributes
    ----------
    number
        The number in its written unit (344.4 for 344.4亿元).
    step
        One unit of its last written digit; for a hedged round number of its last non-zero digit.
    factor
        Written unit to the canonical unit.
    inner
        True where 余 or 多 stands inside (1600余家).
    """

    number: Decimal
    step: Decimal
    factor: Decimal
    inner: bool


def written_form(figure: Figure) -> Written:
    """Return the written form of a figure with a single value.

    Raises
    ------
    ValueError
        For names, dates and ratios of several terms.
    """
    if not isinstance(figure.value, Decimal):
        raise ValueError(f"{figure.text!r} has no single value")
    core = fold(figure.core).text.replace(" ", "")
    found = _NUMBER.search(core)
    number = Decimal(found.group().replace(",", "")) if found else figure.value
    if figure.value < 0 < number or number == 0:
        number = -number
    factor = figure.value / number if number else Decimal(1)
    hedged = figure.hedge != "none" or found is None
    return Written(number, _step(number, hedged), factor, bool(re.search("[余多]", core)))


def _step(number: Decimal, hedged: bool) -> Decimal:
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return Decimal(1).scaleb(exponent)
    return last_nonzero_step(number) if hedged else Decimal(1)


def last_nonzero_step(number: Decimal) -> Decimal:
    """Return one unit of the last non-zero digit: 100 for 1600."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and number else Decimal(1)
