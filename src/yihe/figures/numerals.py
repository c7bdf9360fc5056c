"""Read Chinese numerals (二十三, 一千六百, 百亿) as Decimal."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}


@lru_cache(maxsize=2048)
def read_numeral(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral, None where the characters form none.

    A multiplier without a digit before it counts once: 百亿 is 10000000000.
    """
    if any(char not in DIGITS and char not in SMALL and char not in LARGE for char in text) or not text:
        return None
    if len(text) > 1 and all(char in DIGITS for char in text):
        return _positional(text)
    return _by_multipliers(text)


def _positional(text: str) -> Decimal | None:
    return Decimal("".join(str(DIGITS[char]) for char in text)) if "〇" in text or len(text) == 4 else None


def _by_multipliers(text: str) -> Decimal:
    total = section = digit = 0
    seen = False
    for char in text:
        if char in DIGITS:
            digit, seen = DIGITS[char], DIGITS[char] != 0
        elif char in SMALL:
            section += (digit if seen else 1) * SMALL[char]
            digit, seen = 0, False
        else:
            total = _multiply(total, section + digit, char)
            section, digit, seen = 0, 0, False
    return Decimal(total + section + digit)


def _multiply(total: int, section: int, char: str) -> int:
    if char == "亿":
        return (total + section or 1) * LARGE[char]
    return total + (section or 1) * LARGE[char]
