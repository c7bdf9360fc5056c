"""Say what a number counts: words of its clause, inherited where the clause only says how it changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yihe.figures.kinds import Meaning
from yihe.figures.token import Token

_TIME = (
    r"(?:自?(?:今年|去年|上年|明年|(?:19|20)\d\d年)?\d{0,2}月?份?(?:以来|至今)|今年以来|全年|上半年|下半年|前三季度|一季度|年末|年底|截至[^，]{0,8}?[底末日]|截至目前|目前|"
    r"今年|去年|上年|近年来|五年来|(?:19|20)\d\d年(?:末|底)?|\d{1,2}(?:[—\-至]\d{1,2})?月(?:份|底|末)?|近[一二三四五六七八九十\d]+年|[一二三四五六七八九十\d]+年来|“十.?五”(?:期间|时期|末)?)"
)
_LEAD = re.compile(
    rf"^[\s“”‘’（）()、]*(?:{_TIME}|其中|同时|另外|此外|并且?|且|又|还|也|其|预计|据统计|据介绍|一是|二是|三是|四是|五是|六是|首先|其次|"
    rf"[（(]?[一二三四五六七八九十]+[)）、]|全[市省区县国](?=[^第前领先首])|我[市省区县国]|按[^，]{{1,6}}分|已经?|共计?|现有|现已|仅|共有|累计(?=完成|实现)|主要|总体上|到)"
)
_TAIL = re.compile(
    r"(?:实现|完成|达到了?|达|为|是|约|近|超过了?|突破了?|超|累计|已|分别|均|都|共计?|总计|合计|有|再|也|又|保持在?|稳定在|控制在|至|到|共|将|了|同比|环比|比上年同?期?|较上年同?期?|比去年同?期?|较去年同?期?|"
    r"增长|增加|提高|提升|上升|上涨|下降|减少|降低|回落|下跌|收窄|增|降|升|涨|实际|年均|平均|净增|高于|快于|高出|超出|低于|慢于|全国|全省|全市|平均|居|位居|位列|列|排名|稳居|名列|第|速度|由|从|的|比重(?=为)|以|[（(、，])+$"
)
_VERB_ONLY = re.compile(
    r"^(?:同比|环比|比|较|上年|去年|同期|增长|增加|提高|提升|上升|上涨|下降|减少|降低|回落|加快|放缓|分别|均|居|位居|位列|列|稳居|排名|排|名列|全[国省市区县]|平均|水平|高于|低于|快于|超出|高出|超过|领先|增幅|增速|降幅|涨幅|连续|"
    r"其中|为|达到?|实现|个|副省级|以上|城市|中|第|年均|累计|比上年|末|扩大|收窄|净增|超额|完成|目标|市级|省级|引导性|年度|计划|的|跃居|升至|上|也|已|跻身|进入|继续|保持|总量|规模|首次|突破|成为|约|近|，|、|\s)*$"
)
_ORDER = re.compile(r"(?:居|位居|稳居|排名|名列|位列|列|跻身|进入|跃居|升至|排在?|位次|在)(?P<among>[^，]*)$")
_SOFT_END = re.compile(r"[、，。；\s“”]+$")
_NOISE = re.compile(r"[（(][^）)]*[）)]|[“”‘’《》「」]")


@dataclass(slots=True)
class Place:
    """The words around a number that may name its subject."""

    left: str
    gap: str
    right: str
    tail: str
    following: str
    heading: str


@dataclass(slots=True)
class Memory:
    """What the text spoke of just before: the last subject, the head of the sentence, the listed heads."""

    last: str = ""
    head: str = ""
    item_heads: tuple[str, ...] = ()


_MEASURED = frozenset(
    {"CNY", "USD", "HKD", "EUR", "%", "‰", "倍", "pp", "t", "m2", "mu", "m", "m3", "kW", "kWh", "ratio", "L"}
)
_SUFFIX = {"m2": "面积", "mu": "面积", "户": "户数", "人": "人数", "人次": "人次", "CNY": "金额", "m": "长度"}


def clean(text: str) -> str:
    """Strip connectives and times from the front and bare verbs from the back."""
    text = _NOISE.sub("", text).strip()
    previous = None
    while previous != text:
        previous = text
        text = _LEAD.sub("", text, count=1)
        text = _SOFT_END.sub("", _TAIL.sub("", text, count=1))
    return text


def name_subject(token: Token, meaning: Meaning, place: Place, memory: Memory) -> str:
    """Return the subject of one claim, complete enough to stand alone."""
    if meaning.kind == "rank":
        return _ranked(place, memory)
    if meaning.kind.startswith(("growth", "pp")) or meaning.kind in ("contribution", "ratio", "share"):
        return _changed(meaning, place, memory)
    if meaning.kind == "threshold":
        return _selected(place)
    return _counted(token, place, memory)


def _ranked(place: Place, memory: Memory) -> str:
    found = _ORDER.search(place.gap)
    among = found["among"] if found else place.gap[-6:]
    own = clean(place.gap[: found.start()] if found else "")
    head = own if len(own) >= 2 and not _VERB_ONLY.match(own) else memory.last
    return f"{head}{among}排名"


def _changed(meaning: Meaning, place: Place, memory: Memory) -> str:
    own = clean(_cut_comparison(place.gap))
    if len(own) < 2 or _VERB_ONLY.match(own):
        own = memory.last
    if meaning.kind in ("pp_above_avg", "pp_above_target") and "增速" not in own:
        return own + "增速"
    return own


_COMPARISON = re.compile(
    r"(?:(?:比|较)(?:上年|去年|20\d\d年|全[国省市区]|“)[^，]*|(?:高于|高出|快于|低于|慢于|超出|超过|领先)[^，]*)$"
)


def _cut_comparison(gap: str) -> str:
    return _COMPARISON.sub("", gap)


def _selected(place: Place) -> str:
    return clean(place.gap) + _noun(place.right) + "门槛"


def _noun(right: str) -> str:
    return _NOISE.sub("", right).strip("的、和与及， ")


def _counted(token: Token, place: Place, memory: Memory) -> str:
    left = clean(place.gap)
    right = _noun(place.right)
    if token.unit in _MEASURED:
        return _measured(token, left, place, memory)
    if len(right) >= 2:
        return _join(left if len(left) <= 12 else left[-12:], right)
    if len(left) >= 2:
        return left + ("" if len(left) > 3 else _noun(place.following)[:10])
    return _sibling(token, place, memory)


def _measured(token: Token, left: str, place: Place, memory: Memory) -> str:
    right = _noun(place.right) if place.right.startswith("的") or len(left) <= 4 else ""
    if len(left) >= 3 and not right:
        return left
    if len(left) >= 2 or len(right) >= 2:
        return _join(left, right) if right else left + _noun(place.following)[:10]
    return _sibling(token, place, memory)


def _sibling(token: Token, place: Place, memory: Memory) -> str:
    """A second measure of the same thing: 6469处、95.78万平方米."""
    tail = _noun(place.tail)
    suffix = _SUFFIX.get(token.unit or "", "")
    return (memory.last or tail[:12]) + (suffix if memory.last else "")


def _join(left: str, right: str) -> str:
    return left + right if right not in left else left
