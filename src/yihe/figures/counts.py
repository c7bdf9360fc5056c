"""Say what is counted: the noun after the number, the words before it, or the thing told before."""

from __future__ import annotations

import re

from yihe.figures.budgets import LEVEL_OF_PLACE
from yihe.figures.distribute import distributed
from yihe.figures.incidents import harmed, within_field
from yihe.figures.measured import joined, measured, sibling
from yihe.figures.measures import stem_of
from yihe.figures.memory import MEASURED, Memory, Place
from yihe.figures.nouns import (
    CLASSIFIED,
    GENERIC,
    HAS,
    LISTED_NAMES,
    MEASURE_NOUN,
    SET_AHEAD,
    SUFFIX,
    VERB_START,
    opens_with_landmark,
    opens_with_move,
)
from yihe.figures.owners import is_bare, owned
from yihe.figures.phrases import bare_noun, clean, cut_comparison
from yihe.figures.scope import place_alone
from yihe.figures.sharing import among_these, graded, of_class, of_grade, of_same_kind, parallel, shared_verb
from yihe.figures.things import WITHIN, is_bare_deed, part_of_things, thing_of
from yihe.figures.token import TIME_UNITS, Token
from yihe.figures.topics import with_topic
from yihe.figures.wholes import part_of_measure


def _pruned(left: str) -> str:
    """Drop the examples before 等 and lists of members; keep the verb before them."""
    listed = "、" in left or "等" in left or "包括" in left
    found = LISTED_NAMES.match(left) if listed else None
    return found["verb"] or "" if found else left


# 湿地建设、生态廊道以及水系连通等8项工程: what the works are is said by the last ones listed.
_SAYS_LITTLE = frozenset({"项目", "工程", "工作", "任务", "行动", "活动", "事项"})


def _of_list(left: str, right: str) -> str:
    found = LISTED_NAMES.match(left) if right in _SAYS_LITTLE else None
    if found is None:
        return ""
    heads = [head for head in found["names"].split("、") if head]
    if not found["names"].endswith("等") or len(heads) < 2:
        # 中冶名盛等14个项目: one name says nothing of the others.
        return ""
    said = heads[-1] if len(heads[-1]) >= 6 else "、".join(heads[-2:])
    return (found["verb"] or "") + said[-14:]


def counted(token: Token, place: Place, memory: Memory) -> str:
    if told := _told_otherwise(token, place, memory):
        return told
    left = clean(cut_comparison(place.gap))
    left = left if place.first_in_clause else left.removeprefix("和")
    if memory.last and token.unit not in TIME_UNITS and _NO_HEAD.fullmatch(left):
        left = ""
    if memory.frame.endswith(("产量", "零售", "零售额")) and left and (product := part_of_measure(left, memory.frame)):
        return product
    if left and _part_of_place(token, place, memory):
        return memory.wholes.get(token.unit or "", "") or memory.last
    if told := _division(token, left, place) or _of_things_told(token, left, place, memory):
        return told
    if place.total > 1 and (len(left) < 2 or place.index == 0):
        left = distributed(place, memory) or left
    if token.unit in MEASURED:
        return measured(token, left, place, memory)
    if left in _REST and memory.thing:
        return _REST[left] + memory.thing
    return _by_noun(token, left, place, memory)


# 今年改造38个，…余下17个年底前完工.
_REST = {"余": "其余", "其余": "其余", "余下": "余下", "剩余": "剩余", "剩下": "剩余", "剩下的": "剩余"}


def _part_of_place(token: Token, place: Place, memory: Memory) -> bool:
    """Say whether a count is the part of a place that is named alone before it: 其中甲市2例，乙市3例."""
    same = bool(memory.last) and token.unit == memory.last_unit and place.right[:1] in _ENDS
    return same and bool(place_alone(place.gap, parts=memory.parts))


def _told_otherwise(token: Token, place: Place, memory: Memory) -> str:
    """Return the subject of a count that belongs to another thing: the entity told of, the year before, a rank."""
    if memory.entity and _HAS_IN.fullmatch(place.gap) and (noun := _right_noun(place)):
        return memory.entity + noun
    if memory.last and "年" in place.gap and _YEAR_BEFORE.search(place.gap):
        return memory.last
    if token.unit == "year" and place.right.startswith("一遇"):
        return clean(_ONCE_IN.sub("", place.gap)) or memory.last
    if place.right.startswith(("相比", "比较")):
        return clean(_BESIDE.sub("", place.gap)) or memory.last
    return memory.last_rank if token.unit in ("位", "位次") else ""


