"""Read any spreadsheet, text table or map file into tables ready to be matched to fields."""

from __future__ import annotations

from pathlib import Path

from .delimited import read_delimited
from .layout import lay_out
from .limits import Limits
from .problems import Bilingual, UnreadableFile
from .sniffing import sniff
from .table import Grid, Note, Table
from .vector import read_layers, system_in_name
from .workbook import read_workbook

_DEFAULT_LIMITS = Limits()


def read_tables(path: str | Path, *, limits: Limits = _DEFAULT_LIMITS, system: str | None = None) -> list[Table]:
    """Read all tables of a file.

    Parameters
    ----------
    path
        An .xlsx, .xlsm, .xls, .ods, .csv, .tsv, .txt, .geojson, .json or .gpkg file. What it holds
        counts, not its name.
    limits
        How large it may be.
    system
        Coordinate system of map layers, if the user named one.

    Returns
    -------
    list of Table
        One for each visible sheet or layer that holds a table with at least a header, in file order.

    Raises
    ------
    UnreadableFile
        The file as a whole cannot be read, or holds no data row at all.
    """
    path = Path(path)
    kind = sniff(path, limits)
    if kind in ("geojson", "gpkg"):
        return _with_rows(path.name, read_layers(path, limits, system))
    notes: list[Note] = []
    date_1904 = False
    if kind == "text":
        grids = [read_delimited(path, limits)]
    else:
        grids, notes, date_1904 = read_workbook(path, kind, limits)
    return _with_rows(path.name, _tables(path, grids, notes, date_1904))


def _tables(path: Path, grids: list[Grid], notes: list[Note], date_1904: bool) -> list[Table]:
    tables = []
    for grid in grids:
        table = lay_out(grid, path.name)
        if table is not None:
            tables.append(table)
        elif grid.rows:
            notes.append(Note("no_table", "", grid.name, Bilingual("没有表头，未导入", "no header, not loaded")))
    named = system_in_name(path.stem)
    for table in tables:
        table.date_1904 = date_1904
        table.system = named.code if named else None
    if tables:
        # Sheets that gave no table have none to carry their note.
        tables[0].notes[:0] = notes
    return tables


def _with_rows(file: str, tables: list[Table]) -> list[Table]:
    if not tables:
        raise UnreadableFile(
            file,
            "no_header",
            Bilingual("找不到表头。", "No header was found."),
            Bilingual(
                "请在数据上方写一行列名，如“项目名称”“总投资（万元）”。",
                "Write a row of column names above the data, such as “项目名称”, “总投资（万元）”.",
            ),
        )
    if not any(table.rows for table in tables):
        raise UnreadableFile(
            file,
            "no_rows",
            Bilingual("文件里没有数据行。", "The file holds no data rows."),
            Bilingual("请在表头下面填写数据后再导入。", "Fill in rows below the header and import again."),
        )
    return tables
