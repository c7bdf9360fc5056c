"""Streets from OpenStreetMap files (.osm.pbf, .osm.xml, .osm.gz)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import osmium

from .assembling import Piece, assemble
from .errors import BadStreets
from .graph import StreetGraph
from .restrictions import Restriction, add_restrictions, read_restriction
from .speeds import Speeds
from .tags import Street, read_street, shuts_the_way

Position = tuple[float, float]
Bend = tuple[int, Position]
_WANTED = ("highway", "barrier", "restriction", "restriction:hgv")


@dataclass
class _Source:
    """What an OpenStreetMap file says about driving."""

    streets: list[tuple[Street, list[Bend]]] = field(default_factory=list)
    shut: set[int] = field(default_factory=set)
    restrictions: list[Restriction] = field(default_factory=list)
    remarks: Counter[str] = field(default_factory=Counter)


def read_osm(path: str | Path, speeds: Speeds | None = None) -> StreetGraph:
    """Read the drivable streets of an OpenStreetMap file.

    Streets are cut where they meet; one-way rules, posted limits, access, barriers and turn restrictions over a node
    are kept. A way that leaves the file is cut there. What cannot be kept is counted in ``remarks``: restrictions over
    a way (``restriction_via_way``), by the hour (``restriction_conditional``), or that name streets that are not there
    (``restriction_unclear``).

    Parameters
    ----------
    path
        A file whose name ends like .osm.pbf, .pbf, .osm, .xml, and .gz or .bz2 after these.
    speeds
        Speeds by class; also says which classes are drivable.

    Raises
    ------
    BadStreets
        The file cannot be read, or holds no drivable street.
    """
    file = Path(path)
    if not file.is_file():
        raise BadStreets(f"{file}: there is no such file")
    try:
        source = _read(file, speeds or Speeds())
    except (RuntimeError, ValueError) as error:
        raise BadStreets(f"{file}: cannot be read as OpenStreetMap data: {error}") from error
    pieces = list(_pieces(source))
    if not pieces:
        raise BadStreets(f"{file}: holds no drivable street (highway=residential and the like)")
    graph = assemble(pieces, _ends(pieces), remarks=source.remarks)
    return add_restrictions(graph, source.restrictions)


def _read(file: Path, speeds: Speeds) -> _Source:
    source = _Source()
    stream = osmium.FileProcessor(osmium.io.File(str(file), _format(file))).with_locations()
    for thing in stream.with_filter(osmium.filter.KeyFilter(*_WANTED)):
        if isinstance(thing, osmium.osm.Node):
            if shuts_the_way(dict(thing.tags)):
                source.shut.add(thing.id)
        elif isinstance(thing, osmium.osm.Way):
            _read_way(source, thing, speeds)
        elif isinstance(thing, osmium.osm.Relation):
            _read_relation(source, thing)
    return source


def _format(file: Path) -> str:
    """Osmium knows formats by names like .osm.gz; plain .xml and .gz need to be told."""
    name = file.name.lower()
    packed = next((suffix for suffix in (".gz", ".bz2") if name.endswith(suffix)), "")
    return "pbf" if name.endswith(".pbf") else f"osm{packed}"


def _read_way(source: _Source, way: osmium.osm.Way, speeds: Speeds) -> None:
    street = read_street(way.id, dict(way.tags), speeds)
    if street is None:
        return
    runs = list(_runs(way))
    source.remarks["way_cut_at_the_edge"] += len(runs) != 1
    source.streets.extend((street, run) for run in runs if len(run) > 1)


def _runs(way: osmium.osm.Way) -> Iterator[list[Bend]]:
    """Stretches of a way whose nodes are all in the file."""
    run: list[Bend] = []
    for node in way.nodes:
        if node.location.valid():
            run.append((node.ref, (node.location.lon, node.location.lat)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _read_relation(source: _Source, relation: osmium.osm.Relation) -> None:
    members = [(member.type, member.role, member.ref) for member in relation.members]
    read = read_restriction(dict(relation.tags), members)
    if isinstance(read, str):
        source.remarks[read] += 1
    elif read is not None:
        source.restrictions.append(read)


def _pieces(source: _Source) -> Iterator[Piece]:
    """Cut streets where they meet or are shut; a shut node becomes another end for each street that reaches it."""
    used = Counter(ref for _, run in source.streets for ref, _ in run)
    ends = {run[at][0] for _, run in source.streets for at in (0, -1)}
    corners = {ref for ref, times in used.items() if times > 1} | ends | source.shut
    made = -1
    for street, run in source.streets:
        for tail, head, line in _cut(run, corners):
            if tail in source.shut:
                tail, made = made, made - 1
            if head in source.shut:
                head, made = made, made - 1
            yield Piece(street, tail, head, line)


def _cut(run: list[Bend], corners: set[int]) -> Iterator[tuple[int, int, np.ndarray]]:
    begin = 0
    for at in range(1, len(run)):
        if run[at][0] in corners:
            yield run[begin][0], run[at][0], np.array([position for _, position in run[begin : at + 1]])
            begin = at


def _ends(pieces: list[Piece]) -> dict[int, Position]:
    found: dict[int, Position] = {}
    for piece in pieces:
        found[piece.tail] = (float(piece.line[0, 0]), float(piece.line[0, 1]))
        found[piece.head] = (float(piece.line[-1, 0]), float(piece.line[-1, 1]))
    return found
