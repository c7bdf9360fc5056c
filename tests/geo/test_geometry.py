"""Geometry is read from what people write and measured on the ellipsoid."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from yihe.geo import (
    BadGeometry,
    area_m2,
    bounds,
    contains,
    distance_m,
    from_wkb,
    length_m,
    parse_geometry,
    to_wkb,
)

SQUARE = shapely.box(121.3, 37.5, 121.4, 37.6)


@pytest.mark.parametrize(
    "text",
    [
        "121.39,37.53",
        "121.39，37.53",
        "(121.39, 37.53)",
        "１２１．３９ ３７．５３",
        "121.39°、37.53°",
        "POINT (121.39 37.53)",
        "point(121.39 37.53)",
        "SRID=4326;POINT(121.39 37.53)",
        '{"type": "Point", "coordinates": [121.39, 37.53]}',
        '{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [121.39, 37.53]}}',
    ],
)
def test_one_point_is_read_from_every_way_to_write_it(text):
    assert parse_geometry(text).coords[0] == (121.39, 37.53)


def test_projected_coordinates_are_read_as_they_stand():
    assert parse_geometry("40534000.5, 4155000").coords[0] == (40534000.5, 4155000.0)


def test_latitude_before_longitude_is_refused_and_not_turned_round():
    with pytest.raises(BadGeometry, match="latitude stands before longitude"):
        parse_geometry("37.53,121.39")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "芝罘区",
        "121.39",
        "121.39,",
        "POINT EMPTY",
        "POINT (121.39",
        '{"type": "Point"}',
        "{",
        "[]",
        "POINT (nan nan)",
    ],
)
def test_a_text_without_usable_geometry_is_refused(text):
    with pytest.raises(BadGeometry):
        parse_geometry(text)


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_a_point_survives_wkb(lon, lat):
    assert from_wkb(to_wkb(shapely.Point(lon, lat))).coords[0] == (lon, lat)


def test_wkb_holds_two_dimensions():
    assert not from_wkb(to_wkb(shapely.Point(1, 2, 3))).has_z


def test_bounds_are_west_south_east_north():
    assert bounds(to_wkb(SQUARE)) == (121.3, 37.5, 121.4, 37.6)


@pytest.mark.parametrize("data", [b"", b"nonsense", to_wkb(shapely.Point())])
def test_bounds_of_nothing_are_refused(data):
    with pytest.raises(BadGeometry):
        bounds(data)


def test_a_degree_of_latitude_at_zhifu_is_111_kilometres():
    assert distance_m(121.4, 37.0, 121.4, 38.0) == pytest.approx(110_990, abs=10)


def test_distances_are_computed_for_arrays_at_once():
    distances = distance_m(121.4, 37.5, np.array([121.4, 121.5]), np.array([37.5, 37.5]))
    assert distances[0] == 0
    assert distances[1] == pytest.approx(8842, abs=10)


def test_area_does_not_depend_on_ring_direction():
    assert area_m2(SQUARE) == pytest.approx(area_m2(SQUARE.reverse()))
    assert area_m2(SQUARE) == pytest.approx(98.0e6, rel=0.01)


def test_a_hole_is_not_counted_in_the_area():
    hole = shapely.box(121.34, 37.54, 121.36, 37.56)
    assert area_m2(SQUARE.difference(hole)) == pytest.approx(area_m2(SQUARE) - area_m2(hole))


def test_lines_have_length_and_no_area():
    line = shapely.LineString([(121.4, 37.0), (121.4, 38.0)])
    assert (length_m(line), area_m2(line)) == (pytest.approx(110_990, abs=10), 0)


def test_points_inside_and_on_the_edge_are_contained():
    assert contains(SQUARE, 121.35, 37.55) is True
    assert contains(SQUARE, [121.3, 121.35, 121.5], [37.55, 37.6, 37.55]).tolist() == [True, True, False]
