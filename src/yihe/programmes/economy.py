"""Economic indicators under city dispatch (市级重点调度经济指标): levels, growth, targets, ranks."""

from yihe.indicators.define import Above, Indicator, Label, Observed, Programme, Rank, Series, Tally
from yihe.indicators.register import register_indicators

PROGRAMME = Programme("indicators", Label("经济指标", "economic indicators"), owner="区统计局", order=10)

GDP = Series("gdp", "地区生产总值", "gross domestic product", "GDP", "生产总值", unit="CNY")
BUDGET_REVENUE = Series(
    "budget_revenue", "一般公共预算收入", "general public budget revenue", "预算收入", "财政收入", unit="CNY"
)
FIXED_ASSET_INVESTMENT = Series(
    "fixed_asset_investment",
    "固定资产投资",
    "fixed asset investment",
    "固定资产投资完成额",
    "完成固定资产投资",
    "固投",
    unit="CNY",
)
RETAIL_SALES = Series(
    "retail_sales",
    "社会消费品零售总额",
    "retail sales of consumer goods",
    "社零",
    "社零总额",
    "社消零",
    unit="CNY",
)
FOREIGN_TRADE = Series(
    "foreign_trade",
    "外贸进出口总额",
    "foreign trade",
    "外贸进出口",
    "进出口总额",
    "货物进出口总额",
    unit="CNY",
)
FOREIGN_CAPITAL = Series(
    "foreign_capital", "实际使用外资", "foreign capital used", "实际利用外资", "实际到账外资", unit="USD"
)
INDUSTRIAL_OUTPUT = Series(
    "industrial_output",
    "规模以上工业增加值",
    "value added of industry above designated size",
    "规上工业增加值",
    unit="CNY",
)
SERVICE_REVENUE = Series(
    "service_revenue",
    "规模以上服务业营业收入",
    "revenue of services above designated size",
    "规上服务业营业收入",
    "规上服务业营收",
    "规模以上服务业营收",
    unit="CNY",
)
CONSTRUCTION_OUTPUT = Series(
    "construction_output", "建筑业总产值", "gross output of construction", "建筑业产值", unit="CNY"
)
HOUSING_REGISTERED = Series(
    "housing_registered",
    "商品房网签备案面积",
    "floor area of commercial housing registered online",
    "商品房网签面积",
    "网签备案面积",
    unit="m2",
)
PROPERTY_INVESTMENT = Series(
    "property_investment",
    "房地产业开发投资",
    "investment in property development",
    "房地产开发投资",
    "房地产开发投资额",
    unit="CNY",
)
RESIDENT_INCOME = Series(
    "resident_income",
    "居民人均可支配收入",
    "disposable income per resident",
    "全体居民人均可支配收入",
    unit="CNY",
)

RANKED_BY_LEVEL = (
    FOREIGN_CAPITAL,
    RETAIL_SALES,
    CONSTRUCTION_OUTPUT,
    HOUSING_REGISTERED,
    PROPERTY_INVESTMENT,
)
"""Series that the city's dispatch list ranks by their level."""

RANKED_BY_GROWTH = (
    GDP,
    BUDGET_REVENUE,
    FIXED_ASSET_INVESTMENT,
    FOREIGN_TRADE,
    INDUSTRIAL_OUTPUT,
    SERVICE_REVENUE,
    RESIDENT_INCOME,
)
"""Series that it ranks by growth, where levels only show how large a district is."""


def _named(series: Series, zh: str) -> tuple[str, ...]:
    """Every name of a series with the same Chinese ending."""
    return tuple(f"{name}{zh}" for name in (series.zh, *series.aliases))


def _levels(series: Series) -> dict[str, Indicator]:
    level = Observed(series=series, zh=series.zh, en=series.en, unit=series.unit, aliases=series.aliases)
    zh, *aliases = _named(series, "全市排名")
    rank = Rank(of=level, zh=zh, en=f"city rank by {series.en}", aliases=(*aliases, *_named(series, "排名")))
    return {series.slug: level, f"{series.slug}_rank": rank}


def _growth(series: Series) -> Observed:
    zh, *aliases = _named(series, "增速")
    return Observed(
        series=series,
        column="growth",
        zh=zh,
        en=f"growth of {series.en}",
        unit="%",
        measure="growth_yoy",
        aliases=(*aliases, *_named(series, "同比增长"), series.zh),
    )


def _target(series: Series) -> Observed:
    zh, *aliases = _named(series, "市级引导性目标")
    return Observed(
        series=series,
        column="target",
        zh=zh,
        en=f"guided growth of {series.en}",
        unit="%",
        measure="target",
        aliases=tuple(aliases),
    )


def _gaps(series: Series, growth: Observed, target: Observed) -> dict[str, Indicator]:
    """The growth rate against the city's, against the guided one, and in the order of districts."""
    average_zh, *average = _named(series, "增速高于全市平均")
    target_zh, *targets = _named(series, "增速超出市级引导性目标")
    rank_zh, *ranks = _named(series, "增速全市排名")
    slug = f"{series.slug}_growth"
    return {
        f"{slug}_above_average": Above(
            of=growth,
            over="average",
            zh=average_zh,
            en=f"{growth.en} above the city's",
            aliases=(*average, growth.zh),
        ),
        f"{slug}_above_target": Above(
            of=growth,
            over=target,
            zh=target_zh,
            en=f"{growth.en} above the guided one",
            aliases=(*targets, growth.zh),
        ),
        f"{slug}_rank": Rank(of=growth, zh=rank_zh, en=f"city rank by {growth.en}", aliases=tuple(ranks)),
    }


def _family(series: Series) -> dict[str, Indicator]:
    """Everything that is asked of one series."""
    growth, target = _growth(series), _target(series)
    rates = {f"{series.slug}_growth": growth, f"{series.slug}_target": target}
    return {**_levels(series), **rates, **_gaps(series, growth, target)}


SERIES = (
    GDP,
    BUDGET_REVENUE,
    FIXED_ASSET_INVESTMENT,
    RETAIL_SALES,
    FOREIGN_TRADE,
    FOREIGN_CAPITAL,
    INDUSTRIAL_OUTPUT,
    SERVICE_REVENUE,
    CONSTRUCTION_OUTPUT,
    HOUSING_REGISTERED,
    PROPERTY_INVESTMENT,
    RESIDENT_INCOME,
)

INDICATORS: dict[str, Indicator] = {name: made for series in SERIES for name, made in _family(series).items()}

register_indicators("economy", PROGRAMME, INDICATORS)

_dispatch_ranks = tuple(
    INDICATORS[f"{series.slug}_rank" if series in RANKED_BY_LEVEL else f"{series.slug}_growth_rank"]
    for series in SERIES
)

dispatched = Tally(
    of=_dispatch_ranks,
    zh="列入市级重点调度的主要经济指标数",
    en="indicators on the city's dispatch list",
    unit="项",
    aliases=("市级重点调度主要经济指标", "主要经济指标数"),
)
top3 = Tally(
    of=_dispatch_ranks,
    at_most=3,
    zh="排名全市前3的主要经济指标数",
    en="dispatched indicators that rank among the first three",
    unit="项",
    aliases=("排名全市前3", "前3位的主要经济指标数"),
)
first = Tally(
    of=_dispatch_ranks,
    at_most=1,
    zh="排名全市第1的主要经济指标数",
    en="dispatched indicators that rank first",
    unit="项",
    aliases=("位居全市第1的主要经济指标数",),
)
