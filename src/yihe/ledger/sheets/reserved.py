"""Names and marks that our own workbooks carry, so that reading knows them again."""

from typing import Final

EXAMPLE: Final = "示例，不导入"
"""First cell of a template's example row."""
RULES_SHEET: Final = "填写说明"
CHOICES_SHEET: Final = "下拉选项"
NOT_TABLES: Final = frozenset((RULES_SHEET, CHOICES_SHEET, "填报说明", "填表说明"))
"""Sheets that explain a table and hold none."""
