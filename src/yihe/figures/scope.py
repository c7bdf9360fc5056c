"""Say whose figure a number is: the place a text speaks for, or the wider one its clause names."""

from __future__ import annotations

import re

from yihe.figures.places import PROVINCES, is_common, province_named
from yihe.figures.prefectures import prefectures

# 占全市的六分之一, 居全省14个开发区首位: what a figure is held against is not whose it is.
_WHOLE = re.compile(
    r"(?:全(?<![占居于较比为列超过高低次]全)(?:[国省市区县州镇乡旗]|县域)|我(?<![占居于较比为列超过高低次]我)[国省市区县])(?!领先|前列|平均|率先|一流|文明[城单村]|卫生[城县]|双拥|模范|示范|[一-鿿]{2,8}示范[区县市点校]|百强|先进|优秀|劳动模范|[一-鿿]{2}普查|五一|十佳|比赛|大赛|赛事|冠军|亚军|季军|纪录|运动会|锦标赛|重点文物|重点实验室|重点镇|统一大市场)"
)
# 是山南省10个贫困县之一 counts those of the province.
_WIDER = ("省", "自治区", "首批")
_ONE_OF = re.compile(r"[是为]([一-鿿]{2,3}(?:省|自治区))(?:首批)?$")


# 高于全国同期2.4%的平均增速, 低于全国平均水平（8.1%）: that number is the whole's own.
_HELD = re.compile(r"[高低快慢]于(全[国省市])(?:同期|平均)*(?:增速|水平)?[的（(]?$")
# 次于上海的14次和重庆的12次, 高于广东省同期的2%: that of the place it names.
_THEIRS = re.compile(
    rf"(?:(?:[次高低快慢]于|不及)|[、和，])(?P<name>{'|'.join(PROVINCES)})[省市]?(?:同期|平均)*(?:增速|水平)?的$"
)
# 2021年中国的经济增速为8%.
_NATION = re.compile(
    r"(?:^|[，、]|年)(?:中国|我国)(?:的)?(?:经济|GDP|国内生产总值|外贸|进出口|工业增加值|消费)[^，]{0,10}$"
)


def held_against(left: str) -> str | None:
    """Return the whole whose own figure follows, which another's is held against; else None."""
    held = _HELD.search(left)
    return held.group(1) if held else None


def explicit_scope(left: str, place: str | None = None) -> str | None:
    """Return the whole (全市, 全国) that the words before a number name, else None; 我市 is the text's own place."""
    if "于全" in left and (held := _HELD.search(left)):
        return held.group(1)
    wholes = _WHOLE.findall(left) if "全" in left or "我" in left else []
    if not wholes and left.endswith(_WIDER):
        wholes = _ONE_OF.findall(left)
    if wholes and place and wholes[-1] == f"我{place[-1]}":
        return place
    return wholes[-1] if wholes else None


# （二）市本级收支情况: of the city's own purse, without its counties.
_OWN_LEVEL = re.compile("(?<![一-鿿])[市县区省州旗]本级")


def cited(words: str, place: str | None) -> str:
    """Return another place whose figures a clause says were published; else nothing."""
    found = _CITED.search(words)
    if found is None or not _is_name(found["name"]) or (place and found["name"] in place):
        return ""
    return found["name"]


def own_level(heading: str, place: str | None) -> str:
    """Return the place's own level where a heading speaks of it alone; else nothing."""
    return f"{place}本级" if place and _OWN_LEVEL.search(heading) else ""


# 市本级政府性基金收入预算为19亿元: the paragraph tells of the city's own purse.
_OWN_FIGURES = re.compile(r"\s*[市县区省](?P<level>本级(?=[^，。]{2,})|级(?= ?[●■◆▲★◎]))")
# 市区实现生产总值118亿元: the paragraph tells of the inner city alone.
_INNER = re.compile(
    r"\s*(?:其中[，,：]?)?(?P<name>市区|城区|中心城区|主城区)(?:共|累计)?"
    r"(?=实现|完成|生产总值|地区生产|财政|全社会|规模以上|规上|固定资产|(?:国民)?经济|主要|一般公共)"
)


def inner_city(words: str, place: str | None) -> str:
    """Return the inner city, or the place's own level, where a paragraph opens with its figures; else nothing."""
    if place and words.lstrip()[:1] in "市县区省" and (own := _OWN_FIGURES.match(words)):
        return place + own["level"]
    found = _INNER.match(words)
    return found["name"] if found else ""


# 山西省晋城市发布2021年全市经济运行情况: the 全市 of what follows is its own.
_CITED = re.compile("(?:省|自治区|^|[，、日月年])(?P<name>[一-鿿]{2,3}[市县区])(?:统计局|人民政府)?(?:发布|公布|通报)")
# No name of a place begins so: 全市, 小区, 老城区.
_NO_START = "(?![全我本各该城市县园社小景新老辖片山灌矿库郊乡镇])"
# A place among others that opens what is told of it: 云山市增长12%，临江市计划投资8亿元.
_OTHER = re.compile(
    rf"^[、，和；\s]*(?:其中)?[，：]?(?P<name>{_NO_START}[一-鿿]{{2,4}}?(?:自治[区州县旗]|[市县区州旗盟]|(?<![城乡建集小特各制])镇|街道))"
    r"(?=产值|(?:共|累计)?接待|获得|上缴|增长|下降|完成|实现|计划|投资|开工|竣工|新[增建修]|投入|建成|改造|GDP|地区生产|生产总值|规模以上|规上|固定资产|一般公共|社会消费|排名|得分)"
)
# A county, a district or a zone of its own name that opens a sentence of a wider place's text.
_COUNTY = re.compile(
    rf"\s*(?P<name>{_NO_START}[一-鿿]{{2,3}}(?:自治[县旗]|[县区市旗]|新区|开发区))"
    r"(?=全力|大力|主动|积极|着力|完成|推进|服务|围绕|聚焦|实施|启动|建成|获[批评]|坚持|加快|抓[住好牢]|开展|[是以]全|引进|实现|立足|充分|深入|重点)"
)
_PLACE_KIND = re.compile("[市县区州旗盟镇]|街道")
_NO_NAME = re.compile(
    r"(?:城|园|社|景|小|地|片|开发|示范|试验|辖|山|灌|库|商|校|战|功能|自贸|保税|自治|全|各|两|中心|控制|发展|起步|核心)区$|^(?:高新|经开|开发)区$|^.?新区$|[城老]新区$|[末底][全我]|城市$|上市$|超市$|直管县$"
)


