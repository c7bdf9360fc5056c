"""A district's streets: read them, put places onto them, and measure the drives between these.

>>> from yihe.geo import streets
>>> graph = streets.largest_strong_part(streets.read_osm("district.osm.pbf"))  # doctest: +SKIP
>>> places = streets.snap(graph, lon, lat, names)  # doctest: +SKIP
>>> streets.Router(graph, places, streets.StreetVehicle(weight_t=12)).matrices().seconds  # doctest: +SKIP
"""

from .errors import BadStreets, FarPlace, TooFarFromStreets
from .graph import StreetGraph
from .osm import read_osm
from .restrictions import without_u_turns
from .router import Router, StreetPath, TravelMatrices
from .snapping import Places, snap
from .speeds import Speeds
from .tables import Columns, read_tables
from .turns import TurnNetwork, largest_strong_part, turn_network
from .vehicles import StreetVehicle

__all__ = [
    "BadStreets",
    "Columns",
    "FarPlace",
    "Places",
    "Router",
    "Speeds",
    "StreetGraph",
    "StreetPath",
    "StreetVehicle",
    "TooFarFromStreets",
    "TravelMatrices",
    "TurnNetwork",
    "largest_strong_part",
    "read_osm",
    "read_tables",
    "snap",
    "turn_network",
    "without_u_turns",
]
