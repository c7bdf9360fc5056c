"""Loaded into a ledger, the sample gives every figure that the district published on 8 September 2022."""

from datetime import date
from decimal import Decimal

from yihe.indicators.engine import evaluate_each, store
from yihe.indicators.register import indicator, programmes
from yihe.indicators.spans import Span, months
from yihe.ledger.sheets.loading import load

from .second_way import CASES, disagreements

COUNTRY, CITY, DISTRICT = "000000", "370600", "370602"
TO_DATE = Span(None, date(2022, 9, 8))
THIS_YEAR = Span(date(2022, 1, 1), date(2022, 9, 8))
SINCE_MARCH = Span(date(2022, 3, 1), date(2022, 9, 8))
SINCE_OCTOBER = Span(date(2021, 10, 1), date(2022, 9, 8))
FIRST_HALF = months(2022, 1, 6)

# indicator, period, published number, size of its last written digit, hedge
PUBLISHED = [
    ("economy.dispatched", FIRST_HALF, 12, 1, ""),
    ("economy.top3", FIRST_HALF, 7, 1, ""),
    ("economy.budget_revenue", FIRST_HALF, 46e8, 1e8, ""),
    ("economy.budget_revenue_growth_above_average", FIRST_HALF, 3.2, 0.1, ""),
    ("economy.retail_sales", FIRST_HALF, 344.4e8, 0.1e8, ""),
    ("economy.retail_sales_rank", FIRST_HALF, 1, 1, ""),
    ("economy.foreign_trade", FIRST_HALF, 114.8e8, 0.1e8, ""),
    ("economy.foreign_trade_growth", FIRST_HALF, 32.1, 0.1, ""),
    ("economy.service_revenue_growth", FIRST_HALF, 41.5, 0.1, ""),
    ("economy.service_revenue_growth_above_target", FIRST_HALF, 29.5, 0.1, ""),
    ("economy.service_revenue_growth_rank", FIRST_HALF, 2, 1, ""),
    ("economy.construction_output", FIRST_HALF, 192.57e8, 0.01e8, ""),
    ("economy.construction_output_rank", FIRST_HALF, 1, 1, ""),
    ("economy.housing_registered", FIRST_HALF, 45.58e4, 0.01e4, ""),
    ("economy.housing_registered_rank", FIRST_HALF, 2, 1, ""),
    ("economy.property_investment", FIRST_HALF, 74.26e8, 0.01e8, ""),
    ("economy.property_investment_rank", FIRST_HALF, 2, 1, ""),
    ("economy.fixed_asset_investment", THIS_YEAR, 230e8, 1e8, ""),
    ("planning.completed", SINCE_OCTOBER, 36, 1, ""),
    ("planning.implemented", SINCE_OCTOBER, 27, 1, ""),
    ("promotion.categories", SINCE_OCTOBER, 3, 1, ""),
    ("promotion.first_batch", SINCE_OCTOBER, 15, 1, ""),
    ("promotion.first_batch_investment", SINCE_OCTOBER, 837e8, 1e8, ""),
    ("bonds.in_library", SINCE_OCTOBER, 52, 1, ""),
    ("bonds.investment", SINCE_OCTOBER, 1335.6e8, 0.1e8, ""),
    ("bonds.second_issue", THIS_YEAR, 20e8, 1e8, ""),
    ("projects.count", THIS_YEAR, 81, 1, ""),
    ("projects.total_investment", THIS_YEAR, 858e8, 1e8, ""),
    ("projects.plan_investment", THIS_YEAR, 156e8, 1e8, ""),
    ("enforcement.demolished", TO_DATE, 6469, 1, ""),
    ("enforcement.demolished_area", TO_DATE, 95.78e4, 0.01e4, ""),
    ("enforcement.ads_rectified", TO_DATE, 1300, 100, "nearly"),
    ("enforcement.fences_removed", TO_DATE, 410, 10, "over"),
    ("markets.upgraded", TO_DATE, 10, 1, ""),
    ("markets.wholesale", TO_DATE, 2, 1, ""),
    ("markets.district", TO_DATE, 5, 1, ""),
    ("markets.neighbourhood", TO_DATE, 51, 1, ""),
    ("parking.new_free_spaces", TO_DATE, 9783, 1, ""),
    ("parking.shared_spaces", TO_DATE, 3515, 1, ""),
    ("finance.banks", SINCE_OCTOBER, 18, 1, ""),
    ("finance.credit", SINCE_OCTOBER, 400e8, 1e8, ""),
    ("finance.fund_size", SINCE_OCTOBER, 200e8, 1e8, ""),
    ("finance.first_tranche", SINCE_OCTOBER, 50e8, 1e8, ""),
    ("investment.large_signed", THIS_YEAR, 19, 1, ""),
    ("investment.largest_capital", THIS_YEAR, 228e8, 1e8, ""),
    ("parks.provincial_improving", THIS_YEAR, 2, 1, ""),
    ("parks.data_graduates", SINCE_MARCH, 3000, 1000, "nearly"),
    ("parks.data_output", SINCE_MARCH, 1.2e8, 0.1e8, ""),
    ("enterprise_service.enterprises", TO_DATE, 1600, 100, "over"),
    ("enterprise_service.solved", TO_DATE, 400, 100, "over"),
    ("talent_housing.flats", TO_DATE, 2200, 100, "over"),
    ("talent_housing.target", TO_DATE, 1100, 1, ""),
    ("talent_housing.talents", TO_DATE, 420, 10, "over"),
    ("old_communities.invested", TO_DATE, 5.1e8, 0.1e8, ""),
    ("old_communities.estates", TO_DATE, 21, 1, ""),
    ("old_communities.households", TO_DATE, 2.56e4, 0.01e4, ""),
    ("old_communities.progress", TO_DATE, 70, 1, ""),
    ("property_management.estates", TO_DATE, 110, 1, ""),
    ("property_management.buildings", TO_DATE, 4700, 100, "over"),
    ("property_management.households", TO_DATE, 16.5e4, 0.1e4, ""),
    ("schools.new_schools", TO_DATE, 7, 1, ""),
    ("schools.new_started", TO_DATE, 3, 1, ""),
    ("schools.new_preparing", TO_DATE, 4, 1, ""),
    ("pocket_parks.built", TO_DATE, 20, 1, ""),
    ("housing_problems.stalled_broken", TO_DATE, 9, 1, ""),
    ("housing_problems.longest_stall", TO_DATE, 10, 1, "nearly"),
    ("housing_problems.resettlement_unblocked", TO_DATE, 12, 1, ""),
    ("housing_problems.resettlement_area", TO_DATE, 14.6e4, 0.1e4, ""),
    ("housing_problems.dangerous_money", TO_DATE, 2.7e8, 0.1e8, ""),
    ("housing_problems.dangerous_areas", TO_DATE, 7, 1, ""),
    ("housing_problems.dangerous_households", TO_DATE, 341, 1, ""),
    ("certificates.estates", TO_DATE, 91, 1, ""),
    ("certificates.households", TO_DATE, 9.8e4, 0.1e4, ""),
]

