"""Hold a written figure against the ledger's value by the tolerance table of the verdict rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from yihe.figures.model import Figure
from yihe.figures.written import Written, written_form
from yihe.units import parse_unit

_WIDE = Decimal("1.2")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its interval.

    Attributes
    ----------
    verdict
        ``exact``, ``rounds``, ``hedged``, ``truncated`` or ``off``.
    low, high
        Bounds of the ledger values that match, in the figure's unit; None where there is no bound.
    why
        One Chinese sentence for the reader.
    warning
        True where the statement is true but far from the ledger's value, or was cut instead of rounded.
    """

    verdict: str
    low: Decimal | None
    high: Decimal | None
    why: str
    warning: bool = False


def judge(figure: Figure, ledger_value: Decimal | tuple[Decimal, ...]) -> Judgement:
    """Judge a claim against the ledger.

    Parameters
    ----------
    figure
        A claim read by `scan`.
    ledger_value
        What the ledger says, in `figure.unit`; one value per term for a ratio.
    """
    if isinstance(figure.value, tuple) or isinstance(ledger_value, tuple):
        return _judge_terms(figure, ledger_value)
    form = written_form(figure)
    turned = form if form.number >= 0 else Written(-form.number, form.step, -form.factor, form.inner)
    if _must_equal(figure):
        return _equal(turned, ledger_value / turned.factor)
    return _TABLE[_held_to(figure)](turned, ledger_value / turned.factor)


# Which side of an end of a range the value lies on.
_ENDS = {"low": "at_least", "high": "at_most"}


def _held_to(figure: Figure) -> str:
    """Return the hedge a figure is judged by; an end of a range without one is a bound."""
    return _ENDS[figure.bound] if figure.bound and figure.hedge == "none" else figure.hedge


def _must_equal(figure: Figure) -> bool:
    """Ranks, ordinals and small counts are exact or wrong."""
    if _held_to(figure) != "none":
        return False
    if figure.kind in ("rank", "ordinal"):
        return True
    unit = parse_unit(figure.unit or "")
    counted = unit is None or unit.dimension.startswith("count:")
    small = isinstance(figure.value, Decimal) and abs(figure.value) < 1000
    return counted and small and figure.unit not in ("", "%", None)


def _bounds(form: Written, low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    ends = [None if end is None else end * form.factor for end in (low, high)]
    return (ends[1], ends[0]) if form.factor < 0 else (ends[0], ends[1])


def _result(
    form: Written, verdict: str, low: Decimal | None, high: Decimal | None, why: str, warning: bool = False
) -> Judgement:
    return Judgement(verdict, *_bounds(form, low, high), why, warning)


def _equal(form: Written, x: Decimal) -> Judgement:
    same = x == form.number
    why = "与台账一致" if same else f"台账为{_plain(x)}，须与文中{_plain(form.number)}相等"
    return _result(form, "exact" if same else "off", form.number, form.number, why)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}" if len(value.as_tuple().digits) < 16 else f"{value:.6g}"


def _rounded(form: Written, x: Decimal) -> Judgement:
    number, step = form.number, form.step
    low, high = number - step / 2, number + step / 2
    if x == number:
        return _result(form, "exact", low, high, "与台账一致")
    if low <= x <= high:
        return _result(form, "rounds", low, high, f"台账为{_plain(x)}，四舍五入后一致")
    if number <= x < number + step:
        return _result(form, "truncated", low, high, f"台账为{_plain(x)}，文中是截尾而非四舍五入", warning=True)
    return _result(form, "off", low, high, f"台账为{_plain(x)}，文中为{_plain(number)}，超出舍入误差")


def _about(form: Written, x: Decimal) -> Judgement:
    width = max(form.step, form.number * Decimal("0.05"))
    return _within(form, x, form.number - width, form.number + width, "“约”")


def _within(form: Written, x: Decimal, low: Decimal, high: Decimal, word: str) -> Judgement:
    fits = low <= x <= high
    why = f"台账为{_plain(x)}，{'符合' if fits else '不符合'}{word}的说法"
    return _result(form, "hedged" if fits else "off", low, high, why)


def _nearly(form: Written, x: Decimal) -> Judgement:
    low, high = form.number * Decimal("0.9"), form.number
    fits = low <= x < high
    why = f"台账为{_plain(x)}，{'符合' if fits else '不符合'}“近{_plain(form.number)}”的说法"
    return _result(form, "hedged" if fits else "off", low, high, why)


def _over(form: Written, x: Decimal) -> Judgement:
    if form.inner:
        high = form.number + form.step
        why = f"台账为{_plain(x)}，“余”“多”要求不少于{_plain(form.number)}而小于{_plain(high)}"
        return _result(form, "hedged" if form.number <= x < high else "off", form.number, high, why)
    return _inequality(form, x, x > form.number, (form.number, None), x > form.number * _WIDE, "超过")


def _inequality(
    form: Written, x: Decimal, fits: bool, ends: tuple[Decimal | None, Decimal | None], far: bool, word: str
) -> Judgement:
    why = f"台账为{_plain(x)}，{'符合' if fits else '不符合'}“{word}{_plain(form.number)}”的说法"
    if fits and far:
        why += "，但相差超过20%"
    return _result(form, "hedged" if fits else "off", *ends, why, warning=fits and far)


def _at_least(form: Written, x: Decimal) -> Judgement:
    return _inequality(form, x, x >= form.number, (form.number, None), x > form.number * _WIDE, "不低于")


def _at_most(form: Written, x: Decimal) -> Judgement:
    return _inequality(form, x, x <= form.number, (None, form.number), x < form.number * Decimal("0.8"), "不超过")


def _under(form: Written, x: Decimal) -> Judgement:
    return _inequality(form, x, x < form.number, (None, form.number), x < form.number * Decimal("0.8"), "不足")


_TABLE: dict[str, Callable[[Written, Decimal], Judgement]] = {
    "none": _rounded,
    "about": _about,
    "nearly": _nearly,
    "over": _over,
    "at_least": _at_least,
    "at_most": _at_most,
    "under": _under,
}


def _judge_terms(figure: Figure, ledger_value: Decimal | tuple[Decimal, ...]) -> Judgement:
    terms = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    truths = ledger_value if isinstance(ledger_value, tuple) else (ledger_value,)
    if len(terms) != len(truths):
        return Judgement("off", None, None, f"文中有{len(terms)}项，台账有{len(truths)}项")
    verdicts = [_judge_term(term, truth) for term, truth in zip(terms, truths, strict=True) if term is not None]
    worst = max(verdicts, key=_ORDER.index)
    return Judgement(worst, None, None, "与台账逐项比较", worst == "truncated")


_ORDER = ("exact", "rounds", "hedged", "truncated", "off")


def _judge_term(term: Decimal, truth: Decimal) -> str:
    exponent = term.as_tuple().exponent
    step = Decimal(1).scaleb(min(int(exponent), 0)) if isinstance(exponent, int) else Decimal(1)
    return _rounded(Written(term, step, Decimal(1), False), truth).verdict
