"""Coordinates of every supported system come out as WGS 84, or are refused."""

import csv
import gzip

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from yihe.geo import (
    BD09,
    CGCS2000,
    GCJ02,
    WGS84,
    CoordinatesOutOfRange,
    UnknownSystem,
    distance_m,
    from_wgs84,
    parse_system,
    systems,
    to_wgs84,
    transform_geometry,
    zone_for,
)

from .known import GCJ02_STOPS, SHARED_DATA, WGS84_STOPS

TIANANMEN = (116.3913, 39.9075)
chinese_lon = st.floats(80, 130)
chinese_lat = st.floats(20, 50)


def metres_apart(a, b):
    return distance_m(a[:, 0], a[:, 1], b[:, 0], b[:, 1])


def test_gcj02_stops_come_back_to_their_wgs84_positions():
    lon, lat = to_wgs84(GCJ02_STOPS[:, 0], GCJ02_STOPS[:, 1], "火星坐标")
    assert metres_apart(np.column_stack((lon, lat)), WGS84_STOPS).max() < 1.0


def test_gcj02_displaces_zhifu_by_about_480_metres():
    assert 430 < np.median(metres_apart(GCJ02_STOPS, WGS84_STOPS)) < 530


def test_bd09_displaces_zhifu_by_about_a_kilometre():
    shifted = np.column_stack(from_wgs84(WGS84_STOPS[:, 0], WGS84_STOPS[:, 1], BD09))
    assert 900 < np.median(metres_apart(shifted, WGS84_STOPS)) < 1400


def test_bd09_matches_the_published_example_of_its_converter():
    # The worked example in the documentation of coordtransform (wandergis): GCJ-02 to BD-09.
    gcj_as_wgs = to_wgs84(116.404, 39.915, GCJ02)
    assert from_wgs84(*gcj_as_wgs, BD09) == pytest.approx((116.41036949371029, 39.92133699351021), abs=1e-8)


@given(chinese_lon, chinese_lat, st.sampled_from(systems()))
def test_every_system_goes_there_and_back_within_a_millimetre(lon, lat, system):
    if system.projected and abs(lon - system.central_meridian) > 3:
        lon = system.central_meridian + (lon % 3) - 1.5
    back = to_wgs84(*from_wgs84(lon, lat, system), system)
    assert distance_m(lon, lat, *back) < 0.001


@pytest.mark.parametrize("system", [GCJ02, BD09])
def test_web_map_systems_are_identical_to_wgs84_out_of_china(system):
    assert to_wgs84(2.3522, 48.8566, system) == (2.3522, 48.8566)


def test_a_number_gives_numbers_and_an_array_gives_arrays():
    assert all(isinstance(part, float) for part in to_wgs84(*TIANANMEN, GCJ02))
    lon, _ = to_wgs84([116.0, 117.0, 118.0], [39.0, 39.0, 39.0], GCJ02)
    assert lon.shape == (3,)


def test_zhifu_in_zone_40_has_the_same_easting_with_and_without_prefix():
    plain, prefixed = zone_for(121.39), zone_for(121.39, prefix=True)
    assert (plain.code, prefixed.code) == ("EPSG:4549", "EPSG:4528")
    x, y = from_wgs84(121.39, 37.53, plain)
    prefixed_x, prefixed_y = from_wgs84(121.39, 37.53, prefixed)
    assert prefixed_x - x == pytest.approx(40_000_000)
    assert prefixed_y == pytest.approx(y)


def test_zones_change_at_the_edge_that_cuts_through_yantai():
    assert zone_for(121.49).code == "EPSG:4549"
    assert zone_for(121.51).code == "EPSG:4550"


def test_a_longitude_outside_china_has_no_zone():
    with pytest.raises(CoordinatesOutOfRange):
        zone_for(2.35)


def test_all_42_zones_have_the_meridian_proj_gives_them():
    pyproj = pytest.importorskip("pyproj")
    zones = [system for system in systems() if system.projected]
    assert len(zones) == 42
    for system in zones:
        operation = pyproj.CRS(system.epsg).coordinate_operation
        values = {parameter.name: parameter.value for parameter in operation.params}
        assert values["Longitude of natural origin"] == system.central_meridian
        assert values["False easting"] == (system.zone or 0) * 1e6 + 500_000


@pytest.mark.parametrize(
    ("x", "y", "system"),
    [
        (40_534_000, 4_155_000, "EPSG:4549"),
        (534_000, 4_155_000, "EPSG:4528"),
        (41_534_000, 4_155_000, "EPSG:4528"),
        (4_155_000, 534_000, "EPSG:4549"),
        (534_000, 4_155_000, "EPSG:4490"),
        (37.5, 121.4, "WGS84"),
        (float("inf"), 37.5, "WGS84"),
    ],
)
def test_coordinates_that_cannot_be_of_the_system_are_refused(x, y, system):
    with pytest.raises(CoordinatesOutOfRange):
        to_wgs84(x, y, system)


