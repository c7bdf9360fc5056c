"""Build, once, the table of every Chinese unit name from the pint definition file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

import pint

PERCENT_SIGNS = {
    "%": "percent",
    "％": "percent",
    "‰": "permille",
    "㎡": "m2",
    "㎞": "km",
    "㎏": "kg",
    "m²": "m2",
}
PREFIXES = ("万亿", "千亿", "百亿", "十亿", "亿", "千万", "百万", "十万", "万", "千", "百")
SIGNS = {"percent": "%", "permille": "‰"}

# The unit a figure is told in: one per dimension, unless custom keeps the written one.
CANONICAL = {
    "area": "m2", "length": "m", "mass": "t", "volume": "m3", "power": "kW", "energy": "kWh",
}  # fmt: skip
KEPT_AS_WRITTEN = {"mu", "percent", "permille", "倍", "个基点"}
CALENDAR_AND_CLOCK = {"year", "month", "day", "hour", "min", "秒", "周", "workday"}
# Prices are told per kilogram (元/公斤), never per tonne.
CANONICAL_BELOW_THE_BAR = {**CANONICAL, "mass": "kg"}


@dataclass(frozen=True, slots=True)
class Definition:
    """One unit name as pint defines it: its name, dimension and exact factor to the dimension's base."""

    name: str
    dimension: str
    factor: Fraction


@cache
def registry() -> pint.UnitRegistry[Any]:
    """Return the pint registry of the packaged definition file."""
    ureg: pint.UnitRegistry[Any] = pint.UnitRegistry(None, non_int_type=Fraction, cache_folder=None)
    ureg.load_definitions(_definition_lines())
    return ureg


def _definition_lines() -> list[str]:
    text = files(__package__).joinpath("zh.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return lines + [f"{word} = [count_{word}]" for word in classifiers() if classifiers()[word] == word]


@cache
def classifiers() -> dict[str, str]:
    """Return every counting classifier and the word it is told as."""
    text = files(__package__).joinpath("classifiers.txt").read_text(encoding="utf-8")
    table: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            for entry in line.split():
                word, _, told = entry.partition("=")
                table[word] = told or word
    return table


@cache
def define(word: str) -> Definition | None:
    """Look one unit word up, with its 万/亿 prefix; None where pint does not know it."""
    word = PERCENT_SIGNS.get(word, word)
    candidates = [found for found in registry().parse_unit_name(word) if not found[2]]
    if not candidates or not word:
        return _classifier(word)
    name = candidates[0][1]
    quantity = registry().Quantity(Fraction(1), word).to_base_units()
    return Definition(name, _dimension(quantity.dimensionality), Fraction(quantity.magnitude))


def _classifier(word: str) -> Definition | None:
    """Read a classifier that is told as another word (大类 as 类), with its prefix."""
    for prefix in ("", *PREFIXES):
        told = classifiers().get(word.removeprefix(prefix)) if word.startswith(prefix) else None
        if told:
            return define(prefix + told)
    return None


def _dimension(powers: Mapping[str, Any]) -> str:
    if len(powers) != 1:
        return "number"
    ((base, power),) = powers.items()
    name = base.strip("[]").replace("count_", "count:").replace("money_", "money:")
    return {("length", 2): "area", ("length", 3): "volume"}.get((name, int(power)), name)


@cache
def unit_words() -> tuple[str, ...]:
    """Return every unit name and alias without its scale, classifiers included, longest first."""
    text = files(__package__).joinpath("zh.txt").read_text(encoding="utf-8")
    lines = [line.split("=") for line in text.splitlines() if "=" in line and line[0] != "#" and "- =" not in line]
    named = {part.strip() for line in lines for part in [line[0], *line[3:]]} | set(PERCENT_SIGNS)
    return tuple(sorted(named | set(classifiers()), key=lambda word: (-len(word), word)))