def _division(token: Token, left: str, place: Place) -> str:
    """Return the towns and villages a place governs: 辖3个镇."""
    governed = place.gap.endswith("辖")
    if token.unit in _DIVISION_UNITS and place.right[:1] in ("", "、", "，", "和"):
        return ("下辖" if governed else left) + token.unit
    noun = place.right.strip("、，")
    noun = _IN_BRACKETS.sub("", noun) if noun.endswith((")", "）")) else noun
    known = token.unit == "个" and noun in (_DIVISIONS if governed else _DIVISION_NOUNS)
    return "下辖" * governed + noun if known else ""


def _of_things_told(token: Token, left: str, place: Place, memory: Memory) -> str:
    """Return the subject of a count of what the text told of: those beyond a limit, the hurt, a field's cases."""
    if memory.limit and _OVER_LIMIT.fullmatch(place.gap):
        return memory.limit + thing_of(memory.thing)
    if memory.limit and (beyond := _THOSE_BEYOND.fullmatch(place.gap)):
        return memory.limit + beyond["noun"]
    if left in _STOCKS and (stem := stem_of(memory.last)):
        return stem + left
    if given := _given(token, left, place, memory):
        return given
    hurt = harmed(left, place.right, memory.field_incident()) if token.unit == "人" else ""
    return hurt or within_field(left, token.unit, memory.incident)


def _by_noun(token: Token, left: str, place: Place, memory: Memory) -> str:
    """Return the noun after a count with the words before it, or these alone."""
    alone = not left and token.unit in SUFFIX and not memory.by_unit.get(token.unit)
    if alone and (became := _BECAME.fullmatch(place.right.strip("、和") or place.rest)):
        return became["deed"] + SUFFIX[token.unit or ""]
    right = _right_noun(place)
    if token.unit == "大" and (named := _SET.match(right)):
        right = named["noun"]
    within = None if place.first_in_clause else WITHIN.match(place.gap)
    if within:
        return part_of_things(within, right)
    if place.gap.endswith(" ") and right:
        left = ""
    left = _of_list(left, right) or (_pruned(left) if right else left)
    if not place.first_in_clause and len(right) >= 2:
        return joined(_held_by(place) or _opening_verb(place)[-12:], right)
    if _LASTING.fullmatch(left) and memory.last and _STAYS.match(right):
        return f"{memory.last}{left}{right}"
    if len(right) >= 2:
        return _with_noun(token, left, right, place, memory)
    return _alone(token, left, place, memory)


def _held_by(place: Place) -> str:
    """Return the words between two counts that say more of the second than its clause's opening does."""
    if place.gap.endswith("等") and "、" in place.gap:
        return clean(place.gap)[-14:]
    verb = place.gap.rpartition("、")[2]
    if VERB_START.match(verb) or _OWN_DEED.fullmatch(verb):
        return verb
    return bare_noun(place.gap) if _HOLDS.match(place.gap) else ""


# 筹建保障房81万套、完成6万户切坡整治: another deed than the opening's.
_OWN_DEED = re.compile("完成|实施|新建|改造|建成|建设|开展|推进|引进|培育|整治|举办|启动|治理")
# 出口额1234亿元，连续21年领跑全国: what lasted is what was told.
_STAYS = re.compile(
    "(?:稳[定居]|位[列于居]|处于|保持|领跑|领先|位居|居|增长|高于|超|排名|名列|蝉联|实现|全[国省市区县州盟](?:第|$))"
)
_LASTING = re.compile("(?:总量|规模|增速|增量|数量)?(?:已)?(?:连续|持续|保持)")
_NO_HEAD = re.compile("(?:分别|均|都)?(?:连续|先后|相继|首次|再次|成功|历史性)|分别|均|都")
# 较上年同期的60件增长两成: what it was a year before.
_YEAR_BEFORE = re.compile("[较比](?:上一?年|去年)(?:同期)?的?[（(]?$")
# 东苑小区建于1998年，共有32栋楼: the thing's own; 全线5座隧道.
_HAS_IN = re.compile("[，\\s]*(?:目前)?(?:全线|共有|现有|设有|内有|拥有|共设|设置|设)")
# 辖7镇8乡: the unit is what is counted.
_DIVISIONS = frozenset({"镇", "乡", "街道", "社区", "乡镇", "行政村", "村", "自然村", "居委会", "县", "区", "市"})
_DIVISION_UNITS = frozenset({"镇", "乡", "街道", "社区"})
# 9个县（区）86个乡镇.
_IN_BRACKETS = re.compile("[（(][市县区乡镇旗州][）)]")
_DIVISION_NOUNS = frozenset({"村", "镇", "乡", "县", "区", "市", "州"})
# 防洪标准由20年一遇提高到50年一遇.
_ONCE_IN = re.compile("^一遇.*|(?:由|从|达到?|为)$")
# 常住人口与上次普查的72万人相比: the other number is one of the same.
_BESIDE = re.compile("(?:与|同|较|比)[^，]*$")
# 产值过亿元的仅3家: of the things counted before, those beyond the limit.
_SIZE_CLASS = re.compile("[\\d.]*[十百千万]*[亿万]元(?:及?以上|级)的?")
# 产值过亿元的企业由3家增加到5家.
_THOSE_BEYOND = re.compile(r"的(?P<noun>[一-鿿]{2,8}?)(?:由|从|共?有|共|仅|达到?|增[至到])")
_OVER_LIMIT = re.compile(r"的(?:仅|有|达|达到|共|约|共有)?")


