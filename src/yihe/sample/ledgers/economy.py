"""Statistics of the county-level units and the city, such that Zhifu's ranks are the published ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from yihe.indicators.define import Series
from yihe.indicators.observations import Observation
from yihe.programmes import economy

from ..ground import DISTRICT, units
from ..sheets import Book, Row, Sheet

CITY = "烟台市"
_WEIGHTS = {
    "370602": 100, "370681": 115, "370683": 62, "370685": 58, "370614": 56, "370611": 48,
    "370613": 45, "370682": 42, "370687": 40, "370612": 34, "370686": 28,
}  # fmt: skip
"""Rough economic size of the units; the order in which they are placed around Zhifu."""

FIRST_QUARTER = (date(2022, 1, 1), date(2022, 3, 31))
FIRST_HALF = (date(2022, 1, 1), date(2022, 6, 30))
TO_JULY = (date(2022, 1, 1), date(2022, 7, 31))


@dataclass(frozen=True)
class Figure:
    """What is published or assumed of one series for Zhifu in the first half of 2022.

    Parameters
    ----------
    level
        In `unit`; None where only the growth is published.
    unit
        As the statistics office writes it.
    growth, city_growth, target
        Per cent.
    rank, growth_rank
        Places among the units of the city.
    quarter
        Share of the first quarter in the first half.
    july
        January to July as a multiple of the first half.
    monthly
        Whether it is known by month; accounts, output of construction and income come by quarter.
    """

    series: Series
    level: str | None
    unit: str
    growth: str
    city_growth: str
    target: str
    rank: int
    growth_rank: int
    quarter: str = "0.47"
    july: str = "1.17"
    monthly: bool = True


# Published on 2022-09-08: revenue, retail, trade, services, construction, housing, property.
FIGURES = [
    Figure(economy.GDP, "538.26", "亿元", "3.1", "3.4", "6.0", 2, 5, monthly=False),
    Figure(economy.BUDGET_REVENUE, "460312", "万元", "6.8", "3.6", "6.0", 2, 3),
    # Set so that January to July comes to 230 亿元.
    Figure(economy.FIXED_ASSET_INVESTMENT, "196.41", "亿元", "5.2", "6.1", "8.0", 3, 6, july="1.17117"),
    Figure(economy.RETAIL_SALES, "344.38", "亿元", "0.4", "-0.6", "5.0", 1, 4),
    Figure(economy.FOREIGN_TRADE, "114.82", "亿元", "32.1", "13.9", "8.0", 4, 3),
    Figure(economy.FOREIGN_CAPITAL, "18642", "万美元", "24.6", "21.3", "15.0", 4, 4),
    Figure(economy.INDUSTRIAL_OUTPUT, None, "亿元", "3.7", "5.1", "7.0", 0, 7),
    Figure(economy.SERVICE_REVENUE, "93.75", "亿元", "41.5", "16.2", "12.0", 2, 2),
    Figure(economy.CONSTRUCTION_OUTPUT, "192.57", "亿元", "9.3", "6.7", "8.0", 1, 4, monthly=False),
    Figure(economy.HOUSING_REGISTERED, "45.58", "万平方米", "-12.4", "-18.8", "3.0", 2, 3),
    Figure(economy.PROPERTY_INVESTMENT, "74.26", "亿元", "-3.5", "-7.2", "5.0", 2, 3),
    Figure(economy.RESIDENT_INCOME, "28417", "元", "4.3", "4.6", "6.5", 1, 6, monthly=False),
]


def books(chance: Random) -> list[Book]:
    """One workbook with everything in long form."""
    rows = [row for figure in FIGURES for row in _rows(chance, figure)]
    return [Book("区统计局", "主要经济指标", [Sheet(Observation, rows, name="经济指标")])]


def _rows(chance: Random, figure: Figure) -> Iterator[Row]:
    levels = _levels(chance, figure)
    growths = _growths(chance, figure)
    for name in levels:
        target = Decimal(figure.target) if name == "芝罘区" else _target(chance, figure)
        for (start, end), share in _periods(figure):
            level = levels[name]
            value = None if level is None else _rounded(level * share, figure)
            growth = growths[name] if (start, end) == FIRST_HALF else _drifted(chance, growths[name])
            yield _row(figure, name, start, end, value, growth, target)
            if value is not None:
                before = _rounded(value / (1 + growth / 100), figure)
                yield _row(figure, name, start.replace(year=2021), end.replace(year=2021), before, None, None)


def _periods(figure: Figure) -> list[tuple[tuple[date, date], Decimal]]:
    """The periods of 2022 that are known, each as a part of the first half."""
    known = [(FIRST_QUARTER, Decimal(figure.quarter)), (FIRST_HALF, Decimal(1))]
    return [*known, (TO_JULY, Decimal(figure.july))] if figure.monthly else known


def _drifted(chance: Random, growth: Decimal) -> Decimal:
    """The rate of a neighbouring period."""
    return growth + Decimal(chance.randint(-12, 12)) / 10


def _row(
    figure: Figure,
    name: str,
    start: date,
    end: date,
    value: Decimal | None,
    growth: Decimal | None,
    target: Decimal | None,
) -> Row:
    return {
        "code": f"TJ-{figure.series.slug}-{_code(name)}-{end:%Y%m}",
        "name": f"{name}{figure.series.zh}（{start.year}年{start.month}—{end.month}月）",
        "place": name,
        "series": figure.series.slug,
        "period_start": start,
        "period_end": end,
        "value": value,
        "unit": figure.unit,
        "growth": growth,
        "target": target,
    }


def _code(name: str) -> str:
    return next((code for code, unit in units().items() if unit == name), "370600")


def _around(chance: Random, place: int, own: Decimal, steps: tuple[float, float]) -> list[Decimal]:
    """Values of the other ten units, largest first, such that `own` takes its place among them."""
    values: list[Decimal] = []
    ahead, behind = own, own
    for _ in range(place - 1):
        ahead += _step(chance, own, steps)
        values.insert(0, ahead)
    for _ in range(10 - (place - 1)):
        behind -= _step(chance, own, steps)
        values.append(behind)
    return values


def _step(chance: Random, own: Decimal, steps: tuple[float, float]) -> Decimal:
    return Decimal(str(round(chance.uniform(*steps), 6)))


def _levels(chance: Random, figure: Figure) -> dict[str, Decimal | None]:
    """Levels by place: Zhifu's as given, the others' in order of size, the city's above their sum."""
    if figure.level is None:
        return dict.fromkeys([*units().values(), CITY], None)
    own = Decimal(figure.level)
    others = _around(chance, figure.rank, own, (float(own) * 0.045, float(own) * 0.09))
    names = [units()[code] for code in sorted(_WEIGHTS, key=lambda c: -_WEIGHTS[c]) if code != DISTRICT]
    levels: dict[str, Decimal | None] = {"芝罘区": own}
    levels |= {name: _rounded(value, figure) for name, value in zip(names, others, strict=True)}
    levels[CITY] = _city_level(figure, own, others)
    return levels


