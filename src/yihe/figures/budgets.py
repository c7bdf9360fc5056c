"""Know the stages of a budget (what was approved, what it was changed to, what came of it) and its bare sums."""

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


# 社会保险基金预算收入, 地方一般公共预算支出.
_FUND = re.compile("(?P<fund>[一-鿿]{0,12}(?:预算|基金))总?(?:收入|支出)(?:预算(?:安排)?)?$")
_LEFT = ("结余", "结转")
_OF_BUDGET = re.compile("收入|支出|税|结余|结转|补助|预算|资金|转移支付")
_OF_FUND = re.compile(
    "(?:加上?(?=上年)|加[^，]{0,12}?等?)?(?P<own>(?:总?(?:收入|支出)(?:总[量计额]|合计)?|(?:[当本上]年|当期)?(?:年[终末])?(?:累计|滚存|收支|净)*(?:结余|结转)+))"
)

# Of whom a budget's parts are, told without what they are of.
LEVEL_OF_PLACE = re.compile(
    "[市县区省州](?:本级|级|直)|县区|[区县]县级|县级|乡镇级?|[一-鿿]{0,4}(?:开发区|高新区|经开区|示范区|新区)"
)


def at_level(own: str, whole: str) -> str:
    """Return the part of a budget that only a level names: 市本级 → 市本级一般公共预算收入; else nothing."""
    if not whole.endswith(("收入", "支出", "资金", "经费")) or not LEVEL_OF_PLACE.fullmatch(own):
        return ""
    before = LEVEL_OF_PLACE.match(whole)
    return own + (whole[before.end() :] if before else whole)


def fund_of(subject: str) -> str:
    """Return the budget or fund whose income or spending a subject tells; empty where it tells none."""
    found = _FUND.fullmatch(subject) if subject.endswith(("收入", "支出", "预算", "安排")) else None
    return found["fund"] if found else ""


def is_of_budget(subject: str) -> bool:
    """Say whether a subject may be a part of the budget told before, so that this goes on."""
    return bool(_OF_BUDGET.search(subject))


def of_fund(own: str, fund: str) -> str:
    """Return bare words of a sum with their budget: 支出 → 社会保险基金预算支出; empty where they say more."""
    found = _OF_FUND.fullmatch(own) if fund else None
    if not found:
        return ""
    # What is left is in the fund, not in its budget.
    left_over = found["own"].endswith(_LEFT) and fund.endswith("基金预算")
    return (fund.removesuffix("预算") if left_over else fund) + found["own"]


_SHORTEST, _YEAR_BEGUN = 4, "年初"
