"""Figures that a text implies without saying them: shares and ratios whose two parts it quotes.

An article that names 36 plans and 27 put into effect says 75 %; one that names 5.1亿元 for 2.56万户 says
1.99万元 a household. Each is held against the ledger's own share or ratio.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from .define import Indicator, Ratio, Share
from .engine import evaluate
from .register import indicators
from .spans import Span

_NEAR = Decimal("0.05")
"""How far the two may lie apart, relatively: texts round both parts (约2.56万户)."""


@dataclass(frozen=True)
class Implied:
    """A share or ratio of two quoted figures beside the ledger's.

    Parameters
    ----------
    indicator
        The declared share or ratio.
    text
        What the quoted values give, in the indicator's unit.
    ledger
        What the ledger gives; None where it knows nothing.
    """

    indicator: Indicator
    text: Decimal
    ledger: Decimal | None

    @property
    def agrees(self) -> bool:
        """Whether both are the same but for rounding of the parts."""
        return self.ledger is not None and abs(self.text - self.ledger) <= _NEAR * abs(self.ledger)


def implied(quoted: Mapping[str, Decimal], place: str, span: Span, as_of: datetime | None = None) -> list[Implied]:
    """Every declared share and ratio of which a text quotes both parts.

    Parameters
    ----------
    quoted
        Values as quoted, by indicator id, in canonical units.
    """
    both = [i for i in indicators() if isinstance(i, Share | Ratio) and all(p.id in quoted for p in i.parts())]
    values = evaluate(both, [place], span, as_of)
    found = []
    for indicator in both:
        said = indicator.combine([quoted[part.id] for part in indicator.parts()])
        if said is not None:
            found.append(Implied(indicator, said, values[indicator.id, place].value))
    return found
