"""Keep the time each section of a text is told for: a heading's year holds below it until a heading as high."""

from __future__ import annotations

import re

from yihe.figures.model import Period

_HAN = "[一二三四五六七八九十]"
# How official texts number their parts, from the highest to the lowest: 第一部分, 一、, （一）, 1., （1）.
_MARKS = (
    re.compile(rf"\s*第{_HAN}+(?:部分|章|篇|编)"),
    re.compile(rf"\s*{_HAN}+[、.．]"),
    re.compile(rf"\s*[（(]{_HAN}+[）)]"),
    re.compile(r"\s*\d{1,2}[、.．](?!\d)"),
    re.compile(r"\s*[（(]\d{1,2}[）)]"),
)
# A line without a number stands over all numbered ones where it tells a time, else under them.
_TITLE, _LOWEST = -1, len(_MARKS)


def level(words: str) -> int | None:
    """Return how deep a numbered heading stands, 0 for the highest; None without a number."""
    return next((depth for depth, mark in enumerate(_MARKS) if mark.match(words)), None)


_INTRODUCES = re.compile("(?:简介|概况|简况|概述)$")


class Sections:
    """The times of the headings above a clause."""

    def __init__(self) -> None:
        self._times: dict[int, Period | None] = {}
        self._plans: set[int] = set()

    @property
    def period(self) -> Period | None:
        """The time of the lowest heading above that tells one."""
        return self._times[max(self._times)] if self._times else None

    @property
    def timeless(self) -> bool:
        """Whether the lowest such heading says that what follows simply is: 一、医院简介."""
        return bool(self._times) and self.period is None

    @property
    def planned(self) -> bool:
        """Whether a heading above says that what follows is planned."""
        return bool(self._plans)

    def retitle(self, period: Period) -> None:
        """Let the lead say more closely when the title's year was: 2023年…假期 … 9月29日至10月6日."""
        if _TITLE in self._times and len(self._times) == 1:
            self._times[_TITLE] = period

    def open(self, words: str, period: Period | None, *, planned: bool = False) -> None:
        """Enter the section a heading opens; one as high as it, or deeper, is over."""
        depth = level(words)
        if depth is None:
            depth = _TITLE if period else _LOWEST
        self._times = {other: time for other, time in self._times.items() if other < depth}
        if period or _INTRODUCES.search(words):
            self._times[depth] = period
        self._plans = {other for other in self._plans if other < depth} | ({depth} if planned else set())
