"""What counts as an empty cell, and the errors a spreadsheet shows in place of a value."""

from __future__ import annotations

import unicodedata
from typing import Any

from .problems import BadCell
from .table import CellError

# Marks officials put where there is nothing to say; after NFKC and strip, lower case.
_EMPTY = frozenset(("", "-", "--", "—", "——", "－", "–", "―", "/", "\\", "无", "暂无", "n/a", "na", "null", "none"))
_ERRORS = frozenset(
    (
        "#ref!",
        "#n/a",
        "#div/0!",
        "#value!",
        "#name?",
        "#num!",
        "#null!",
        "#spill!",
        "#calc!",
        "#getting_data",
        "err:502",
    )
)
# Zero-width and byte-order marks that come with text pasted from web pages.
_INVISIBLE = {ord(sign): None for sign in "\u200b\u200c\u200d\u2060\ufeff"}


def visible(text: str) -> str:
    """Text without invisible marks and without space around it."""
    # Excel escapes a carriage return so.
    return text.translate(_INVISIBLE).replace("_x000D_", "").strip()


def fold(text: str) -> str:
    """Text for comparison and for reading numbers: NFKC, no invisible marks, no space around."""
    return unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).strip()


def is_empty(value: Any) -> bool:
    """Whether a cell says nothing: blank, NaN, or one of the marks for nothing such as “—” and “无”."""
    if value is None:
        return True
    if isinstance(value, str):
        return fold(value).lower() in _EMPTY
    return isinstance(value, float) and value != value


def require_no_error(value: Any) -> None:
    """Refuse a cell in which the spreadsheet shows an error instead of a value.

    Raises
    ------
    BadCell
        With code "sheet_error" or "not_calculated".
    """
    if not isinstance(value, str):
        return
    if isinstance(value, CellError) and value == "=":
        raise BadCell(
            "not_calculated",
            "公式没有计算结果，请在 Excel 中打开并保存一次",
            "a formula without a calculated value; open and save the file in Excel once",
            "计算后的数值",
            "a calculated value",
        )
    if isinstance(value, CellError) or fold(value).lower() in _ERRORS:
        raise BadCell(
            "sheet_error",
            f"单元格是公式错误 {value}",
            f"the cell shows the formula error {value}",
            "正确的数值，或留空",
            "a correct value, or an empty cell",
        )