# What may follow a number that has no noun of its own.
_ENDS = ("", "、", "，", ")", "）")
_STOCKS = frozenset({"存栏", "出栏", "存栏量", "出栏量"})
_PER_PIECE = re.compile(r"[亩户]均.{2,3}$")


def _given(token: Token, left: str, place: Place, memory: Memory) -> str:
    """Return the subject where the words before already gave it, else nothing."""
    if grades := graded(place.opening, place.rest, memory.last):
        return grades
    if place.total > 1:
        return ""
    given = _given_at_opening(token, left, memory) if place.first_in_clause else _given_in_list(left, place)
    if not given and left[1:2] == "均" and _PER_PIECE.match(left) and memory.item_last:
        given = memory.item_last + left
    if not given and len(left) == 2 and is_bare(left) and (told := memory.by_unit.get(token.unit or "")):
        given = left + thing_of(told)
    if not given and is_bare(left):
        given = owned(left, memory.whose(), memory.last)
    return "" if given and _right_noun(place) else given


def _given_at_opening(token: Token, left: str, memory: Memory) -> str:
    if len(left) < 2:
        return memory.said if not memory.item_last else ""
    if len(left) <= 4 and SET_AHEAD.search(memory.fresh):
        return left + memory.fresh
    if token.unit == memory.last_unit:
        # 教学用房97万平方米，教室42万平方米，实验室12万平方米: what the first of them was made of.
        of = next((told for told in memory.levels if told != memory.last and memory.last.endswith(told)), memory.last)
        return parallel(left, of, True)
    # 居民人均收入2万元，增长6%。城镇居民3万元: of the same people's kind, though a growth stands between.
    last = memory.last.partition("占")[0]
    return parallel(left, last, token.unit == memory.level_unit) if left[-2:] in last else ""


def _given_in_list(left: str, place: Place) -> str:
    if len(left) < 2 or MEASURE_NOUN.search(left) or left in _DEALT_OUT or is_bare_deed(left):
        return ""
    verb = "" if VERB_START.match(left) else shared_verb(place.opening, place.gap, left)
    return verb + left if verb else ""


# 建设筹集住房3万套、供应2万套: another deed with the same thing.
_DEALT_OUT = frozenset({"供应", "配租", "分配", "交付", "竣工", "开工", "完工", "投用", "发放", "退出"})
# 养鸡场30户和养鸭场5户: the noun after 和 is the next number's.
_NEXT_HEAD = re.compile("(?:和|以及)[一-鿿]{2}")
# 为243户530人发放救助金: those whom it was done for.
_DONE_FOR = re.compile(r"\d+[户人名](?P<deed>[^\d，、]{4,24})")


# What stands in brackets after a number says more of it: （其中…, （约占全市的….
_ASIDE = re.compile("[)）]|[(（](?:其中|约?占)")


_OPEN_BRACKETS = tuple("(（【")


# 96户、183人实现全部脱贫.
_BECAME = re.compile(
    "(?:全部|均|都|已|稳定|如期|顺利)*实现(?:了|全部|稳定|全面|整体|高质量)*(?P<deed>预?脱贫|再?就业|创业|摘帽|转移)"
)


