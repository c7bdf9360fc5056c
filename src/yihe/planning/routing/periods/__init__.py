"""Collection on the right days: visit patterns, routes and emptyings planned over a whole horizon (周期收运)."""

from .balance import Workload, workload
from .improving import improve
from .patterns import allowed_patterns, patterns

__all__ = ["Workload", "allowed_patterns", "improve", "patterns", "workload"]