# What is said of the city and of the country.
PUBLISHED_OF_OTHERS = [
    (CITY, "investment.huge_landed", FIRST_HALF, 4, 1, ""),
    (COUNTRY, "strategy.first_pilot_cities", TO_DATE, 21, 1, ""),
]


def agrees(value: Decimal | None, said: float, digit: float, hedge: str) -> bool:
    """The reading rule of published numbers: rounding, 近 and 余."""
    if value is None:
        return False
    if hedge == "nearly":
        return 0.9 * said <= value < said
    if hedge == "over":
        return said <= value < said + digit
    return abs(float(value) - said) <= digit / 2 if digit < said else float(value) == said


def test_every_programme_has_three_figures_computed_a_second_way():
    slugs = [found.slug for id, *_ in CASES if (found := indicator(id).programme)]
    assert {p.slug for p in programmes() if slugs.count(p.slug) < 3} == set()


def test_the_loaded_sample_gives_every_published_figure_agrees_with_pandas_and_loads_once(sample, clerk):
    store.cache_clear()
    first = load([sample], actor=clerk)
    assert first.created > 10_000
    asked = [(DISTRICT, *row) for row in PUBLISHED] + PUBLISHED_OF_OTHERS
    values = evaluate_each((indicator(id), place, span) for place, id, span, *_ in asked)
    wrong = {
        id: (value.value, said)
        for value, (_, id, _, said, digit, hedge) in zip(values, asked, strict=True)
        if not agrees(value.value, said, digit, hedge)
    }
    assert wrong == {}
    assert disagreements(sample) == {}
    again = load([sample], actor=clerk)
    assert (again.created, again.changed) == (0, 0)
