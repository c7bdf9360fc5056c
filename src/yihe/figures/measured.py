"""Say what is measured in money, weight, area or length."""

from __future__ import annotations

import re

from yihe.figures.budgets import at_level, at_stage, fund_of, of_fund
from yihe.figures.measures import attribute_of, is_attribute, is_bare_measure, measure_of
from yihe.figures.memory import Memory, Place
from yihe.figures.nouns import (
    BARE_MONEY,
    DEED_OF_LIST,
    GENERIC,
    LANDMARK,
    MEASURE_NOUN,
    SET_AHEAD,
    SUFFIX,
    opens_with_move,
)
from yihe.figures.phrases import VERB_ONLY, bare_noun, clean, cut_comparison, faring, industry_of
from yihe.figures.sharing import head_ahead, of_same_kind
from yihe.figures.things import is_bare_deed, named_after, of_cases, other_side, thing_of
from yihe.figures.token import Token
from yihe.figures.topics import with_topic
from yihe.figures.wholes import of_industry

# Characters of a noun that says too little to be a subject by itself.
_SHORT = 4
_PLAIN_VERB = re.compile(r"^(?:实现|完成)(?=[^，]{3,}$)(?!.{0,2}投资$)")


def measured(token: Token, left: str, place: Place, memory: Memory) -> str:
    if place.total == 1:
        left = clean(cut_comparison(place.gap))
    left = _PLAIN_VERB.sub("", left) if left.startswith(("实现", "完成")) else left
    if "等" in left and (kind := _EXAMPLES.match(left)):
        left = kind["deed"] + left[kind.end() :]
    left = _PLACED.sub("", left) if "总投资" in left else left
    if left in _COSTS and (whose := _COST_OF.match(place.right)):
        return whose["noun"] + left
    if token.unit == "CNY" and (funds := _allotted(left, place, memory.row[-1] if memory.row else "")):
        return funds
    if token.unit == "CNY" and (told := of_fund(left, memory.fund or fund_of(memory.last))):
        return told
    if memory.fund and left in _TAXES:
        return _TAXES[left]
    if token.unit == "CNY" and left.endswith(("级", "区", "直")) and (told := at_level(left, memory.whole_in("CNY"))):
        # （一）一般公共预算收入。分级次：市本级56亿元.
        return told
    if "预算" in memory.last and (told := at_stage(place.gap, memory.last)):
        return told
    if (token.unit or "") in SUFFIX and (work := _in_series(token, left, place)):
        return work
    if not place.first_in_clause and place.opening.startswith(_FOR) and (given := _GIVEN_TO.fullmatch(left)):
        left = given["deed"]
    if told := _by_its_words(token, left, place, memory) or _by_what_was_told(token, left, place, memory):
        return told
    if told := of_industry(left, memory.industry):
        return told
    left = other_side(other_side(left, memory.last), memory.whole)
    if _AIM.match(place.right):
        return left
    return _with_noun(left, place) or _completed(token, left, place, memory)


# 投资3.3亿元的机场快速路建成通车.
_COSTS = ("投资", "总投资", "计划投资", "计划总投资", "概算投资", "概算总投资")
_COST_OF = re.compile("的(?P<noun>[一-鿿“”]{3,14}?)(?=建成|开工|竣工|投[入产用]|进展|通车|启用|动工|正式|顺利|正在)")
# 一般公共预算收入完成177亿元，其中：税收119亿元.
_TAXES = {"税收": "税收收入", "非税": "非税收入"}
# 筹集1.9亿元，支持提升公共就业服务水平; 统筹资金16亿元，保障16个教育项目: what the money is for is told behind it.
_ALLOTS = re.compile(
    "(?:[市省区县]级|[市县区省]财政|全[市省区县]|累计|共)*(?:筹[集措]|统筹|下达|安排|落实|拨付|争取到?|整合|投入)(?:各[级类]|财政|专项|补助|上级)*(?:资金|经费)?"
)
_FOR_WHAT = re.compile(
    "(?:重点|全力|大力|主要|有效|用于)*(?:支持|推[进动]|保障|实施|开展|用于|加强|改善|落实|促进|建设|巩固|兑现|完善)(?:[市区县]区?)?(?P<what>(?![了的])[一-鿿“”、]{4,36}?)"
    "(?:等?(?:项目)?(?:建设|实施|发展|工作|开展))?(?=$|[，；。]|等)"
)


