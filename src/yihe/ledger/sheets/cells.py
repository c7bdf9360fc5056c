"""Read one cell for the type its column needs; a value or `BadCell`, never a silent guess."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz import process

from .blanks import fold, is_empty, require_no_error
from .dates import PartialDate, Precision, parse_date
from .numbers import not_a_number, parse_decimal, parse_int
from .problems import BadCell
from .texts import parse_text

Choices = Mapping[str, str | Sequence[str]]

_YES = frozenset(("是", "√", "✓", "✔", "☑", "有", "对", "y", "yes", "true", "t", "1"))
_NO = frozenset(("否", "×", "✗", "✘", "✕", "☐", "无", "没有", "错", "x", "n", "no", "false", "f", "0"))
_DEGREES = re.compile(r"[EN]?\s*(\d{1,3})°\s*(\d{1,2})['′]\s*(\d{1,2}(?:\.\d+)?)\s*(?:\"|′′|'')\s*[EN]?")
_SUGGEST_FROM = 60


def parse_bool(value: Any) -> bool | None:
    """Read yes or no: 是/否, 有/无, √/×, Y/N, 1/0.

    Raises
    ------
    BadCell
        Anything else.
    """
    require_no_error(value)
    if isinstance(value, bool):
        return value
    word = fold(format(value, "g") if isinstance(value, int | float) else str(value or "")).lower()
    if word in _YES or word in _NO:
        return word in _YES
    if is_empty(value):
        return None
    raise BadCell(
        "not_yes_or_no",
        f"“{value}”不是“是”或“否”",
        f"“{value}” is neither yes nor no",
        "是、否、√、×",
        "是, 否, √, ×, yes, no",
    )


def parse_choice(value: Any, choices: Choices) -> str | None:
    """Read one of a column's choices and give its code.

    Parameters
    ----------
    value
        The cell; the code itself or any label, whatever its width, case and spaces.
    choices
        Label, or labels and aliases, by code.

    Raises
    ------
    BadCell
        None of them; the message names the closest, the acceptance lists all.
    """
    text = parse_text(value)
    if text is None:
        return _empty_choice(value, choices)
    found = {code for code, labels in choices.items() if _key(text) in _keys(code, labels)}
    if len(found) == 1:
        return found.pop()
    raise _no_such_choice(text, choices)


def _empty_choice(value: Any, choices: Choices) -> str | None:
    # “无” is nothing in most columns, but a choice of its own in some.
    word = _key(value) if isinstance(value, str) else ""
    return next((code for code, labels in choices.items() if word and word in _keys(code, labels)), None)


def _key(text: str) -> str:
    return re.sub(r"\s+", "", fold(text)).casefold()


def _labels(labels: str | Sequence[str]) -> Sequence[str]:
    return (labels,) if isinstance(labels, str) else labels


def _keys(code: str, labels: str | Sequence[str]) -> set[str]:
    return {_key(code), *(_key(label) for label in _labels(labels))}


def _no_such_choice(text: str, choices: Choices) -> BadCell:
    first = [_labels(labels)[0] for labels in choices.values()]
    close = process.extractOne(text, [label for labels in choices.values() for label in _labels(labels)])
    hint = close[0] if close and close[1] >= _SUGGEST_FROM else None
    return BadCell(
        "no_such_choice",
        f"“{text}”不在可选项中" + (f"，是不是“{hint}”？" if hint else ""),
        f"“{text}” is not one of the choices" + (f"; do you mean “{hint}”?" if hint else ""),
        "、".join(first),
        ", ".join(first),
    )


def parse_degrees(value: Any) -> float | None:
    """Read a longitude or latitude in degrees (121.39, 121°23′24″), or a projected coordinate in metres.

    Raises
    ------
    BadCell
        The cell holds no such number.
    """
    require_no_error(value)
    match = _DEGREES.fullmatch(fold(value)) if isinstance(value, str) else None
    if match:
        return int(match[1]) + int(match[2]) / 60 + float(match[3]) / 3600
    number = parse_decimal(value.rstrip("°度EN ") if isinstance(value, str) else value)
    return None if number is None else float(number)


__all__ = [
    "BadCell",
    "Choices",
    "PartialDate",
    "Precision",
    "not_a_number",
    "parse_bool",
    "parse_choice",
    "parse_date",
    "parse_decimal",
    "parse_degrees",
    "parse_int",
    "parse_text",
]
