"""Tell what a file really is from its first bytes, whatever its name says, and refuse what cannot be read."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from .limits import Limits
from .problems import Bilingual, UnreadableFile

Kind = Literal["xlsx", "xls", "ods", "text", "geojson", "gpkg"]

EXTENSIONS = frozenset((".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".geojson", ".json", ".gpkg"))
ACCEPTED = Bilingual(
    "可导入 .xlsx、.xlsm、.xls、.ods、.csv、.tsv、.geojson、.gpkg 文件。",
    "Files that can be imported: .xlsx, .xlsm, .xls, .ods, .csv, .tsv, .geojson, .gpkg.",
)
_SAVE_AS_XLSX = Bilingual(
    "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再导入。",
    "Open it in Excel or WPS, save it as “Excel Workbook (.xlsx)” and import that.",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
# What unpacking and parsing a damaged package raises.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


def sniff(path: Path, limits: Limits) -> Kind:
    """Tell a file's real kind.

    Raises
    ------
    UnreadableFile
        It is missing, empty, too large, protected, damaged or of no readable kind.
    """
    name = path.name
    if path.suffix.lower() not in EXTENSIONS:
        raise _refusal(name, "unsupported", f"不支持“{path.suffix}”文件。", f"“{path.suffix}” files are not read.")
    head = _first_bytes(path, limits)
    if head.startswith(b"PK"):
        return _zip_kind(path, limits)
    if head.startswith(_OLE):
        return _ole_kind(path)
    if head.startswith(b"SQLite format 3\0"):
        return "gpkg"
    return _text_kind(path, head)


def _refusal(name: str, code: str, zh: str, en: str, advice: Bilingual = ACCEPTED) -> UnreadableFile:
    return UnreadableFile(name, code, Bilingual(zh, en), advice)


def _first_bytes(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        limits.require_file_size(path.name, size)
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise _cannot_open(path, error) from error
    if not head.strip():
        raise _refusal(path.name, "empty", "文件是空的。", "The file is empty.")
    return head


def _cannot_open(path: Path, error: OSError) -> UnreadableFile:
    if isinstance(error, FileNotFoundError):
        return _refusal(path.name, "missing", "找不到这个文件。", "The file does not exist.")
    if isinstance(error, PermissionError):
        advice = Bilingual(
            "请检查文件权限，或关闭正在使用它的程序。",
            "Check its permissions, or close the program using it.",
        )
        return _refusal(path.name, "permission", "没有读取这个文件的权限。", "The file may not be read.", advice)
    return _refusal(path.name, "unreadable", f"无法打开文件：{error.strerror}。", f"Cannot open: {error.strerror}.")


def damaged(name: str, detail: str) -> UnreadableFile:
    """The refusal of a broken file; ``detail`` is what the reader said."""
    return _refusal(
        name,
        "damaged",
        f"文件已损坏或未传输完整（{detail}）。",
        f"The file is damaged or incomplete ({detail}).",
        Bilingual(
            "请重新导出或重新传输；能在 Excel 中打开的话，另存一份再导入。",
            "Export or transfer it again; if Excel opens it, save a copy.",
        ),
    )


def password(name: str) -> UnreadableFile:
    """The refusal of an encrypted workbook."""
    advice = Bilingual(
        "请在 Excel 的“文件 - 信息 - 保护工作簿”中去掉打开密码后再导入。",
        "Remove the password in Excel under File, Info, Protect Workbook, and import again.",
    )
    return _refusal(name, "password", "工作簿设有打开密码。", "The workbook needs a password to open.", advice)


def _zip_kind(path: Path, limits: Limits) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            # Nothing is unpacked before this.
            limits.require_unpacked(path.name, path.stat().st_size, sum(entry.file_size for entry in entries))
            names = {entry.filename for entry in entries}
            mimetype = _part(archive, names, "mimetype")
            manifest = _part(archive, names, "META-INF/manifest.xml")
    except UNREADABLE as error:
        raise damaged(path.name, str(error)) from error
    if b"encryption-data" in manifest:
        raise password(path.name)
    return _office_kind(path.name, names, mimetype)


def _part(archive: zipfile.ZipFile, names: set[str], name: str) -> bytes:
    return archive.read(name) if name in names else b""


def _office_kind(name: str, names: set[str], mimetype: bytes) -> Kind:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if "xl/workbook.bin" in names:
        raise _refusal(
            name,
            "unsupported",
            "这是二进制工作簿（.xlsb）。",
            "This is a binary workbook (.xlsb).",
            _SAVE_AS_XLSX,
        )
    if "word/document.xml" in names:
        raise _refusal(name, "not_a_sheet", "这是 Word 文档，不是表格。", "This is a Word document, not a spreadsheet.")
    raise _refusal(
        name,
        "zip",
        "这是压缩包，不是工作簿。",
        "This is an archive, not a workbook.",
        Bilingual("请先解压，再导入里面的表格。", "Unpack it and import the sheets inside."),
    )


def _ole_kind(path: Path) -> Kind:
    # Stream names stand in the container's directory as UTF-16; reading them needs no OLE library.
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise password(path.name)
    if not any(name.encode("utf-16-le") in data for name in ("Workbook\0", "Book\0")):
        raise _refusal(
            path.name,
            "not_a_sheet",
            "这不是 Excel 工作簿（可能是旧版 Word 文档）。",
            "This is no Excel workbook (perhaps an old Word document).",
        )
    return "xls"


def _text_kind(path: Path, head: bytes) -> Kind:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
        raise _refusal(
            path.name,
            "html",
            f"这是网页（HTML/XML）内容，只是扩展名为“{path.suffix}”。",
            f"This is HTML or XML that is only named “{path.suffix}”.",
            _SAVE_AS_XLSX,
        )
    if start.startswith(b"%pdf"):
        raise _refusal(path.name, "not_a_sheet", "这是 PDF，不是表格。", "This is a PDF, not a spreadsheet.")
    if path.suffix.lower() in (".geojson", ".json") or start.startswith(b'{"type"'):
        return "geojson"
    if path.suffix.lower() == ".gpkg":
        raise damaged(path.name, "not a GeoPackage")
    return _plain_text(path, head)


def _plain_text(path: Path, head: bytes) -> Kind:
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not utf16 and b"\0" in head:
        raise damaged(path.name, "binary content")
    return "text"
