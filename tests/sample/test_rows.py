"""What the sample says is possible: positions, days, moves between stages."""

import itertools
from random import Random

import pytest
import shapely

from yihe.ledger.entries import Record
from yihe.sample.chance import LATEST
from yihe.sample.district import SEED, _ledgers
from yihe.sample.ground import areas, communities, site, subdistricts
from yihe.sample.sheets import Sheet
from yihe.sample.workdays import is_workday

SHEETS = [sheet for book in _ledgers(SEED) for sheet in book.sheets]
STAGED = [s for s in SHEETS if issubclass(s.kind, Record) and len(s.kind.stages)]

all_sheets = pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.tab)
staged_sheets = pytest.mark.parametrize("sheet", STAGED, ids=lambda s: s.tab)


@all_sheets
def test_codes_are_unique(sheet: Sheet):
    codes = [row["code"] for row in sheet.rows]
    assert len(set(codes)) == len(codes) > 0


@all_sheets
def test_positions_lie_inside_the_subdistrict_they_are_said_to_lie_in(sheet: Sheet):
    placed = [row for row in sheet.rows if "lon" in row]
    outside = [
        row["code"]
        for row in placed
        if not subdistricts()[row["subdistrict"]].geometry.contains(shapely.Point(row["lon"], row["lat"]))
    ]
    assert outside == []
    assert all(row["community"].startswith(row["subdistrict"]) for row in placed)


@staged_sheets
def test_a_record_stands_in_the_last_stage_it_entered(sheet: Sheet):
    for row in sheet.rows:
        assert row["days"][row["stage"]] == max(row["days"].values()), row["code"]


@staged_sheets
def test_every_step_between_stages_is_an_allowed_move(sheet: Sheet):
    allowed = sheet.kind.stages.may_move
    for row in sheet.rows:
        path = list(row["days"])
        bad = [(a, b) for a, b in itertools.pairwise(path) if not allowed(a, b)]
        assert bad == [], row["code"]


@staged_sheets
def test_stage_days_are_past_working_days_in_order(sheet: Sheet):
    for row in sheet.rows:
        days = list(row["days"].values())
        assert days == sorted(days), row["code"]
        assert days[-1] <= LATEST
        assert all(is_workday(day) for day in days), row["code"]


def test_more_than_one_stage_is_populated_in_every_ledger_of_a_campaign():
    for sheet in STAGED:
        if len(sheet.rows) > 25:
            assert len({row["stage"] for row in sheet.rows}) >= 2, sheet.tab


def test_all_communities_and_subdistricts_are_there_with_their_real_names():
    assert len(communities()) == 158
    assert len(subdistricts()) == 12
    assert {"所城里社区居民委员会", "上尧社区居民委员会"} <= {c.name for c in communities()}
    assert [a.level for a in areas()].count("district") == 11


def test_subdistricts_tile_the_district_and_the_city_holds_it():
    by_code = {a.code: a.geometry for a in areas()}
    parts = sum(a.geometry.area for a in subdistricts().values())
    assert parts == pytest.approx(by_code["370602"].area, rel=1e-3)
    assert by_code["370600"].buffer(0.003).contains(by_code["370602"].representative_point())


def test_sites_are_spread_over_the_whole_district():
    chance = Random(5)
    assert len({site(chance)["subdistrict"] for _ in range(300)}) == 12
