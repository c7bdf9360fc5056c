"""How the searches' loops are compiled: kept on disk, and other threads run while they run.

The kept code of a function is renewed when its own file changes, not when a function it calls does: after a change to
a compiled function clear the kept code (``*.nbi``, ``*.nbc``) of those that call it.
"""

from __future__ import annotations

from typing import Any

from numba import njit

_OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy"}
# Only compiled functions call these; without an entry for Python they compile in a fraction of the time.
_WITHIN: dict[str, Any] = {**_OPTIONS, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
_UNCOUNTED: dict[str, Any] = {**_OPTIONS, "_nrt": False}

# A function that Python calls.
outer = njit(**_OPTIONS)
# A function that only compiled functions call.
inner = njit(**_WITHIN)
# One that is called so often that the call itself would cost most.
hot = njit(forceinline=True, **_WITHIN)
# For loops that only read and write numbers in arrays they are given: without reference counting, which costs several
# times the work of such a loop (two atomic operations for each array and call).
uncounted = njit(**_UNCOUNTED)
