"""Bundles of arrays as one reference each for compiled code: a call stays cheap however many arrays there are.

A named tuple hands every array over by value and counts its references at each call, which took three quarters of the
search's time; a structure reference hands over one pointer. The arrays themselves are shared with the named tuple.
"""

from __future__ import annotations

from typing import Any, cast

from numba import types
from numba.experimental import structref

from .model import Model
from .state import Journal, State


class _Bundle(types.StructRef):
    def preprocess_fields(self, fields: Any) -> Any:
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


@structref.register
class ModelType(_Bundle):
    """Type of a model."""


@structref.register
class StateType(_Bundle):
    """Type of a state."""


@structref.register
class JournalType(_Bundle):
    """Type of a journal."""


class _ModelHandle(structref.StructRefProxy):
    """A `Model` for compiled code."""


class _StateHandle(structref.StructRefProxy):
    """A `State` for compiled code."""


class _JournalHandle(structref.StructRefProxy):
    """A `Journal` for compiled code."""


structref.define_proxy(_ModelHandle, ModelType, list(Model._fields))
structref.define_proxy(_StateHandle, StateType, list(State._fields))
structref.define_proxy(_JournalHandle, JournalType, list(Journal._fields))


def handle_of_model(model: Model) -> Model:
    """Return a reference that compiled code reads like the model."""
    return cast(Model, _ModelHandle(*model))


def handle_of_state(state: State) -> State:
    """Return a reference that compiled code reads and writes like the state."""
    return cast(State, _StateHandle(*state))


def handle_of_journal(journal: Journal) -> Journal:
    """Return a reference that compiled code reads and writes like the journal."""
    return cast(Journal, _JournalHandle(*journal))
