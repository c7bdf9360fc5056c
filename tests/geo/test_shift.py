"""A systematic shift is noticed, and honest data is left in peace."""

import csv
import json

import numpy as np
import pytest
import shapely

from yihe.geo import BD09, GCJ02, from_wgs84, suspect_shift

from .known import GCJ02_STOPS, SHARED_DATA, WGS84_STOPS

random = np.random.default_rng(370602)
# A dense net of known things, 200 m apart or less: the nearest one is rarely the right one.
DENSE = np.column_stack((random.uniform(121.33, 121.43, 3000), random.uniform(37.48, 37.56, 3000)))
DISTRICT = shapely.box(121.33, 37.48, 121.43, 37.56)


def shifted(points, system):
    return np.column_stack(from_wgs84(points[:, 0], points[:, 1], system))


def noisy(points, metres=20):
    return points + random.normal(0, metres / 1e5, points.shape)


def test_stops_in_gcj02_are_suspected_by_their_known_positions():
    suspicion = suspect_shift(GCJ02_STOPS, WGS84_STOPS, matched=True)
    assert suspicion.system is GCJ02
    assert 430 < suspicion.offset_m < 530
    assert suspicion.spread_m < 30
    assert suspicion.after < 1


def test_stops_in_bd09_are_told_from_gcj02():
    suspicion = suspect_shift(shifted(WGS84_STOPS, BD09), WGS84_STOPS, matched=True)
    assert suspicion.system is BD09
    assert suspicion.offset_m > 900


@pytest.mark.parametrize("system", [GCJ02, BD09])
def test_nearest_known_points_are_witness_enough_even_when_dense(system):
    imported = shifted(noisy(DENSE[::10]), system)
    assert suspect_shift(imported, DENSE).system is system


@pytest.mark.parametrize("system", [GCJ02, BD09])
def test_a_boundary_is_witness_when_points_lie_near_its_edge(system):
    suspicion = suspect_shift(shifted(DENSE, system), DISTRICT)
    assert suspicion.system is system
    assert suspicion.after < suspicion.before


def test_correct_points_are_not_suspected():
    assert suspect_shift(WGS84_STOPS, WGS84_STOPS, matched=True) is None
    assert suspect_shift(noisy(WGS84_STOPS), WGS84_STOPS, matched=True) is None
    assert suspect_shift(noisy(DENSE[::10]), DENSE) is None
    assert suspect_shift(DENSE, DISTRICT) is None


def test_another_shift_than_the_known_ones_is_not_named_gcj02():
    assert suspect_shift(WGS84_STOPS - [0.005, 0.001], WGS84_STOPS, matched=True) is None


def test_points_scattered_by_bad_geocoding_are_not_taken_for_a_shift():
    assert suspect_shift(noisy(WGS84_STOPS, 2000), WGS84_STOPS, matched=True) is None


def test_too_few_points_prove_nothing():
    assert suspect_shift(GCJ02_STOPS[:6], WGS84_STOPS[:6], matched=True) is None
    assert suspect_shift(GCJ02_STOPS, np.empty((0, 2))) is None


def test_points_without_coordinates_are_passed_over():
    given = GCJ02_STOPS.copy()
    given[3] = np.nan
    assert suspect_shift(given, WGS84_STOPS, matched=True).points == len(WGS84_STOPS) - 1


def test_arrays_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="differ in length"):
        suspect_shift(GCJ02_STOPS, WGS84_STOPS[:-1], matched=True)
    with pytest.raises(ValueError, match="two columns"):
        suspect_shift([1.0, 2.0, 3.0, 4.0, 5.0], WGS84_STOPS)


@pytest.mark.skipif(not SHARED_DATA.exists(), reason="the shared data is not here")
def test_zhifu_hospitals_in_gcj02_fall_foul_of_stops_and_district_but_not_in_wgs84():
    with (SHARED_DATA / "places" / "yantai_hospitals.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wgs84 = np.array([[float(row["lon"]), float(row["lat"])] for row in rows])
    gcj02 = np.array([[float(row["lon_gcj02"]), float(row["lat_gcj02"])] for row in rows])
    assert suspect_shift(gcj02, wgs84).system is GCJ02
    assert suspect_shift(wgs84, wgs84) is None


@pytest.mark.skipif(not SHARED_DATA.exists(), reason="the shared data is not here")
def test_boundary_corners_in_gcj02_are_suspected_against_the_real_boundary():
    zhifu = {}
    for name in ("gcj02", "wgs84"):
        path = SHARED_DATA / "boundaries" / f"yantai_districts_{name}.geojson"
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        geometry = next(f["geometry"] for f in features if f["properties"]["adcode"] == "370602")
        zhifu[name] = shapely.from_geojson(json.dumps(geometry))
    corners = shapely.get_coordinates(zhifu["gcj02"])
    assert suspect_shift(corners, zhifu["wgs84"].buffer(0.0001)).system is GCJ02