def _right_noun(place: Place) -> str:
    """The noun after a count; an attribute before the next number (总投资) belongs to that one."""
    if (
        opens_with_landmark(place.beyond)
        or place.right[:1] in _OPEN_BRACKETS
        or place.beyond.startswith((")", "）", "(其中", "（其中", "(占", "（占", "(约占", "（约占"))
    ):
        return ""
    if not place.last_in_clause and len(clean(place.gap)) >= 4 and _NEXT_HEAD.match(place.right):
        return ""
    if place.right == "" and not place.last_in_clause:
        if place.gap.endswith(("为", "给")) and (done := _DONE_FOR.match(place.beyond)):
            return done["deed"]
        measured = place.beyond[:1].isdigit() and not CLASSIFIED.match(place.beyond)
        return "" if measured else bare_noun(place.beyond)[:24]
    whole = WITHIN.match(place.right)
    if whole and not place.last_in_clause:
        return whole["noun"]
    if opens_with_move(place.right) or opens_with_landmark(place.right):
        return ""
    noun = _cut_noun(place.right, place.last_in_clause)
    if not place.last_in_clause and (told := _TOLD_NEXT.match(noun)):
        noun = told["noun"]
    if ("业" in noun or "类" in noun or "域" in noun) and (classes := _CLASSES.match(noun)):
        return classes["noun"]
    if not place.last_in_clause and (whose := _MEASURED_OF.match(noun) or _EARNS.match(noun)):
        return whose["noun"]
    own = clean(place.gap) if place.right.startswith("、") else ""
    named = len(own) >= (_NAMED - 1 if _OWN_DEED.match(own) else _NAMED)
    if named and not own.endswith("一批") and not _GRADE.search(own):
        # 改造小区惠及150万户、改造危房7万户、完成6万户整治: each is named before it.
        return ""
    if not place.last_in_clause and (place.right.startswith("、") or _ATTRIBUTE.search(noun)):
        return "" if _DOES.match(place.rest) else bare_noun(place.rest)
    if _DOES.match(noun):
        return ""
    return _TELLS.sub("", noun)


_NAMED = 5
# 3个客运站已经超负荷运行: how they fare is none of their name.
_TELLS = re.compile(
    "(?<=[一-鿿]{2})(?:已于|将于|已经(?![完建开签成投启])|正忙|仍[然旧]?|侧重|签署|对[^，的]{2,6}提出).*$"
)


def _opening_verb(place: Place) -> str:
    return _TRAILING_ATTRIBUTE.sub("", _pruned(clean(place.opening)))


# 6个城中村3,274户居民: the things counted first hold the ones counted next.
_HOLDS = re.compile(r"[一-鿿]{2,6}(?<![和与及、])$")
_TRAILING_ATTRIBUTE = re.compile(r"(?:总投资|计划投资|注册资本|总面积|合同额)$")
_ATTRIBUTE = re.compile(r"^(?:总投资|计划投资|投资|总面积|面积|总建筑面积|合同额|总额)$")
_PREDICATE = re.compile(
    r"^(?:全部|均|已|先后)?(?:(?:纳入|列入|入选|获批|获评|落户)(?!率)"
    # 建成开放生活垃圾分类教育基地 is another deed.
    r"|(?:投用|建成|竣工|开工|投产|达产)(?=$|[并投和使运营通]|建设$|验收))"
)


_SHARED_KIND = re.compile("(?:项目|工程|任务|活动|行动|产业|服务|事项)$")


def _cut_noun(right: str, last: bool) -> str:
    first, _, second = right.partition("、")
    modifier = len(first) <= 3 <= len(second)
    noun = bare_noun(right if last or modifier else first)
    head, joint, _ = noun.partition("和")
    if joint and (shared := _SHARED_KIND.search(noun)) and not _SHARED_KIND.search(head):
        # 40个民生保障和社会事业项目.
        return noun if len(noun) - len(shared.group()) - len(head) > 1 else head
    # 国家级夜间文化和旅游消费集聚区: the two are one field.
    one = head.endswith(("文化", "科技", "教育", "经济", "生态", "工业", "农业", "信息", "商务"))
    return head if joint and not one and len(noun) > 8 and len(head) >= 4 else noun


