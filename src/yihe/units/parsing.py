"""Read unit words, convert between them, and find the unit in a spreadsheet header."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from yihe.units import registry
from yihe.units.registry import Definition

_WORD = re.compile(r"[A-Za-zμ²㎡㎞㎏%％‰一-鿿0-9]{1,12}")
_BRACKETED = re.compile(r"[（(\[［【]\s*(?:单位\s*[:：]?\s*)?([^（()）\[\]［］【】]+?)\s*[)）\]］】]\s*$")
_AFTER_MARK = re.compile(r"[/／:：、,，]\s*(?:单位\s*[:：]?\s*)?([^/／:：、,，()（）]+(?:/[^/／:：、,，()（）]+)?)\s*$")


class IncompatibleUnits(ValueError):
    """Raised when two units measure different things."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written in a text or a header.

    Attributes
    ----------
    symbol
        The unit a value is told in: ``CNY``, ``m2``, ``mu``, ``%`` … or a counting classifier.
    dimension
        What it measures; only units of one dimension convert.
    factor
        Written unit to the base of the dimension, with 万 and 亿 (亩 is rounded here; `convert` is exact).
    scale
        Written unit to ``symbol``: 万平方米 is 10000 m2.
    """

    symbol: str
    dimension: str
    factor: Decimal
    scale: Decimal


def _decimal(fraction: Fraction) -> Decimal:
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def _symbol(definition: Definition, below_the_bar: bool) -> str:
    if definition.name in registry.KEPT_AS_WRITTEN or definition.name in registry.CALENDAR_AND_CLOCK:
        return registry.SIGNS.get(definition.name, definition.name)
    if definition.name == "成":
        return "%"
    table = registry.CANONICAL_BELOW_THE_BAR if below_the_bar else registry.CANONICAL
    return table.get(definition.dimension, definition.name)


def _clean(text: str) -> str:
    return re.sub(
        r"\s+",
        "",
        text.replace("／", "/").replace("每", "/") if "每" in text[1:] else text.replace("／", "/"),
    )


@lru_cache(maxsize=4096)
def _exact(text: str) -> tuple[str, str, Fraction] | None:
    """Return symbol, dimension and exact factor of a unit text, or None."""
    text = _clean(text)
    if not all(_WORD.fullmatch(part) for part in text.split("/")):
        return None
    parts = [registry.define(_folded(part)) for part in text.split("/")]
    if any(part is None for part in parts) or len(parts) > 2:
        return None
    symbols = [_symbol(part, place > 0) for place, part in enumerate(parts) if part]
    factor = parts[0].factor / (parts[1].factor if len(parts) == 2 else 1)  # type: ignore[union-attr]
    return "/".join(symbols), "/".join(part.dimension for part in parts if part), factor


def _folded(word: str) -> str:
    return word if word in registry.PERCENT_SIGNS else unicodedata.normalize("NFKC", word)


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit | None:
    """Read a unit as Chinese texts and tables write it.

    Parameters
    ----------
    text
        For example ``亿元``, ``万平方米``, ``㎡``, ``元/公斤``, ``万吨公里``.

    Returns
    -------
    Unit or None
        None where the text is no unit.
    """
    found = _exact(text)
    if found is None:
        return None
    symbol, dimension, factor = found
    told = _exact(symbol)
    scale = factor / told[2] if told else factor
    return Unit(symbol, dimension, _decimal(factor), _decimal(scale))


def convert(value: Decimal, from_: str, to: str) -> Decimal:
    """Convert `value` from one unit to another of the same dimension.

    Raises
    ------
    IncompatibleUnits
        When either is no unit, or they measure different things.
    """
    source, target = _exact(from_), _exact(to)
    if source is None or target is None or source[1] != target[1]:
        raise IncompatibleUnits(f"cannot convert {from_!r} to {to!r}: they do not measure the same thing")
    return _decimal(Fraction(value) * source[2] / target[2])


def same_dimension(a: str, b: str) -> bool:
    """Say whether two units can be converted into each other."""
    first, second = _exact(a), _exact(b)
    return first is not None and second is not None and first[1] == second[1]


def split_header(label: str) -> tuple[str, Unit | None]:
    """Split a column heading into its name and its unit.

    ``总投资（亿元）`` gives ``总投资`` and the unit 亿元; a bracket that is no unit stays in the name.
    """
    for pattern in (_BRACKETED, _AFTER_MARK):
        found = pattern.search(label)
        unit = parse_unit(found.group(1)) if found else None
        if found and unit and label[: found.start()].strip():
            return label[: found.start()].strip(), unit
    return label.strip(), None