# 争取国家中医药传承创新发展示范项目，获中央奖补资金2亿元.
_WON = re.compile(
    "(?:争取|入选|申报|获批|列入|承担|纳入)(?:了|到)?(?P<what>[一-鿿“”、]{4,24}?(?:项目|试点|示范[区市县]|城市|工程|名单))$"
)
_GRANT = re.compile("获得?(?:中央|国家|省级?|上级|财政)*(?:专项|奖补|补助|奖励|扶持|支持)*资金")


def _allotted(left: str, place: Place, said: str) -> str:
    """Return what money is set aside for, with the deed: 提升公共就业服务水平筹集资金; else nothing."""
    if place.gap[:1] == "获" and _GRANT.fullmatch(left) and (won := _WON.search(said)):
        return won["what"] + left.removeprefix("获得").removeprefix("获")
    if not left or not _ALLOTS.fullmatch(left):
        return ""
    after = place.right.lstrip("，、") or place.following.lstrip("，、")
    found = _FOR_WHAT.match(after)
    return found["what"] + left + ("" if left.endswith(("资金", "经费")) else "资金") if found else ""


# 重点实施31.2公里农村公路、1.2万亩农田水利建设: each size stands before its own work.
_OWN_WORK = re.compile("(?P<work>[一-鿿“”]{2,16}?)(?:等[^，]{0,8})?(?=[、，。]|$|建设项目|项目)")
_DEED_ONLY = re.compile(
    "(?:[一二三四五六七八九十]是)?(?:[要将]|重点|全面|大力|加快|完成|推进|实施|确保|新建|改建|改造|建设|建成|铺设|启动|开工"
    "|治理|整治|新增|续建|修建|硬化)*"
)


def _in_series(token: Token, left: str, place: Place) -> str:
    """Return the work whose size stands before it in a series of such; else nothing."""
    first = place.first_in_clause and place.right.endswith("、") and bool(_DEED_ONLY.fullmatch(left))
    later = not place.first_in_clause and len(place.gap) > 2 and place.gap.endswith(("、", "和", "及"))
    found = _OWN_WORK.match(place.right) if first or later else None
    return found["work"] + SUFFIX[token.unit or ""] if found and not opens_with_move(place.right) else ""


def _by_its_words(token: Token, left: str, place: Place, memory: Memory) -> str:
    """Return the subject its clause names at once: an area, a size before its thing, what money is spent on."""
    alone = not left and place.first_in_clause and place.last_in_clause and not LANDMARK.match(place.right)
    if alone and _PLAIN_NOUN.fullmatch(place.right):
        return place.right
    if not left and place.first_in_clause and (work := _WORK.match(place.right)):
        return work["work"] + SUFFIX.get(token.unit or "", "")
    if left.endswith("面积") and _of_place(left, memory):
        return left
    if (dim := _DIMENSION.fullmatch(left)) and (whose := _WHOSE.match(place.rest)):
        return whose["noun"] + dim["dim"]
    sized = bare_noun(place.right) if not left and place.first_in_clause and place.right.startswith("的") else ""
    if token.unit in ("m2", "mu") and len(sized) > _SHORT:
        # 25万平方米的家居商业综合体开业.
        return sized + SUFFIX[token.unit]
    if memory.last and VERB_ONLY.match(left):
        return sibling(token, place, memory)
    if _SPENT.search(left) and len(left) <= 8 and (on := _SPENT_ON.match(place.right)):
        return on["what"] + left
    moves = len(left) >= 2 and opens_with_move(place.right) and not is_attribute(left) and not GENERIC.match(left)
    return left if moves else ""


def _of_place(left: str, memory: Memory) -> bool:
    """Say whether an area is that of a place, not of the divisions it was told to have."""
    return bool(_PLACE_AREA.fullmatch(left)) and (not memory.item_last or bool(_DIVISION.search(memory.item_last)))


