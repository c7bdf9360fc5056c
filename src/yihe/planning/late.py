"""Names of a package that are loaded when they are first asked for, so that the package itself loads quickly."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any


def exported(package: str, late: Mapping[str, str], name: str) -> Any:
    """What a package's `__getattr__` answers.

    Parameters
    ----------
    late
        For each name the module of the package that defines it.

    Raises
    ------
    AttributeError
        For any other name.
    """
    if name not in late:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    found = getattr(import_module(late[name], package), name)
    # From now on without asking.
    setattr(sys.modules[package], name, found)
    return found
