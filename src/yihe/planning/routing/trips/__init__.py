"""Search over routes of several trips; see `tables` for the array form that other solvers can hand in."""

from .search import improve

__all__ = ["improve"]
