"""What a claim may mean: indicators of its dimension and measure, with how well each one's name fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from yihe.figures import Figure
from yihe.indicators.define import Indicator, Observed, Rank, Reduction
from yihe.indicators.register import indicators
from yihe.units import parse_unit, same_dimension

from .likeness import Weights, likeness

_MEASURES: dict[str, frozenset[str]] = {
    "level": frozenset({"level", "delta", "ratio"}),
    "delta": frozenset({"delta", "level"}),
    "target": frozenset({"target", "level"}),
    "share": frozenset({"share"}),
    "ratio": frozenset({"ratio"}),
    "growth_yoy": frozenset({"growth_yoy"}),
    "rank": frozenset({"rank"}),
    "pp_above_avg": frozenset({"pp_above_avg"}),
    "pp_above_target": frozenset({"pp_above_target"}),
    "duration": frozenset({"duration"}),
}
"""Which measures of indicators may answer which kind of claim; kinds left out are never bound."""

# Counting words that registers and texts use for one another.
_LOOSE = frozenset({"个", "项", "处", "家", "所", "座", "宗", "件", "起", "条", "只", "类"})
_OTHER_WORD = 0.04
_OTHER_MEASURE = 0.08


@dataclass(frozen=True)
class Candidate:
    """An indicator that a claim may mean; `score` from 0 to 1 by name alone."""

    indicator: Indicator
    score: float
    name: str


@cache
def _weights() -> Weights:
    return Weights([names_of(i) for i in indicators()])


@cache
def names_of(indicator: Indicator) -> tuple[str, ...]:
    """Every name a text may use for what the indicator measures.

    Texts name the quantity, not the measure: for “外贸进出口……增长32.1%” the growth rate goes by the
    name of its quantity.
    """
    names = [indicator.zh, *indicator.aliases]
    if indicator.measure in ("growth_yoy", "rank", "pp_above_avg", "pp_above_target"):
        names += _quantity_names(indicator)
    return tuple(dict.fromkeys(names))


def _quantity_names(indicator: Indicator) -> list[str]:
    names: list[str] = []
    suffix = "增速" if _is_of_growth(indicator) and indicator.measure != "growth_yoy" else ""
    for part in indicator.parts()[:1]:
        names += [n + suffix for n in _bare_names(part)]
    if isinstance(indicator, Observed):
        names += [indicator.series.zh, *indicator.series.aliases]
    if indicator.measure == "rank":
        names = [f"{n}全市排名" for n in names]
    return names


def _bare_names(part: Indicator) -> list[str]:
    if isinstance(part, Observed):
        return [part.series.zh, *part.series.aliases]
    return [part.zh, *part.aliases]


def _is_of_growth(indicator: Indicator) -> bool:
    return any(part.measure == "growth_yoy" for part in indicator.parts()[:1])


def candidates(figure: Figure, context: str) -> list[Candidate]:
    """Indicators that a claim may mean, best first.

    Parameters
    ----------
    figure
        A claim.
    context
        The sentence around it.
    """
    found = [_candidate(figure, i, penalty, context) for i, penalty in _possible(figure)]
    return sorted((c for c in found if c.score > 0), key=lambda c: (-c.score, c.indicator.id))


def _possible(figure: Figure) -> Iterator[tuple[Indicator, float]]:
    measures = _MEASURES.get(figure.kind, frozenset())
    for indicator in indicators():
        if indicator.measure not in measures:
            continue
        penalty = _unit_penalty(figure.unit or "", indicator.unit)
        if penalty is not None:
            yield indicator, penalty + (0.0 if indicator.measure == figure.kind else _OTHER_MEASURE)


def _unit_penalty(written: str, unit: str) -> float | None:
    """0 for the same unit, a little for another counting word, None where the dimension differs."""
    if written == unit or same_dimension(written, unit):
        return 0.0
    if written in _LOOSE and unit in _LOOSE:
        return _OTHER_WORD
    return None


def _candidate(figure: Figure, indicator: Indicator, penalty: float, context: str) -> Candidate:
    scored = [(likeness(figure.subject, name, context, _weights()), name) for name in names_of(indicator)]
    score, name = max(scored)
    return Candidate(indicator, max(0.0, score - penalty - _rank_penalty(figure, indicator)), name)


def _rank_penalty(figure: Figure, indicator: Indicator) -> float:
    """A rank is by growth only where the text says so; its subject then speaks of 增速."""
    if not isinstance(indicator, Rank):
        return 0.0
    said = any(word in figure.subject for word in ("增速", "增幅", "增长率"))
    return 0.0 if said == _is_of_growth(indicator) else 0.15


def is_flow(indicator: Indicator) -> bool:
    """Whether some part of it counts what happened in a period."""
    if isinstance(indicator, Reduction):
        return indicator.when == "flow"
    return any(is_flow(part) for part in indicator.parts())


def dimension_of(unit: str) -> str:
    """Dimension of a unit, the unit itself for a counting word."""
    parsed = parse_unit(unit)
    return parsed.dimension if parsed else unit


def best_two(found: Sequence[Candidate]) -> tuple[Candidate | None, Candidate | None]:
    """The winner and the runner-up."""
    return (found[0] if found else None, found[1] if len(found) > 1 else None)
