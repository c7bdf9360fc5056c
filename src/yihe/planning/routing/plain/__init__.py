"""Plain days: no emptying on the way, no rests, one visit a stop; strings of stops, then PyVRP on parts of the plan."""

from .improving import improve, is_large, suits_strings
from .suiting import suits

__all__ = ["improve", "is_large", "suits", "suits_strings"]
