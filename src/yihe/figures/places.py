"""Infer whose release a text is: the session or paper it names, or the place it speaks of most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_KINDS = "省市县区州旗"
_SESSIONS = "(?:专场|人民政府|人民代表大会|统计局|政府工作报告|国民经济)"
_OF_SESSION = re.compile(f"[{_KINDS}]{_SESSIONS}")
_SESSION = re.compile(rf"(?P<name>(?!年)[一-鿿]{{2,4}}[{_KINDS}]){_SESSIONS}")
# The provinces are a closed list (GB/T 2260); texts name them with or without their kind.
_PROVINCES = {
    "省": "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃"
    " 青海 台湾",
    "区": "内蒙古 广西 西藏 宁夏 新疆",
    "市": "北京 天津 上海 重庆",
}
PROVINCES = tuple(name for names in _PROVINCES.values() for name in names.split())
_KIND_OF = {name: kind for kind, names in _PROVINCES.items() for name in names.split()}
# What stands before a name: nothing, or a word that is no part of one.
_EDGE = frozenset("在从到对为与和据向由将把及或于是日年月、以让给自使即如中全赴是至来讯")
_TAIL = rf"(?:自治[区州县旗]|新区|开发区|[{_KINDS}])"
_ENDS_SO = re.compile(f"{_TAIL}$")
_SUFFIX = re.compile(rf"(?=[自新开{_KINDS}])(?<=[一-鿿]{{2}}){_TAIL}(?![长级辖名值场容直管镇])(?!委员|政公用|[区县]级)")
_NO_CHAR = re.compile(
    "[全我本该各的了在和与为是或及对向从由将把被让使其这那每某此另等以至到超个年月日有来不也都又就出亿元]"
)
# A word that ends so is no name, whatever stands before it: 社区, 园区, 景区, 辖区, 贸易区, 超市.
_NO_END = re.compile(
    "(?:[社园景校战片灌库辖地小]|工业|产业|贸易|保税|开发|示范|试验|功能|居民|商[业务贸]|[东西南北中]部|高新|经开|城乡"
    "|棚户|住宅|居住|商住|[林矿牧灾疫厂街郊港湾滩]|保护|度假|风景|文教|物流|生活|办公|仓储|集聚)区$"
    "|[上超夜楼房黑菜]市$"
)
_NO_STEM = re.compile(
    "[老新主小大中]?城|[老新小大山]|县级|地级|省级|副省级|中心城?|核心|自由|直辖|省会|重点|先进|经济(?:技术)?|高新技术"
    "|文明|卫生|贫困|百强|街道|乡镇|街区|同类|[两三四五六七八九十几多]+|农村|基层|地方|时期|平均|以上"
)
# 农业大县, 经济强市 say what a place is.
_BOAST = re.compile("[一-鿿][大强弱]$")
# 以上城市, 同类城市 are no 上城市 and no 类城市.
_CITIES = re.compile("[上下等型级大中小新各个座家类批特林明列省外内国]城市")
_HAN = re.compile("[一-鿿]+")
# 临川是山南省…: whom a text without a title tells of.
_TOLD_OF = re.compile(r"(?:^|[。\n])(?![我全本该这它是])([一-鿿]{2})(?=是|位于|地处)")
# A township or a street office is named where its text begins: 青坪乡脱贫攻坚工作汇报.
_TOWNSHIP = re.compile(r"\s*(?P<name>[一-鿿]{2,3}(?:街道|[乡镇]))(?!级|村)[^，。\n]{2,}\n")
_PAPER = re.compile(
    r"(?<![一-鿿])(?P<name>[一-鿿]{2,3}?)(?:日报|晚报|晨报|都市报|融媒|发布(?=[\s】）)：]|$)|电视台|广播电视|新闻网|政府网)"
)
_OWN = re.compile(rf"(?P<whose>[我全])(?P<kind>[{_KINDS}])(?![^，。]{{0,2}}(?:领先|前列|平均))")
# 晋城市，古称泽州，是…; 云山县位于…: a profile opens with the place.
_PROFILE = re.compile(
    rf"\s*(?P<name>[一-鿿]{{2,5}}[{_KINDS}])"
    r"(?:，(?=[^。]{0,60}?(?:古称|简称|隶属|位于|地处|[是辖]))|(?=隶属|位于|地处))"
)


# How much must speak for a name: of the kind a text calls its own, or of another.
_SELDOM, _OFTEN = 2, 7
# A name among the first words stands in the title.
_TITLE = 16


def infer_place(text: str) -> str | None:
    """Return whose release a text is, for example 芝罘区; None where it does not say.

    Parameters
    ----------
    text
        The whole text as published.
    """
    session = _SESSION.search(text) if _OF_SESSION.search(text) else None
    for found in (session, _PROFILE.match(text), _TOWNSHIP.match(text)):
        if found and not is_common(name := _trim(found["name"])):
            return name
    kind = _own_kind(text)
    return _paper(text, kind) or _most_named(text, kind) or _province(text, kind)


def is_common(name: str) -> bool:
    """Say whether words that end like a place's name only say what kind of place: 城区, 棚户区, 地级市."""
    stem = _stem(name)
    if len(stem) < 2 or _CITIES.match(name) or (len(stem) > 2 and stem.endswith("城")):
        return True
    return bool(_NO_STEM.fullmatch(stem) or _NO_END.search(name) or _BOAST.search(stem) or _NO_CHAR.search(stem))


