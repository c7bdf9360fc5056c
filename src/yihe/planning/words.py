"""Words on crew sheets and maps, in Chinese and English."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]

_WORDS: dict[str, tuple[str, str]] = {
    "plan": ("收运计划", "collection plan"),
    "summary": ("汇总", "summary"),
    "crew sheet": ("作业单", "crew sheet"),
    "vehicle": ("车辆", "vehicle"),
    "order": ("序号", "no."),
    "kind": ("事项", "what"),
    "name": ("名称", "where"),
    "arrival": ("到达", "arrives"),
    "begin": ("开始", "begins"),
    "end": ("离开", "leaves"),
    "collected": ("收集", "collected"),
    "on board": ("车上", "on board"),
    "leg": ("本段公里", "km from last"),
    "driven": ("累计公里", "km so far"),
    "depot": ("停车场", "yard"),
    "stop": ("收集", "collect"),
    "facility": ("卸料", "unload"),
    "break": ("休息", "rest"),
    "stops": ("收集点次", "visits"),
    "unloads": ("卸料次数", "unloads"),
    "km": ("里程（公里）", "km"),
    "hours": ("工时（小时）", "hours"),
    "out": ("出车", "out"),
    "home": ("收车", "home"),
    "total": ("合计", "total"),
    "cost": ("目标值", "objective"),
    "left out": ("未安排", "left out"),
    "kg": ("公斤", "kg"),
    "litre": ("升", "litre"),
    "load": ("装载量", "load"),
    "next day": ("次日", "next day"),
    "bin": ("垃圾桶", "bin"),
    "station": ("转运站", "station"),
    "crews out": ("出动班组", "crews out"),
    "crew": ("班组", "crew"),
    "streets": ("清扫路段", "streets swept"),
    "street": ("道路", "street"),
    "sweep": ("清扫", "sweep"),
    "site": ("卸料加水", "empty or refill"),
    "site visits": ("卸料加水次数", "site visits"),
    "from node": ("起点", "from"),
    "to node": ("终点", "to"),
    "vehicles": ("出车数", "vehicles out"),
}


def say(word: str, language: Language) -> str:
    """A word in the reader's language; a word that has no entry is said as it is."""
    zh, en = _WORDS.get(word, (word, word))
    return zh if language == "zh" else en
