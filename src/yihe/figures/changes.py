"""Say what grew, fell, led or is a share: its own words, or what was told just before."""

from __future__ import annotations

import re

from yihe.figures.budgets import LEVEL_OF_PLACE
from yihe.figures.distribute import distributed
from yihe.figures.incidents import harmed
from yihe.figures.meaning import Meaning
from yihe.figures.measured import bare_measure
from yihe.figures.measures import is_bare_measure, stem_of
from yihe.figures.memory import Memory, Place
from yihe.figures.nouns import GENERIC, MEASURE_NOUN
from yihe.figures.owners import is_bare, owned, share_of_what_follows, together
from yihe.figures.phrases import VERB_ONLY, bare_noun, clean, cut_comparison, industry_of
from yihe.figures.sharing import attribute_of_list, of_same_kind
from yihe.figures.things import RATE_OF_THINGS, other_side, rate_of_the_same
from yihe.figures.topics import done_of, with_topic
from yihe.figures.wholes import SHORT_INDUSTRY, of_firms, of_industry, part_of_measure


def changed(meaning: Meaning, place: Place, memory: Memory) -> str:
    if not place.first_in_clause and _THOUGH.match(place.gap) and (told := _told_before(place.opening)):
        return told
    shared = (_of_rates(meaning, place, memory) or distributed(place, memory)) if place.total > 1 else ""
    own = (
        shared
        or _ratio_word(place.gap)
        or together(clean(cut_comparison(place.gap)), memory.names or memory.listed or memory.levels)
    )
    if meaning.kind == "pp_change" and not shared and _BARE_SHARE.fullmatch(clean(place.gap)) and memory.rates:
        return memory.rates[-1]
    if meaning.kind == "share" and memory.last and not clean(place.gap) and (part := _IS_PART.match(place.right)):
        return f"{memory.last}{part['noun']}占比"
    if meaning.kind == "share" and memory.fund and own in _TAX_SHARES:
        return f"税收占{memory.fund}收入比重"
    ahead = share_of_what_follows(place.gap, place.right) if meaning.kind == "share" else ""
    if ahead and place.first_in_clause:
        return ahead
    if meaning.kind == "share" and (of_noun := _OF_NOUN.match(place.right)) and _ENDS_NOUN.fullmatch(place.gap):
        return of_noun["noun"] + "比重"
    if meaning.kind == "share" and memory.last and _PLANNED.fullmatch(own):
        return f"{memory.last}占{own.lstrip('为占')}比重"
    if meaning.kind == "share" and memory.parts and memory.last and (part := _PART_OF_PLAN.fullmatch(own)):
        return f"{part['part']}{memory.last.partition('占')[0]}占预算比重"
    if meaning.kind == "share" and len(own) > 2 and own.endswith("覆盖") and place.right.startswith("的"):
        return own + bare_noun(place.right)
    if hurt := harmed(own, "", memory.field_incident()):
        return hurt
    if not shared and (len(own) < 2 or VERB_ONLY.match(own)):
        return _share_of_last(place, memory) if meaning.kind == "share" else _again(meaning, place, memory)
    if shared and memory.frame and (told := part_of_measure(shared, memory.frame)):
        return told
    if not shared and (told := _of_whole(own, memory) or _of_owner(own, place, memory)):
        return told
    gives = memory.last.partition("占")[0] if own.startswith("对") and "贡献" in own else ""
    if _SHORTEST <= len(gives) <= (_LONGEST if gives.endswith(("业", "业增加值")) else _USUAL):
        return gives + own
    if own.endswith("数") and memory.thing.endswith(own[:-1]):
        own = memory.thing + "数"
    elif not shared and (meaning.kind == "share" or (meaning.kind == "target" and own.startswith("占"))):
        return _part(own, memory)
    return _over(own, meaning, place, memory)


