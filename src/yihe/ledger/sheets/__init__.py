"""Spreadsheets in: find the table in whatever file people send, and say what is wrong down to the cell.

Reading is pure: nothing here knows of the database.
"""

from .cells import (
    PartialDate,
    Precision,
    parse_bool,
    parse_choice,
    parse_date,
    parse_decimal,
    parse_degrees,
    parse_int,
    parse_text,
)
from .columns import ColumnMap, FieldSpec, Match, match_columns, rank_kinds
from .limits import MAX_ROWS, Limits
from .problems import BadCell, Bilingual, Problem, UnreadableFile
from .source import read_tables
from .table import CellError, Header, Note, Row, Table

__all__ = [
    "MAX_ROWS",
    "BadCell",
    "Bilingual",
    "CellError",
    "ColumnMap",
    "FieldSpec",
    "Header",
    "Limits",
    "Match",
    "Note",
    "PartialDate",
    "Precision",
    "Problem",
    "Row",
    "Table",
    "UnreadableFile",
    "match_columns",
    "parse_bool",
    "parse_choice",
    "parse_date",
    "parse_decimal",
    "parse_degrees",
    "parse_int",
    "parse_text",
    "rank_kinds",
    "read_tables",
]
