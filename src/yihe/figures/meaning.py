"""Hold what a number says, and what stands around it in its clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yihe.figures.model import Period
from yihe.figures.token import Token


@dataclass(slots=True)
class Meaning:
    """Kind, direction and reference of one number."""

    kind: str
    direction: str | None = None
    reference: str | None = None


@dataclass(slots=True)
class Surroundings:
    """What stands around a number in its clause.

    `left` runs from the clause start, `gap` from the number before; `right` to the next number, `tail` to the
    clause end, `ahead` to the end of the item; `target` says that the sentence has opened a plan, `based` that it
    opened with a base; `period` is the time of the number, `told` the kind of the claim before.
    """

    left: str
    gap: str
    right: str
    tail: str
    before: Token | None
    last: Meaning | None
    target: bool = False
    year: int | None = None
    period: Period | None = None
    ahead: str = ""
    based: bool = False
    told: str = ""


_LIST = re.compile(r"[、和与及至到或—–\-~]|以及|[—–\-~]{2}")
_LONGEST_JOINT = 2


def listed(around: Surroundings) -> bool:
    """Say whether a number is the next of a list: only a joint stands between it and the one before."""
    joint = around.gap.strip(" ")
    return len(joint) <= _LONGEST_JOINT and bool(_LIST.fullmatch(joint))
