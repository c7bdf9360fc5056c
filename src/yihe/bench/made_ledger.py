"""A ledger made for a bench: the labelled claims as indicators, the registered ones beside them as near twins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files
from random import Random
from typing import Any

from yihe.briefing.catalogue import Catalogue
from yihe.briefing.memory import Remembered
from yihe.briefing.source import Told
from yihe.figures import Figure, infer_place
from yihe.indicators.define import Indicator
from yihe.indicators.engine import Value
from yihe.indicators.register import indicators as registered
from yihe.indicators.spans import Span

from .corruption import Truths
from .drawing import draw_other, draw_true
from .gold import GoldText, as_figure

_CITY = frozenset({"全市", "我市", "本市"})
UNLEDGERED = frozenset({"threshold"})
"""Kinds that no ledger holds: a threshold selects what is counted. They are left out of the count."""


@dataclass(frozen=True)
class Meant:
    """What a labelled claim means: an indicator at a place over a span."""

    indicator: Indicator
    place: str
    span: Span


@dataclass
class World:
    """All labelled texts with the indicators that their claims mean, the same for every seed."""

    texts: list[GoldText]
    meant: list[list[Meant | None]]
    catalogue: Catalogue
    own: set[str] = field(default_factory=set)


def world_of(texts: Sequence[GoldText]) -> World:
    """Indicators from the labels, one for each figure that is meant, and the registered ones as near twins."""
    known = synonyms()
    names: dict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
    keys: list[list[tuple[str, str, str] | None]] = []
    for text in texts:
        keys.append([_key(c, known) for c in text.claims])
        for claim, key in zip(text.claims, keys[-1], strict=True):
            if key:
                names[key][claim["subject"]] = None
    made = {key: _indicator(n, key, list(said)) for n, (key, said) in enumerate(names.items(), 1)}
    stood_for = {(key[0], key[1]) for key in made}
    twins = [i for i in registered() if (meaning(i, known), i.measure) not in stood_for]
    meant = [
        [Meant(made[k], _place(c, t), _span(c, t)) if k else None for c, k in zip(t.claims, ks, strict=True)]
        for t, ks in zip(texts, keys, strict=True)
    ]
    return World(list(texts), meant, Catalogue([*made.values(), *twins]), {i.id for i in made.values()})


def synonyms() -> dict[str, str]:
    """The first name of each line for every name of it."""
    lines = files(__package__).joinpath("same_meaning.txt").read_text(encoding="utf-8").splitlines()
    groups = [line.split("|") for line in lines if line and not line.startswith("#")]
    return {name: group[0] for group in groups for name in group}


def meaning(indicator: Indicator, known: dict[str, str]) -> str:
    """What a registered indicator means: the first name of its line, else its own name."""
    listed = known.get(indicator.id) or known.get(series_of(indicator.id))
    return listed or known.get(indicator.zh, indicator.zh)


def series_of(id: str) -> str:
    """The series an economic indicator is of: economy.gdp for economy.gdp_growth_rank."""
    for end in ("_above_average", "_above_target", "_rank", "_growth", "_target"):
        id = id.removesuffix(end) if id.startswith("economy.") else id
    return id


def _key(claim: dict[str, Any], known: dict[str, str]) -> tuple[str, str, str] | None:
    if claim["kind"] in UNLEDGERED:
        return None
    return known.get(claim["subject"], claim["subject"]), claim["kind"], claim["unit"]


def _indicator(number: int, key: tuple[str, str, str], names: list[str]) -> Indicator:
    _, kind, unit = key
    made = Indicator(zh=names[0], en=f"labelled figure {number}", unit=unit, aliases=tuple(names[1:]), measure=kind)  # type: ignore[arg-type]
    object.__setattr__(made, "id", f"gold.{number:03d}")
    return made


def _place(claim: dict[str, Any], text: GoldText) -> str:
    home = home_of(text)
    scope = claim.get("scope") or home
    return Places().code(scope, home) or home


def home_of(text: GoldText) -> str:
    return text.place or infer_place(text.text) or ""


def _span(claim: dict[str, Any], text: GoldText) -> Span:
    period = as_figure(claim).period
    return Span(period.from_, period.to) if period else Span()


class Places:
    """Places known by their names: the home, 全市 above a district, 全省 above a city."""

    def code(self, scope: str, home: str) -> str | None:
        if scope in _CITY:
            return home if home.endswith("市") else self.parent(home)
        if scope == "全省":
            return home if home.endswith("省") else "全省"
        return home if scope.startswith(("全区", "我区")) else scope

    def parent(self, code: str) -> str | None:
        if code.endswith("区"):
            return "全市"
        return "全省" if code.endswith("市") and code != "全省" else None


@dataclass
class MadeLedger:
    """Values for one text: what is true of its claims, some indicators left out.

    A span is known by the year it ends in: the year of the label and later give this year's value,
    the year before gives last year's.
    """

    world: World
    text: GoldText
    truths: dict[str, tuple[str, int | None, Truths]]
    catalogue: Catalogue
    twins: Random
    _twin_values: dict[str, Decimal] = field(default_factory=dict)

    def values(self, asked: Sequence[tuple[Indicator, str, Span]], as_of: datetime | None) -> list[Value]:
        return [Value(i, p, s, as_of, self._value(i, p, s), 1) for i, p, s in asked]

    def _value(self, indicator: Indicator, place: str, span: Span) -> Decimal | None:
        known = self.truths.get(indicator.id)
        if known is None:
            return self._of_twin(indicator)
        home, year, truths = known
        if place == Places().parent(home):
            return truths.wider
        if place != home:
            return None
        return truths.year_before if span.end and year and span.end.year < year else truths.now

    def _of_twin(self, indicator: Indicator) -> Decimal | None:
        if indicator.id in self.world.own:
            return None
        if indicator.id not in self._twin_values:
            self._twin_values[indicator.id] = Decimal(self.twins.randrange(1, 100_000))
        return self._twin_values[indicator.id]

    def home(self, text: str) -> str:
        return home_of(self.text)

    def code(self, scope: str, home: str) -> str | None:
        return Places().code(scope, home)

    def parent(self, code: str) -> str | None:
        return Places().parent(code)

    def name(self, code: str) -> str:
        return code

    def told_in(self, sentences: str, as_of: datetime | None) -> Sequence[Told]:
        return ()

    def names_with_numbers(self) -> Sequence[str]:
        return ()

    def holds(self, indicator: Indicator) -> bool:
        return True

    def remembered(self, figure: Figure, place: str) -> Remembered | None:
        return None


def draw_truths(world: World, number: int, random: Random) -> dict[str, tuple[str, int | None, Truths]]:
    """For every indicator that a text's claims mean: its place, its year, and what the ledger holds."""
    drawn: dict[str, tuple[str, int | None, Truths]] = {}
    text = world.texts[number]
    for claim, meant in zip(text.claims, world.meant[number], strict=True):
        if meant is None or meant.indicator.id in drawn:
            continue
        now = draw_true(as_figure(claim), random)
        unit = claim["unit"]
        truths = Truths(now, draw_other(now, unit, random, 0.72, 0.94), draw_other(now, unit, random, 3.1, 8.9))
        drawn[meant.indicator.id] = (meant.place, _year(meant.span), truths)
    return drawn


def _year(span: Span) -> int | None:
    end: date | None = span.end
    return end.year if end else None


def ledger_without(world: World, number: int, removed: Collection[str], truths: Any, random: Random) -> MadeLedger:
    """The ledger of one text from which some indicators are missing."""
    return MadeLedger(world, world.texts[number], truths, world.catalogue.without(removed), random)