# 一般公共预算收入31亿元，税收占比82%.
_TAX_SHARES = ("税收占比", "税占比", "税收比重", "税比")
# 外贸进出口在对美贸易下降超3成的情况下增长12%.
_THOUGH = re.compile("的(?:情况|基础|背景|前提|条件|形势)[下上]")


def _told_before(opening: str) -> str:
    """Return what a clause told of before it said under which circumstances."""
    head, under, _ = opening.rpartition("在")
    return clean(head) if under and len(head) >= _SHORTEST else ""


def _of_whole(own: str, memory: Memory) -> str:
    """Return a part with what is measured of its whole: the industry's rate, goods of a class, 其中农业."""
    if own.startswith("占"):
        # What a share is of has its measure from the part: 传统产业增加值占规模以上工业.
        return ""
    if memory.parts and memory.last and LEVEL_OF_PLACE.fullmatch(own):
        return own + memory.last.partition("占")[0]
    if SHORT_INDUSTRY.fullmatch(own):
        return own + "增加值"
    if own.endswith("业") and memory.frame in _ALL_INDUSTRY:
        # 全年规模以上工业中，传统产业增长6%.
        return memory.frame + own + "增加值"
    if told := of_industry(own, memory.industry) or of_firms(own, memory.last) or of_firms(own, memory.whole):
        return told
    if own.endswith("业") and memory.last_kind == "growth_yoy" and _VALUE_OF.fullmatch(memory.last):
        # 采矿业增加值增长3.5%，制造业增长8.9%.
        return own + "增加值"
    whole = memory.frame or (memory.whole or memory.before_last or memory.last if memory.parts else "")
    if whole and (measured_of := part_of_measure(own, whole)):
        return measured_of
    return of_same_kind(own, memory.last) if memory.parts else ""


# 增长14.6%（其中：市本级增长10.6%）, 为预算的104%（其中：开发区为预算的129%）.
_PART_OF_PLAN = re.compile(f"(?P<part>{LEVEL_OF_PLACE.pattern})为(?:年初|调整|变动|年度)?预算")
_SHARES = ("产值占比", "增加值占比", "投资占比", "出口占比")
_ALL_INDUSTRY = ("规模以上工业", "规上工业")
_VALUE_OF = re.compile("[一-鿿、]{2,20}业增加值")
# 新认定企业196家，其中80%为民营企业.
_IS_PART = re.compile("(?:的[^，为是]{2,6})?(?:均|都)?(?:为|是|属于)(?P<noun>[一-鿿]{2,10})")
_SHORTEST, _USUAL, _LONGEST = 2, 8, 20
# 占产值的6%，较2012年增加17亿元，占比提高2个百分点: the share told before.
_BARE_SHARE = re.compile("(?:占比|比重|所占比[重例])")
_SHARE_OF = re.compile("(?P<part>[^，]{2,}量|[^，]{2,}[额数值])占全?[国省市区县州]?$")


def _ratio_word(gap: str) -> str:
    """A part that 占全市 ends: 专利申请量占全市41%."""
    found = _SHARE_OF.search(gap) if "占" in gap[-3:] else None
    part = clean(found["part"]) if found else ""
    return part + "占比" if len(part) >= 3 else ""


def _of_rates(meaning: Meaning, place: Place, memory: Memory) -> str:
    """Points of change in a list belong to the rates told before: 分别比2017年提高3.5个、6个百分点."""
    own = clean(cut_comparison(place.opening.replace("分别", "")))
    bare = len(own) < 2 or bool(VERB_ONLY.match(own))
    # 投资下降9.8%，销售下降12.6%，降幅分别收窄1.4个和3.7个百分点.
    told = memory.rates[-place.total :] or memory.grown[-place.total :]
    return told[place.index] if meaning.kind == "pp_change" and bare and len(told) == place.total else ""


