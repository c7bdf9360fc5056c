"""Know a review of several years that nowhere says so: the part of a report before the year just over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from yihe.figures.anchor import Anchor
from yihe.figures.model import Period

# 刚刚过去的2025年很不平凡: from here on the report tells of that year.
_YEAR_OPENS = re.compile(r"\n\s*(?:[一二三四五六七八九十]、)?(?:刚刚|即将)?过去的(?:一年|20\d\d年)")
# Any of these says of which time the words around it are.
_TIME = re.compile(
    "[12]\\d{3}年|[今去上]年|同比|[一二三四五十两]年来|十.?五”?(?![年项个家])|过去[一五]年|以来|季度|月份|半年"
)
_OVER_YEARS = re.compile("年均(?:增长|递增|增加|提高|下降|新增)")
_LEAST, _FEWEST = 200, 5
_RUN = 5
# The years with which the state's plans, and the terms of governments, end: 2025, 2017.
_LAST_YEARS = (0, 2)


@dataclass(frozen=True, slots=True)
class Review:
    """Until where a text reviews several years, and which."""

    end: int
    period: Period


def review_of(text: str, anchor: Anchor) -> Review | None:
    """Return the review of a plan's or a term's years a text begins with, where it tells no time at all.

    Parameters
    ----------
    text
        The folded text.
    anchor
        Its day and years.
    """
    year = anchor.reported
    if year is None or year == anchor.running or year % _RUN not in _LAST_YEARS:
        return None
    opens = _YEAR_OPENS.search(text)
    head = text[: opens.start()] if opens else text
    if len(head) < _LEAST or _TIME.search(head) or not (opens or _OVER_YEARS.search(head)):
        return None
    if sum(char.isdigit() for char in head) < _FEWEST:
        return None
    period = Period(f"{year - _RUN + 1}—{year}年", date(year - _RUN + 1, 1, 1), date(year, 12, 31))
    return Review(len(head), period)