def test_an_empty_coordinate_stays_empty():
    lon, lat = to_wgs84([121.4, np.nan], [37.5, np.nan], GCJ02)
    assert np.isnan(lon).tolist() == [False, True]
    assert np.isnan(lat).tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("EPSG:4490", "EPSG:4490"),
        ("epsg：4549", "EPSG:4549"),
        ("4326", "EPSG:4326"),
        ("urn:ogc:def:crs:EPSG::4490", "EPSG:4490"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
        ("WGS84", "EPSG:4326"),
        ("WGS 1984", "EPSG:4326"),
        ("CGCS2000", "EPSG:4490"),
        ("2000国家大地坐标系", "EPSG:4490"),
        ("国家2000", "EPSG:4490"),
        ("GCJ-02", "GCJ-02"),
        ("gcj02", "GCJ-02"),
        ("火星坐标系", "GCJ-02"),
        ("高德地图坐标", "GCJ-02"),
        ("BD-09", "BD-09"),
        ("百度坐标", "BD-09"),
        ("CGCS2000_3_Degree_GK_CM_120E", "EPSG:4549"),
        ("CGCS2000 / 3-degree Gauss-Kruger CM 123E", "EPSG:4550"),
        ("CGCS2000_3_Degree_GK_Zone_40", "EPSG:4528"),
        ("2000国家大地坐标系 3度带 中央经线120°", "EPSG:4549"),
        ("CGCS2000 三度带 第40带", "EPSG:4528"),
    ],
)
def test_a_system_is_known_by_the_names_people_give_it(text, code):
    assert parse_system(text).code == code


@pytest.mark.parametrize("system", systems(), ids=str)
def test_every_system_is_known_by_its_own_names(system):
    for name in (system.code, system.zh, system.en):
        assert parse_system(name) is system


@pytest.mark.parametrize("epsg", [4326, 4490, 4528, 4549, 4550])
def test_well_known_text_is_recognised(epsg):
    pyproj = pytest.importorskip("pyproj")
    for version in ("WKT1_GDAL", "WKT1_ESRI", "WKT2_2019"):
        assert parse_system(pyproj.CRS(epsg).to_wkt(version)).epsg == epsg


@pytest.mark.parametrize(
    "text",
    ["", "西安80", "EPSG:2381", "EPSG:32651", "GCJ-02或BD-09", "CGCS2000 3度带", "中央经线121", "坐标"],
)
def test_a_name_that_is_unknown_or_not_definite_is_refused(text):
    with pytest.raises(UnknownSystem):
        parse_system(text)


def test_a_geometry_is_converted_vertex_by_vertex_and_loses_its_heights():
    line = shapely.LineString([(*point, 12.0) for point in GCJ02_STOPS])
    converted = transform_geometry(line, GCJ02)
    assert not converted.has_z
    assert metres_apart(shapely.get_coordinates(converted), WGS84_STOPS).max() < 1.0


def test_a_multipolygon_keeps_its_parts_and_holes():
    outer = shapely.box(121.3, 37.4, 121.4, 37.5).difference(shapely.box(121.34, 37.44, 121.36, 37.46))
    converted = transform_geometry(shapely.union_all([outer, shapely.box(121.5, 37.4, 121.6, 37.5)]), GCJ02)
    assert [len(part.interiors) for part in converted.geoms] == [1, 0]


@pytest.mark.parametrize("system", [WGS84, CGCS2000])
def test_geographic_cgcs2000_counts_as_wgs84(system):
    assert to_wgs84(121.39, 37.53, system) == (121.39, 37.53)


@pytest.mark.skipif(not SHARED_DATA.exists(), reason="the shared data is not here")
def test_all_4084_stops_agree_within_a_metre():
    with gzip.open(SHARED_DATA / "transit" / "yantai_bus_stops.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known = np.array([[float(r[c]) for c in ("lon", "lat", "lon_gcj02", "lat_gcj02")] for r in rows])
    lon, lat = to_wgs84(known[:, 2], known[:, 3], GCJ02)
    assert metres_apart(np.column_stack((lon, lat)), known[:, :2]).max() < 1.0


@pytest.mark.skipif(not SHARED_DATA.exists(), reason="the shared data is not here")
def test_district_boundaries_converted_from_gcj02_equal_the_wgs84_file():
    import pyogrio

    folder = SHARED_DATA / "boundaries"
    raw, known = (
        shapely.from_wkb(pyogrio.raw.read(folder / f"yantai_districts_{name}.geojson", columns=["adcode"])[2])
        for name in ("gcj02", "wgs84")
    )
    for one, other in zip(raw, known, strict=True):
        ours = shapely.get_coordinates(transform_geometry(one, GCJ02))
        assert metres_apart(ours, shapely.get_coordinates(other)).max() < 1.0
