"""Real cities, where their data lies beside the checkout: what is read, and that every place reaches every other."""

from __future__ import annotations

import numpy as np
import pytest

from yihe.geo.streets import Router, StreetGraph, largest_strong_part, read_osm, read_tables, snap

from .known import SHARED_DATA

FOLDER = SHARED_DATA / "routing"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the cities' street data is not beside the checkout")


def table(city: str) -> StreetGraph:
    return read_tables(FOLDER / f"{city}_nodes.csv.gz", FOLDER / f"{city}_edges.csv.gz")


def test_stockholm_has_a_row_for_every_direction() -> None:
    graph = table("stockholm")
    assert len(graph) == 15_021
    part = largest_strong_part(graph)
    assert len(part.node) == 6_903
    # Nearly every street that is not one-way in the table found its other direction.
    assert (part.reverse >= 0).sum() > 10_000


def test_shanghai_from_the_map_is_shanghai_from_the_tables() -> None:
    drawn, listed = (
        largest_strong_part(graph)
        for graph in (read_osm(FOLDER / "shanghai_center.osm.xml.gz"), table("shanghai_center"))
    )
    # The map also says who may enter, so a few streets of the tables are not in it.
    assert drawn.length_m.sum() == pytest.approx(listed.length_m.sum(), rel=0.01)
    assert len(drawn.node) == pytest.approx(len(listed.node), rel=0.01)
    assert "威海路" in set(drawn.name.tolist())
    assert 35 <= len(np.unique(drawn.way[~drawn.lorries])) <= 40


def test_porto_alegre_leaves_out_paths_and_steps() -> None:
    graph = read_osm(FOLDER / "porto_alegre.osm.pbf")
    assert set(graph.street_class.tolist()) & {"footway", "steps", "cycleway", "path"} == set()
    assert 1_000_000 < graph.length_m[list(graph.streets())].sum() < 2_005_000


def test_any_two_places_of_stockholm_reach_each_other_by_a_way_as_long_as_said() -> None:
    graph = largest_strong_part(table("stockholm"))
    chance = np.random.default_rng(7)
    middle = chance.integers(0, len(graph.node), 300)
    places = snap(graph, graph.lon[middle], graph.lat[middle])
    router = Router(graph, places)
    found = router.matrices()
    assert np.isfinite(found.seconds).all()
    for row in range(20):
        path = router.path(row, row + 1)
        assert path.metres == pytest.approx(float(found.metres[row, row + 1]), abs=0.1)
        np.testing.assert_allclose(path.line[[0, -1], 0], places.street_lon[row : row + 2], atol=1e-7)
