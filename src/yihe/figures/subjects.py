"""Say what a number counts: words of its clause, inherited where the clause only says how it changed."""

from __future__ import annotations

import re

from yihe.figures.changes import changed
from yihe.figures.counts import counted
from yihe.figures.distribute import distributed
from yihe.figures.meaning import Meaning
from yihe.figures.memory import Memory, Place
from yihe.figures.nouns import COUNTED, DEED_OF_LIST, LANDMARK, MEASURE_NOUN, opens_with_move
from yihe.figures.owners import of_action, pointed_at
from yihe.figures.phrases import bare_noun, clean, cut_comparison
from yihe.figures.ranks import ranked
from yihe.figures.things import one_word, shared_per_head
from yihe.figures.token import Token
from yihe.figures.topics import with_topic
from yihe.figures.wholes import of_school


def name_subject(token: Token, meaning: Meaning, place: Place, memory: Memory) -> str:
    """Return the subject of one claim, complete enough to stand alone."""
    # 分季度看，一季度同比增长18.3%: of what the paragraph before told of last.
    own = _named(token, meaning, place, memory) or memory.before_paragraph
    if own in _POLLUTANTS and meaning.kind in _LESSENED:
        return own + "排放量"
    return pointed_at(own, memory.entity)


# 化学需氧量、氨氮分别削减2.7%和5.4%: what is let out of them.
_POLLUTANTS = frozenset(
    {"化学需氧量", "氨氮", "二氧化硫", "氮氧化物", "挥发性有机物", "烟尘", "COD", "SO2", "二氧化碳"}
)
_LESSENED = frozenset({"growth_yoy", "growth_cum", "growth_avg", "target"})


def _named(token: Token, meaning: Meaning, place: Place, memory: Memory) -> str:
    if opens_with_move(place.gap) and (memory.last or memory.last_rank):
        return (memory.last_rank if meaning.kind == "rank" else "") or memory.last
    if meaning.kind in _SAID_BESIDE and (beside := _IN_BRACKET.search(place.gap)):
        return clean(beside["noun"]) + ("占比" if meaning.kind == "share" else "")
    if head := one_word(place.gap, memory.last):
        return head
    if told := memory.one_of_two(clean(cut_comparison(place.gap))):
        return told
    if meaning.kind == "contribution":
        own = (distributed(place, memory) if place.total > 1 else "") or clean(place.gap)
        return with_topic(own, memory) if own.startswith(("拉动", "带动", "贡献")) else own
    if meaning.kind == "rank" or token.unit == "rank":
        return ranked(place, memory)
    if meaning.kind.startswith(("growth", "pp")) or meaning.kind in ("ratio", "share"):
        return changed(meaning, place, memory)
    if meaning.kind == "threshold":
        return _limited(token, place, memory)
    if token.unit in ("%", "‰", "倍"):
        return changed(meaning, place, memory)
    if memory.school and (told := of_school(clean(cut_comparison(place.gap)), memory.school)):
        return told
    own = _without_examples(counted(token, place, memory))
    return of_action(shared_per_head(place.opening, place.gap) + own, memory.said)


# 建成文化中心、天虹广场等总部大厦8座: the class is counted, its examples are not.
_WITH_EXAMPLES = re.compile(
    f"(?P<deed>{DEED_OF_LIST}|培育|打造|引进|搭建|组建|发展|推出|推进|完成)[^，、]+、[^，]+?等(?P<what>[^，、等]{{4,}})"
)


def _without_examples(subject: str) -> str:
    found = _WITH_EXAMPLES.fullmatch(subject) if "、" in subject and "等" in subject else None
    return found["deed"] + found["what"] if found else subject


# 品目主要集中在电梯(占比11.3%)、医疗设备(占比7.3%): each share is of what its bracket stands behind.
_SAID_BESIDE = frozenset({"share", "growth_yoy"})
_IN_BRACKET = re.compile(
    r"(?:^|[，、：在为是有括如])(?P<noun>[一-鿿]{2,10}) ?[（(](?:占比|同比增长|同比下降|增长|下降)$"
)


def told_with_count(subject: str, token: Token, meaning: Meaning, place: Place) -> str:
    """Say what kind of count a bare deed is, for who reads it alone: 入住 → 入住户数."""
    bare = meaning.kind in ("level", "target") and (not place.right or place.right[0] in "、和") and len(subject) >= 2
    if bare and token.unit in ("mu", "m2") and len(subject) <= 8 and not MEASURE_NOUN.search(subject):
        return subject + "面积"
    counted_only = bare and len(subject) <= 4 and token.unit in COUNTED and token.unit not in subject
    return f"{subject}{token.unit}数" if counted_only else subject


# 百亿级企业增至5家.
_MOVED = re.compile("(?<=[一-鿿]{2})(?:增[至到加]|达|由|从|突破|发展[至到]).*$")


# 60岁以上老年人口15万人, 0-15岁（含不满16周岁）为13万人: whose age it is stands behind, or was told.
_AGED_WHO = re.compile(r"的?(?P<who>[一-鿿]{2,12}?)(?=$|[，、；。（(]|[为占达共有的]|\d)")


# 亿元以上项目开工97个: the projects are chosen.
_BECAME = re.compile("(?<=项目)(?:新?开工|竣工|达到?|投产|签约|落地).*$|(?<=[一-鿿]{2})达到?$")


# 亿元以上项目136个，其中10亿元以上24个: projects are chosen again.
_CHOSEN = re.compile("(?:重点|重大)?项目$")


def _limited(token: Token, place: Place, memory: Memory) -> str:
    if token.unit == "岁":
        who = _AGED_WHO.match(place.right)
        people = memory.wholes.get("人") or memory.last
        return (who["who"] if who else people.removesuffix("数")) + "年龄门槛"
    own = clean(place.gap)
    if not own and not place.right:
        works = _CHOSEN.search(memory.thing) if token.unit == "CNY" else None
        return (works.group() + "投资规模" if works else memory.last) + "门槛"
    if LANDMARK.match(place.right) and memory.last:
        return memory.last + "台阶"
    head = memory.last if re.search(r"成为|、|是", own) else own
    noun = _BECAME.sub("", bare_noun(place.right or place.rest))
    if noun.startswith("工业增加值"):
        # 2000万元以上工业增加值增长10%: of enterprises so large.
        return "工业企业规模门槛"
    if token.rule == "size-class" and place.right and noun:
        return _MOVED.sub("", noun) + "规模级别"
    # What a project is chosen by in money is what is invested in it.
    invested = token.unit in ("CNY", "USD") and noun.endswith("项目") and not MEASURE_NOUN.search(own)
    return head + noun + ("投资规模" if invested else "") + "门槛"
