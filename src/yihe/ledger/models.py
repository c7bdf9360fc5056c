"""Everything the ledger stores, gathered where Django looks for it."""

from .journal import Load, StageChange
from .officers import Officer, Role
from .parties import Party, PartyKind
from .places import Level, Place

__all__ = ["Level", "Load", "Officer", "Party", "PartyKind", "Place", "Role", "StageChange"]
