"""Imports every programme file, so that Django sees its records; a new file needs no line here."""

from importlib import import_module
from pkgutil import iter_modules

from . import __name__ as package
from . import __path__ as folders

_NOT_PROGRAMMES = {"apps", "exchange", "models", "migrations"}

MODULES = [
    import_module(f"{package}.{module.name}") for module in iter_modules(folders) if module.name not in _NOT_PROGRAMMES
]
