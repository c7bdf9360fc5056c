"""Build the workbooks that people send, with XlsxWriter."""

import xlsxwriter


def write_rows(path, rows, *, merged=(), sheet="项目", options=None):
    """A workbook with one sheet; ``merged`` are (top, left, bottom, right)."""
    with xlsxwriter.Workbook(path, options or {}) as book:
        page = book.add_worksheet(sheet)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value != "" and value is not None:
                    page.write(r, c, value)
        for top, left, bottom, right in merged:
            page.merge_range(top, left, bottom, right, rows[top][left])
    return path


def labels(table):
    """Labels of a table's header."""
    return [heading.label for heading in table.header]


def cells(table):
    """Cells under the headings, row by row."""
    return [[row.cells[heading.index] for heading in table.header] for row in table.rows]


def notes(table):
    """Kind and cell of what was passed over."""
    return [(note.kind, note.cell) for note in table.notes]
