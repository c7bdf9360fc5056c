"""Know whose a bare measure is: 服务业企业260家，实现营业收入 … is theirs; 粮食播种面积 …，产量 … is grain's."""

from __future__ import annotations

import re
from functools import lru_cache

_MEASURES = (
    "(?:主营)?(?:营业|业务|销售|经营)?总?收入|营收|销售额|总?产值|增加值|净?利润总?额?|利税总?额?|税金|总?产量|总产|[单亩]产"
    "|平均[单亩]产|(?:商品|消费品)?零售额|成交额|交易额|营业额|总产出|(?:播种|种植|栽植|收获|销售|施工|竣工|新开工|建筑)面积"
    "|净增额|资产总?额?|负债总?额?|保费|保费收入|授信额|发电量|货运量|客运量|周转量|吞吐量|增速|贡献率|出栏量?|存栏量?|(?:综合)?能源消费量|能耗"
)
_BARE = re.compile(rf"^(?:实现|增长(?=贡献)|完成|取得|创造|共|累计|合计|其|年|总|可|新增|预计|当年)*(?:{_MEASURES})$")
_STEM = re.compile(
    rf"^(?P<stem>.{{2,}}?)(?:实现|完成|共|累计|总)*(?:发展)?(?:{_MEASURES}|(?:用地|占地|建筑)?面积|[家户个人]数|人数|数量|(?<!开)户数)$"
)
# 营业收入 is none of a 营业.
_NO_STEM = frozenset({"营业", "主营", "主营业务", "销售", "经营", "业务", "实现营业", "总用地", "总占地", "总建筑"})
_STOCK = re.compile("(?P<stem>[一-鿿])[存出]栏量?$")


@lru_cache(maxsize=4096)
def is_bare_measure(own: str) -> bool:
    """Say whether words name a measure of output without what puts it out: 营业收入, 产量."""
    return len(own) <= 10 and bool(_BARE.match(own))


def stem_of(subject: str) -> str:
    """Return what a measured subject measures: 粮食播种面积 → 粮食; empty where it ends in no measure."""
    found = _STEM.match(subject) or _STOCK.match(subject)
    return found["stem"] if found and found["stem"] not in _NO_STEM else ""


# What a project, an enterprise or a road has: 投资总额, 年税收, 全长.
_ATTRIBUTE = re.compile(
    r"(?:预计|可|将|实现|新增|全部|年)*(?:概算|计划|协议|合同|年度|首期)?"
    r"(?:签约(?=金?额)|总?投资|总?产值|税收|利税|纳税|投入(?:资金)?|(?:协议|签约|到位|总?注册)资[金本]|销售收入|营业收入|全长|总长|长度|总?占地(?:面积)?|总?用地面积|总?建筑面积|厂房面积|投资)(?:总?额|金额|规模)?$"
)


def is_attribute(own: str) -> bool:
    """Say whether words name only what something has, not what has it."""
    return len(own) <= 10 and bool(_ATTRIBUTE.match(own))


def without_attribute(subject: str) -> str:
    """Return what has the attribute a subject ends with: 滨河路全长 → 滨河路."""
    found = _ATTRIBUTE.search(subject)
    return subject[: found.start()] if found and found.start() != 1 else subject


# 产业园项目带动大学生就业260人，产值1.2亿元: the project's.
_DEED_IN = re.compile("(?<=[一-鿿]{4})(?:带动|吸纳|容纳|入驻|聚集|惠及).*$")


def attribute_of(words: str) -> str:
    """Return the attribute words end with, without the deed before it: 引进落地总投资 → 总投资."""
    found = _ATTRIBUTE.search(words)
    return found.group() if found else words


# 非公有制企业实现营业收入、增加值、实交税金: each is theirs.
_EARNS = re.compile(
    "(?:其中)?(?P<whose>[一-鿿]{2,14}?(?:企业|工业|产业|行业|公司|单位|园区|农户|合作社))(?:共|累计|预计)?(?:实现|完成)(?P<what>[一-鿿]{2,8})"
)
_EARNED = re.compile("(?:收入|营收|[额值量税金润])$")


def of_earner(heads: list[str]) -> list[str]:
    """Return measures listed behind who earned them, each with whose it is; empty where the first names nobody."""
    found = _EARNS.fullmatch(heads[0]) if len(heads) > 1 else None
    if found is None or not all(_EARNED.search(head) and len(head) <= 8 for head in heads[1:]):
        return []
    return [found["whose"] + head for head in (found["what"], *heads[1:])]


PERSONS = re.compile("(?:劳动力|职工|员工|雇工|人员|教师|学生|干部|党员)(?:人?数)?$")


def measure_of(own: str, before: str, thing: str) -> str:
    """Return a bare measure with whom it is of; empty where the words before name nobody.

    Parameters
    ----------
    own
        The bare measure.
    before
        The subject told last in the same item.
    thing
        The thing counted last in the same item, else nothing.
    """
    at = before.find(own)
    if at > 0:
        return before[: at + len(own)]
    if PERSONS.search(thing or before):
        # 员工2万人，营业收入3亿元: the staff earn nothing, their house does.
        return ""
    owner = _DEED_IN.sub("", stem_of(thing) or thing) or stem_of(before) or stem_of(before.partition("占")[0])
    return owner + own if owner and own not in owner else ""
