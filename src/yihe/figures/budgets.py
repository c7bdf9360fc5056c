"""Know the stages of a budget: what was approved, what it was changed to in the year, and what came of it."""

from __future__ import annotations

import re

# 年初预算合计127.4亿元, 批准的市级收入预算36.3亿元, 支出预算调整为559.9亿元: set, not yet come in or spent.
_SET = re.compile("(?<!完成)(?:预算(?:数|合计|总计|总额|安排|均?为|是)*|预算调整[为到]|执行中[^，]{0,6}调整[为到])$")
# 完成政府采购预算19亿元 was carried out; 为调整预算的…, 政府性基金预算收入 are no budget told.
_CARRIED_OUT = re.compile("完成|调[入出]|执行(?!中)|实际|决算|实现")
_AT_FIRST = re.compile("(?:^|[，。；])年初[^，]{0,12}(?:预算)?(?:收入|支出)(?:预算)?(?:合计|总计)*(?:为)?$")
_STAGE = re.compile("(?:年初|调整|变动|批准的?)?预算(?:数|合计|总计|总额)?(?:金额)?$")
_CHANGED = re.compile("(?:执行中|年中)?(?:经[^，]{2,20})?(?:收入|支出)?(?:预算)?调整")
_CAME = re.compile("(?:实际)?(?:执行|完成|支出|收入)(?:数)?|决算(?:数)?")


def is_set(words: str) -> bool:
    """Say whether the words before a sum make it one that a budget sets."""
    if "预算" not in words and "年初" not in words and "调整" not in words:
        return False
    at_first = _AT_FIRST.search(words)
    return bool((_SET.search(words) or at_first) and not _CARRIED_OUT.search(words))


def budgeted(subject: str) -> str:
    """Return what a subject that ends with a stage of a budget budgets: 收入年初预算 → 收入; else nothing."""
    found = _STAGE.search(subject)
    return subject[: found.start()] if found and found.start() >= _SHORTEST else ""


def at_stage(own: str, before: str) -> str:
    """Return what bare words of a stage tell of the budget told before; empty where they are none.

    Parameters
    ----------
    own
        The words of a sum since the one before it: ，执行中调整为, ，实际完成.
    before
        The subject told before it: 一般公共预算收入年初预算.
    """
    of = budgeted(before)
    if not of and before.startswith(_YEAR_BEGUN):
        of = before.removeprefix(_YEAR_BEGUN).removeprefix("全市")
    if not of:
        return ""
    said = own.strip("，、；。 ").rstrip("为到")
    if _CHANGED.fullmatch(said):
        return of + "调整预算"
    return of if _CAME.fullmatch(said) else ""


_SHORTEST, _YEAR_BEGUN = 4, "年初"
