"""Everything the ledger stores, gathered where Django looks for it."""

from .journal import KnownHeading, Load, StageChange
from .officers import Officer, Role
from .parties import Party, PartyKind
from .places import Level, Place

__all__ = ["KnownHeading", "Level", "Load", "Officer", "Party", "PartyKind", "Place", "Role", "StageChange"]