def _by_what_was_told(token: Token, left: str, place: Place, memory: Memory) -> str:
    """Return a bare measure or deed with whose it is; empty where it is none or nobody was told of."""
    if owner := _owner(left, place, memory):
        return owner + attribute_of(left)
    bare = is_bare_measure(left) and bare_measure(left, memory)
    if bare and not place.right.startswith("的"):
        return bare
    if cases := of_cases(left, memory.things):
        return cases
    if is_bare_deed(left) and memory.last and memory.last_unit == token.unit:
        return left + thing_of(memory.last)
    if (deed := _DEED_OF.fullmatch(left)) and deed["deed"] in memory.matter:
        return memory.matter + SUFFIX.get(token.unit or "", "")
    if len(left) <= 4 and SET_AHEAD.search(memory.fresh):
        return left + memory.fresh
    return of_same_kind(left, memory.last) if memory.parts else ""


def bare_measure(left: str, memory: Memory) -> str:
    """Return a bare measure with whom it is of: what the item told of, the industry its sentence named.

    The value added of an output told just before is of the same industry, though an item has ended between them.
    """
    told = memory.last if memory.item_last or left.endswith("增加值") else ""
    owned = measure_of(left, told, memory.item_thing())
    industry = industry_of(memory.said) or _house_of(memory.said)
    return owned or (industry + left if industry and industry not in left else "")


# 政府投融资平台不断做大，资产总额达到100亿元.
_HOUSE = re.compile("(?:平台|企业|公司|园区|集团|机构|银行|主体|产业)$")


def _house_of(said: str) -> str:
    name = faring(said)
    return name if _HOUSE.search(name) else ""


def _with_noun(left: str, place: Place) -> str:
    """Return the words before with the noun they stand before: 投资2亿元的仓库; empty where none follows."""
    attribute = place.right.startswith("的") or not place.last_in_clause
    if attribute and is_attribute(left) and (whose := _WHOSE.match(place.right)) and len(whose["noun"]) >= 3:
        return left + whose["noun"]
    # 总投资120亿元的产业园、投资45亿元的电站: each its own.
    own = bare_noun(place.right.partition("、")[0]) if place.right.startswith("的") and "、" in place.right else ""
    right = bare_noun(place.rest) if attribute and not place.last_in_clause else bare_noun(place.right)
    right = own if len(own) > _SHORT else right
    if attribute and len(right) >= 2 and place.right[:1] not in ("，",) and len(left) <= 8:
        return joined(left, right)
    follows = place.right and not attribute and len(left) <= 4 and len(right) >= 2
    return joined(left, right) if follows and place.right[0] not in "已将正均" else ""


def _completed(token: Token, left: str, place: Place, memory: Memory) -> str:
    """Return words that stand alone, or what they need to: the whole they are part of, the topic."""
    if len(left) < 2:
        ahead = head_ahead(place.right, SUFFIX.get(token.unit or "", "")) if place.first_in_clause else ""
        return ahead or sibling(token, place, memory)
    part = memory.parts and not MEASURE_NOUN.search(left) and not left.endswith(("补助", "补贴"))
    if part and token.unit in ("m2", "mu") and len(left) >= 4:
        return left + "面积"
    if part and token.unit == memory.whole_unit and memory.whole:
        return left if _names_whole(left, memory.whole) else left + memory.whole
    if GENERIC.match(left) or is_attribute(left) or (len(left) <= 2 and memory.topic):
        return _generic(left, place, memory)
    return left


def _names_whole(left: str, whole: str) -> bool:
    """Say whether a part says what it is part of, by its own words."""
    ends = left[-2:] in whole or left[:2] == whole[:2] or (len(left) > 5 and left[-4:-2] in whole)
    return ends or len(left) > 8


# 临江市辖3县，总面积5200平方公里: the place's, not its divisions'.
_PLACE_AREA = re.compile("(?:总|区域|国土|辖区|行政区划?|幅员)面积")
_DIVISION = re.compile("(?:乡镇|[乡镇县区村]|街道|社区)数?$")
# 黄山市计划总投资: the place spends, its name is no part of what on.
_PLACED = re.compile("^[一-鿿]{2,3}[省市县区州](?=(?:计划)?总投资)")
# 为1467位80岁以上老年人发放高龄补贴176万元: to whom is told by their number and age.
_FOR = ("为", "给", "向", "对")
_GIVEN_TO = re.compile(r"(?=[^，、]*\d)[^，、]{3,18}?(?P<deed>(?:发放|提供|减免|落实|兑现|支付|拨付|办理)[^，]{2,12})")
# 这个长56米、高12米的大门将迁建: the thing its sizes stand before.
_DIMENSION = re.compile("(?:这|那|该)?[个座条栋]?(?P<dim>长|宽|高|深|厚|直径|跨[径度]|口径|净[宽高])")
_WHOSE = re.compile("的(?P<noun>[一-鿿“”]{2,12}?)(?=$|[，。]|已|将|正|由|被|按|从|在|是|横|矗|屹)")
# 建立3.9万亩蚕桑，3.5万亩茶叶.
_PLAIN_NOUN = re.compile("(?![以左上下增提占为是用支建纳的和])[一-鿿]{2,6}(?<![元以加看])")


