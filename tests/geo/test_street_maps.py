"""Reading OpenStreetMap files: cutting, directions, limits, barriers, speeds, errors."""

from __future__ import annotations

import gzip
import math
from pathlib import Path

import numpy as np
import pytest

from yihe.geo.streets import BadStreets, Speeds, StreetGraph, StreetVehicle, read_osm
from yihe.geo.streets.speeds import read_limit
from yihe.geo.streets.tags import directions, read_quantity, read_street

from .street_maps import ARMS, CROSSING, arc_of, write_map


def crossing(folder: Path, **more: object) -> StreetGraph:
    return read_osm(write_map(folder / "crossing.osm", CROSSING, ARMS, **more))  # type: ignore[arg-type]


def ends(graph: StreetGraph) -> set[tuple[int, int]]:
    return {(int(graph.node[tail]), int(graph.node[head])) for tail, head in zip(graph.tail, graph.head, strict=True)}


def test_a_two_way_street_is_two_arcs_that_know_each_other(tmp_path: Path) -> None:
    graph = crossing(tmp_path)
    there, back = arc_of(graph, 1, 2), arc_of(graph, 2, 1)
    assert graph.reverse[there] == back
    assert graph.reverse[back] == there
    assert not graph.one_way[there]
    np.testing.assert_array_equal(graph.line(there), graph.line(back)[::-1])


def test_streets_are_cut_where_they_meet_and_keep_their_bends(tmp_path: Path) -> None:
    ways = {1: [1, 2, 3], 2: [4, 2]}
    graph = read_osm(write_map(tmp_path / "tee.osm", CROSSING | {6: (0.005, 0.002)}, ways | {3: [1, 6, 4]}))
    assert ends(graph) == {(1, 2), (2, 1), (2, 3), (3, 2), (4, 2), (2, 4), (1, 4), (4, 1)}
    assert len(graph.line(arc_of(graph, 1, 4))) == 3


def test_lengths_are_metres_on_the_ellipsoid(tmp_path: Path) -> None:
    graph = crossing(tmp_path)
    # A degree on the equator is 111,319.49 m, a degree of latitude there 110,574 m (WGS 84).
    assert graph.length_m[arc_of(graph, 1, 2)] == pytest.approx(1113.19, abs=0.01)
    assert graph.length_m[arc_of(graph, 2, 4)] == pytest.approx(1105.74, abs=0.01)


@pytest.mark.parametrize(
    ("tags", "there", "back"),
    [
        ({}, True, True),
        ({"oneway": "yes"}, True, False),
        ({"oneway": "-1"}, False, True),
        ({"oneway": "no", "junction": "roundabout"}, True, True),
        ({"junction": "roundabout"}, True, False),
        ({"highway": "motorway"}, True, False),
        ({"oneway": "reversible"}, False, False),
    ],
)
def test_one_way_tags_are_kept(tags: dict[str, str], there: bool, back: bool) -> None:
    assert directions(tags) == (there, back)


def test_a_one_way_street_is_one_arc(tmp_path: Path) -> None:
    graph = crossing(tmp_path, way_tags={10: {"oneway": "yes"}, 40: {"oneway": "-1"}})
    assert {(1, 2), (2, 5)} <= ends(graph)
    assert not {(2, 1), (5, 2)} & ends(graph)
    assert graph.one_way[arc_of(graph, 1, 2)]
    assert graph.reverse[arc_of(graph, 1, 2)] == -1


def test_the_posted_limit_goes_before_the_class(tmp_path: Path) -> None:
    graph = crossing(tmp_path, way_tags={10: {"maxspeed": "36"}})
    posted, usual = arc_of(graph, 1, 2), arc_of(graph, 2, 3)
    assert graph.seconds[posted] == pytest.approx(graph.length_m[posted] / 10)
    assert graph.seconds[usual] == pytest.approx(graph.length_m[usual] / (Speeds().by_class["residential"] / 3.6))


@pytest.mark.parametrize(
    ("text", "speed"),
    [
        ("50", 50),
        ("30 mph", 48.28032),
        ("30, 50", 30),
        ("['70', '50']", 50),
        ("walk", 5),
        ("none", None),
        ("CN:urban", None),
        ("", None),
        ("0", None),
    ],
)
def test_speed_limits_are_read_as_mappers_write_them(text: str, speed: float | None) -> None:
    assert read_limit(text) == (speed if speed is None else pytest.approx(speed))


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("3.5", 3.5),
        ("7500 kg", 7.5),
        ("4,2 m", 4.2),
        ("12'6\"", 3.81),
        ("350 cm", 3.5),
        ("default", math.inf),
        ("", math.inf),
    ],
)
def test_weights_and_heights_are_read_as_mappers_write_them(text: str, quantity: float) -> None:
    assert read_quantity(text) == pytest.approx(quantity)


