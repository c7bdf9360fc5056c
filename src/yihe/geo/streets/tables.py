"""Streets from a table of nodes and a table of edges (.csv, .csv.gz)."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import shapely

from .assembling import Piece, assemble
from .errors import BadStreets
from .graph import Floats, StreetGraph
from .speeds import Speeds
from .tags import Street, read_street

Directions = Literal["detect", "per_row", "by_oneway"]
Position = tuple[float, float]

# Of all rows not marked one-way, the share that has a row for the other direction; real tables have next to none or
# next to all.
_MOSTLY = 0.5


@dataclass(frozen=True)
class Columns:
    """Names of the columns that are read; "" for one that the table does not have."""

    node: str = "node_id"
    lon: str = "lon"
    lat: str = "lat"
    tail: str = "u"
    head: str = "v"
    way: str = "osm_way_id"
    street_class: str = "highway"
    name: str = "name"
    oneway: str = "oneway"
    maxspeed: str = "maxspeed"
    length_m: str = "length_m"
    line: str = "wkt"


@dataclass(frozen=True)
class _Table:
    """A table with its file's name, so that messages can say where."""

    path: Path
    rows: list[dict[str, str]]

    def wrong(self, row: int, column: str, wanted: str) -> BadStreets:
        """The error for one cell; rows are counted as a spreadsheet does, the heading being row 1."""
        return BadStreets(f"{self.path}: row {row + 2}, column {column}: {self.rows[row][column]!r} is not {wanted}")

    def require(self, columns: Sequence[str]) -> None:
        """Every one of these columns is there."""
        missing = [each for each in columns if each and self.rows and each not in self.rows[0]]
        if missing:
            raise BadStreets(f"{self.path}: has no column {', '.join(missing)}; there is {', '.join(self.rows[0])}")


def read_tables(
    nodes: str | Path,
    edges: str | Path,
    *,
    columns: Columns | None = None,
    directions: Directions = "detect",
    street_class: str = "residential",
    speeds: Speeds | None = None,
) -> StreetGraph:
    """Read streets from two tables.

    Parameters
    ----------
    nodes
        One row for each node: identifier, longitude and latitude (WGS 84).
    edges
        One row for each edge: the nodes it joins and, where there are such columns, way, class, name, one-way mark
        (1, yes, true; -1 for against the row), posted speed, length in metres and the line as WKT.
    columns
        What the columns are called.
    directions
        ``"per_row"``: every direction is a row of its own, whatever the one-way mark says (as OSMnx exports);
        ``"by_oneway"``: an edge without the mark is driven both ways; ``"detect"``: the former if most unmarked rows
        have their opposite in the table, or if there is no such column.
    street_class
        Taken where the table has no class.
    speeds
        Speeds by class; rows of other classes are left out.

    Raises
    ------
    BadStreets
        Names the file, the row and the column.
    """
    named = columns or Columns()
    node_table, edge_table = _read(Path(nodes)), _read(Path(edges))
    node_table.require((named.node, named.lon, named.lat))
    edge_table.require(tuple(each for each in (named.tail, named.head) if each))
    places = _places(node_table, named)
    reader = _Edges(edge_table, _present(edge_table, named), places, street_class, speeds or Speeds())
    per_row = directions == "per_row" or (directions == "detect" and reader.opposites_have_rows())
    pieces = list(reader.pieces(per_row))
    if not pieces:
        raise BadStreets(f"{edge_table.path}: holds no drivable street")
    return assemble(pieces, places, every_direction_a_piece=per_row)


def _read(path: Path) -> _Table:
    if not path.is_file():
        raise BadStreets(f"{path}: there is no such file")
    try:
        packed = path.read_bytes()
        text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise BadStreets(f"{path}: is no table in UTF-8: {error}") from error
    table = csv.DictReader(io.StringIO(text, newline=""))
    rows = list(table)
    for row, values in enumerate(rows):
        if None in values or None in values.values():
            raise BadStreets(f"{path}: row {row + 2} has not as many cells as the heading")
    if not rows:
        raise BadStreets(f"{path}: has no rows")
    return _Table(path, rows)


def _present(table: _Table, columns: Columns) -> Columns:
    """The columns, with "" for what the table does not have."""
    return Columns(**{key: name if name in table.rows[0] else "" for key, name in vars(columns).items()})


