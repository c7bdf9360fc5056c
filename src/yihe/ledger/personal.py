"""Personal data: who may read it, and what everybody else reads in its place.

Nothing personal is shown unless somebody with the right was named: outside :func:`shown_to` it is masked.
What is stored, and its history, stays whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

from .fields import PersonalField
from .policy import User, may

_SAID = "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 司徒 司空 皇甫 慕容 宇文 长孙"
_COMPOUND = frozenset(_SAID.split())
"""Family names of two characters."""

_shown: ContextVar[bool] = ContextVar("personal data is shown", default=False)


@contextmanager
def shown_to(user: User) -> Iterator[None]:
    """While somebody reads: personal data as it is if the policy lets them, else masked."""
    token = _shown.set(may(user, "personal"))
    try:
        yield
    finally:
        _shown.reset(token)


def readable(field: models.Field[Any, Any], value: Any) -> Any:
    """A stored value as the present reader may see it."""
    if not isinstance(field, PersonalField) or _shown.get() or value in (None, ""):
        return value
    return mask(str(value))


def mask(said: str) -> str:
    """Cover a name, or a number of a person's.

    Examples
    --------
    >>> mask("王小明"), mask("欧阳娜娜"), mask("13812345678"), mask("Wang Min")
    ('王某某', '欧阳某某', '138****5678', 'W***')
    """
    said = said.strip()
    if sum(c.isdigit() for c in said) >= 7:
        return f"{said[:3]}****{said[-4:]}"
    if said.isascii():
        return f"{said[:1]}***"
    family = said[:2] if said[:2] in _COMPOUND and len(said) > 2 else said[:1]
    return family + "某" * min(max(len(said) - len(family), 1), 2)