@pytest.mark.parametrize(
    ("tags", "cars", "lorries"),
    [
        ({"access": "destination"}, True, True),
        ({"hgv": "no"}, True, False),
        ({"access": "no", "hgv": "yes"}, False, True),
        ({"access": "private", "motor_vehicle": "permit"}, True, True),
    ],
)
def test_the_most_special_access_tag_decides(tags: dict[str, str], cars: bool, lorries: bool) -> None:
    street = read_street(1, {"highway": "residential", **tags}, Speeds())
    assert street is not None
    assert (street.cars, street.lorries) == (cars, lorries)


@pytest.mark.parametrize("tags", [{"access": "private"}, {"highway": "footway"}, {"area": "yes"}, {"vehicle": "no"}])
def test_what_nobody_may_drive_on_is_left_out(tags: dict[str, str]) -> None:
    assert read_street(1, {"highway": "residential", **tags}, Speeds()) is None


def test_a_vehicle_keeps_out_of_streets_too_small_for_it(tmp_path: Path) -> None:
    tags = {10: {"maxweight": "8"}, 20: {"maxheight": "2.8"}, 30: {"maxwidth": "2"}, 40: {"hgv": "no"}}
    graph = crossing(tmp_path, way_tags=tags)

    def open_ways(vehicle: StreetVehicle) -> set[int]:
        return set(graph.way[vehicle.may_enter(graph)].tolist())

    assert open_ways(StreetVehicle(weight_t=12)) == {20, 30}
    assert open_ways(StreetVehicle(height_m=3)) == {10, 30}
    assert open_ways(StreetVehicle(width_m=2.4)) == {10, 20}
    assert open_ways(StreetVehicle(lorry=False)) == {10, 20, 30, 40}
    assert open_ways(StreetVehicle(lorry=False, closed_ways=frozenset({20}))) == {10, 30, 40}
    assert open_ways(StreetVehicle(closed_classes=frozenset({"residential"}))) == set()


def test_a_slow_vehicle_takes_longer_and_a_fast_one_keeps_the_limit(tmp_path: Path) -> None:
    graph = crossing(tmp_path, way_tags={10: {"maxspeed": "36"}})
    arc = arc_of(graph, 1, 2)
    assert StreetVehicle(top_speed_kmh=18).seconds(graph)[arc] == pytest.approx(graph.length_m[arc] / 5)
    assert StreetVehicle(top_speed_kmh=90, pace=1.5).seconds(graph)[arc] == pytest.approx(graph.seconds[arc] * 1.5)


def test_bollards_part_a_street_and_gates_do_not(tmp_path: Path) -> None:
    shut = crossing(tmp_path, node_tags={2: {"barrier": "bollard"}})
    assert len(shut.node) == 8
    assert len(shut) == 8
    for passable in ({"barrier": "gate"}, {"barrier": "bollard", "motor_vehicle": "yes"}):
        assert len(crossing(tmp_path, node_tags={2: passable}).node) == 5


def test_a_way_that_leaves_the_file_is_cut_there_and_counted(tmp_path: Path) -> None:
    graph = read_osm(write_map(tmp_path / "edge.osm", CROSSING, {1: [1, 2, 99, 3, 4]}))
    assert ends(graph) == {(1, 2), (2, 1), (3, 4), (4, 3)}
    assert graph.remarks == {"way_cut_at_the_edge": 1}


def test_packed_files_are_read_whatever_they_are_called(tmp_path: Path) -> None:
    plain = write_map(tmp_path / "a.osm", CROSSING, ARMS)
    packed = tmp_path / "streets.xml.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    np.testing.assert_array_equal(read_osm(packed).length_m, read_osm(plain).length_m)


def test_unusable_files_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadStreets, match=r"gone\.osm: there is no such file"):
        read_osm(tmp_path / "gone.osm")
    broken = tmp_path / "broken.osm"
    broken.write_text("<osm version='0.6'><node id='1'", encoding="utf-8")
    with pytest.raises(BadStreets, match=r"broken\.osm: cannot be read as OpenStreetMap data"):
        read_osm(broken)
    bare = write_map(tmp_path / "paths.osm", CROSSING, ARMS, way_tags={way: {"highway": "footway"} for way in ARMS})
    with pytest.raises(BadStreets, match=r"paths\.osm: holds no drivable street"):
        read_osm(bare)


def test_speeds_that_are_no_speeds_are_refused() -> None:
    with pytest.raises(ValueError, match="the speed of residential is 0"):
        Speeds(by_class={"residential": 0.0})
    with pytest.raises(ValueError, match="weight_t is -1"):
        StreetVehicle(weight_t=-1)
