"""How the loops are compiled: kept on disk, other threads run meanwhile, and only what Python calls can be called."""

from __future__ import annotations

from typing import Any

from numba import njit, types
from numba.core.cgutils import create_struct_proxy
from numba.extending import intrinsic

# A function that Python calls.
outer = njit(cache=True, nogil=True, error_model="numpy")
# A function that only compiled functions call; without an entry for Python it compiles in a fraction of the time.
_OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy"}
_OPTIONS |= {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
inner = njit(**_OPTIONS)
# One that is called so often that the call itself would cost most.
hot = njit(forceinline=True, **_OPTIONS)


def _address(context: Any, array: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return create_struct_proxy(signature.args[0])(context, builder, args[0]).data

    return types.CPointer(array.dtype)(array), generate


# Address of an array's first element, to be indexed like the flat array.
pointer: Any = intrinsic(_address)
