"""Turn restrictions, and the part of the streets that hangs together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from yihe.geo.streets import Router, StreetGraph, largest_strong_part, read_osm, snap, without_u_turns

from .street_maps import ARMS, CROSSING, Relation, arc_of, turn, write_map


def crossing(folder: Path, *relations: Relation) -> StreetGraph:
    return read_osm(write_map(folder / "turns.osm", CROSSING, ARMS, relations=relations))


def banned(graph: StreetGraph) -> set[tuple[int, int, int]]:
    """Banned turns as (node from, node over, node to) of the source."""
    return {
        (int(graph.node[graph.tail[a]]), int(graph.node[graph.head[a]]), int(graph.node[graph.head[b]]))
        for a, b in graph.banned
    }


def test_a_forbidden_turn_is_the_one_turn_banned(tmp_path: Path) -> None:
    assert banned(crossing(tmp_path, turn("no_left_turn", 10, 2, 30))) == {(1, 2, 4)}


def test_an_only_turn_bans_all_others(tmp_path: Path) -> None:
    assert banned(crossing(tmp_path, turn("only_straight_on", 10, 2, 20))) == {(1, 2, 1), (1, 2, 4), (1, 2, 5)}


def test_a_forbidden_u_turn_comes_and_goes_on_the_same_street(tmp_path: Path) -> None:
    assert banned(crossing(tmp_path, turn("no_u_turn", 10, 2, 10))) == {(1, 2, 1)}


def test_the_rule_for_lorries_goes_before_the_general_one(tmp_path: Path) -> None:
    relation = turn("no_left_turn", 10, 2, 30, **{"restriction:hgv": "no_right_turn"})
    assert banned(crossing(tmp_path, ({**relation[0]}, [*relation[1][:2], ("way", 40, "to")]))) == {(1, 2, 5)}


def test_restrictions_that_spare_lorries_are_none(tmp_path: Path) -> None:
    assert banned(crossing(tmp_path, turn("no_left_turn", 10, 2, 30, **{"except": "psv; hgv"}))) == set()


def test_restrictions_that_cannot_be_kept_are_counted(tmp_path: Path) -> None:
    over_a_way = ({"restriction": "no_u_turn"}, [("way", 10, "from"), ("way", 20, "via"), ("way", 30, "to")])
    by_the_hour = ({"restriction:conditional": "no_left_turn @ (07:00-09:00)"}, turn("", 10, 2, 30)[1])
    by_the_hour[0]["restriction"] = ""
    elsewhere = turn("no_left_turn", 10, 4, 30)
    graph = crossing(tmp_path, over_a_way, by_the_hour, elsewhere, turn("no_jokes", 10, 2, 30))
    assert banned(graph) == set()
    assert graph.remarks == {
        "restriction_via_way": 1,
        "restriction_conditional": 1,
        "restriction_unclear": 1,
        "restriction_unknown": 1,
    }


def minutes(graph: StreetGraph, origin: tuple[float, float], goal: tuple[float, float]) -> float:
    places = snap(graph, [origin[0], goal[0]], [origin[1], goal[1]])
    return float(Router(graph, places).matrices(1).seconds[0, 1] / 60)


def test_a_drive_goes_round_a_forbidden_turn(tmp_path: Path) -> None:
    """No left turn from west to north: drive on to the east arm's end, turn there, come back, turn right."""
    free, kept = crossing(tmp_path), crossing(tmp_path, turn("no_left_turn", 10, 2, 30))
    west, north = (0.005, 0.0), (0.01, 0.005)
    seconds = {name: float(free.seconds[arc_of(free, *name)]) for name in ((1, 2), (2, 3), (2, 4), (2, 5))}
    usual = (seconds[1, 2] + seconds[2, 4]) / 2
    # Southward is a little shorter than eastward, and the drive may leave the west arm by its far end as well.
    assert minutes(free, west, north) == pytest.approx(usual / 60, rel=1e-4)
    assert minutes(kept, west, north) == pytest.approx((usual + 2 * seconds[2, 5]) / 60, rel=1e-4)


def test_leaving_no_u_turns_keeps_dead_ends_usable(tmp_path: Path) -> None:
    graph = without_u_turns(crossing(tmp_path, turn("no_left_turn", 10, 2, 30)))
    assert {(1, 2, 1), (3, 2, 3), (4, 2, 4), (5, 2, 5)} <= banned(graph)
    assert all(over == 2 for _, over, _ in banned(graph))


def test_streets_that_only_lead_out_are_no_part_of_the_whole(tmp_path: Path) -> None:
    tags = {20: {"oneway": "yes"}}
    graph = read_osm(write_map(tmp_path / "out.osm", CROSSING, ARMS, way_tags=tags))
    part = largest_strong_part(graph)
    assert set(part.way.tolist()) == {10, 30, 40}
    assert set(part.node.tolist()) == {1, 2, 4, 5}


def test_a_street_nobody_may_turn_into_is_no_part_of_the_whole(tmp_path: Path) -> None:
    rules = [turn("no_entry", way, 2, 30) for way in (10, 20, 40)]
    part = largest_strong_part(crossing(tmp_path, *rules))
    assert set(part.way.tolist()) == {10, 20, 40}


def test_a_part_keeps_its_bans_its_shapes_and_its_pairs(tmp_path: Path) -> None:
    graph = crossing(tmp_path, turn("no_left_turn", 40, 2, 10))
    part = graph.with_arcs(graph.way != 20)
    assert banned(part) == {(5, 2, 1)}
    arc = arc_of(part, 2, 4)
    assert part.reverse[arc] == arc_of(part, 4, 2)
    np.testing.assert_array_equal(part.line(arc), [CROSSING[2], CROSSING[4]])
