"""The address of an array, for loops that would spend more on the array than on its numbers."""

from __future__ import annotations

from typing import Any

from numba import types
from numba.core.cgutils import create_struct_proxy
from numba.extending import intrinsic


def _address(context: Any, array: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return create_struct_proxy(signature.args[0])(context, builder, args[0]).data

    return types.CPointer(array.dtype)(array), generate


# Address of an array's first element, to be indexed like the flat array.
pointer: Any = intrinsic(_address)
