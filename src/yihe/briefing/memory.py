"""Bindings that people have confirmed, as binding sees them: plain data, wherever they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from .likeness import plain


@dataclass(frozen=True)
class Remembered:
    """What a person said a claim means.

    Attributes
    ----------
    indicator_id
        The indicator; empty where no indicator is meant.
    who, when, note
        Who said so, when, and why.
    """

    indicator_id: str
    who: str = ""
    when: datetime | None = None
    note: str = ""


class Claimed(Protocol):
    """What a binding is remembered by: a figure as read, or as a page has kept it."""

    @property
    def text(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def kind(self) -> str: ...


def subject_key(subject: str) -> str:
    """The subject in the form in which bindings are remembered: differences of usage folded away."""
    return plain(subject)
