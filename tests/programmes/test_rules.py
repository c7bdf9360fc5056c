"""Rules of law as data: who breaks them, since when they hold, and a stricter limit of one's own."""

import dataclasses
import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
import shapely
import typer
from django.utils import timezone
from typer.testing import CliRunner

from yihe import geo
from yihe.cli import rules as rules_command
from yihe.indicators.define import Rule
from yihe.indicators.register import rules
from yihe.indicators.rule import in_force
from yihe.ledger import actions
from yihe.ledger.journal import StageChange
from yihe.ledger.labels import Label
from yihe.programmes.bonds import BondProject
from yihe.programmes.certificates import CertificateEstate
from yihe.programmes.enforcement import CASE_STEPS, OutdoorAd
from yihe.programmes.old_communities import OldEstate
from yihe.programmes.planning import AreaTrack, RenewalArea
from yihe.programmes.pocket_parks import PocketPark

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


def test_works_in_an_area_before_its_clearing_passed_the_gate_break_the_law(add):
    started, cleared, preparing = (add(RenewalArea, f"P-{n}", stage=s) for n, s in enumerate(STAGES))
    for area, stage in ((started, "working"), (cleared, "passed"), (preparing, "working")):
        add(AreaTrack, f"T-{area.code}", area=area, track="clearing", stage=stage)
        add(AreaTrack, f"U-{area.code}", area=area, track="financing", stage="working")
    assert codes("planning.compensation_first") == ["P-0"]


STAGES = ("started", "started", "preparing")


def test_titles_transferred_without_or_before_the_first_registration_break_the_law(add, clerk):
    done = add(CertificateEstate, "C-1", stage="resolved")
    actions.move(done, "issued", business_date=timezone.localdate(), version=1, actor=clerk)
    add(CertificateEstate, "C-2", stage="issued")
    add(CertificateEstate, "C-3", stage="listed")
    assert codes("certificates.first_registration") == ["C-2"]


def test_a_case_is_held_to_closing_days_only_where_they_were_set(add, clerk, settings):
    today = timezone.localdate()
    for code, gap in (("A-1", 10), ("A-2", 11)):
        found = add_on(OutdoorAd, code, add, today - timedelta(days=40))
        notified = actions.move(found, "notified", business_date=today - timedelta(days=39), version=1, actor=clerk)
        closed = today - timedelta(days=40 - gap)
        actions.move(notified, "rectified", business_date=closed, version=2, actor=clerk)
    add_on(OutdoorAd, "A-3", add, today - timedelta(days=40))
    add_on(OutdoorAd, "A-4", add, today - timedelta(days=10))
    assert codes("enforcement.ads_closed_in_time") == []
    settings.YIHE_LIMITS = {"enforcement.ads_closed_in_time": "10"}
    assert codes("enforcement.ads_closed_in_time") == ["A-2", "A-3"]


def add_on(kind, code, add, day):
    """A record that entered its first stage on a day."""
    made = add(kind, code, stage=kind.stages.names[0])
    StageChange.objects.filter(kind=kind.kind(), record_id=made.pk).update(business_date=day)
    kind.objects.filter(pk=made.pk).update(stage_date=day)
    made.refresh_from_db()
    return made


def test_an_estate_farther_from_every_open_park_than_the_radius_is_named(add, settings):
    park, near, far = (point(lon) for lon in (121.400, 121.403, 121.404))  # about 265 m and 353 m away
    add(PocketPark, "K-1", stage="completed", geometry=park)
    add(PocketPark, "K-2", stage="designed", geometry=far)
    add(OldEstate, "E-1", geometry=near)
    add(OldEstate, "E-2", geometry=far)
    add(OldEstate, "E-3")
    assert codes("pocket_parks.radius_old_estates") == ["E-2"]
    settings.YIHE_LIMITS = {"pocket_parks.radius_old_estates": "500"}
    assert codes("pocket_parks.radius_old_estates") == []


def point(lon):
    return geo.to_wkb(shapely.Point(lon, 37.5))


def test_a_rule_that_ended_no_longer_holds():
    old = dataclasses.replace(NAMED["bonds.coverage"], valid_to=date(2022, 12, 31))
    assert in_force([old], date(2022, 12, 31)) == [old]
    assert in_force([old], date(2023, 1, 1)) == []


def test_every_stage_on_the_line_of_a_case_is_a_step_of_the_standard_in_its_order():
    for kind, steps in CASE_STEPS.items():
        assert list(steps) == kind.stages.line
        assert list(steps.values()) == sorted(steps.values())


def test_the_command_lists_rules_with_source_validity_and_who_breaks_them(add, monkeypatch):
    monkeypatch.setattr("yihe.cli.rules.open_ledger", lambda: None)
    add(RenewalArea, "P-1", existing_area=Decimal(10), demolished_area=Decimal(9))
    app = typer.Typer()
    rules_command.add_to(app)
    found = json.loads(CliRunner().invoke(app, ["planning.demolished_share", "--json"]).stdout)
    assert [(r["codes"], r["limit"], r["valid_from"], r["verified"]) for r in found] == [
        (["P-1"], "0.2", "2021-08-30", False)
    ]
    assert CliRunner().invoke(app, ["--on", "1990-01-01"]).exit_code == 2


def test_every_rule_names_its_source():
    assert len(NAMED) >= 4
    assert all(rule.source and rule.label.zh and rule.label.en for rule in rules())
