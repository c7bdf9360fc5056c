"""The definition language: what an indicator counts, sums, shares, ranks or compares, declared once in a programme."""

from ibis import _

from yihe.ledger.labels import Label

from .conditions import Condition, InYear, Overdue, between
from .derived import Above, Derived, Growth, Rank, Ratio, Share, Tally
from .indicator import Indicator, Measure, Programme, When
from .observed import Observed
from .reductions import Average, Count, Duration, Largest, Reduction, Sum
from .rule import Rule
from .series import Series
from .system import System

__all__ = [
    "Above",
    "Average",
    "Condition",
    "Count",
    "Derived",
    "Duration",
    "Growth",
    "InYear",
    "Indicator",
    "Label",
    "Largest",
    "Measure",
    "Observed",
    "Overdue",
    "Programme",
    "Rank",
    "Ratio",
    "Reduction",
    "Rule",
    "Series",
    "Share",
    "Sum",
    "System",
    "Tally",
    "When",
    "_",
    "between",
]
