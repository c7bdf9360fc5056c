"""Say whose figure a number is: the place a text speaks for, or the wider one its clause names."""

from __future__ import annotations

import re
from collections import Counter

# 占全市的六分之一, 居全省14个开发区首位: what a figure is held against is not whose it is.
_WHOLE = re.compile(
    r"(?<![占居于较比为列超高低])(?:全[国省市区县州域镇乡旗]|全县域|我[国省市区县])(?!领先|前列|平均|率先|一流|文明[城单村]|卫生[城县]|双拥|模范|示范|百强|先进|优秀|劳动模范|五一|十佳|重点文物)"
)
_PLACE = re.compile(r"[一-鿿]{2,3}?(?:自治区|自治州|自治县|新区|开发区|[省市区县州旗])")
_SESSION = re.compile(r"((?!年)[一-鿿]{2,4}[省市区县州旗])(?:专场|人民政府|人民代表大会|统计局|政府工作报告|国民经济)")
_NO_PLACE = re.compile(
    r"^(?:.?全|.?[列居]|农村|城区|我|本|该|各|省|城|老|新|市|县|小|片|园|社|景|地|辖|山|商|校|战|中心|核心|示范|试验|自由|保税|高新|街|两|三|几|多|大|东|西|南|北|实|超|夜|于|在|和|与|为|了|是)"
)


# 是山南省10个贫困县之一 counts those of the province.
_ONE_OF = re.compile(r"[是为]([一-鿿]{2,3}(?:省|自治区))(?:首批)?$")


# 高于全国同期1.7%的平均增速: that number is the whole's own.
_HELD = re.compile(r"[高低快慢]于(全[国省市])(?:同期|平均)*(?:增速|水平)?的?$")


def explicit_scope(left: str) -> str | None:
    """Return the whole (全市, 全国) that the words before a number name, else None."""
    if held := _HELD.search(left):
        return held.group(1)
    wholes = _WHOLE.findall(left) or _ONE_OF.findall(left)
    return wholes[-1] if wholes else None


# A place among others that opens what is told of it: 中卫市增长36.4%，吴忠市计划投资232亿元.
_OTHER = re.compile(
    r"^[、，和；\s]*(?:其中)?[，：]?(?P<name>(?![全我本各该城市县园社小景新老辖片山灌矿库郊乡镇])[一-鿿]{2,4}?(?:自治[区州县旗]|[市县区州旗盟]))"
    r"(?=(?:共|累计)?接待|增长|下降|完成|实现|计划|投资|开工|竣工|新增|GDP|地区生产|生产总值|规模以上|规上|固定资产|一般公共|社会消费|排名|得分)"
)
_NO_NAME = re.compile(
    r"(?:城|园|社|景|小|地|片|开发|示范|试验|辖|山|灌|库|商|校|战|功能|自贸|保税|自治|全|各|两|新|高新|经开|中心)区$|[末底][全我]|城市$|上市$|超市$|直管县$"
)


def named_scope(gap: str, place: str | None) -> str | None:
    """Return another place than the text's own that the words before a number open with."""
    found = _OTHER.match(gap)
    if found is None or _NO_NAME.search(found["name"]) or re.search("[全在居列各]", found["name"]):
        return None
    return None if place and found["name"] in place else found["name"]


_ECONOMY = re.compile(
    "外贸|进出口|[出进]口|GDP|地区生产总值|生产总值|规模以上|规上|固定资产|社会消费品|一般公共|财政|居民|城镇|农村|企业|民营|经济"
)


def without_place(subject: str, place: str | None) -> str:
    """Return a subject without the name of the place that the whole text speaks for: 江苏省外贸进出口值."""
    if not place:
        return subject
    rest = subject.removeprefix(place)
    if rest == subject and len(place) > 2:
        short = subject.removeprefix(place[:-1])
        rest = short if _ECONOMY.match(short) else subject
    return rest if len(rest) >= 2 else subject


def infer_place(text: str) -> str | None:
    """Return whose release a text is, for example 芝罘区; None where it does not say."""
    session = _SESSION.search(text)
    if session and not _NO_PLACE.match(session.group(1)):
        return _trim(session.group(1))
    names = Counter(name for name in _PLACE.findall(text) if not (_NO_PLACE.match(name) or _NO_NAME.search(name)))
    most = names.most_common(1)
    if most and most[0][1] >= 3:
        return most[0][0]
    return _only_one(text)


_OWN = re.compile(r"([我全])([省市区县州旗])(?![^，。]{0,2}(?:领先|前列|平均))")


# 临川是山南省…: whom a text without a title tells of.
_TOLD_OF = re.compile(r"(?:^|[。\n])(?![我全本该这它是])([一-鿿]{2})(?=是|位于|地处)")


def _only_one(text: str) -> str | None:
    """The one place of the kind a text calls its own: 我市 … 2016年金华市区."""
    own = _OWN.findall(text)
    kinds = [kind for whose, kind in own if whose == "我"] or [kind for whose, kind in own if kind != "省"]
    if not kinds:
        return None
    kind = Counter(kinds).most_common(1)[0][0]
    opened = re.findall(rf"(?:^|[\d年，。、“\s])((?!年)[一-鿿]{{2,3}}?{kind})(?=[区委政人全的是位地总共户常\d])", text)
    opened += [name + kind for name in _TOLD_OF.findall(text) if text.count(name) >= 3]
    names = {name for name in opened if not _NO_PLACE.match(name) and not _NO_NAME.search(name)}
    return names.pop() if len(names) == 1 else None


def _trim(name: str) -> str:
    return re.sub(r"^(?:.*会|在|对|向|为)", "", name)
