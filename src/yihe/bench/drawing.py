"""Draw what a ledger may hold behind a true claim: a value inside the tolerance of its wording."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random

from yihe.figures import Figure
from yihe.figures.written import Written, written_form
from yihe.units import parse_unit

_INSIDE = Decimal("0.49")
_STEPS = 10_000
_SMALL = 1000


def is_counted(unit: str) -> bool:
    """Whether the unit counts whole things."""
    found = parse_unit(unit)
    return found is None or found.dimension.startswith("count:") or unit == "rank"


def draw_true(figure: Figure, random: Random) -> Decimal:
    """A value for which the claim is true, in the claim's canonical unit.

    Follows the verdict rule of the labelled texts; drawn anew until whole things are whole.
    """
    form = written_form(figure)
    for _ in range(200):
        value = _draw(figure, form, random) * form.factor
        if not is_counted(figure.unit or "") or value == value.to_integral_value():
            return value
        whole = value.quantize(Decimal(1), rounding=ROUND_HALF_UP)
        if _is_true(figure, form, whole / form.factor):
            return whole
    return Decimal(str(figure.value))


def _draw(figure: Figure, form: Written, random: Random) -> Decimal:
    low, high = bounds(figure, form)
    part = Decimal(random.randrange(1, _STEPS)) / _STEPS
    return low + (high - low) * part


def bounds(figure: Figure, form: Written) -> tuple[Decimal, Decimal]:
    """The open interval of true values, in the written unit."""
    n, u = form.number, form.step
    if figure.hedge == "none":
        exact = is_counted(figure.unit or "") and abs(n * form.factor) < _SMALL
        return (n, n) if exact else (n - u * _INSIDE, n + u * _INSIDE)
    if figure.hedge == "about":
        width = max(u, abs(n) * Decimal("0.05")) * Decimal("0.99")
        return n - width, n + width
    return {
        "nearly": (n * Decimal("0.9"), n),
        "over": (n, n + u) if form.inner else (n, n * Decimal("1.2")),
        "at_least": (n, n * Decimal("1.2")),
        "at_most": (n * Decimal("0.8"), n),
        "under": (n * Decimal("0.8"), n),
    }[figure.hedge]


def _is_true(figure: Figure, form: Written, x: Decimal) -> bool:
    low, high = bounds(figure, form)
    return (
        low <= x <= high
        and not (x == high and figure.hedge in ("nearly", "under"))
        and (not (x == low and figure.hedge == "over" and not form.inner))
        and not (form.inner and x == high)
    )


def draw_other(value: Decimal, unit: str, random: Random, low: float, high: float) -> Decimal:
    """Another value of the same indicator: `low` to `high` times this one, whole where things are counted."""
    factor = Decimal(str(round(random.uniform(low, high), 4)))
    other = value * factor
    if unit == "rank":
        return value + random.choice([1, 2])
    if is_counted(unit):
        other = other.quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return other if other != value else value + 1
    return other