# 云山高新区, 江口经开区; 相城区.
_ZONE = re.compile(r"[一-鿿]{2}(?:高新区|经开区|开发区|新区)")
_INNER_CITY = re.compile("[老新主内外市旧古县建整省港东西南北]城区")


def _is_name(name: str) -> bool:
    """Say whether words that end like a place's name are one: 云山县, 芙蓉新区; no 城区, no 工业园区."""
    if name.endswith("市") and name[:-1] in prefectures():
        return True
    if _ZONE.fullmatch(name):
        return not is_common(name[:2] + "市")
    if len(name) == _SHORT_DISTRICT and name.endswith("城区"):
        return not _INNER_CITY.fullmatch(name)
    return not is_common(name) and not _NO_NAME.search(name)


_NO_COUNTY = re.compile("[省市县区镇乡].")


_PLACE = (
    rf"(?:(?:{'|'.join(PROVINCES)})[省市]?|东北三省|(?!整治|改造|新建|建设|创建|打造|划定|拆除|清理){_NO_START}[一-鿿]{{2,4}}?"
    "(?:自治[区州县旗]|高新区|经开区|开发区|新区|[市县区州旗盟]))"
)
# 新增病例37例，其中常熟市2例、河北5例: a place alone before its part of the count.
_ALONE = re.compile(rf"(?P<mark>[、，；（(\s]*(?:其中)?[，：]?)(?P<name>{_PLACE}(?:[、和]{_PLACE})*)各?")


_PLACE_ENDS = frozenset("省市县区州旗盟各").union(name[-1] for name in PROVINCES)


def place_alone(gap: str, *, parts: bool) -> str:
    """Return the place that is all the words before a number; empty where they say more or less.

    Without a mark before it a place stands so only among the parts of a whole (其中甲市2例，乙市3例), or where its
    sentence counted the same before.
    """
    short = 2 <= len(gap) <= _LONGEST_PLACE and gap[-1] in _PLACE_ENDS
    found = _ALONE.fullmatch(gap) if short else None
    if found is None or not (parts or found["mark"]):
        return ""
    return found["name"] if all(_is_name(name) for name in re.split("[、和]", found["name"])) else ""


_LONGEST_PLACE, _SHORT_DISTRICT = 24, 3


def county_of(sentence: str, place: str | None) -> str:
    """Return the county or district a sentence of a wider place's text opens with; else nothing."""
    found = _COUNTY.match(sentence[:16]) if place and place[-1] in "市省州盟区" else None
    if found is None or found["name"] in str(place) or _NO_COUNTY.search(found["name"]):
        return ""
    return found["name"] if _is_name(found["name"]) else ""


def named_scope(gap: str, place: str | None, *, parts: bool = False) -> str | None:
    """Return another place than the text's own that the words before a number open with."""
    if gap.endswith("的") and (theirs := _THEIRS.search(gap)):
        name = province_named(theirs["name"])
        return None if name == place else name
    if "国" in gap and place != "全国" and _NATION.search(gap):
        return "全国"
    if alone := place_alone(gap, parts=parts):
        return None if place and alone in place else alone
    found = _OTHER.match(gap) if _PLACE_KIND.search(gap) else None
    if found is None or not _is_name(found["name"]) or re.search("[全在居列各]", found["name"]):
        return None
    return None if place and found["name"] in place else found["name"]


_ECONOMY = re.compile(
    "外贸|进出口|[出进]口|GDP|地区生产总值|生产总值|规模以上|规上|固定资产|社会消费品|一般公共|财政|居民|城镇|农村|企业|民营|经济"
)


_TIMES = re.compile(
    r"^(?:(?:在?(?:19|20)\d\d年|[今去]年|[上下]半年|前三季度|第?[一二三四]季度|全年|\d{1,2}月份?)将?|(?:实现|完成)(?=[^，]{4}))+"
)
# 东莞倍增企业数量: many of the place, not a body named after it (东莞银行).
_PLURAL = re.compile(
    "[一-鿿“”]{2,12}(?:企业|机构|单位|项目|平台|人员|居民|农户|学校|医院|园区|社区|小区)(?:数量|数|总数)?"
)


def without_place(subject: str, place: str | None) -> str:
    """Return a subject without the name of the place that the whole text speaks for: 江苏省外贸进出口值."""
    if not place:
        return subject
    rest = subject.removeprefix(place)
    # 金华市区 is the city's inner part, no 区 of it.
    rest = subject if rest.startswith("区") and place[-1] == "市" else rest
    if rest == subject and len(place) > 2 and subject.startswith(place[:-1]) and not is_common(place):
        short = _TIMES.sub("", subject.removeprefix(place[:-1]))
        rest = short if _ECONOMY.match(short) or _PLURAL.fullmatch(short) else subject
    if rest == subject:
        return subject
    rest = _TIMES.sub("", rest)
    return rest if len(rest) >= 2 else subject