def _city_level(figure: Figure, own: Decimal, others: list[Decimal]) -> Decimal:
    """The city's: a mean for income, else the sum with the development zones, which are no such units."""
    total = own + sum(others)
    if figure.series is economy.RESIDENT_INCOME:
        return _rounded(total / 11, figure)
    return _rounded(total * Decimal("1.18"), figure)


def _growths(chance: Random, figure: Figure) -> dict[str, Decimal]:
    own = Decimal(figure.growth)
    spread = max(1.2, abs(float(own)) * 0.12)
    others = _around(chance, figure.growth_rank, own, (0.2 * spread, spread))
    chance.shuffle(others)
    names = [name for code, name in units().items() if code != DISTRICT]
    tenths = {name: _distinct(value, own) for name, value in zip(names, others, strict=True)}
    return {"芝罘区": own, **tenths, CITY: Decimal(figure.city_growth)}


def _distinct(value: Decimal, own: Decimal) -> Decimal:
    """To one decimal, without becoming equal to Zhifu's: a tie would change its rank."""
    rounded = value.quantize(Decimal("0.1"))
    if rounded != own:
        return rounded
    return rounded + (Decimal("0.1") if value > own else Decimal("-0.1"))


def _target(chance: Random, figure: Figure) -> Decimal:
    return Decimal(figure.target) + Decimal(chance.choice((-10, -5, 0, 0, 5, 10))) / 10


def _rounded(value: Decimal, figure: Figure) -> Decimal:
    """As published: money in 万元 and income in 元 without, all else with two decimals."""
    whole = figure.unit in ("万元", "万美元", "元")
    return value.quantize(Decimal(1) if whole else Decimal("0.01"))
