"""Putting places onto streets: the nearest one, where along it, how far off, and what is too far."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from yihe.geo.streets import BadStreets, StreetGraph, TooFarFromStreets, read_osm, snap
from yihe.geo.streets.snapping import cut

from .street_maps import ARMS, CROSSING, arc_of, write_map

GEOD = Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def crossing(tmp_path_factory: pytest.TempPathFactory) -> StreetGraph:
    return read_osm(write_map(tmp_path_factory.mktemp("map") / "crossing.osm", CROSSING, ARMS))


def test_a_place_lies_on_both_directions_of_the_nearest_street(crossing: StreetGraph) -> None:
    places = snap(crossing, 0.0025, 0.0005, ["桶一"])
    there, back = arc_of(crossing, 1, 2), arc_of(crossing, 2, 1)
    shares = dict(zip(places.arcs[0].tolist(), places.shares[0].tolist(), strict=True))
    assert shares == {there: pytest.approx(0.25), back: pytest.approx(0.75)}
    assert (places.street_lon[0], places.street_lat[0]) == (pytest.approx(0.0025), pytest.approx(0.0, abs=1e-9))
    assert places.distance_m[0] == pytest.approx(55.29, abs=0.01)


def test_places_too_far_off_are_all_named_the_farthest_first(crossing: StreetGraph) -> None:
    with pytest.raises(
        TooFarFromStreets, match=r"no street within 200 m of: 远桶 \(\d+ m\), 桶二 \(55[0-9] m\)"
    ) as error:
        snap(crossing, [0.005, 0.005, 0.2], [0.0001, -0.005, 0.2], ["桶一", "桶二", "远桶"])
    assert [place.name for place in error.value.places] == ["远桶", "桶二"]


def test_the_limit_can_be_moved_or_lifted(crossing: StreetGraph) -> None:
    assert snap(crossing, [0.005], [-0.005], limit_m=600).distance_m[0] == pytest.approx(553, abs=1)
    assert len(snap(crossing, [0.2], [0.2], limit_m=None)) == 1


def test_only_the_streets_given_are_taken(crossing: StreetGraph) -> None:
    places = snap(crossing, [0.005], [0.001], limit_m=None, among=crossing.way == 30)
    assert set(crossing.way[places.arcs[0]].tolist()) == {30}
    one_way = np.arange(len(crossing)) == arc_of(crossing, 1, 2)
    assert snap(crossing, [0.005], [0.001], among=one_way).arcs.tolist() == [[arc_of(crossing, 1, 2), -1]]


def test_positions_that_are_none_are_refused(crossing: StreetGraph) -> None:
    with pytest.raises(BadStreets, match=r"桶二: \(nan, 0.0\) is no longitude and latitude"):
        snap(crossing, [0.005, float("nan")], [0.0, 0.0], ["桶一", "桶二"])
    with pytest.raises(BadStreets, match="1 names, 2 longitudes"):
        snap(crossing, [0.005, 0.0], [0.0, 0.0], ["桶一"])


@given(st.floats(-0.002, 0.022), st.floats(-0.012, 0.012))
def test_no_point_of_any_street_is_nearer(crossing: StreetGraph, lon: float, lat: float) -> None:
    places = snap(crossing, [lon], [lat], limit_m=None)
    along = np.linspace(0, 1, 401)[:, None]
    points = np.concatenate(
        [crossing.line(arc)[0] + along * (crossing.line(arc)[-1] - crossing.line(arc)[0]) for arc in crossing.streets()]
    )
    nearest = GEOD.inv(np.full(len(points), lon), np.full(len(points), lat), *points.T)[2].min()
    assert places.distance_m[0] <= nearest * 1.0001 + 1e-6


def test_a_stretch_of_a_street_keeps_the_bends_between(tmp_path: Path) -> None:
    bent = {1: (0.0, 0.0), 2: (0.001, 0.0), 3: (0.001, 0.001)}
    graph = read_osm(write_map(tmp_path / "bent.osm", bent, {1: [1, 2, 3]}))
    np.testing.assert_allclose(
        cut(graph, arc_of(graph, 1, 3), 0.25, 0.75), [(0.0005, 0), (0.001, 0), (0.001, 0.0005)], atol=2e-6
    )
    np.testing.assert_allclose(cut(graph, arc_of(graph, 1, 3), 0.5, 0.5), [(0.001, 0), (0.001, 0)], atol=4e-6)
