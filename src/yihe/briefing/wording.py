"""Say an indicator's value as a template asks for it, and refuse what the tolerance table would not find true."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from yihe.figures import judge, say, scan
from yihe.indicators.define import Indicator
from yihe.units import Unit, convert, parse_unit, same_dimension, say_unit

HEDGES = {
    "约": "about",
    "左右": "about",
    "近": "nearly",
    "余": "over",
    "多": "over",
    "超": "over",
    "以上": "at_least",
    "以内": "at_most",
    "不足": "under",
}
_UP_AND_DOWN = {"增减": ("增长", "下降"), "涨跌": ("上涨", "下跌"), "升降": ("提高", "降低")}
_ABOVE_OR_BELOW = re.compile(r"高低\s*(.*)")
_SCALES = ("万亿", "亿", "万")


class UnusableOption(ValueError):
    """An option of a template is none of those there are; the message lists them."""


class Unsayable(ValueError):
    """The value cannot be said as asked without saying something false."""


@dataclass(frozen=True)
class Wording:
    """How a value is to be said.

    Attributes
    ----------
    unit
        Unit word with its scale (万平方米); empty for the usual one.
    digits
        Decimals; None for as many as needed, two at most.
    hedge
        As in a figure.
    rising, falling
        Words for a rise and a fall (增长, 下降); empty to say the bare number.
    """

    unit: str = ""
    digits: int | None = None
    hedge: str = "none"
    rising: str = ""
    falling: str = ""


def read_wording(options: str) -> Wording:
    """Read the options of a placeholder: unit word, number of decimals, hedge, 增减, 高低 全市平均.

    Raises
    ------
    UnusableOption
        For anything else.
    """
    wording = Wording()
    for option in filter(None, (o.strip() for o in re.split(r"[,，、]", options))):
        wording = _with_option(wording, option)
    return wording


def _with_option(wording: Wording, option: str) -> Wording:
    if option in HEDGES:
        return replace(wording, hedge=HEDGES[option])
    if option.isdigit():
        return replace(wording, digits=int(option))
    if option in _UP_AND_DOWN:
        rising, falling = _UP_AND_DOWN[option]
        return replace(wording, rising=rising, falling=falling)
    if found := _ABOVE_OR_BELOW.fullmatch(option):
        return replace(wording, rising=f"高于{found[1]}", falling=f"低于{found[1]}")
    if parse_unit(option):
        return replace(wording, unit=option)
    known = "、".join([*HEDGES, *_UP_AND_DOWN, "高低 全市平均"])
    raise UnusableOption(f"{option!r} is no option (不是可用的选项): a unit, a number of decimals, {known}")


def say_as(indicator: Indicator, value: Decimal, wording: Wording) -> str:
    """The value in Chinese.

    Raises
    ------
    UnusableOption
        The unit asked for is of another dimension.
    Unsayable
        It would not be true by the tolerance table, or it is negative and no words for a fall are given.
    """
    if value < 0 and indicator.measure != "level" and not wording.falling:
        raise Unsayable(f"{indicator.id} is {value}: use 增减 or 高低 to say a fall (数值为负，请用“增减”或“高低”)")
    words = wording.rising if value >= 0 else wording.falling
    said = _number(indicator, abs(value) if wording.falling else value, wording)
    _must_be_true(indicator, value, words, said)
    return words + said


def _number(indicator: Indicator, value: Decimal, wording: Wording) -> str:
    unit, scale = _unit_and_scale(indicator, wording.unit)
    amount = _plain(value, indicator.unit, unit)
    hedge = wording.hedge
    if hedge == "none" and _is_counted(unit) and amount != amount.to_integral_value():
        hedge = "about"
    return say(amount, unit, digits=wording.digits, hedge=hedge, scale=scale)


def _plain(value: Decimal, unit: str, asked: str) -> Decimal:
    return value if unit == asked else convert(value, unit, asked)


def _unit_and_scale(indicator: Indicator, word: str) -> tuple[str, str]:
    """The unit in which to say it, and 万 or 亿 before it."""
    if not word:
        return indicator.unit, "auto"
    scale = next((s for s in _SCALES if word.startswith(s) and parse_unit(word.removeprefix(s))), "")
    found: Unit | None = parse_unit(word.removeprefix(scale))
    if found is None or not (found.symbol == indicator.unit or same_dimension(found.symbol, indicator.unit)):
        raise UnusableOption(f"{indicator.id} is in {say_unit(indicator.unit)}, not in {word} (量纲不符)")
    return found.symbol, scale


def _is_counted(unit: str) -> bool:
    found = parse_unit(unit)
    return bool(found and found.dimension.startswith("count:"))


def _must_be_true(indicator: Indicator, value: Decimal, words: str, said: str) -> None:
    """Read back what was said, as the verifier will, and hold it against the value."""
    read = [f for f in scan(f"其中{words or '为'}{said}。") if f.claim]
    if not read:
        return
    known = (
        _plain(value, indicator.unit, read[0].unit or indicator.unit) if _comparable(read[0].unit, indicator) else value
    )
    if judge(read[0], known).verdict == "off":
        raise Unsayable(f"{said} would not be true of {indicator.id}: {_rounded(value)} (与台账数值不符)")


def _comparable(unit: str | None, indicator: Indicator) -> bool:
    return bool(unit) and same_dimension(unit or "", indicator.unit)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP).normalize()
