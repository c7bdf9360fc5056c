"""Streets from tables of nodes and edges: directions, merged rows, and errors that name the cell."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from yihe.geo.streets import BadStreets, Columns, StreetGraph, read_tables

NODES = "node_id,lon,lat\n1,121.38,37.53\n2,121.39,37.53\n3,121.39,37.54\n"
HEADING = "u,v,osm_way_id,highway,name,oneway,maxspeed,length_m\n"
EDGES = HEADING + "1,2,7,primary,南大街,0,36,900\n2,3,8,residential,解放路,1,,1200\n"


def read(folder: Path, edges: str = EDGES, nodes: str = NODES, **options: object) -> StreetGraph:
    (folder / "nodes.csv").write_text(nodes, encoding="utf-8")
    (folder / "edges.csv.gz").write_bytes(gzip.compress(edges.encode()))
    return read_tables(folder / "nodes.csv", folder / "edges.csv.gz", **options)  # type: ignore[arg-type]


def rows(graph: StreetGraph) -> list[tuple[int, int, int]]:
    return [
        (int(graph.node[tail]), int(graph.node[head]), int(back))
        for tail, head, back in zip(graph.tail, graph.head, graph.reverse, strict=True)
    ]


def test_an_unmarked_row_is_driven_both_ways(tmp_path: Path) -> None:
    graph = read(tmp_path)
    assert rows(graph) == [(1, 2, 1), (2, 1, 0), (2, 3, -1)]
    assert graph.name.tolist() == ["南大街", "南大街", "解放路"]
    assert graph.seconds[:2].tolist() == [90.0, 90.0]


def test_a_table_with_a_row_for_every_direction_is_not_mirrored(tmp_path: Path) -> None:
    edges = HEADING + "1,2,7,primary,,0,36,900\n2,3,8,residential,,1,,1200\n2,1,7,primary,,0,36,900\n"
    assert rows(read(tmp_path, edges)) == [(1, 2, 2), (2, 3, -1), (2, 1, 0)]
    assert len(read(tmp_path, edges, directions="by_oneway")) == 5
    assert len(read(tmp_path, directions="per_row")) == 2


def test_two_streets_between_the_same_corners_are_paired_by_way_and_length(tmp_path: Path) -> None:
    edges = HEADING + "".join(
        f"{ends},{way},primary,,0,,{length}\n"
        for ends, way, length in (("1,2", 7, 900), ("1,2", 8, 950), ("2,1", 8, 950), ("2,1", 7, 900))
    )
    assert [back for _, _, back in rows(read(tmp_path, edges))] == [3, 2, 1, 0]


def test_merged_rows_take_the_first_drivable_class_and_the_first_way(tmp_path: Path) -> None:
    edges = HEADING + '1,2,"7, 9","footway, tertiary","甲路, 乙路",1,"50, 30",900\n'
    graph = read(tmp_path, edges)
    assert graph.way.tolist() == [7]
    assert graph.seconds[0] == pytest.approx(900 / (30 / 3.6))


def test_a_bare_table_is_measured_and_taken_for_streets_of_the_class_given(tmp_path: Path) -> None:
    nodes = NODES.replace("node_id", "stop")
    columns = Columns(node="stop", tail="from", head="to")
    graph = read(tmp_path, "from,to\n1,2\n2,1\n", nodes, columns=columns, street_class="primary")
    # 0.01 degrees of longitude at 37.53° N on WGS 84.
    assert graph.length_m.tolist() == pytest.approx([884.0, 884.0], abs=0.5)
    assert graph.street_class.tolist() == ["primary", "primary"]
    assert graph.reverse.tolist() == [1, 0]


def test_lines_are_kept(tmp_path: Path) -> None:
    line = '"LINESTRING (121.38 37.53, 121.385 37.531, 121.39 37.53)"'
    graph = read(tmp_path, f"u,v,oneway,wkt\n1,2,0,{line}\n")
    np.testing.assert_allclose(graph.line(1), [(121.39, 37.53), (121.385, 37.531), (121.38, 37.53)])


@pytest.mark.parametrize(
    ("edges", "nodes", "message"),
    [
        (EDGES.replace("2,3,8", "2,4,8"), NODES, r"edges\.csv\.gz: row 3, column v: '4' is not in the table of nodes"),
        (EDGES.replace("1200", "long"), NODES, r"row 3, column length_m: 'long' is not a number"),
        (EDGES.replace("1200", "-5"), NODES, r"row 3, column length_m: '-5' is not a length of at least 0 metres"),
        (EDGES.replace("2,3,8", "2,3,x"), NODES, r"row 3, column osm_way_id: 'x' is not a whole number"),
        (EDGES.replace("1,2,7", "a,2,7"), NODES, r"row 2, column u: 'a' is not a whole number"),
        (EDGES.replace("u,v,", "from,v,"), NODES, r"edges\.csv\.gz: has no column u; there is from, v,"),
        (EDGES, NODES.replace("37.54", "95"), r"nodes\.csv: row 4, column lat: '95' is not a latitude"),
        (EDGES, NODES.replace("121.39", "221.39"), r"nodes\.csv: row 3, column lon: '221.39' is not a longitude"),
        (EDGES, NODES + "2,121,37\n", r"nodes\.csv: row 5, column node_id: '2' is not new"),
        (EDGES + "1,2\n", NODES, r"row 4 has not as many cells as the heading"),
        (HEADING, NODES, r"edges\.csv\.gz: has no rows"),
        (HEADING + "1,2,7,footway,,0,,9\n", NODES, r"edges\.csv\.gz: holds no drivable street"),
        ("u,v,wkt\n1,2,POINT (1 2)\n", NODES, r"row 2, column wkt: 'POINT \(1 2\)' is not a line as WKT"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, edges: str, nodes: str, message: str) -> None:
    with pytest.raises(BadStreets, match=message):
        read(tmp_path, edges, nodes)


def test_files_that_are_no_tables_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadStreets, match=r"nowhere\.csv: there is no such file"):
        read_tables(tmp_path / "nowhere.csv", tmp_path / "edges.csv")
    (tmp_path / "nodes.csv.gz").write_bytes(b"no gzip")
    with pytest.raises(BadStreets, match=r"nodes\.csv\.gz: is no table in UTF-8"):
        read_tables(tmp_path / "nodes.csv.gz", tmp_path / "edges.csv")
