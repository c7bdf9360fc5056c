"""Rules of law as data: who breaks them, since when they hold, and a stricter limit of one's own."""

from datetime import date
from decimal import Decimal

import pytest

from yihe.indicators.define import Rule
from yihe.indicators.register import rules
from yihe.indicators.rule import in_force
from yihe.ledger import actions
from yihe.ledger.labels import Label
from yihe.programmes.bonds import BondProject
from yihe.programmes.planning import RenewalArea

from .making import values_of

NAMED = {rule.name: rule for rule in rules()}


@pytest.fixture
def add(district, clerk):
    def make(kind, code, **values):
        return actions.create(kind, values_of(kind, code, district["370602001"], clerk) | values, actor=clerk)

    return make


def codes(name: str) -> list[str]:
    return [record.code for record in NAMED[name].breaking().order_by("code")]


def test_a_library_project_that_covers_its_debt_less_than_one_point_two_times_breaks_the_rule(add, settings):
    money = {"debt_service": Decimal(100_000_000), "stage": "in_library"}
    add(BondProject, "B-1", income=Decimal(119_000_000), **money)
    add(BondProject, "B-2", income=Decimal(120_000_000), **money)
    add(BondProject, "B-3", income=Decimal(90_000_000), **(money | {"stage": "preparing"}))
    assert codes("bonds.coverage") == ["B-1"]
    settings.YIHE_LIMITS = {"bonds.coverage": "1.3"}
    assert codes("bonds.coverage") == ["B-1", "B-2"]


def test_an_area_that_demolishes_builds_or_moves_away_too_much_breaks_its_rule(add):
    kept = {
        "existing_area": Decimal(100_000),
        "demolished_area": Decimal(20_000),
        "built_area": Decimal(40_000),
        "local_resettlement": Decimal(50),
    }
    add(RenewalArea, "P-0", **kept)
    add(RenewalArea, "P-1", **(kept | {"demolished_area": Decimal(20_001)}))
    add(RenewalArea, "P-2", **(kept | {"built_area": Decimal(40_001)}))
    add(RenewalArea, "P-3", **(kept | {"local_resettlement": Decimal("49.9")}))
    assert codes("planning.demolished_share") == ["P-1"]
    assert codes("planning.build_ratio") == ["P-2"]
    assert codes("planning.local_resettlement") == ["P-3"]


def test_a_rule_holds_from_its_day_and_the_newer_version_replaces_the_older():
    old = NAMED["bonds.coverage"]
    new = Rule(
        old.name,
        Label("新限值", "new limit"),
        BondProject,
        Decimal("1.3"),
        broken_by=old.broken_by,
        source="样例",
        valid_from=date(2023, 1, 1),
    )
    assert in_force([new, old], date(2017, 6, 1)) == []
    assert in_force([new, old], date(2022, 9, 8)) == [old]
    assert in_force([new, old], date(2023, 1, 1)) == [new]


def test_every_rule_names_its_source():
    assert len(NAMED) >= 4
    assert all(rule.source and rule.label.zh and rule.label.en for rule in rules())
