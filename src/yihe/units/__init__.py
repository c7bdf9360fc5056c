"""Chinese units of measure: read them, convert them, find them in headings, say them."""

from yihe.units.parsing import IncompatibleUnits, Unit, convert, parse_unit, same_dimension, split_header
from yihe.units.registry import classifiers, unit_words
from yihe.units.saying import say_unit

__all__ = [
    "IncompatibleUnits",
    "Unit",
    "classifiers",
    "convert",
    "parse_unit",
    "same_dimension",
    "say_unit",
    "split_header",
    "unit_words",
]
