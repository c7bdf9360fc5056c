"""What must stand on every paper of a plan about the records it was made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yihe.ledger.entries import Nature

SAMPLE = "样例数据（合成），非真实台账"


def notices(records: Sequence[Any]) -> dict[str, str]:
    """Remarks for a problem: that it is of a sample, where any of its records is."""
    return {"sample": SAMPLE} if any(each.nature == Nature.SAMPLE for each in records) else {}