# 240公里“畅通”工程、110公里道路改造…: works that open a sentence behind their length.
_WORK = re.compile(
    "(?P<work>[一-鿿“”]{2,14}?(?:工程|改造|建设|管网|道路|水渠|河道|堤防|基地))(?=[、，。和]|$|[已正将顺全]|建设|改造|项目)"
)
# 核桃、花椒等特色产业面积: the class is measured, not its examples.
_EXAMPLES = re.compile(f"(?P<deed>(?:{DEED_OF_LIST})?)[^，]*、[^，、]*等(?=[^，]{{4,}}$)")
# 推进居住建筑的节能改造，累计实施改造4.46亿平方米.
_DEED_OF = re.compile("(?:累计|已|共|全年)?(?:实施|完成)?(?P<deed>[一-鿿]{2})")


# Money opens a clause before what it is spent on: 投入5亿元，对21个小区进行改造.
_SPENT = re.compile("投[资入]|^安排$")
# 投资6亿元建设生态工程, 计划投资1亿元，大力实施水利工程: the work is named behind its cost.
_SPENT_ON = re.compile(
    r"(?:大力|加快|全面|主要|重点)*(?:用于|实施|进行|建设|新建|改扩建|扩建|改造|开展|推进|支持|为[^，\d]{2,10}?(?:配置|配备|购置|安装|更换|建设))(?P<what>(?![了的])[^，、\d]{4,20}?)"
    r"(?=$|[、，\d]|(?<=项目)建设$)"
)
_ABOUT_IT = re.compile("[，；]?(?:为|占|同比|比|较|增|下降|完成|是)")
# 达到20亿元的目标: the aim is no part of what is measured.
_AIM = re.compile("的?(?:目标|任务|计划|要求)")


def _owner(left: str, place: Place, memory: Memory) -> str:
    """Whose a bare measure is: the heading's 收入, each thing's 补贴, the 总投资 of the project after it."""
    thing = place.gap.startswith("、") or left.endswith("总投资")
    if memory.heading and BARE_MONEY.match(left) and not (thing and memory.item_thing()):
        return memory.heading
    if left.startswith("每"):
        return memory.thing
    return named_after(place.beyond) if place.right.startswith("的") else ""


# 教育基础设施投入不断加大。投资6349万元: in what the sentence before was about.
_INVESTED_IN = re.compile("(?:投入|投资|建设|设施|改造)$")


def _generic(left: str, place: Place, memory: Memory) -> str:
    if left in ("投资", "投入", "完成投资") and _INVESTED_IN.search(memory.about):
        return memory.about.removesuffix("投入").removesuffix("投资") + left
    if is_attribute(left) and place.gap.startswith("、") and memory.item_thing():
        # 谋划重点项目63个、总投资128亿元: of all that the count before tells.
        return memory.last + left
    if memory.topic or memory.item_last or memory.said or memory.entity or not place.following:
        return with_topic(left, memory)
    on = _SPENT_ON.match(place.following) if _SPENT.search(left) else None
    if on:
        return on["what"] + left
    spent_on = _SPENT.search(left) and not _ABOUT_IT.match(place.following)
    return left + bare_noun(place.following)[:14] if spent_on else left


def sibling(token: Token, place: Place, memory: Memory) -> str:
    """A second measure of the same thing: 6469处、95.78万平方米."""
    suffix = SUFFIX.get(token.unit or "", "")
    if memory.last and memory.last_kind == "share" and len(part := memory.last.partition("占")[0]) >= 2:
        # 增加值25亿元，占产值的6%，较2012年增加17亿元: the part did.
        return part
    if memory.last:
        return memory.last if MEASURE_NOUN.search(memory.last) else memory.last + suffix
    return (bare_noun(place.rest) or bare_noun(place.following))[:14] + suffix


def joined(left: str, right: str) -> str:
    return left + right if right not in left else left