# 六大高耗能行业能源消费量…; 从三大门类看.
_CLASSES = re.compile(r"(?P<noun>[一-鿿]{0,6}(?:行业|门类|产业|领域))(?:看|[^，]{2,}(?:量|额|值|收入|投资))$")
# 三大水系水质一直优良, 六大主导行业增速…: the set is counted, not what is said of it.
_SET = re.compile(
    r"(?P<noun>[一-鿿]{0,8}(?:水系|地区|行业|产业|领域|高地|片区|板块|集群|平台|中心|基地|园区|城市|方面|特点|问题|体系|工程|任务|项目|门类|流域|市场))"
)
# 210户规模以上工业企业完成产值1400亿元: what is measured is the next number.
_MEASURED_OF = re.compile(
    r"(?P<noun>[一-鿿]{2,12}?(?:企业|单位|项目|公司|园区|机构|农户|合作社|酒店|饭店|景区|医院|学校))(?:平均(?=[^，]{2,6}率)|预计|累计|共|全年)?(?:(?:实现|完成)[^，]{2,}|[^，]{2,6}率(?:[为达]|达到|超过?)?)$"
)
_EARNS = re.compile(r"(?P<noun>[A-Za-z一-鿿]{2,10}?)(?:累计|共|全年)?实现[^，]{0,8}(?:额|值|收入|利润|投资|量|税收)$")


# 三个景区共接待游客…, 30种蔬菜价格上涨…: what is told of them is the next number's.
_TOLD_NEXT = re.compile(
    r"(?P<noun>[一-鿿]{2,12}?)(?:(?:春节|元旦|国庆|五一|中秋|端午|清明)[^，]{0,4})?"
    r"(?:(?:共|累计|合计)(?:计)?(?=[接实完签开新到收销发培吸投])|(?:平均|批发|零售)?价格[^，]{0,4}(?:上涨|下降|下跌|上升|回落))[^，]*$"
)
# 出动船舶400艘次、人员2500人次开展清污: what they did is no noun of theirs.
_DOES = re.compile("(?:开展|进行|实施|参与|参加|用于|投入|支援|前往|赶赴|组成)(?![^，]{0,4}(?:的|率|项目|活动$))")
# 12个省级、5个国家级平台: a grade waits for the noun at the end of the list.
_GRADE = re.compile(r"(?:[级型类性式省市县区]|以上|重点|示范)$")


# 华澜光电是今年83个重点项目之一: those counted are the projects.
_ONE_OF_THEM = re.compile("(?:是|属于?|作为)[^，]*$")


_FOR = ("为", "给", "向")


def _with_noun(token: Token, left: str, right: str, place: Place, memory: Memory) -> str:
    if right.endswith("之一") and _ONE_OF_THEM.search(left):
        return right.removesuffix("之一")
    inherited = memory.by_unit.get(token.unit or "", "")
    of_these = len(right) <= 6 or _PREDICATE.match(right)
    if (
        not clean(place.gap)
        and not place.gap.endswith(" ")
        and place.gap.strip("，、；") not in _FOR
        and inherited
        and place.first_in_clause
        and of_these
    ):
        return inherited + right
    complete = (
        place.last_in_clause
        or bare_noun(place.rest) in right
        or (
            place.right.endswith(("、", "和", "及"))
            and not place.gap.endswith("对")
            and token.unit != "大"
            and not _GRADE.search(right)
        )
    )
    members = "" if complete else bare_noun(place.rest)
    if token.unit != "大" and _PREDICATE.match(place.following) and len(left + right) <= 10:
        members = place.following[:14]
    subject = joined(left[-12:], right)
    if VERB_START.match(subject):
        return with_topic(subject, memory)
    return subject if (len(subject) >= 8 and not _PREDICATE.match(members)) or not members else subject + members[:12]


# 城市低保新增276户，退出374户.
_GAINED = re.compile("(?P<whose>[^，]{2,12}?)新增(?:[户人]数)?$")
_LOST = re.compile("退出|注销|清退|减少|关闭|解除|死亡")
# 新登记市场主体1.83万户，其中企业5267户.
_NEWLY = re.compile("(?:新增)?新(?:登记|设立?|注册)|新增(?=.*主体)")
# 城镇养老保险职工人数78万人，其中离退休人员26万人: insured there.
_INSURED = re.compile("(?:参加)?(?P<of>[^，]{2,}?保险)")
_INSURED_PART = re.compile("(?!参[加保]|企业|机关).{0,4}(?:职工|人员|居民|学生|农民工?)(?:人?数)?")
# 卫生机构90个，其中医院5个: a house or persons of their own kind need no whole.
_ITSELF = re.compile("(?:医院|学校|[高初中]中|[小中大]学|中心|机构|企业|公司|医师|护士|教师|医生|学生|职工|党员|专家)$")
# 新增学位5400个，其中小学3600个: these are not schools.
_SEATS = re.compile("(?:学位|床位|编制|名额|岗位|泊位|座位|经费|项目|设施)$")
_BARE_WORK = re.compile("(?:已?完成|实施|启动|新增|推进)?(?:建设|改造|安装|投放|整治|布点)")


