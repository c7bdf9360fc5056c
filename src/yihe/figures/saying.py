"""Say a value the way official texts do, rounded and hedged so that the tolerance table finds it true."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from yihe.units import parse_unit, say_unit

_SCALES = (("万亿", Decimal(10) ** 12), ("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4))
_NEVER_SCALED = frozenset(
    {"%", "‰", "倍", "pp", "rank", "ratio", "year", "month", "day", "hour", "min", "workday", "周", "秒"}
)


def say(value: Decimal, unit: str, *, digits: int | None = None, hedge: str = "none", scale: str = "auto") -> str:
    """Say a value in Chinese.

    Parameters
    ----------
    value
        In `unit`, one of the canonical symbols (CNY, m2, 处, %, pp, rank …).
    digits
        Decimals to show in the written unit; None shows at most two and drops closing zeros.
    hedge
        As in `Figure.hedge`. The number is chosen so that the hedge is true; where none fits
        (nothing is 近0), the plain number is said.
    scale
        ``auto``, ``""``, ``万``, ``亿`` or ``万亿``.

    Examples
    --------
    >>> say(Decimal(957800), "m2")
    '95.78万平方米'
    >>> say(Decimal(1643), "家", hedge="over")
    '1600余家'
    """
    if unit == "rank":
        return _rank(value, hedge)
    word, factor = _scale(value, unit, scale)
    number = value / factor
    if hedge == "none" or number <= 0:
        return _number(number, unit, digits, factor) + word + say_unit(unit)
    return _hedged(number, word, unit, hedge)


def _rank(value: Decimal, hedge: str) -> str:
    return ("前" if hedge == "at_most" else "第") + f"{int(value)}"


def _scale(value: Decimal, unit: str, scale: str) -> tuple[str, Decimal]:
    if scale != "auto":
        return scale, dict(_SCALES).get(scale, Decimal(1))
    if unit in _NEVER_SCALED:
        return "", Decimal(1)
    for word, factor in _SCALES:
        if abs(value) >= factor:
            return word, factor
    return "", Decimal(1)


def _is_small_count(number: Decimal, unit: str, factor: Decimal) -> bool:
    found = parse_unit(unit)
    return bool(found and found.dimension.startswith("count:") and abs(number * factor) < 1000)


def _number(number: Decimal, unit: str, digits: int | None, factor: Decimal) -> str:
    if _is_small_count(number, unit, factor):
        return _plain(number)
    shown = 2 if digits is None else digits
    rounded = number.quantize(Decimal(1).scaleb(-shown), rounding=ROUND_HALF_UP)
    return _plain(rounded) if digits is None else f"{rounded:f}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"


def _significant(number: Decimal, count: int, rounding: str) -> Decimal:
    return number.quantize(Decimal(1).scaleb(number.adjusted() - count + 1), rounding=rounding)


def _hedged(number: Decimal, word: str, unit: str, hedge: str) -> str:
    told = word + ("名" if unit == "人" else say_unit(unit))
    return {
        "nearly": _nearly,
        "over": _over,
        "about": _about,
        "at_least": _at_least,
        "at_most": _at_most,
        "under": _under,
    }[hedge](number, told)


def _nearly(number: Decimal, told: str) -> str:
    for count in range(1, 8):
        bound = _significant(number, count, ROUND_CEILING)
        if bound * Decimal("0.9") <= number < bound:
            return f"近{_plain(bound)}{told}"
    return _plain(number) + told


def _over(number: Decimal, told: str) -> str:
    bound = _significant(number, 2, ROUND_FLOOR)
    if bound == bound.to_integral_value() and bound >= 10 and bound < number and "万亿" not in told:
        return f"{_plain(bound)}余{told}"
    return f"超{_plain(bound)}{told}" if bound < number else _plain(number) + told


def _about(number: Decimal, told: str) -> str:
    return f"约{_plain(_significant(number, 3, ROUND_HALF_UP))}{told}"


def _at_least(number: Decimal, told: str) -> str:
    return f"{_plain(_significant(number, 2, ROUND_FLOOR))}{told}以上"


def _at_most(number: Decimal, told: str) -> str:
    return f"{_plain(_significant(number, 2, ROUND_CEILING))}{told}以内"


def _under(number: Decimal, told: str) -> str:
    bound = _significant(number, 2, ROUND_CEILING)
    if bound == number:
        bound += Decimal(1).scaleb(number.adjusted() - 1)
    return f"不足{_plain(bound)}{told}"