# 5%的能耗产出6.4%的GDP、8.6%的税收: each share is one of the noun after it.
_OF_NOUN = re.compile(r"的(?P<noun>[A-Za-z一-鿿]{2,8})(?=、|$)")
_ENDS_NOUN = re.compile(r"(?:的[^，]{1,10}[、和]|的[^，]{1,8}(?:贡献|产出|支撑|创造|带动|完成|占据|养活|实现)了?)")


# A rate is none of a length of years or a sum told before it: 受教育年限9.9年，文盲率2.7%.
_OTHER_MEASURE = re.compile(rf"{MEASURE_NOUN.pattern}|(?:年限|寿命|年龄)$")
_PLANNED = re.compile(r"(?:[^，]{2}方面)?[为占]?(?:年初|调整|变动|年度|全年|同期)?(?:预算|计划|任务|目标)")


def _of_owner(own: str, place: Place, memory: Memory) -> str:
    """A rate of things is theirs; one after a counted list is the list's; another bare one its owner's."""
    if memory.thing and (RATE_OF_THINGS.match(own) or done_of(own, memory.thing)):
        return memory.thing + own
    if rate := rate_of_the_same(own, memory.last):
        return rate
    if (sided := other_side(own, memory.last)) != own:
        return sided
    if own in _SHARES and (of := stem_of(memory.last) or stem_of(memory.before_last)):
        return of + own
    if is_bare_measure(own) and (told := bare_measure(own, memory)):
        return told
    listed = "" if place.first_in_clause else attribute_of_list(place.opening, own)
    return listed or (owned(own, memory.whose(), memory.last) if is_bare(own) else "")


def _again(meaning: Meaning, place: Place, memory: Memory) -> str:
    told = memory.last or memory.topic
    # What grows in per cent after a share is the part, not its share: 工业投资占5.8%，同比下降41.6%.
    part = told.partition("占")[0] if meaning.kind.startswith("growth") and memory.last_kind == "share" else ""
    return _over(part if len(part) >= 2 else told, meaning, place, memory)


def _share_of_last(place: Place, memory: Memory) -> str:
    """A bare 占 is the part just told; a part of one word also says of what: 投诉占受理…."""
    part = memory.last or memory.topic
    if place.gap.strip() == "的" and part and "完成" in place.opening:
        return part + ("完成率" if part.endswith(("计划", "任务", "目标")) else "完成预算")
    if "完成" in place.gap and part:
        return part + "完成率"
    if "占" not in place.gap or not part:
        return part
    whole = memory.wholes.get(memory.last_unit or "", "")
    if part.endswith(("占比", "比重")):
        return part
    return f"{part}占{whole}比重" if len(part) <= 3 and part != whole and whole else part + "占比"


def _over(own: str, meaning: Meaning, place: Place, memory: Memory) -> str:
    """A lead over an average is one of the growth where growth was told just before."""
    over = meaning.kind in ("pp_above_avg", "pp_above_target")
    of_growth = memory.last_kind.startswith("growth") or "增" in place.gap
    if over and of_growth and "增速" not in own:
        return own + "增速"
    return own


def _part(own: str, memory: Memory) -> str:
    """A share says of what it is one, where its own words do not: 占…, 办结率, 完成预算的."""
    if own.startswith("行业") and (industry := industry_of(memory.said)):
        return industry + own.removeprefix("行业")
    generic = bool(GENERIC.match(own))
    if memory.agent and own.startswith("占"):
        return memory.agent + own
    if memory.last and (own.startswith("占") or (own.startswith("完成") and not generic)):
        return memory.last + own
    if memory.thing and RATE_OF_THINGS.match(own):
        return memory.thing + own
    if rate := rate_of_the_same(own, memory.last):
        return rate
    if (sided := other_side(own, memory.last)) != own:
        return sided
    same = own[:2] == memory.last[:2]
    foreign = (
        own.endswith("率") and bool(_OTHER_MEASURE.search(memory.item_last)) and not memory.item_last.endswith("率")
    )
    return with_topic(own, memory) if (generic or len(own) <= 3) and not (same or foreign) else own
