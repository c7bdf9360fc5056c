"""Write by hand, for want of a library, the containers of old Excel (OLE2, a little BIFF8) and OpenDocument.

Layouts: [MS-CFB] version 3, sectors of 512 bytes; [MS-XLS] records BOF, BOUNDSHEET, LABEL, NUMBER,
BOOLERR, MERGEDCELLS, EOF.
"""

import struct
import zipfile
from xml.sax.saxutils import escape

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
# Streams below this size would go to the mini stream; padding avoids it.
_MINI_CUTOFF = 4096
ERROR_CODES = {"#DIV/0!": 0x07, "#REF!": 0x17, "#N/A": 0x2A}


class Percent(float):
    """A number in a cell with a percent format."""


def ole(streams):
    """An OLE2 container with the given streams by name."""
    padded = {name: data.ljust(_MINI_CUTOFF, b"\0") for name, data in streams.items()}
    chains, position = [], 2
    for data in padded.values():
        count = -(-len(data) // _SECTOR)
        chains.append((position, count))
        position += count
    fat = [_FAT, _END]
    for start, count in chains:
        fat += [*range(start + 1, start + count), _END]
    assert len(fat) <= _SECTOR // 4, "one FAT sector is enough for a test"
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, (start, _)) in enumerate(zip(padded, chains, strict=True), start=1):
        right = number + 1 if number < len(padded) else _FREE
        entries.append(_entry(name, 2, start, len(padded[name]), right=right))
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    body = b"".join(data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\0") for data in padded.values())
    return _header() + struct.pack("<128I", *fat) + directory + body


def _header():
    fields = struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, _MINI_CUTOFF, _END, 0, _END, 0, 0)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + fields + struct.pack("<108I", *[_FREE] * 108)


def _entry(name, kind, start, size, right=_FREE, child=_FREE):
    encoded = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", _FREE, right, child)
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1) + links
    return head + bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)


def xls(rows, merged=(), name="项目"):
    """A BIFF8 workbook with one sheet; values that name an Excel error become error cells."""
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for r, row in enumerate(rows):
        sheet += b"".join(_cell(r, c, value) for c, value in enumerate(row) if value != "")
    if merged:
        boxes = b"".join(struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in merged)
        sheet += _record(0xE5, struct.pack("<H", len(merged)) + boxes)
    sheet += _record(0x0A, b"")
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0))
    # Two cell styles: general, and built-in number format 10 (0.00%).
    styles = b"".join(_record(0xE0, struct.pack("<HH16x", 0, number)) for number in (0, 10))
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    end = _record(0x0A, b"")
    offset = len(start) + len(styles) + 4 + 6 + len(title) + len(end)
    bound = _record(0x85, struct.pack("<IH", offset, 0) + title)
    return ole({"Workbook": start + styles + bound + end + sheet})


def _record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


def _cell(row, column, value):
    at = struct.pack("<HHH", row, column, int(isinstance(value, Percent)))
    if value in ERROR_CODES:
        return _record(0x205, at + bytes((ERROR_CODES[value], 1)))
    if isinstance(value, str):
        return _record(0x204, at + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(0x203, at + struct.pack("<d", value))


_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}


def write_ods(path, rows, name="项目", manifest="<manifest/>"):
    """An OpenDocument workbook as LibreOffice writes it, blank rows to the sheet's end included."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    body += '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="{name}">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return path


def _ods_cell(value):
    if value in ERROR_CODES:
        attributes = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    elif isinstance(value, str):
        attributes = 'office:value-type="string"'
    else:
        kind = "percentage" if isinstance(value, Percent) else "float"
        attributes = f'office:value-type="{kind}" office:value="{float(value)}"'
    return f"<table:table-cell {attributes}><text:p>{escape(str(value))}</text:p></table:table-cell>"
