"""Plain days: no emptying on the way, no rests, one visit a stop; PyVRP's search, on parts of the plan at once."""

from .improving import improve, is_large
from .suiting import suits

__all__ = ["improve", "is_large", "suits"]