# 举办龙舟赛、马拉松赛等各类赛事活动60场: the class is counted.
_CLASS_OF = re.compile(
    "(?P<verb>(?:成功)?(?:举办|承办|开展|组织|实施|建成|新建|打造|引进|培育)了?)?[^，]*、[^，]*等(?P<kind>各[类项种][^，、]{2,12})"
)


# 按年龄分，0-15岁（含不满16周岁）13万人: of the population told of.
_AGED = re.compile(r"[\d、—–~至到-]+周?岁(?:及?以[上下])?")
_PEOPLE = re.compile("(?:常住|户籍|总)?人口")


_SHORT_NAME = 6
_MAKES = re.compile("(?:新建|改造|改建|扩建|建设)+")
_MADE = re.compile(f"^(?:{_MAKES.pattern}|、)+(?=[一-鿿]{{2}})")


def _alone(token: Token, left: str, place: Place, memory: Memory) -> str:
    if "等各" in left and (kinds := _CLASS_OF.fullmatch(left)):
        return (kinds["verb"] or "") + kinds["kind"]
    if memory.per and 2 <= len(left) <= _SHORT_NAME:
        return memory.per + left
    part = memory.by_unit.get(token.unit or "", "")
    whole = part or memory.wholes.get(token.unit or "", "")
    if _SIZE_CLASS.fullmatch(left) and (thing := part or memory.thing):
        # 签约亿元以上项目136个，其中10亿元以上24个.
        return left + _SIZE_CLASS.sub("", thing_of(thing)).lstrip("的")
    newly = _NEWLY.match(whole) if memory.parts and left.endswith(("企业", "工商户", "合作社")) else None
    if newly and not left.startswith("新"):
        return newly.group() + left
    if memory.parts and (insured := _INSURED.match(whole)) and _INSURED_PART.fullmatch(left):
        return ("" if insured["of"] in left else insured["of"]) + left
    if memory.parts and (named := among_these(left, whole)):
        return named
    if token.unit == "人" and (aged := _AGED.fullmatch(left)) and (people := _PEOPLE.search(whole)):
        return aged.group() + people.group()
    if is_bare_deed(left) and not part and (matter := memory.matter):
        return left + matter
    if is_bare_deed(left) and (thing := part or memory.things.get(token.unit or "") or memory.thing):
        # 新建改造公厕120座，…改造80座: one deed is told at a time.
        named = thing_of(thing)
        return left + (_MADE.sub("", named) if _MAKES.fullmatch(left) else named)
    if graded_as := of_grade(left, part):
        return graded_as
    if left.endswith(("级", "区", "直")) and whole and LEVEL_OF_PLACE.fullmatch(left):
        return left + whole
    if memory.parts and (classed := of_class(left, memory.wholes.get(token.unit or "", ""))):
        return classed
    if memory.parts and len(left) >= 2 and part.endswith(("总数", "总量")):
        return left
    if HAS.match(left) and 2 <= len(memory.item_last) <= 8 and not MEASURE_NOUN.search(memory.item_last):
        return memory.item_last + left
    if memory.parts and token.unit == memory.last_unit and (same := of_same_kind(left, memory.last)):
        return same
    of_whole = part and part == memory.wholes.get(token.unit or "")
    if memory.parts and of_whole and 2 <= len(left) <= 4 and len(part) <= 8:
        itself = _ITSELF.search(left) and not _SEATS.search(part)
        return left if left[-2:] in part or itself else part + left
    if (gained := _GAINED.match(memory.last)) and _LOST.fullmatch(left):
        return gained["whose"] + left
    if len(left) >= 2 and not place.first_in_clause and left in memory.last:
        return memory.last + SUFFIX.get(token.unit or "", "")
    if memory.topic and _BARE_WORK.fullmatch(left):
        return memory.topic + left
    if len(left) >= 2:
        return with_topic(left, memory) if GENERIC.match(left) or VERB_START.match(left) else left
    return sibling(token, place, memory)
