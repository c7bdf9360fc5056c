"""Find the spans that are names, slogans and titles, so that their numbers are never read as claims."""

from __future__ import annotations

import re
from collections.abc import Iterable

NUMERALS = "0-9一二两三四五六七八九十百千万亿双"
_QUOTED = re.compile(r"[“‘「『\"]([^“”‘’「」『』\"\n]{1,24})[”’」』\"]")
_TITLE = re.compile(r"《[^《》\n]{1,60}》")
_HAS_NUMERAL = re.compile(f"[{NUMERALS}]")
_CLAIM_INSIDE = re.compile(
    r"\d[\d,.]*(?:[余多])?(?:[万亿]|%|个百分点|[套户家处项个所人名栋座条件台辆吨亩元米公平]){1,3}(?!圈|\+)"
)
_NAME_ENDING = re.compile(
    r"(?:圈|工程|行动|计划|体系|模式|机制|战略|格局|布局|活动|品牌|服务|平台|系统|政策|办法|法|制|节|周|日|改革|规划|街区|大厅|热线)$"
)
_CORE = re.compile(r"\d[\dA-Za-z.+\-—×]*(?:\+[NnXx])?|[^\s]+")
Span = tuple[int, int, str]


def quoted_names(text: str) -> list[Span]:
    """Return the numerals inside quotation marks and book titles that belong to a name."""
    spans: list[Span] = []
    for found in _QUOTED.finditer(text):
        inside = found.group(1)
        if _HAS_NUMERAL.search(inside) and not _speaks(inside):
            spans.append((found.start(1), found.end(1), "quoted-name"))
    spans += [(*found.span(), "title") for found in _TITLE.finditer(text) if _HAS_NUMERAL.search(found.group())]
    return spans


def _speaks(inside: str) -> bool:
    """A longer quotation with a counted quantity speaks (“三年归集1100套人才公寓”); a short one names."""
    if "，" in inside or "。" in inside:
        return True
    return len(inside) >= 9 and bool(_CLAIM_INSIDE.search(inside)) and not _NAME_ENDING.search(inside)


def registered_names(text: str, names: Iterable[str]) -> list[Span]:
    """Return where names of the ledger's registers with a numeral in them stand in the text."""
    # Of the thousands of names a ledger keeps, a text holds few: a pattern of all takes a second to compile.
    told = [name for name in set(names) if name in text and _HAS_NUMERAL.search(name)]
    if not told:
        return []
    pattern = re.compile("|".join(map(re.escape, sorted(told, key=len, reverse=True))))
    return [(*found.span(), "register") for found in pattern.finditer(text)]


def name_spans(text: str, names: Iterable[str] = ()) -> list[Span]:
    """Return all name spans in text order, longest first where they begin together, none overlapping."""
    found = sorted(quoted_names(text) + registered_names(text, names), key=lambda span: (span[0], -span[1]))
    kept: list[Span] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
