"""How the search steps are compiled."""

from __future__ import annotations

from numba import njit

# For steps that hold references to arrays or make new ones.
step = njit(cache=True, nogil=True, error_model="numpy")

# For inner loops that only read and write numbers in arrays they are given: without reference counting, which costs
# several times the work of such a loop (two atomic operations per array and call).
inner = njit(cache=True, nogil=True, error_model="numpy", _nrt=False)
