"""What a collection or sweeping plan becomes for people: a map layer, a table, crew sheets (作业单) and a picture."""

from ..routing.timetable import Row, timetable, totals
from ..routing.tracks import RememberedWays, Ways, tracks
from ..sweeping.lines import StreetLines
from ..words import Language
from .kinds import UnknownKind
from .picture import write_picture
from .sheets import write_sheets
from .sweeping import hand_out_sweeping
from .sweeping_sheets import write_sweeping_sheets
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
    "timetable",
    "totals",
    "tracks",
    "write_picture",
    "write_sheets",
    "write_sweeping_sheets",
]
