"""Say what a number counts: words of its clause, inherited where the clause only says how it changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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
    """The words around a number that may name its subject.

    `gap` runs from the claim before; `opening` is what stands before the first claim of the clause;
    `right` runs to the next number, `rest` from the last claim to the clause end; `following` is the next clause
    of the same item without its numbers; `index` and `total` place the number in a list (分别增长…).
    """

    opening: str
    gap: str
    right: str
    rest: str
    following: str
    beyond: str = ""
    index: int = 0
    total: int = 1
    last_in_clause: bool = True
    first_in_clause: bool = True


@dataclass(slots=True)
class Memory:
    """What the text spoke of just before."""

    last: str = ""
    topic: str = ""
    item_last: str = ""
    said: str = ""
    whole: str = ""
    whole_unit: str | None = None
    parts: bool = False
    levels: list[str] = field(default_factory=list)
    by_unit: dict[str, str] = field(default_factory=dict)

    def new_item(self) -> None:
        """Forget the topic of the item before; the whole of the paragraph stays."""
        self.topic = self.item_last = self.said = ""
        self.levels = []
        self.by_unit = {}

    def new_paragraph(self) -> None:
        """Forget everything."""
        self.last, self.whole, self.whole_unit, self.parts = "", "", None, False
        self.new_item()

    def note(self, token: Token, meaning: Meaning, subject: str) -> None:
        """Remember the subject of a claim for the clauses that only say how it changed."""
        if meaning.kind in ("rank", "threshold"):
            return
        self.last = self.item_last = subject.removesuffix("增速")
        if meaning.kind in ("level", "delta"):
            self.levels.append(subject)
            self.by_unit[token.unit or ""] = subject
            if not self.parts and token.unit in _MEASURED:
                self.whole, self.whole_unit = subject, token.unit


_MEASURED = frozenset(
    {"CNY", "USD", "HKD", "EUR", "%", "‰", "倍", "pp", "t", "m2", "mu", "m", "m3", "kW", "kWh", "ratio", "L"}
)
_SUFFIX = {"m2": "面积", "mu": "面积", "户": "户数", "人": "人数", "人次": "人次", "CNY": "金额", "m": "长度", "类": "类别"}
_MEASURE_NOUN = re.compile(
    r"(?:值|额|量|收入|投资|资金|面积|支出|利润|利税|税|费|贷款|存款|余额|产量|用户|户|人|人口|次|数|率|营收|外资|规模|成本|价格|工资|资本|比重|占比|销售|消费|补贴|产能|吞吐量|里程|债券|基金|总产|授信|融资)$"
)
_GENERIC = re.compile(
    r"^(?:完成|实现|带动|支持|惠及|涉及|受益|拉动|吸引|覆盖|解决|帮助|落实|落地|首期|到位|投入|占地|建筑|总|共|合计|其|新增|吸纳|可|预计|年|年产|达产后?|累计|争取|发放|服务|拨付|安排|增加|减少|节约|平均)*"
    r"(?:总?投资|总?产值|投入|落地|总量|总数|总额|规模|资金|面积|总工程量|工程量|年度(?:计划|任务|目标)|就业|群众|居民|企业|项目|税收|收入|职工|游客|消费|销售|收入|产能|人员|学生|农户|利润|金额|总建筑面积|建筑面积|占地)?$"
)
_VERB_START = re.compile(r"^(?:带动|支持|惠及|涉及|受益|拉动|吸引|覆盖|吸纳|可容纳|实现产值|完成投资|实现销售)")
_LISTED_NAMES = re.compile(r"(?P<verb>^(?:" + "|".join((
    "成功化解", "化解", "完成", "推进", "实施", "建成", "新建", "引进", "出台", "推动", "启动", "开工", "打造", "培育", "改造", "建设", "举办", "实现", "落实", "支持",
    "组织", "开展", "整治", "拆除", "签约", "获得", "争取", "承办", "引育", "编制", "制定", "滚动推进", "加快推进", "重点推进", "扎实推进", "全面推进")) + r"))?(?P<names>.*(?:、.*)?等|包括.*在内的|.*(?:、[^、]+)+)$")
_SUFFIX_SHARED = re.compile(r"(?:限上)?(?:零售额|增加值|总产值|产值|产量|销售额|营业收入|收入|投资|销量|用电量|进口|出口|占比|利润|价格|面积|人数|总量|余额|增速)$")


def clean(text: str) -> str:
    """Strip connectives and times from the front and bare verbs from the back."""
    text = _NOISE.sub("", text).strip(" 、，")
    text = text[text.rfind(" ") + 1 :]
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
        return _limited(place, memory)
    if token.unit in ("%", "‰", "倍"):
        return _changed(meaning, place, memory)
    return _counted(token, place, memory)


def _limited(place: Place, memory: Memory) -> str:
    own = clean(place.gap)
    head = memory.last if re.search(r"成为|、|是", own) else own
    return head + _noun(place.right or place.rest) + "门槛"


def _ranked(place: Place, memory: Memory) -> str:
    found = _ORDER.search(place.gap)
    among = found["among"] if found else place.gap[-6:]
    own = clean(place.gap[: found.start()] if found else "")
    head = own if len(own) >= 2 and not _VERB_ONLY.match(own) else memory.last
    return f"{head}{among}排名"


def among_whom(gap: str) -> str | None:
    """Return against whom a rank is taken: 全市, 全国, 副省级以上城市."""
    found = _ORDER.search(gap)
    words = found["among"] if found else gap[gap.rfind("，") + 1 :][-6:]
    return re.sub(r"^(?:在|居|第)|(?:中|的|第|居|总|位)+$", "", words.strip()) or None


def _changed(meaning: Meaning, place: Place, memory: Memory) -> str:
    shared = _distributed(place, memory) if place.total > 1 else ""
    own = shared or clean(_cut_comparison(place.gap))
    if len(own) < 2 or _VERB_ONLY.match(own):
        own = memory.last or memory.topic
    elif meaning.kind == "share" and _GENERIC.match(own):
        own = _with_topic(own, memory)
    if meaning.kind in ("pp_above_avg", "pp_above_target") and "增速" not in own:
        return own + "增速"
    return own


def _distributed(place: Place, memory: Memory) -> str:
    """分别 hands the numbers of a list to the heads before them, one each."""
    heads = [head for head in re.split("[、和与及]", clean(_cut_comparison(place.opening))) if head]
    if len(heads) == place.total:
        shared = _SUFFIX_SHARED.search(heads[-1])
        tail = shared.group() if shared else ""
        return heads[place.index] + ("" if heads[place.index].endswith(tail) else tail)
    own = clean(_cut_comparison(place.opening))
    if len(memory.levels) >= place.total and (len(own) < 2 or _VERB_ONLY.match(own)):
        return memory.levels[-place.total :][place.index]
    return own if len(own) >= 2 and not _VERB_ONLY.match(own) else ""


_COMPARISON = re.compile(
    r"(?:(?:比|较)(?:上年|去年|20\d\d年|全[国省市区]|“)[^，]*|(?:高于|高出|快于|低于|慢于|超出|超过|领先)[^，]*)$"
)


def _cut_comparison(gap: str) -> str:
    return _COMPARISON.sub("", gap)


def _noun(right: str) -> str:
    return _NOISE.sub("", right).strip("的、和与及， ")


def _pruned(left: str) -> str:
    """Drop the examples before 等 and lists of members; keep the verb before them."""
    found = _LISTED_NAMES.match(left)
    return found["verb"] or "" if found else left


def _with_topic(own: str, memory: Memory) -> str:
    topic = memory.topic or memory.item_last or memory.said or memory.last
    return topic + own if own not in topic else topic


def _counted(token: Token, place: Place, memory: Memory) -> str:
    left = clean(place.gap)
    if token.unit in _MEASURED:
        return _measured(token, left, place, memory)
    right = _right_noun(place)
    if place.gap.endswith(" ") and right:
        left = ""
    left = _pruned(left) if right else left
    if not place.first_in_clause and len(right) >= 2:
        return _joined(_pruned(clean(place.opening))[-12:], right)
    if len(right) >= 2:
        return _with_noun(token, left, right, place, memory)
    return _alone(token, left, place, memory)


def _right_noun(place: Place) -> str:
    """The noun after a count; an attribute before the next number (总投资) belongs to that one."""
    if place.right == "" and not place.last_in_clause:
        return _noun(place.beyond)[:24]
    noun = _cut_noun(place.right)
    if not place.last_in_clause and (place.right.startswith("、") or _ATTRIBUTE.search(noun)):
        return _noun(place.rest)
    return noun


_ATTRIBUTE = re.compile(r"^(?:总投资|计划投资|投资|总面积|面积|总建筑面积|合同额|总额)$")
_PREDICATE = re.compile(r"^(?:全部|均|已|先后)?(?:纳入|列入|入选|获批|获评|落户|投用|建成|竣工|开工|投产|达产)")


def _cut_noun(right: str) -> str:
    noun = _noun(right)
    head, joint, _ = noun.partition("和")
    return head if joint and len(noun) > 8 and len(head) >= 4 else noun


def _with_noun(token: Token, left: str, right: str, place: Place, memory: Memory) -> str:
    inherited = memory.by_unit.get(token.unit or "", "")
    if not clean(place.gap) and not place.gap.endswith(" ") and inherited and place.first_in_clause:
        return inherited + right
    members = "" if place.last_in_clause or _noun(place.rest) in right else _noun(place.rest)
    if _PREDICATE.match(place.following) and len(left + right) <= 10:
        members = place.following[:14]
    subject = _joined(left[-12:], right)
    if _VERB_START.match(subject):
        return _with_topic(subject, memory)
    return subject if (len(subject) >= 8 and not _PREDICATE.match(members)) or not members else subject + members[:12]


def _alone(token: Token, left: str, place: Place, memory: Memory) -> str:
    if len(left) >= 2 and not place.first_in_clause and left in memory.last:
        return memory.last + _SUFFIX.get(token.unit or "", "")
    if len(left) >= 2:
        return _with_topic(left, memory) if _GENERIC.match(left) or _VERB_START.match(left) else left
    return _sibling(token, place, memory)


def _measured(token: Token, left: str, place: Place, memory: Memory) -> str:
    attribute = place.right.startswith("的") or not place.last_in_clause
    right = _noun(place.rest) if attribute and not place.last_in_clause else _noun(place.right)
    if attribute and len(right) >= 2 and place.right[:1] not in ("，",) and (len(left) <= 8):
        return _joined(left, right)
    if place.right and not attribute and len(left) <= 4 and len(right) >= 2:
        return _joined(left, right)
    if len(left) < 2:
        return _sibling(token, place, memory)
    if memory.parts and token.unit == memory.whole_unit and not _MEASURE_NOUN.search(left) and memory.whole:
        return left + memory.whole
    if _GENERIC.match(left) or len(left) <= 2:
        return _generic(left, place, memory)
    return left


def _generic(left: str, place: Place, memory: Memory) -> str:
    if memory.topic or memory.item_last or memory.said or not place.following:
        return _with_topic(left, memory)
    return left + _noun(place.following)[:14]


def _sibling(token: Token, place: Place, memory: Memory) -> str:
    """A second measure of the same thing: 6469处、95.78万平方米."""
    suffix = _SUFFIX.get(token.unit or "", "")
    if memory.last:
        return memory.last + suffix
    return (_noun(place.rest) or _noun(place.following))[:14] + suffix


def _joined(left: str, right: str) -> str:
    return left + right if right not in left else left


_ACTS = re.compile(r"(?:实施|开展|推进|推动|加快|启动|举办|建设|打造|完成|坚持|加强|强化|深化|优化|组织|制定|出台|持续)")


def topic_of(words: str) -> str:
    """Return the topic a clause without numbers sets for the clauses after it."""
    text = clean(words)
    if _ACTS.match(text):
        return ""
    return text if 4 <= len(text) <= 28 and re.search(r"(?:项目|公司|企业|园区|中心|工程|基地|平台|方面|集团|产业园|学校|医院|小区|市场|体系)$", text) else ""
