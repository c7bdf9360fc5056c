"""Complete what is too general to stand alone with the topic, the matter or the thing told before."""

from __future__ import annotations

import re

from yihe.figures.measures import PERSONS, is_attribute, without_attribute
from yihe.figures.memory import Memory

# 已完成投资2亿元 opens a sentence of its own: that of the projects counted before.
_DONE_OF = re.compile("(?:累计|共)?(?:完成投资|到位资金|完成工程量)")

_PERSONS = re.compile("(?:教?职工|员工|学生|教师|人员|党员|居民|群众|企业|单位|机构|学校|医院|小区|社区|村庄)")
_OF_HOUSE = re.compile("资产|资本|收入|营收|利润|利税|产值|税金|投资$")
# 桥面宽38米，概算投资52亿元: what a size is of costs it, not the size.
_SIZE = re.compile("(?:[长宽高深跨]|时速|跨[径度])$")
_EARNED = re.compile("(?:收入|营收|利润)$")
_DEEDS = ("带动", "吸纳", "惠及")
_WORKS = re.compile("[^，]{2,}(?:项目|工程)(?:(?=(?:建设)?$)|$)")


def done_of(own: str, thing: str) -> bool:
    """Say whether words only tell what was done of works counted before: 投资项目217个，完成投资增长44%."""
    return bool(_DONE_OF.fullmatch(own) and _WORKS.fullmatch(thing))


# 经营主体稳中培优。总量达1461万户，新登记147万户.
_OF_ALL = re.compile("(?:总量|总数|数量|保有量|规模|存量|新登记|新增)(?:数|量)?")


def with_topic(own: str, memory: Memory) -> str:
    if memory.about and _OF_ALL.fullmatch(own):
        return own + memory.about if own.startswith("新") else memory.about + own
    topic = memory.topic or memory.matter or memory.fresh or memory.item_last
    if is_attribute(own) and memory.entity and (not topic or _SIZE.search(topic)):
        topic = memory.entity
    if not topic and _DONE_OF.fullmatch(own) and (works := _WORKS.match(memory.thing)):
        return works.group() + own
    topic = topic or memory.said or memory.last
    if (len(own) >= 4 or _PERSONS.fullmatch(own)) and not (
        memory.topic or memory.matter or memory.fresh or memory.item_last or memory.said
    ):
        return own
    if "占" in topic and own.endswith(("投入", "支出", "投资")) and (part := topic.partition("占")[0]):
        # 民生支出占财政支出比重…，五年累计投入243亿元: the part was laid out.
        return part + own
    if own.startswith(_DEEDS) and _EARNED.search(topic):
        # 门票收入3200万元，带动农户120户: the house that earned it did.
        return memory.entity + own
    if is_attribute(own):
        topic = without_attribute(topic)
    if PERSONS.search(topic) and _OF_HOUSE.search(own):
        return own
    if own.endswith("率") and topic.endswith("率") and len(own) + 2 <= len(topic):
        # A second rate of the same thing: 义务教育入学率100%，巩固率98%.
        return topic[: -len(own)] + own if len(own) <= 4 else own
    if topic in own:
        return own
    return topic + own if own not in topic else topic
