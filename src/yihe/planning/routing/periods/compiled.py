"""How the search steps are compiled."""

from __future__ import annotations

from typing import Any

from numba import njit

_OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy"}
_UNCOUNTED: dict[str, Any] = {**_OPTIONS, "_nrt": False}

# For steps that hold references to arrays or make new ones.
step = njit(**_OPTIONS)

# For inner loops that only read and write numbers in arrays they are given: without reference counting, which costs
# several times the work of such a loop (two atomic operations per array and call).
inner = njit(**_UNCOUNTED)
