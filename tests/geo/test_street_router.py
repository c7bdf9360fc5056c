"""Times, distances and ways between places, held against brute force."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihe.geo.streets import BadStreets, Places, Router, StreetGraph, StreetVehicle
from yihe.geo.streets.assembling import Piece, assemble
from yihe.geo.streets.tags import Street

from .street_maps import shortest_by_brute_force

QUARTERS = st.integers(0, 4).map(lambda quarters: quarters / 4)


def on_arcs(graph: StreetGraph, arcs: list[int], shares: list[float]) -> Places:
    """Places at given shares of given arcs, on both directions of a two-way street."""
    one, share = np.array(arcs), np.array(shares)
    both = np.column_stack((one, graph.reverse[one]))
    start = np.array([graph.line(arc)[0] for arc in arcs])
    names = tuple(f"bin {row}" for row in range(len(arcs)))
    return Places(
        names,
        start[:, 0],
        start[:, 1],
        both,
        np.column_stack((share, 1 - share)),
        start[:, 0],
        start[:, 1],
        np.zeros(len(arcs)),
    )


@st.composite
def towns(draw: st.DrawFn) -> tuple[StreetGraph, Places]:
    """A few streets between a few corners, some turns banned, some places."""
    corners = draw(st.integers(2, 6))
    corner = st.integers(0, corners - 1)
    drawn = draw(st.lists(st.tuples(corner, corner, st.integers(0, 9), st.integers(0, 2)), min_size=1, max_size=9))
    pieces = [
        Piece(
            Street(way, f"street {way}", "residential", 36.0, forward=ways != 1, backward=ways != 2),
            tail,
            head,
            np.array([(tail * 0.001, 0.0), (head * 0.001, 0.0)]),
            length * 40.0,
        )
        for way, (tail, head, length, ways) in enumerate(drawn)
    ]
    graph = assemble(pieces, {each: (each * 0.001, 0.0) for each in range(corners)})
    turns = [(a, b) for a in range(len(graph)) for b in range(len(graph)) if graph.head[a] == graph.tail[b]]
    bans = draw(st.lists(st.sampled_from(turns), max_size=8, unique=True)) if turns else []
    graph = replace(graph, banned=np.array(bans, dtype=np.int64).reshape(-1, 2))
    arcs = draw(st.lists(st.integers(0, len(graph) - 1), min_size=1, max_size=4))
    return graph, on_arcs(graph, arcs, [draw(QUARTERS) for _ in arcs])


@given(towns())
def test_driving_times_are_those_of_brute_force(town: tuple[StreetGraph, Places]) -> None:
    graph, places = town
    found = Router(graph, places).matrices(1)
    np.testing.assert_allclose(found.seconds, shortest_by_brute_force(graph, places), atol=1e-4)


@given(towns())
def test_the_way_found_is_legal_and_as_long_as_said(town: tuple[StreetGraph, Places]) -> None:
    graph, places = town
    router = Router(graph, places)
    found = router.matrices(1)
    banned = {tuple(pair) for pair in graph.banned.tolist()}
    for origin, goal in np.argwhere(np.isfinite(found.seconds)):
        path = router.path(int(origin), int(goal))
        assert path.seconds == pytest.approx(float(found.seconds[origin, goal]), abs=1e-3)
        assert path.metres == pytest.approx(float(found.metres[origin, goal]), abs=1e-2)
        # All streets are driven at 10 m/s.
        assert path.metres == pytest.approx(path.seconds * 10, abs=1e-3)
        for one, other in zip(path.arcs, path.arcs[1:], strict=False):
            assert graph.head[one] == graph.tail[other]
            assert (one, other) not in banned
        assert not path.arcs or _driven(graph, places, path.arcs, int(origin), int(goal), path.metres)


def _driven(graph: StreetGraph, places: Places, arcs: tuple[int, ...], origin: int, goal: int, metres: float) -> bool:
    """Whether these arcs, but for what lies before the origin and after the goal, are that many metres."""
    begun = dict(zip(places.arcs[origin].tolist(), places.shares[origin].tolist(), strict=True))[arcs[0]]
    ended = dict(zip(places.arcs[goal].tolist(), places.shares[goal].tolist(), strict=True))[arcs[-1]]
    whole = graph.length_m[list(arcs)].sum()
    left_out = begun * graph.length_m[arcs[0]] + (1 - ended) * graph.length_m[arcs[-1]]
    return bool(abs(whole - left_out - metres) < 1e-3)


@given(towns())
def test_more_threads_and_more_places_change_nothing(town: tuple[StreetGraph, Places]) -> None:
    graph, few = town
    many = on_arcs(graph, (few.arcs[:, 0].tolist() * 200)[:200], (few.shares[:, 0].tolist() * 200)[:200])
    alone, together = Router(graph, many).matrices(1), Router(graph, many).matrices(3)
    np.testing.assert_array_equal(alone.seconds, together.seconds)
    np.testing.assert_array_equal(alone.metres, together.metres)


def ring(one_way: bool = True) -> StreetGraph:
    """A square ring of four streets of 100 m, driven at 10 m/s."""
    corners = [(0.0, 0.0), (0.001, 0.0), (0.001, 0.001), (0.0, 0.001)]
    pieces = [
        Piece(
            Street(at, f"side {at}", "residential", 36.0, backward=not one_way),
            at,
            (at + 1) % 4,
            np.array([corners[at], corners[(at + 1) % 4]]),
            100.0,
        )
        for at in range(4)
    ]
    return assemble(pieces, dict(enumerate(corners)))


def test_who_is_past_a_place_on_a_one_way_ring_drives_round() -> None:
    graph = ring()
    times = Router(graph, on_arcs(graph, [0, 0], [0.25, 0.75])).matrices().seconds
    np.testing.assert_allclose(times, [[0, 5], [35, 0]])


def test_on_a_two_way_street_neighbours_are_near_both_ways() -> None:
    graph = ring(one_way=False)
    times = Router(graph, on_arcs(graph, [0, 0], [0.25, 0.75])).matrices().seconds
    np.testing.assert_allclose(times, [[0, 5], [5, 0]])


def test_a_way_is_drawn_from_place_to_place_along_the_bends() -> None:
    graph = ring()
    path = Router(graph, on_arcs(graph, [0, 2], [0.5, 0.5])).path(0, 1)
    np.testing.assert_allclose(path.line, [(0.0005, 0), (0.001, 0), (0.001, 0.001), (0.0005, 0.001)], atol=1e-9)
    assert path.arcs == (0, 1, 2)


def test_a_closed_street_is_driven_round_or_cannot_be_reached() -> None:
    graph = ring(one_way=False)
    places = on_arcs(graph, [0, 4], [0.5, 0.5])
    closing = StreetVehicle(closed_ways=frozenset({1}))
    assert Router(graph, places).matrices().seconds[0, 1] == pytest.approx(20)
    assert Router(graph, places, closing).matrices().seconds[0, 1] == pytest.approx(20)
    shut = Router(graph, places, StreetVehicle(closed_ways=frozenset({2})))
    assert np.isinf(shut.matrices().seconds[0, 1])
    with pytest.raises(BadStreets, match="bin 1 cannot be reached from bin 0"):
        shut.path(0, 1)
