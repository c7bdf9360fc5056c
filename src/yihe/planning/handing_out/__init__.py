"""What a collection or sweeping plan becomes for people: a map layer, a table, crew sheets (作业单) and a picture."""

from .frame import to_frame
from .geojson import to_geojson, write_geojson
from .kinds import UnknownKind
from .picture import write_picture
from .sheets import write_sheets
from .sweeping import hand_out_sweeping, sweeping_geojson
from .sweeping_lines import StreetLines
from .sweeping_sheets import write_sweeping_sheets
from .timetable import Row, timetable, totals
from .tracks import RememberedWays, Ways, tracks
from .words import Language
from .writing import hand_out

__all__ = [
    "Language",
    "RememberedWays",
    "Row",
    "StreetLines",
    "UnknownKind",
    "Ways",
    "hand_out",
    "hand_out_sweeping",
    "sweeping_geojson",
    "timetable",
    "to_frame",
    "to_geojson",
    "totals",
    "tracks",
    "write_geojson",
    "write_picture",
    "write_sheets",
    "write_sweeping_sheets",
]
