"""Read whole numbers written in Chinese numerals (十二, 二〇二二, 一万二千, 叁佰)."""

from __future__ import annotations

import re

_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SECTIONS = {"万": 10_000, "亿": 100_000_000}
# Scales that stand behind a number or in a header: 3.5万, 户数（万）.
SCALES = {
    sign: 10**power
    for power, sign in enumerate(
        ("百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿"), start=2
    )
}
# Capital forms used on vouchers (大写数字).
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_PLACE = re.compile(r"(零?)([一二两三四五六七八九]?)([千百十]?)")
NUMERAL = re.compile(r"[零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+")


def read_numeral(text: str) -> int | None:
    """Value of a Chinese numeral, or None if the text is no well-formed one.

    Examples
    --------
    >>> read_numeral("十二"), read_numeral("二〇二二"), read_numeral("三亿五千万"), read_numeral("三五十")
    (12, 2022, 350000000, None)
    """
    plain = text.translate(_CAPITALS)
    if not NUMERAL.fullmatch(plain):
        return None
    if all(sign in _DIGITS for sign in plain):
        return int("".join(str(_DIGITS[sign]) for sign in plain))
    return _with_powers(plain)


def _with_powers(text: str) -> int | None:
    total, rest, last = 0, text, 0
    for sign in ("亿", "万"):
        head, mark, tail = rest.rpartition(sign) if sign == "亿" else rest.partition(sign)
        if mark:
            value = _with_powers(head.removeprefix("零"))
            if not value or _gap(last, value * _SECTIONS[sign], head):
                return None
            total, rest, last = total + value * _SECTIONS[sign], tail, _SECTIONS[sign]
    if not rest:
        return total or None
    section = _section(rest)
    return None if section is None or _gap(last, section, rest) else total + section


def _gap(last: int, value: int, written: str) -> bool:
    """Whether a place is skipped without 零: 一万二 means 12000 to some, 10002 to others."""
    return bool(last) and value * 10 < last and not written.startswith("零")


def _section(text: str) -> int | None:
    """Read what stands below 万, such as 三千零五十; powers must fall, and only 十 leads without a digit."""
    places = [place for place in _PLACE.findall(text) if any(place)]
    if "".join("".join(place) for place in places) != text:
        return None
    value, last = 0, 0
    for zero, sign, power_sign in places:
        power = _TENS.get(power_sign, 1)
        digit = _DIGITS[sign] if sign else int(power == 10 and not value)
        if not digit or (last and power >= last) or _gap(last, power, zero):
            return None
        value, last = value + digit * power, power
    return value or None
