"""Read one cell as a decimal or a whole number, in the unit its column is kept in."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from yihe.units import IncompatibleUnits, Unit, convert, parse_unit

from .blanks import fold, is_empty, require_no_error
from .numerals import NUMERAL, SCALES, read_numeral
from .problems import BadCell

# Excel itself keeps 15 significant digits; what a float shows beyond them is noise.
_EXCEL_DIGITS = ".15g"
_NUMBER = re.compile(
    r"(?P<about>约|大约|≈|~)?\s*(?P<open>\()?\s*(?P<sign>[-+−])?\s*[¥$]?\s*"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?P<fraction>\.\d+)?"
    r"(?P<power>[eE][-+]?\d{1,2}(?![\d.]))?"
    r"(?P<rest>.*)",
    re.DOTALL,
)
# Small raised and circled digits become plain ones when folded: 10² must not read as 102.
_RAISED = re.compile(r"[\d.][⁰¹²³⁴-⁹₀-₉①-⑳¼-¾⅐-⅞]")
_ONE_BY_ONE = "count:个"


def parse_decimal(value: Any, unit_from: Unit | None = None, unit_to: str | None = None) -> Decimal | None:
    """Read a number and convert it to the column's unit.

    Parameters
    ----------
    value
        The cell: a number, or text such as "１，２３４.５", "约12.5万元", "三十二", "(120)".
    unit_from
        Unit of bare numbers, from the header or the sheet's unit line; None if they are in ``unit_to``.
    unit_to
        Unit of the result, such as "CNY", "m2", "户"; None for a pure number.

    Returns
    -------
    Decimal or None
        None for an empty cell. A unit written in the cell goes before the header's.

    Raises
    ------
    BadCell
        The cell holds no single number, its unit does not fit, or it can be read in two ways.
    """
    require_no_error(value)
    if is_empty(value):
        return None
    number, written = _split(value)
    unit = _unit_of_cell(written, unit_from, unit_to) if written else unit_from
    return _in_unit(number, unit, unit_to, value)


def parse_int(value: Any, unit_from: Unit | None = None, unit_to: str | None = None) -> int | None:
    """Read a whole number; see `parse_decimal`.

    Raises
    ------
    BadCell
        As `parse_decimal`, and if the number is not whole.
    """
    number = parse_decimal(value, unit_from, unit_to)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise BadCell(
            "not_whole",
            f"“{value}”不是整数",
            f"“{value}” is not a whole number",
            "整数，如 12",
            "a whole number such as 12",
        )
    return int(number)


def not_a_number(value: Any, why_zh: str = "", why_en: str = "") -> BadCell:
    """The refusal of a cell that holds no single number."""
    return BadCell(
        "not_a_number",
        f"“{value}”不是一个数{why_zh}",
        f"“{value}” is not a number{why_en}",
        "一个数，可带千位分隔符或单位，如 1,234.5 或 12.5万元",
        "one number, with thousands separators or a unit if you like, such as 1,234.5 or 12.5万元",
    )


def _split(value: Any) -> tuple[Decimal, str]:
    """The number in a cell and what is written after it."""
    if isinstance(value, bool | date | time | timedelta | bytes):
        raise not_a_number(value)
    if isinstance(value, Decimal):
        return value, ""
    if isinstance(value, int):
        return Decimal(value), ""
    if isinstance(value, float):
        return _from_float(value), ""
    return _from_text(str(value))


def _from_float(value: float) -> Decimal:
    if value in (float("inf"), float("-inf")):
        raise not_a_number(value)
    return Decimal(format(value, _EXCEL_DIGITS))


def _from_text(text: str) -> tuple[Decimal, str]:
    match = _NUMBER.fullmatch(fold(text))
    if _RAISED.search(text):
        raise not_a_number(text)
    if match is None:
        return _from_numeral(text)
    rest = match["rest"].strip()
    if match["open"]:
        # Accountants write a negative number in brackets; nothing else may be bracketed.
        if not rest.startswith(")") or match["sign"]:
            raise not_a_number(text)
        rest = rest[1:].strip()
    if rest[:1] in tuple("0123456789.,"):
        raise not_a_number(text, "（逗号或小数点的位置不对）", " (comma or point in the wrong place)")
    digits = re.sub(r"[, ]", "", match["digits"]) + (match["fraction"] or "") + (match["power"] or "")
    negative = bool(match["open"]) or match["sign"] in ("-", "−")
    return (-Decimal(digits) if negative else Decimal(digits)), rest


def _from_numeral(text: str) -> tuple[Decimal, str]:
    folded = re.sub(r"^(约|大约)", "", fold(text))
    match = NUMERAL.match(folded)
    number = read_numeral(match[0]) if match else None
    if match is None or number is None:
        raise not_a_number(text)
    return Decimal(number), folded[match.end() :].strip()


def _unit_of_cell(written: str, unit_from: Unit | None, unit_to: str | None) -> Unit:
    """The unit written behind a number, which may be a bare scale such as 万."""
    if written in SCALES:
        return _scaled(written, unit_from, unit_to)
    unit = parse_unit(written)
    if unit is None:
        raise not_a_number(written, "，也不是认识的单位", " nor a known unit")
    if unit_to is None and not unit.dimension.startswith("count:"):
        raise BadCell(
            "unexpected_unit",
            f"此列是不带单位的数，单元格却写了“{written}”",
            f"this column takes bare numbers but the cell says “{written}”",
            "不带单位的数",
            "a number without a unit",
        )
    return unit


def _scaled(written: str, unit_from: Unit | None, unit_to: str | None) -> Unit:
    if unit_from is not None and unit_from.scale != 1:
        raise BadCell(
            "ambiguous_scale",
            f"表头已有单位，单元格又写“{written}”，不知该不该再乘",
            f"the header already scales the number and the cell says “{written}” again",
            "只写数字，或写全单位（如 3.5万元）",
            "the bare number, or the whole unit (such as 3.5万元)",
        )
    scale = Decimal(SCALES[written])
    return scaled_unit(scale, unit_from or (parse_unit(unit_to) if unit_to else None))


def scaled_unit(scale: Decimal, base: Unit | None) -> Unit:
    """A unit so many times larger; without a base, a pure number."""
    if base is None:
        return Unit("", "number", scale, scale)
    return Unit(base.symbol, base.dimension, base.factor * scale, base.scale * scale)


def _in_unit(number: Decimal, unit: Unit | None, unit_to: str | None, value: Any) -> Decimal:
    if unit is None:
        return number
    scaled = number * unit.scale
    if unit_to is None or unit.symbol == unit_to:
        return scaled
    try:
        return convert(scaled, unit.symbol, unit_to)
    except IncompatibleUnits as error:
        if counts_alike(unit, unit_to):
            return scaled
        raise BadCell(
            "wrong_unit",
            f"“{value}”的单位“{unit.symbol}”不能换算为“{unit_to}”",
            f"the unit “{unit.symbol}” of “{value}” cannot be converted to “{unit_to}”",
            f"以“{unit_to}”计的数，或可换算的单位",
            f"a number in “{unit_to}” or a unit that converts to it",
        ) from error


def counts_alike(unit: Unit, unit_to: str) -> bool:
    """Whether two counting words count the same things one by one: 个 stands for any of them."""
    target = parse_unit(unit_to)
    if target is None:
        return False
    both = (unit.dimension, target.dimension)
    return all(dimension.startswith("count:") for dimension in both) and _ONE_BY_ONE in both
