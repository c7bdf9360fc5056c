"""Take regular expressions apart: which characters their matches begin and end with, and what they must hold."""

import re
from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_WIDTHLESS = (op.AT, op.ASSERT, op.ASSERT_NOT)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
Items = Iterable[tuple[Any, Any]]


def begins(rule: re.Pattern[str]) -> set[str]:
    """Return the characters a match may begin with."""
    return _edge(parser.parse(rule.pattern), last=False)[0]


def ends(rule: re.Pattern[str]) -> set[str]:
    """Return the characters a match may end with."""
    return _edge(parser.parse(rule.pattern), last=True)[0]


def needs(rule: re.Pattern[str], guard: str) -> bool:
    """Say whether every match of a rule holds a match of the guard."""
    return _needs(parser.parse(rule.pattern), re.compile(guard))


def _edge(items: Items, *, last: bool) -> tuple[set[str], bool]:
    """Return the characters at one edge, and whether the items may match nothing."""
    found: set[str] = set()
    for code, arg in reversed(list(items)) if last else items:
        chars, empty = _edge_of(code, arg, last=last)
        found |= chars
        if not empty:
            return found, False
    return found, True


def _edge_of(code: Any, arg: Any, *, last: bool) -> tuple[set[str], bool]:
    if code in _WIDTHLESS:
        return set(), True
    if code is op.SUBPATTERN:
        return _edge(arg[-1], last=last)
    if code is op.BRANCH:
        edges = [_edge(each, last=last) for each in arg[1]]
        return set().union(*(chars for chars, _ in edges)), any(empty for _, empty in edges)
    if code in _REPEATS:
        chars, empty = _edge(arg[2], last=last)
        return chars, empty or arg[0] == 0
    return _characters(code, arg), False


def _characters(code: Any, arg: Any) -> set[str]:
    if code is op.LITERAL:
        return {chr(arg)}
    if code is op.IN and all(each in (op.LITERAL, op.RANGE) for each, _ in arg):
        return {chr(one) for each, it in arg for one in (range(it[0], it[1] + 1) if each is op.RANGE else [it])}
    raise ValueError(f"any character: {code} {arg}")


def _needs(items: Items, guard: re.Pattern[str]) -> bool:
    words = ""
    for code, arg in items:
        if code is op.LITERAL:
            words += chr(arg)
        elif code not in _WIDTHLESS:
            if guard.search(words) or _item_needs(code, arg, guard):
                return True
            words = ""
    return bool(guard.search(words))


def _item_needs(code: Any, arg: Any, guard: re.Pattern[str]) -> bool:
    if code is op.BRANCH:
        return all(_needs(each, guard) for each in arg[1])
    if code is op.SUBPATTERN:
        return _needs(arg[-1], guard)
    if code in _REPEATS:
        return arg[0] > 0 and _needs(arg[2], guard)
    if code is op.IN and all(each is op.LITERAL for each, _ in arg):
        return all(guard.search(chr(it)) for _, it in arg)
    return False
