"""The clock of a collection problem, and where its data come from, as people read them."""

from __future__ import annotations

from ..words import Language, say
from .problem import RoutingProblem

# Says that times are seconds of the day; stands in the problem's remarks.
CLOCK = "seconds of the day"
_DAY, _HOUR, _MINUTE = 86_400, 3600, 60


def time_of(problem: RoutingProblem, time: int, language: Language) -> str:
    """A time as people say it (04:35, 次日01:10); the bare number where the problem's time is no clock."""
    if not has_clock(problem):
        return str(time)
    days, second = divmod(time, _DAY)
    said = f"{second // _HOUR:02}:{second % _HOUR // _MINUTE:02}"
    gap = " " if language == "en" else ""
    return f"{say('next day', language)}{gap}{said}" if days else said


def has_clock(problem: RoutingProblem) -> bool:
    """Whether times are seconds of the day; then coordinates are longitudes and latitudes: both come from streets."""
    return problem.remarks.get("clock") == CLOCK


def notice(problem: RoutingProblem) -> str:
    """What every page must say about where the data come from; "" for nothing."""
    return str(problem.remarks.get("sample", ""))
