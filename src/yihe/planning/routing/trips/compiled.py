"""How loops are compiled: kept on disk; while Python's own call (`outer`) runs, other threads run too."""

from __future__ import annotations

from numba import njit

outer = njit(cache=True, nogil=True)
# Called by compiled functions only; without an entry for Python it compiles in a fraction of the time.
inner = njit(cache=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)
