"""Files that hold nothing to load: bombs, passwords, other formats under a workbook's name, too many rows."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from .made_files import LIMITS, STREETS, Made

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _hopeless(name: str, data: bytes, about: str) -> Callable[[Path, random.Random], Made]:
    def write(folder: Path, chance: random.Random) -> Made:
        path = folder / name
        path.write_bytes(data)
        return Made(path, [], refused=True, about=[about])

    return write


def _zip_of(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in entries.items():
            package.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def _bomb(folder: Path, chance: random.Random) -> Made:
    data = _zip_of(**{"xl__workbook.xml": b"<workbook/>", "xl__worksheets__sheet1.xml": b" " * 4_000_000})
    return _hopeless("炸弹.xlsx", data, "zip bomb")(folder, chance)


def _rows(count: int) -> Callable[[Path, random.Random], Made]:
    def write(folder: Path, chance: random.Random) -> Made:
        path = folder / "农贸市场.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("农贸市场")
            sheet.write_row(0, 0, ("编号", "名称", "所属街道", "市场层级"))
            for number in range(1, count + 1):
                sheet.write_row(number, 0, (f"SC{number}", "市场", STREETS[0], "批发市场"))
        return Made(path, [], refused=True, about=[f"{count} rows"])

    return write


def _cut_short(folder: Path, chance: random.Random) -> Made:
    made = _rows(5)(folder, chance)
    data = made.path.read_bytes()
    made.path.write_bytes(data[: chance.randrange(40, len(data) - 40)])
    return Made(made.path, [], refused=True, about=["cut short"])


HOPELESS: tuple[Callable[[Path, random.Random], Made], ...] = (
    _bomb,
    _rows(0),
    _rows(LIMITS.rows + 1),
    _cut_short,
    _hopeless("加密.xlsx", _OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "password"),
    _hopeless("资料.xlsx", _zip_of(**{"readme.txt": b"x"}), "renamed archive"),
    _hopeless("说明.xlsx", _zip_of(**{"word__document.xml": b"<w/>"}), "renamed document"),
    _hopeless("导出.xls", "<html><table><tr><td>编号</td></tr></table></html>".encode(), "page named xls"),
    _hopeless("空.xlsx", b"", "empty file"),
    _hopeless("乱码.csv", bytes(range(128, 256)) * 4, "no known encoding"),
    _hopeless("菜单.csv", "菜名,价格\n饺子,12\n面条,10\n".encode(), "another table"),
)
