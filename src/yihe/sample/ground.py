"""The ground the sample stands on: boundaries, communities and roads of Zhifu, and places drawn from them."""

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import shapely
from shapely.geometry import shape

DISTRICT = "370602"
_SCATTER = 0.0035
"""Standard deviation of positions around a community's centre, degrees (about 350 m)."""


@dataclass(frozen=True)
class Area:
    """A unit of the administrative division with its shape."""

    code: str
    name: str
    level: str
    geometry: Any


@dataclass(frozen=True)
class Community:
    """A community (社区): code, registered name, and a point where sample records gather."""

    code: str
    name: str
    subdistrict: str
    lon: float
    lat: float

    @property
    def short(self) -> str:
        """The name as people say it: 所城里社区."""
        return self.bare + "社区"

    @property
    def bare(self) -> str:
        """The name alone: 所城里."""
        return self.name.removesuffix("居民委员会").removesuffix("社区")


def _data(name: str) -> bytes:
    return files(__package__).joinpath("data").joinpath(name).read_bytes()


@cache
def areas() -> tuple[Area, ...]:
    """City, county-level units and subdistricts, in this order."""
    collection = json.loads(gzip.decompress(_data("boundaries.geojson.gz")))
    return tuple(Area(**f["properties"], geometry=shape(f["geometry"])) for f in collection["features"])


@cache
def subdistricts() -> dict[str, Area]:
    """The subdistricts of the district by code."""
    found = {a.code: a for a in areas() if a.level == "subdistrict"}
    for area in found.values():
        shapely.prepare(area.geometry)
    return found


@cache
def units() -> dict[str, str]:
    """Names of the county-level units of the city by code."""
    return {a.code: a.name for a in areas() if a.level == "district"}


@cache
def communities() -> tuple[Community, ...]:
    """All communities of the district."""
    rows = csv.DictReader(_data("communities.csv").decode().splitlines())
    return tuple(
        Community(r["code"], r["name"], r["subdistrict_code"], float(r["centre_lon"]), float(r["centre_lat"]))
        for r in rows
    )


@cache
def _roads() -> tuple[list[str], shapely.STRtree]:
    rows = list(csv.DictReader(_data("roads.csv").decode().splitlines()))
    points = shapely.points([(float(r["lon"]), float(r["lat"])) for r in rows])
    return [r["road"] for r in rows], shapely.STRtree(points)


@cache
def _by_code() -> dict[str, Community]:
    return {c.code: c for c in communities()}


def town_of(where: dict[str, Any]) -> Community:
    """The community a site lies in."""
    return _by_code()[where["community"]]


def road_near(lon: float, lat: float) -> str:
    """The road whose known junction is nearest."""
    names, tree = _roads()
    return names[int(tree.nearest(shapely.Point(lon, lat)))]


def site(chance: Random, of: Community | None = None) -> dict[str, Any]:
    """A place in the district for a record: codes, position inside the subdistrict, address."""
    home = of or chance.choice(communities())
    lon, lat = _position(chance, home)
    return {
        "subdistrict": home.subdistrict,
        "community": home.code,
        "lon": lon,
        "lat": lat,
        "address": f"{road_near(lon, lat)}{chance.randint(1, 280)}号附近",
    }


def _position(chance: Random, home: Community) -> tuple[float, float]:
    boundary = subdistricts()[home.subdistrict].geometry
    for _ in range(40):
        lon, lat = chance.gauss(home.lon, _SCATTER), chance.gauss(home.lat, _SCATTER * 0.8)
        if boundary.contains(shapely.Point(round(lon, 6), round(lat, 6))):
            return round(lon, 6), round(lat, 6)
    return home.lon, home.lat


def name_of(code: str) -> str:
    """Name of a subdistrict or community."""
    if code in subdistricts():
        return subdistricts()[code].name
    return _by_code()[code].short
