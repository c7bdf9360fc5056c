"""Find in an .ods workbook what the sheet reader drops: error cells and percent formats."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from .limits import Limits, too_large
from .marks import BookMarks, Marks
from .sniffing import UNREADABLE, damaged
from .table import CellError

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
# LibreOffice's extension: the only place where an error is called one.
_EXTENDED = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = frozenset((f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"))
# Repetition fills a sheet's edge with blanks; marks are not kept past this many cells.
_MAX_REPEAT = 1000


def inspect_opendocument(path: Path, limits: Limits) -> BookMarks:
    """Collect the marks of an .ods workbook.

    Raises
    ------
    UnreadableFile
        The package is damaged or unpacks to more than the limit.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo("content.xml").file_size > limits.unpacked_bytes:
                raise too_large(path.name, archive.getinfo("content.xml").file_size, limits.unpacked_bytes)
            with archive.open("content.xml") as file:
                return _Content().read(file)
    except UNREADABLE as error:
        raise damaged(path.name, str(error)) from error


class _Content:
    """One pass over the document, which counts rows and columns as it goes."""

    def __init__(self) -> None:
        self._book = BookMarks()
        self._sheet = Marks()
        self._row = 0
        self._column = 0

    def read(self, file: IO[bytes]) -> BookMarks:
        for event, element in ElementTree.iterparse(file, events=("start", "end")):
            if event == "start" and element.tag == f"{_TABLE}table":
                self._sheet = self._book.sheets.setdefault(element.get(f"{_TABLE}name", ""), Marks())
                self._row = 0
            elif event == "start" and element.tag == f"{_TABLE}table-row":
                self._column = 0
            elif event == "end":
                self._end(element)
        return self._book

    def _end(self, element: ElementTree.Element) -> None:
        if element.tag in _CELLS:
            repeat = int(element.get(f"{_TABLE}number-columns-repeated", 1))
            self._mark(element, repeat)
            self._column += repeat
        elif element.tag == f"{_TABLE}table-row":
            self._row += int(element.get(f"{_TABLE}number-rows-repeated", 1))
            # What has been read is of no more use, and a large sheet would fill the memory.
            element.clear()

    def _mark(self, cell: ElementTree.Element, repeat: int) -> None:
        columns = range(self._column, self._column + min(repeat, _MAX_REPEAT))
        if cell.get(f"{_EXTENDED}value-type") == "error":
            shown = "".join(cell.itertext()).strip() or "#ERROR!"
            self._sheet.errors.update({(self._row, column): CellError(shown) for column in columns})
        elif cell.get(f"{_OFFICE}value-type") == "percentage":
            self._sheet.percents.update((self._row, column) for column in columns)
