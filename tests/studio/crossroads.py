"""Four streets of about a kilometre that meet in the middle, named after where they lead."""

from __future__ import annotations

from pathlib import Path

from yihe.geo.streets import StreetGraph, largest_strong_part, read_osm

_ENDS = {
    "west": (2, 121.370, 37.530),
    "east": (3, 121.390, 37.530),
    "north": (4, 121.380, 37.540),
    "south": (5, 121.380, 37.520),
}


# Nobody may drive from the western street straight on into the eastern one.
_RESTRICTION = (
    '<relation id="9"><member type="way" ref="2" role="from"/><member type="node" ref="1" role="via"/>'
    '<member type="way" ref="3" role="to"/><tag k="type" v="restriction"/><tag k="restriction" v="no_straight_on"/>'
    "</relation>"
)


def file(folder: Path) -> Path:
    """The streets as an OpenStreetMap file."""
    nodes = '<node id="1" lon="121.380" lat="37.530"/>' + "".join(
        f'<node id="{ref}" lon="{lon}" lat="{lat}"/>' for ref, lon, lat in _ENDS.values()
    )
    ways = "".join(
        f'<way id="{ref}"><nd ref="1"/><nd ref="{ref}"/>'
        f'<tag k="highway" v="residential"/><tag k="name" v="{name}"/></way>'
        for name, (ref, _, _) in _ENDS.items()
    )
    path = folder / "crossroads.osm"
    path.write_text(f'<osm version="0.6">{nodes}{ways}{_RESTRICTION}</osm>', encoding="utf-8")
    return path


def crossroads(folder: Path) -> StreetGraph:
    """The streets as a graph."""
    return largest_strong_part(read_osm(file(folder)))
