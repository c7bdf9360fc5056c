"""What programmes ask for beyond counting: what is overdue, lists of a year, days, the largest."""

from datetime import date
from decimal import Decimal

import pytest

from yihe.indicators.define import Count, Duration, Largest
from yihe.indicators.engine import evaluate, store
from yihe.indicators.register import indicator
from yihe.indicators.spans import Span, parse_span
from yihe.ledger import actions
from yihe.programmes.markets import Market
from yihe.programmes.projects import KeyProject

DISTRICT = "370602"


@pytest.fixture(autouse=True)
def _fresh_columns():
    """Each test rolls its ledger back, and history numbers begin anew: what was read before is stale."""
    store.cache_clear()


def value(id: str, span: Span) -> Decimal | None:
    return evaluate([indicator(id)], [DISTRICT], span)[id, DISTRICT].value


@pytest.fixture
def add_project(district, clerk):
    def add(code: str, *, year: int, level: str = "city", stage: str = "listed", day: date, yi: int = 10, **values):
        fields = {
            "code": code,
            "name": f"{code}项目",
            "place": district["370602001"],
            "level": level,
            "plan_year": year,
            "stage": stage,
            "total_investment": Decimal(yi) * 100_000_000,
        }
        return actions.create(KeyProject, fields | values, actor=clerk, business_date=day)

    return add


def test_a_record_is_overdue_after_its_day_and_until_it_gets_there(add_market, clerk):
    market = add_market("M1", stage="upgrading", day=date(2022, 3, 1), due=date(2022, 5, 10))
    add_market("M2", stage="upgrading", day=date(2022, 3, 1))
    actions.move(market, "upgraded", business_date=date(2022, 6, 20), version=market.version, actor=clerk)
    assert value("markets.overdue", Span(None, date(2022, 5, 10))) == 0
    assert value("markets.overdue", Span(None, date(2022, 5, 11))) == 1
    assert value("markets.overdue", Span(None, date(2022, 6, 19))) == 1
    assert value("markets.overdue", Span(None, date(2022, 6, 20))) == 0


def test_days_between_stages_are_those_of_the_records_that_arrived_in_the_span(add_market, clerk):
    for code, arrived in (("M1", date(2022, 3, 31)), ("M2", date(2022, 5, 10))):
        market = add_market(code, stage="designing", day=date(2022, 3, 1))
        market = actions.move(market, "upgrading", business_date=date(2022, 3, 10), version=market.version, actor=clerk)
        actions.move(market, "upgraded", business_date=arrived, version=market.version, actor=clerk)
    assert value("markets.days_to_upgrade", parse_span("2022Q1")) == 30
    assert value("markets.days_to_upgrade", parse_span("2022H1")) == 50
    assert value("markets.days_to_upgrade", parse_span("2021")) is None
    nowhere = evaluate([indicator("markets.days_to_upgrade")], ["370611"], parse_span("2022H1"))
    assert [v.value for v in nowhere.values()] == [None]


def test_a_list_of_projects_belongs_to_its_year(add_project):
    add_project("P1", year=2021, day=date(2021, 1, 20))
    add_project("P2", year=2022, day=date(2022, 1, 17))
    add_project("P3", year=2022, day=date(2022, 1, 17), level="province", yi=30)
    assert value("projects.count", parse_span("2021")) == 1
    assert value("projects.count", parse_span("2022H1")) == 2
    assert value("projects.provincial", parse_span("2022H1")) == 1
    assert value("projects.total_investment", parse_span("2022H1")) == 4_000_000_000


def test_a_project_carried_over_counts_as_started_though_it_started_in_an_earlier_year(add_project):
    add_project("P1", year=2022, stage="started", day=date(2021, 8, 2))
    add_project("P2", year=2022, stage="listed", day=date(2022, 1, 17), start_due=date(2022, 4, 1))
    assert value("projects.started", parse_span("2022H1")) == 1
    assert value("projects.started_share", parse_span("2022H1")) == 50
    assert value("projects.late_starts", parse_span("2022Q1")) == 0
    assert value("projects.late_starts", parse_span("2022H1")) == 1


def test_the_largest_is_taken_over_the_counted_records_only(add_project):
    add_project("P1", year=2022, day=date(2022, 1, 17), yi=30)
    add_project("P2", year=2022, stage="started", day=date(2022, 2, 1), yi=20)
    largest = Largest(KeyProject, field="total_investment", zh="最大", en="largest", unit="CNY", reached="started")
    found = evaluate([largest], [DISTRICT], parse_span("2022H1"))
    assert [v.value for v in found.values()] == [2_000_000_000]


def test_a_duration_without_both_stages_is_refused():
    with pytest.raises(ValueError, match="needs two stages"):
        Duration(Market, since="designing", zh="天数", en="days")


def test_a_receipt_names_each_condition_of_a_figure():
    said = indicator("projects.late_starts").definition()
    assert "plan_year 为期末所在年度" in said
    assert "start_due 早于期末" in said


def test_a_figure_on_an_unknown_stage_is_refused():
    with pytest.raises(ValueError, match="has no stage"):
        Count(Market, zh="数", en="n", unit="处", reached="finished")
