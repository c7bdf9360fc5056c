"""Read one cell as a date, keeping how precise it was."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from .blanks import fold, is_empty, require_no_error
from .numerals import read_numeral
from .problems import BadCell

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_YEARS = range(1900, 2101)
# Serials of dates from 1954 to 2119; a number outside is more likely something else.
_SERIALS = range(20_000, 80_000)
# Day 60 of the 1900 system is 29 February 1900, which never was; counting from here makes later days right.
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_NUMERAL = r"[零〇○一二三四五六七八九十]"
_CHINESE = re.compile(rf"({_NUMERAL}{{4}})年(?:({_NUMERAL}{{1,3}})月(?:({_NUMERAL}{{1,3}})[日号])?)?")
_CLOCK = r"(?:[T\s]+\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?)?[分秒]?)?"
_DAY = (
    re.compile(rf"(\d{{4}})\s*[年./-]\s*(\d{{1,2}})\s*[月./-]\s*(\d{{1,2}})\s*[日号]?{_CLOCK}"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_MONTH = (re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*月?(?:份)?"), re.compile(r"(\d{4})(\d{2})"))
_QUARTER = re.compile(r"(\d{4})\s*年?\s*(?:第?\s*([一二三四1-4])\s*季度|[Qq]([1-4]))")
_YEAR = re.compile(r"(\d{4})\s*年?(?:度)?")
_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})")


class Precision(StrEnum):
    """How much of a date was written."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class PartialDate(NamedTuple):
    """The first day of what was written, and how precise that was."""

    date: date
    precision: Precision


def parse_date(value: Any, *, date_1904: bool = False) -> PartialDate | None:
    """Read a date.

    Parameters
    ----------
    value
        A date, an Excel serial, or text: 2022年9月8日, 2022.9.8, 2022/9/8, 20220908, 2022-09,
        2022年9月, 2022年三季度, 2022年, 二〇二二年九月, with or without a time of day.
    date_1904
        Whether serials count from 1904.

    Returns
    -------
    PartialDate or None
        ``(date, precision)``; None for an empty cell. A moment with a zone is taken in Shanghai.

    Raises
    ------
    BadCell
        The cell holds no date, no such day exists, or it can be read in two ways (22.9.8, 9/8/2022).
    """
    require_no_error(value)
    if is_empty(value):
        return None
    if isinstance(value, datetime):
        return _from_moment(value)
    if isinstance(value, date):
        return PartialDate(value, Precision.DAY)
    if isinstance(value, bool | time | timedelta | bytes):
        raise _not_a_date(value)
    if isinstance(value, int | float):
        return _from_number(value, date_1904)
    return _from_text(str(value), date_1904)


def _not_a_date(
    value: Any, why_zh: str = "不是日期", why_en: str = "is not a date", code: str = "not_a_date"
) -> BadCell:
    return BadCell(
        code,
        f"“{value}”{why_zh}",
        f"“{value}” {why_en}",
        "日期，如 2022-09-08、2022年9月8日、2022年9月、2022年",
        "a date such as 2022-09-08, 2022年9月8日, 2022年9月 or 2022年",
    )


def _from_moment(moment: datetime) -> PartialDate:
    local = moment.astimezone(_SHANGHAI) if moment.tzinfo else moment
    return PartialDate(local.date(), Precision.DAY)


def _from_number(value: int | float, date_1904: bool) -> PartialDate:
    if value in (float("inf"), float("-inf")):
        raise _not_a_date(value)
    if value != int(value):
        return _from_fraction(value, date_1904)
    number = int(value)
    if number in _YEARS:
        return _build(str(value), number)
    if number in _SERIALS:
        return PartialDate((_EPOCH_1904 if date_1904 else _EPOCH_1900) + timedelta(days=number), Precision.DAY)
    return _from_digits(str(number))


def _from_digits(digits: str) -> PartialDate:
    for pattern in (_DAY[1], _MONTH[1]):
        if match := pattern.fullmatch(digits):
            return _build(digits, *map(int, match.groups()))
    raise _not_a_date(digits)


def _from_fraction(value: float, date_1904: bool) -> PartialDate:
    """A serial with a time of day, or a month typed as a decimal number (2022.9)."""
    if int(value) in _SERIALS:
        return _from_number(int(value), date_1904)
    written = format(value, ".15g")
    if int(value) in _YEARS and written.endswith(".1"):
        # Excel shows October typed as 2022.10 the same as January typed as 2022.1.
        raise _not_a_date(written, "分不清是1月还是10月", "may be January or October", "ambiguous_month")
    return _from_text(written, date_1904)


def _from_text(text: str, date_1904: bool) -> PartialDate:
    folded = _arabic(fold(text))
    if _ZONED.fullmatch(folded):
        return _from_moment(_moment(folded, text))
    for pattern in (*_DAY, *_MONTH, _YEAR):
        if match := pattern.fullmatch(folded):
            return _build(text, *map(int, match.groups()))
    if match := _QUARTER.fullmatch(folded):
        return _quarter(text, match)
    if folded.isdigit() and int(folded) in _SERIALS:
        return _from_number(int(folded), date_1904)
    raise _why_not(text, folded)


def _arabic(text: str) -> str:
    """A date in Chinese numerals, in digits."""
    match = _CHINESE.fullmatch(text)
    if match is None:
        return text
    parts = [read_numeral(part) for part in match.groups() if part]
    if None in parts:
        return text
    return "-".join(str(part) for part in parts) + ("年" if len(parts) == 1 else "")


def _moment(folded: str, text: str) -> datetime:
    try:
        return datetime.fromisoformat(folded)
    except ValueError as error:
        raise _not_a_date(text) from error


def _quarter(text: str, match: re.Match[str]) -> PartialDate:
    sign = match[2] or match[3]
    quarter = read_numeral(sign) or int(sign)
    return PartialDate(_build(text, int(match[1]), 3 * quarter - 2).date, Precision.QUARTER)


def _build(text: str, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    if year not in _YEARS or month == 0 or day == 0:
        raise _not_a_date(text)
    try:
        return PartialDate(date(year, month or 1, day or 1), precision)
    except ValueError as error:
        raise _not_a_date(text, "这一天不存在", "is a day that does not exist", "no_such_day") from error


def _why_not(text: str, folded: str) -> BadCell:
    if re.match(r"\d{2}\s*[年./-]\s*\d{1,2}(?!\d)", folded):
        return _not_a_date(text, "的年份只有两位", "has a two-digit year", "short_year")
    if re.match(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}", folded):
        return _not_a_date(text, "分不清月和日的先后", "does not tell day from month", "ambiguous_day")
    return _not_a_date(text)
