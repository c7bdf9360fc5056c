"""Know the words that say something rose or fell, and since when."""

from __future__ import annotations

import re

UP = "增长|提高|提升|上升|增加|上涨|攀升|加快|改善|增幅|增速|升幅|涨幅|提速|跃升|扩大|恶化|多增|增|升|涨|快"
DOWN = (
    "负增长|下降|减少|降低|回落|下跌|下滑|压减|压缩(?!箱|机|站|车|天然|空气|垃圾)|缩减|缩短|降幅|跌幅|减幅|放缓|减缓|少增|削减|精简|下调"
    "|缩小|收缩|减|降|跌"
)
CHANGE = re.compile(
    "(?=[负下减降回压缩少放削精收跌增长提上攀加改升涨扩跃多快恶])"
    rf"(?:(?P<narrowed>收窄)|(?P<down>{DOWN})|(?P<up>(?<!新)(?:{UP}))(?!值|加值|强|收节支|量|添|效|设|持|殖|绿|级))"
)


def last_change(left: str) -> str | None:
    """Return which way the last change among the words before a number goes: up, down or narrowed; None without one."""
    change = None
    for found in CHANGE.finditer(left):
        change = found.lastgroup
    return change


_COMPARED = re.compile(
    r"(?:比|较)(?<![同环可].)(?P<ref>[^，]{2,10}?)(?:末|底)?(?=新?增|提|下|上|回|收|减|降|扩|加|放|净|多|少)"
)


def compared(left: str) -> str | None:
    """Return what the words before a number compare it with: 比上年末 → 上年; None where they compare nothing."""
    found = _COMPARED.search(left)
    return found["ref"] if found else None


# 比去年少了38.7%, 同比少了一半, 比改造前多了三成.
MORE_OR_LESS = re.compile("(?:[比较][^，]{1,8}|同比)(?:虽然|虽)?(?:多|(?P<less>少))[了出]?$")
YEARLY = re.compile(r"同比|比上年|较上年|比去年|较去年|每年|当年")
