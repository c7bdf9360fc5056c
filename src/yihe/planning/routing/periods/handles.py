"""Bundles of arrays as one reference each for compiled code: a call stays cheap however many arrays there are.

A named tuple hands every array over by value and counts its references at each call, which took three quarters of the
search's time; a structure reference hands over one pointer. The arrays themselves are shared with the named tuple.
"""

from __future__ import annotations

from typing import Any

from numba import types
from numba.experimental import structref

from .model import Model
from .state import Journal, State


class _Bundle(types.StructRef):
    def preprocess_fields(self, fields: Any) -> Any:
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


@structref.register
class ModelType(_Bundle):
    """Type of a `ModelHandle`."""


@structref.register
class StateType(_Bundle):
    """Type of a `StateHandle`."""


@structref.register
class JournalType(_Bundle):
    """Type of a `JournalHandle`."""


class ModelHandle(structref.StructRefProxy):
    """A `Model` for compiled code."""


class StateHandle(structref.StructRefProxy):
    """A `State` for compiled code."""


class JournalHandle(structref.StructRefProxy):
    """A `Journal` for compiled code."""


structref.define_proxy(ModelHandle, ModelType, list(Model._fields))
structref.define_proxy(StateHandle, StateType, list(State._fields))
structref.define_proxy(JournalHandle, JournalType, list(Journal._fields))
