"""The receipts under a composed text: what each figure means, for where and when, from how many records."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from yihe.units import say_unit

from .filling import Said, Terms
from .reasons import span_zh

HEADING = "附：数据来源（yihe 核数凭证）"
"""What stands below this line is no statement: `verify` reads up to it."""

COLUMNS = ("序号", "文中说法", "指标", "定义", "地区", "时段", "台账数值", "记录数", "截至")
_SHANGHAI = ZoneInfo("Asia/Shanghai")


def rows(said: Sequence[Said], terms: Terms) -> list[tuple[str, ...]]:
    """One row for each figure, in the order of the text."""
    moment = terms.as_of.astimezone(_SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
    return [
        (
            str(number),
            each.words,
            f"{each.value.indicator.zh}（{each.value.indicator.id}）",
            each.value.indicator.definition(),
            f"{terms.place_name}（{each.value.place}）",
            span_zh(each.value.span),
            f"{_number(each.value.value)}{say_unit(each.value.indicator.unit)}",
            str(each.value.records),
            moment,
        )
        for number, each in enumerate(said, 1)
    ]


def as_markdown(said: Sequence[Said], terms: Terms) -> str:
    """The appendix as a Markdown table under its heading."""
    lines = [COLUMNS, ("---",) * len(COLUMNS), *rows(said, terms)]
    table = ["| " + " | ".join(cell.replace("|", "／") for cell in line) + " |" for line in lines]
    return "\n".join([HEADING, "", *table, ""])


def _number(value: Decimal | None) -> str:
    if value is None:
        return ""
    return f"{value.quantize(Decimal('0.000001')).normalize():f}"


def statement_of(text: str) -> int:
    """Where the statement ends and the receipts begin; the length of the text where there are none."""
    at = text.find(f"\n{HEADING}")
    return len(text) if at < 0 else at
