"""Say what holds a place in an order, and among whom: 财政收入全市排名."""

from __future__ import annotations

import re
from dataclasses import replace

from yihe.figures.distribute import distributed
from yihe.figures.memory import Memory, Place
from yihe.figures.phrases import VERB_ONLY, clean

_ORDER = re.compile(
    r"(?:分(?:别)?)?(?:居(?!民)|位居|稳居|排名|名列|位列|列|跻身|进入|保持|处于|位于|跃居|跃升|[升进]至|排在?|位次|在)(?P<among>[^，]*)$"
)


# 云山煤田是全省第三大煤田.
_IS_AMONG = re.compile("(?P<own>[^，]{2,12})[是为](?P<among>[^，是为]{2,6})$")


# 增速居全市8个区县第二位: how many stand in the order is told in passing.
_GROUP_BEFORE = re.compile(r"(?P<own>[^，]*?)(?:位居|居|位列|名列|列|排名?|排在|在)(?P<among>全[国省市区县州盟])?的?$")
_GROUP = re.compile(
    r"(?P<group>设区市|地级市|区县|县区|县市|市县|区市|[市县区州旗]|盟市|省份|城市|街道|乡镇|镇街)(?:[（(][^）)]{1,6}[）)])?"
    r"中?(?:位居|居|列|排名?|位列|名列)?第?$"
)


def group_ranked(place: Place) -> tuple[str, str, str] | None:
    """Return what is ranked, among whom, and what these are, where a number counts them; else None."""
    group = _GROUP.match(place.right) if not place.last_in_clause else None
    before = _GROUP_BEFORE.search(place.gap) if group else None
    return (clean(before["own"]), before["among"] or "", group["group"]) if before and group else None


def ranked(place: Place, memory: Memory) -> str:
    if memory.ordered:
        own, among = memory.ordered
        return f"{own if len(own) >= 2 and not VERB_ONLY.match(own) else _told(memory)}{among}排名"
    if place.total > 1:
        return f"{_one_of_list(place, memory)}{among_whom(place.opening) or ''}排名"
    if memory.last_rank and not place.first_in_clause and _HELD_BEFORE.fullmatch(place.gap):
        # 产量从全国第8位、第4位双双跃居第1位.
        return memory.last_rank
    if moved := _MOVES_FROM.search(place.gap):
        own = clean(place.gap[: moved.start()])
        return f"{own if len(own) >= 2 else memory.last}排名"
    found = _ORDER.search(place.gap)
    if not found and (plain := _PLAIN_AMONG.fullmatch(place.gap.strip("，、 "))):
        return f"{plain['own']}{plain['among']}排名"
    if not found and (moved := _FROM_AMONG.fullmatch(place.gap.strip("，、 "))):
        return f"{moved['own']}{moved['among']}排名"
    if not found and (whose := _IS_AMONG.search(place.gap)) and len(own := clean(whose["own"])) >= 2:
        return f"{own}{whose['among']}排名"
    among = (
        re.sub(r"(?:的?位次|排$|升[至到]$|上升[至到]?$).*", "", found["among"])
        if found
        else _MOVED_FROM.sub("", place.gap)[-6:]
    )
    own = clean(place.gap[: found.start()] if found else "")
    if own.endswith("中") and memory.before_last:
        return f"{memory.before_last}{own[:-1]}排名"
    head = own if len(own) >= 2 and not VERB_ONLY.match(own) else _told(memory)
    if own in _BARE and len(told := _told(memory)) > len(own) and own not in told:
        # 新增新三板挂牌企业3家，数量居全省第2位.
        head = told.removesuffix("数") + own
    elif own in ("规模", "总量"):
        # 占全省的36%，规模居全省第一: the size of the part, not of its share.
        head = head.removesuffix("占比")
    return f"{head}{among}排名"


_BARE = ("数量", "业务规模", "资产规模")
_HELD_BEFORE = re.compile("[、和]|(?:双双|均|都|又)?(?:跃居|升至|跃升至|上升至|提升至|跃升到|升到)")


def _told(memory: Memory) -> str:
    """What the sentence told last; where it told no figure yet, what it says: 跻身百强县行列，排名升至第47位."""
    return memory.said if memory.said and not memory.item_last else memory.last


# 贵阳从2012年的第3位上升到第1位, 百强区排名由第68位上升到第52位.
_MOVES_FROM = re.compile(
    r"(?:的?(?:位次|排名|名次))?(?:由|从)[^，]{0,4}年的?$|(?<![的国省市县州])(?:位次|排名|名次)(?:由|从)$"
)
# 投资增速全省第二.
_PLAIN_AMONG = re.compile(
    "(?P<own>[^，]{3,}?(?:[速率额量值度数]|收入|投资|规模|水平))(?P<among>(?:全[国省市区县州盟疆])?)"
)
# 农业现代化进程由全省第21位提升至第17位.
_FROM_AMONG = re.compile("(?P<own>[^，]{3,}?)(?:由|从)(?P<among>全[国省市区县州盟疆])")
# 从全国第五提升到第三.
_MOVED_FROM = re.compile(r"^[、，]?(?:[由从])?")


def _one_of_list(place: Place, memory: Memory) -> str:
    """The head of one rank of several: 增速在全市分别排第3位、第9位 are those of the heads told before."""
    found = _ORDER.search(place.opening)
    words = place.opening[: found.start()] if found else place.opening
    own = distributed(replace(place, opening=words), memory)
    return own if own and not VERB_ONLY.match(own) else _listed_before(place, memory)


def _listed_before(place: Place, memory: Memory) -> str:
    told = memory.listed if len(memory.listed) == place.total else memory.levels[-place.total :]
    return told[place.index] if len(told) == place.total else memory.last


def among_whom(gap: str) -> str | None:
    """Return against whom a rank is taken: 全市, 全国, 副省级以上城市."""
    found = _ORDER.search(gap)
    words = found["among"] if found else gap[gap.rfind("，") + 1 :][-6:]
    return _AMONG_EDGES.sub("", words.strip().partition("排名")[0]) or None


_AMONG_EDGES = re.compile("^(?:在|居|第|由|从)|(?:中|的|第|居|总|位|分别|排|升至|升到|上升)+$")
