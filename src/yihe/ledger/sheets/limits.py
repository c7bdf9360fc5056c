"""How large a file may be, and the refusals when it is larger."""

from __future__ import annotations

from dataclasses import dataclass

from .problems import Bilingual, UnreadableFile

MAX_ROWS = 300_000
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one file.

    Attributes
    ----------
    rows, cells
        Rows of one sheet, blank ones included, and cells of the rectangle its cells span.
    file_bytes, unpacked_bytes
        Size on disk, and of everything inside a compressed workbook.
    ratio
        Unpacked size over packed size. Real workbooks stay below about 30; past this, and past
        ``ratio_from_bytes``, the file is taken for a decompression bomb.
    """

    rows: int = MAX_ROWS
    cells: int = 20_000_000
    file_bytes: int = 200 * _MEGABYTE
    unpacked_bytes: int = 1024 * _MEGABYTE
    ratio: int = 150
    ratio_from_bytes: int = 20 * _MEGABYTE

    def require_rows(self, file: str, sheet: str, count: int) -> None:
        """Refuse a sheet with too many rows."""
        if count <= self.rows:
            return
        raise UnreadableFile(
            file,
            "too_many_rows",
            Bilingual(
                f"工作表“{sheet}”有 {count:,} 行，超过一次导入的上限 {self.rows:,} 行。",
                f"Sheet “{sheet}” has {count:,} rows; the limit for one import is {self.rows:,}.",
            ),
            Bilingual(
                "请拆成几个文件分次导入，或删除表格下方已设格式的空行。",
                "Split it into several files, or delete formatted blank rows below the table.",
            ),
        )

    def require_cells(self, file: str, sheet: str, rows: int, columns: int) -> None:
        """Refuse a sheet that spans too many rows, or too many cells for the memory they would take."""
        self.require_rows(file, sheet, rows)
        if rows * columns <= self.cells:
            return
        raise UnreadableFile(
            file,
            "too_many_cells",
            Bilingual(
                f"工作表“{sheet}”跨 {rows:,} 行 {columns:,} 列，超过 {self.cells:,} 个单元格的上限。",
                f"Sheet “{sheet}” spans {rows:,} × {columns:,} cells; the limit is {self.cells:,}.",
            ),
            Bilingual("请删除表格右侧和下方的多余内容。", "Delete what stands far right of or below the table."),
        )

    def require_file_size(self, file: str, size: int) -> None:
        """Refuse a file that is too large on disk."""
        if size > self.file_bytes:
            raise too_large(file, size, self.file_bytes)

    def require_unpacked(self, file: str, packed: int, unpacked: int) -> None:
        """Refuse a compressed workbook that grows too much when unpacked."""
        if unpacked > self.unpacked_bytes:
            raise too_large(file, unpacked, self.unpacked_bytes)
        growth = unpacked // max(packed, 1)
        if unpacked > self.ratio_from_bytes and growth > self.ratio:
            raise UnreadableFile(
                file,
                "zip_bomb",
                Bilingual(
                    f"文件解压后膨胀 {growth} 倍（上限 {self.ratio} 倍），疑似压缩炸弹，未打开。",
                    f"The file grows {growth}-fold when unpacked (limit {self.ratio}); "
                    "it looks like a decompression bomb and was not opened.",
                ),
                Bilingual(
                    "请把所需数据复制到新工作簿后再导入。",
                    "Copy the data into a new workbook and import that.",
                ),
            )


def too_large(file: str, size: int, limit: int) -> UnreadableFile:
    """The refusal of a file by its size in bytes."""
    return UnreadableFile(
        file,
        "too_large",
        Bilingual(
            f"文件内容有 {size // _MEGABYTE} MB，超过上限 {limit // _MEGABYTE} MB。",
            f"The file holds {size // _MEGABYTE} MB; the limit is {limit // _MEGABYTE} MB.",
        ),
        Bilingual("请删除图片等无关内容，或拆成几个文件。", "Remove pictures and the like, or split the file."),
    )