def _own_kind(text: str) -> str | None:
    """The kind of place a text calls its own: 我市 before 全市."""
    own = [(found["whose"], found["kind"]) for found in _OWN.finditer(text)]
    kinds = [kind for whose, kind in own if whose == "我"] or [
        kind for _, kind in own if kind != "省" or all(other == "省" for _, other in own)
    ]
    return Counter(kinds).most_common(1)[0][0] if kinds else None


def _paper(text: str, kind: str | None) -> str | None:
    """The place whose paper or office tells of 我市: 【来源：云山晚报】."""
    found = _PAPER.search(text) if kind else None
    if found is None:
        return None
    if found["name"] in _PROVINCES.get(str(kind), "").split():
        return _full(found["name"], kind)
    return found["name"] + str(kind) if f"我{kind}" in text else None


def _candidates(text: str) -> Iterator[tuple[str, int]]:
    """Names of two characters, and of three where a word ends before them, with what speaks for each."""
    for found in _SUFFIX.finditer(text):
        at, kind = found.start(), found.group()
        for size in (2, 3):
            name, before = text[at - size : at], text[at - size - 1 : at - size] if at > size else ""
            if len(name) == size and _HAN.fullmatch(name):
                edge = not _HAN.fullmatch(before) or before in _EDGE
                # 园林城市 holds no 林城市; 晋城市 stands alone.
                if edge or (size == 2 and not name.endswith("城")):
                    yield name + kind, (3 * edge or 1) + 4 * (at == size) + (at < _TITLE)


def _most_named(text: str, kind: str | None) -> str | None:
    """The place named most, one of the text's own kind before others."""
    told: Counter[str] = Counter()
    for name, weight in _candidates(text):
        told[name] += weight
    for name in [name for name in told if is_common(name)]:
        del told[name]
    for found in _TOLD_OF.finditer(text) if kind else ():
        if text.count(found[1]) >= 3:
            told[found[1] + str(kind)] += 3
    for name in told:
        told[name] += text.count(_stem(name)) - text.count(name)
    own = [name for name in told if kind and name.endswith(kind)]
    ranked = sorted(own or told, key=lambda name: told[name], reverse=True)
    if not ranked:
        return None
    best, next_best = told[ranked[0]], told[ranked[1]] if len(ranked) > 1 else 0
    enough = _OFTEN if not own else _SELDOM
    return ranked[0] if (best >= enough and best > 1.5 * next_best) or best >= _OFTEN else None


def _stem(name: str) -> str:
    return _ENDS_SO.sub("", name)


def _province(text: str, kind: str | None) -> str | None:
    """The province told of most in a text that speaks of 全省."""
    names = _PROVINCES.get(kind or "", "").split()
    told = Counter({name: text.count(name) for name in names})
    best = told.most_common(1)
    if not best or best[0][1] < 2:
        return None
    return _full(best[0][0], kind)


def province_named(name: str) -> str:
    """Return a province's full name (广东 → 广东省); any other name as it is."""
    return _full(name, _KIND_OF[name]) if name in _KIND_OF else name


def _full(province: str, kind: str | None) -> str:
    """Texts name the autonomous regions without their long kinds."""
    return province if kind == "区" else province + str(kind)


def _trim(name: str) -> str:
    return re.sub(r"^(?:.*会|在|对|向|为)", "", name)
