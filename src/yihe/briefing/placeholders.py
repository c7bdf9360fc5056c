"""What a briefing template leaves open: figures by indicator, the place, the day of release."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from yihe.indicators.define import Indicator
from yihe.indicators.register import UnknownIndicator, indicator
from yihe.indicators.spans import Span, UnreadableSpan, months, parse_span

from .wording import UnusableOption, Wording, read_wording

PLACEHOLDER = re.compile(r"\{\{\s*(?P<name>[\w.]+)\s*(?:@\s*(?P<span>[^|}]+?)\s*)?(?:\|\s*(?P<options>[^}]*?)\s*)?\}\}")
"""``{{ economy.retail_sales @ 2022H1 | 亿元, 1 }}``: indicator, period if not the document's, options."""

RELATIVE: dict[str, Callable[[date], Span]] = {
    "累计": lambda day: Span(None, day),
    "今年以来": lambda day: Span(date(day.year, 1, 1), day),
    "一季度": lambda day: months(day.year, 1, 3),
    "上半年": lambda day: months(day.year, 1, 6),
    "前三季度": lambda day: months(day.year, 1, 9),
    "全年": lambda day: months(day.year, 1, 12),
    "上年": lambda day: months(day.year - 1, 1, 12),
}
"""Periods that depend on the day of release; beside them 去年10月以来 for any month."""

_SINCE_LAST_YEAR = re.compile(r"去年(1[0-2]|[1-9])月以来")

PLACE, DAY = "place", "date"


class UnusableTemplate(ValueError):
    """The template cannot be filled in; the message names every placeholder at fault."""


@dataclass(frozen=True)
class Wanted:
    """A figure that a template asks for."""

    written: str
    indicator: Indicator
    span: Span | str | None
    wording: Wording


def read_placeholders(text: str) -> list[Wanted]:
    """All figures a text asks for, in order.

    Raises
    ------
    UnusableTemplate
        An indicator is unknown, a period unreadable, an option unusable.
    """
    found: list[Wanted] = []
    problems: list[str] = []
    for match in PLACEHOLDER.finditer(text):
        if match["name"] in (PLACE, DAY):
            continue
        try:
            found.append(_read(match))
        except (UnknownIndicator, UnreadableSpan, UnusableOption) as problem:
            problems.append(f"{match.group()}: {problem}")
    if problems:
        raise UnusableTemplate("\n".join(problems))
    return found


def _read(match: re.Match[str]) -> Wanted:
    return Wanted(match.group(), indicator(match["name"]), _span(match["span"]), read_wording(match["options"] or ""))


def _span(words: str | None) -> Span | str | None:
    """A period; one that depends on the day of release stays in words until that is known."""
    if not words:
        return None
    return words if words in RELATIVE or _SINCE_LAST_YEAR.fullmatch(words) else parse_span(words)


def span_on(wanted: Wanted, usual: Span, released: date) -> Span:
    """The period of a figure, in a text that is released on a day."""
    if not isinstance(wanted.span, str):
        return wanted.span or usual
    if since := _SINCE_LAST_YEAR.fullmatch(wanted.span):
        return Span(date(released.year - 1, int(since[1]), 1), released)
    return RELATIVE[wanted.span](released)
