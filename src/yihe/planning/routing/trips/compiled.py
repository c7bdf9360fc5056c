"""How loops are compiled: kept on disk; while Python's own call (`outer`) runs, other threads run too.

The kept code of a function is renewed when its own file changes, not when a function it calls does: after a change
anywhere in this package clear its `__pycache__`.
"""

from __future__ import annotations

from typing import Any

from numba import njit

# numba's annotations do not know these two.
_NO_ENTRY: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}

outer = njit(cache=True, nogil=True)
# Called by compiled functions only; without an entry for Python it compiles in a fraction of the time.
inner = njit(cache=True, **_NO_ENTRY)