def _places(table: _Table, columns: Columns) -> dict[int, Position]:
    found: dict[int, Position] = {}
    for row in range(len(table.rows)):
        node = _integer(table, row, columns.node)
        if node in found:
            raise table.wrong(row, columns.node, "new: an earlier row has this node")
        lon, lat = _number(table, row, columns.lon), _number(table, row, columns.lat)
        if not -180 <= lon <= 180:
            raise table.wrong(row, columns.lon, "a longitude")
        if not -90 <= lat <= 90:
            raise table.wrong(row, columns.lat, "a latitude")
        found[node] = (lon, lat)
    return found


def _number(table: _Table, row: int, column: str) -> float:
    try:
        return float(table.rows[row][column])
    except ValueError:
        raise table.wrong(row, column, "a number") from None


def _integer(table: _Table, row: int, column: str) -> int:
    try:
        return int(table.rows[row][column])
    except ValueError:
        raise table.wrong(row, column, "a whole number") from None


@dataclass(frozen=True)
class _Edges:
    """The edge table, read row by row."""

    table: _Table
    columns: Columns
    places: dict[int, Position]
    street_class: str
    speeds: Speeds

    def opposites_have_rows(self) -> bool:
        """Whether most rows without a one-way mark have a row for the other direction."""
        named = self.columns
        if not named.oneway:
            return True
        ends = {(row[named.tail], row[named.head]) for row in self.table.rows}
        unmarked = [row for row in self.table.rows if row[named.oneway].strip().lower() in ("", "0", "no", "false")]
        both = sum((row[named.head], row[named.tail]) in ends for row in unmarked)
        return both > _MOSTLY * len(unmarked)

    def pieces(self, per_row: bool) -> Iterator[Piece]:
        """Every drivable row."""
        lines = self._lines()
        for row in range(len(self.table.rows)):
            street = self._street(row, per_row)
            if street is not None:
                tail, head = self._node(row, self.columns.tail), self._node(row, self.columns.head)
                line = np.array([self.places[tail], self.places[head]]) if lines is None else lines[row]
                yield Piece(street, tail, head, line, self._length(row))

    def _cell(self, row: int, column: str) -> str:
        return self.table.rows[row][column] if column else ""

    def _street(self, row: int, per_row: bool) -> Street | None:
        named = self.columns
        tags = {
            "highway": self._class(row),
            "name": self._cell(row, named.name),
            "oneway": "yes" if per_row else self._cell(row, named.oneway),
            "maxspeed": self._cell(row, named.maxspeed),
        }
        return read_street(self._way(row), tags, self.speeds)

    def _class(self, row: int) -> str:
        """Class of the street; the first drivable one where streets of several classes were merged."""
        said = [each.strip(" '\"[]") for each in self._cell(row, self.columns.street_class).split(",")]
        return next((each for each in said if self.speeds.drives(each)), said[0] or self.street_class)

    def _way(self, row: int) -> int:
        """Identifier of the way; the first where several were merged, 0 where there is none."""
        said = self._cell(row, self.columns.way).split(",")[0].strip(" []")
        if not said:
            return 0
        try:
            return int(said)
        except ValueError:
            raise self.table.wrong(row, self.columns.way, "a whole number") from None

    def _node(self, row: int, column: str) -> int:
        node = _integer(self.table, row, column)
        if node not in self.places:
            raise self.table.wrong(row, column, "in the table of nodes")
        return node

    def _length(self, row: int) -> float | None:
        if not self._cell(row, self.columns.length_m):
            return None
        length = _number(self.table, row, self.columns.length_m)
        if not 0 <= length < float("inf"):
            raise self.table.wrong(row, self.columns.length_m, "a length of at least 0 metres")
        return length

    def _lines(self) -> list[Floats] | None:
        column = self.columns.line
        if not column:
            return None
        read = shapely.from_wkt([row[column] or None for row in self.table.rows], on_invalid="ignore")
        return [self._line(row, geometry) for row, geometry in enumerate(read)]

    def _line(self, row: int, geometry: shapely.Geometry | None) -> Floats:
        if geometry is None or geometry.geom_type != "LineString" or geometry.is_empty:
            raise self.table.wrong(row, self.columns.line, "a line as WKT")
        return np.asarray(shapely.get_coordinates(geometry))
