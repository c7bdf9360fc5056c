"""Hand the numbers of a list to the heads before them, one each: 出口、进口分别增长3%、4%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yihe.figures.incidents import harmed
from yihe.figures.measures import is_bare_measure, of_earner, stem_of
from yihe.figures.memory import Memory, Place
from yihe.figures.nouns import MEASURE_NOUN, SUFFIX_SHARED
from yihe.figures.phrases import JOINT, VERB_ONLY, clean, cut_comparison
from yihe.figures.things import RATE_OF_THINGS, thing_of


def distributed(place: Place, memory: Memory) -> str:
    """分别 hands the numbers of a list to the heads before them, one each."""
    before, each, after = place.opening.rpartition("分别")
    if each and (told := _each_named(before, after, place)):
        return told
    said = clean(cut_comparison(after)) if each else ""
    tail = "" if len(said) < 2 or VERB_ONLY.match(said) else said
    own = clean(cut_comparison(before if each else after)) + tail
    if told := _folded(own, place) or _of_class(own, place):
        return told
    heads = next((heads for heads in _members(own) if len(heads) == place.total), [])
    if heads:
        fronted = of_earner(heads) or _fronted(heads)
        tail, head = tail or ("" if fronted != heads else _shared_tail(heads)), fronted[place.index]
        whole = _WHOLE_MEASURE.search(head) or head.endswith((tail, "数", "额"))
        return harmed(head, "", memory.incident) or head + ("" if whole else tail)
    if told := _row_ended(own, place, memory.row) or _told_in_row(own, place, memory.row):
        return told
    if len(memory.listed) == place.total and (len(own) < 2 or VERB_ONLY.match(own)):
        return memory.listed[place.index]
    if len(memory.listed) == place.total and (own.startswith("占") or _EACH_HAS.fullmatch(own)):
        return memory.listed[place.index] + own
    if len(memory.levels) >= place.total and _OF_TASK.match(own):
        return memory.levels[-place.total :][place.index] + own
    if len(memory.listed) == place.total and _EACH_GETS.match(own):
        return memory.listed[place.index] + "补助标准"
    if len(memory.sequence) == place.total and (len(own) < 2 or VERB_ONLY.match(own)):
        return memory.sequence[place.index]
    if len(memory.levels) >= place.total and (len(own) < 2 or VERB_ONLY.match(own)):
        return memory.levels[-place.total :][place.index]
    if RATE_OF_THINGS.match(own) and len(memory.levels) >= place.total:
        # 已开工1896个、40万户，开工率分别为79%和87%.
        return thing_of(memory.levels[-place.total :][place.index]) + own
    return own if len(own) >= 2 and not VERB_ONLY.match(own) else ""


# 学历合格率分别为小学99.8%、初中98.6%: each names its own head before what is measured of all.
_RATE = re.compile("[^，]*?(?P<rate>[一-鿿]{2,8}(?:率|比例|比重|标准|价格))$")
_TO_BE = re.compile("^(?:是|为|达到?)+")


def _each_named(before: str, after: str, place: Place) -> str:
    rate = _RATE.match(before.strip())
    head = clean(_TO_BE.sub("", after) if place.index == 0 else place.gap) if rate and _TO_BE.match(after) else ""
    return head + clean(rate["rate"]) if rate and _LEAST <= len(head) <= _MOST else ""


# Characters of a head: 小学, 高中阶段.
_LEAST, _MOST = 2, 4
# 生产总值、财政收入: what is a measure by itself takes no other one's tail.
_WHOLE_MEASURE = re.compile("(?:总值|产值|增加值|收入|支出|投资|总额|零售额|余额|利润|税收)$")
# Words that name several heads in one: 城乡居民收入, 存贷款余额, 三次产业贡献率.
_FOLDED = (
    (re.compile("城乡"), ("城镇", "农村")),
    (re.compile("存、?贷款"), ("存款", "贷款")),
    (re.compile("男女"), ("男", "女")),
    (re.compile("(?:第?一、?第?二、?(?:和|及)?第?三次?|三次)产业"), ("第一产业", "第二产业", "第三产业")),
)


def _folded(own: str, place: Place) -> str:
    for words, heads in _FOLDED:
        found = words.search(own) if len(heads) == place.total else None
        if found and found.start() <= 8:
            return own[: found.start()] + heads[place.index] + own[found.end() :]
    return ""


# 软件业、制造业等重点行业投资分别增长 …: what is said of the class is said of each.
_CLASS = re.compile(
    r"(?P<heads>[^，]+、[^，]+)等[^，、]{0,4}(?:行业|产业|领域|企业|产品|地区|城市|品种|商品|市场|国家)(?P<what>[^，、]{0,10})"
)


def _of_class(own: str, place: Place) -> str:
    found = _CLASS.fullmatch(own)
    heads = found["heads"].split("、") if found else []
    return heads[place.index] + found["what"] if found and len(heads) == place.total else ""


# 股份制企业、外资企业增长较快，增速分别为7%、12%; 金属制品业，通用设备制造业，分别增长5%、6%.
_GOES = re.compile(
    "(?:同比)?(?:均|都|全部)?(?:保持|呈现?|增长|增势|产销|增速|发展|表现|运行|持续|继续|稳[步定]|快速|较快|实现).*$"
)


def _told_in_row(own: str, place: Place, row: list[str]) -> str:
    """Return one of the heads that the clauses before told, with what is measured of all; else nothing."""
    measure = own if is_bare_measure(own) else ""
    if place.total < _FEWEST or not row or (len(own) >= _FEWEST and not measure and not VERB_ONLY.match(own)):
        return ""
    heads = [clean(words) for words in row[-place.total :]]
    if len(heads) == place.total and all(head.endswith("业") for head in heads):
        return heads[place.index] + measure
    listed = clean(_GOES.sub("", row[-1].partition("等")[0]))
    heads = next((heads for heads in _members(listed) if len(heads) == place.total), [])
    if not heads:
        return ""
    if own in ("增幅", "增速", "涨幅", "降幅") and (last := _INDUSTRY_WITH.fullmatch(heads[-1])):
        return [*heads[:-1], last["head"]][place.index] + last["measure"]
    if _GOODS.search(row[-1]):
        return heads[place.index].removeprefix("其中") + (measure or "产量")
    return heads[place.index] + measure if all(_WHOSE.search(head) for head in heads) else ""


# …，金属制品业，专用设备制造业，电力、热力的生产和供应业增加值分别增长44%、13%、8%.
_INDUSTRY_WITH = re.compile(
    "(?P<head>[^，]{2,24}业)(?P<measure>增加值|总?产值|投资|(?:营业|主营业务|销售)收入|利润(?:总额)?|用电量?|零售额|销售额)"
)


def _row_ended(own: str, place: Place, row: list[str]) -> str:
    """Return one of the industries that the clauses before list and its own ends, with what is measured of all."""
    last = _INDUSTRY_WITH.fullmatch(own)
    before = [clean(words) for words in row[1 - place.total :]]
    if last is None or len(before) != place.total - 1 or not all(head.endswith("业") for head in before):
        return ""
    return [*before, last["head"]][place.index] + last["measure"]


_FEWEST = 2
# 虚拟现实设备、平板电脑等产品增势较好，分别增长627%、31%.
_GOODS = re.compile("等[一-鿿]{0,6}(?:产品|商品)(?:产量)?(?=保持|呈|增|产销|实现|快速|较快)")
_WHOSE = re.compile("(?:业|企业|产品|行业|地区|[市县区])$")


_EACH_HAS = re.compile(
    "(?:消费)?(?:(?:合同)?金额|价格|产量|销量|增加值|产值|投资|收入|零售额|营业收入|销售额|出口)(?:指数)?"
)
# 再就业3860人，困难人员就业1120人，分别完成年度任务的113%和112%.
_OF_TASK = re.compile("完成(?:年度|全年|年初)?(?:目标|任务|计划|预算)")
_EACH_GETS = re.compile(r"每[个家户人名项处](?:分别)?(?:给予|补助|奖励|补贴|奖补)")


def _members(own: str) -> Iterator[list[str]]:
    """Cut a list at all its joints, or only at its marks: 烟酒、交通和通信 are two or three."""
    whole = _CLASSES.sub(_joined, own) if "业" in own or "和" in own or "及" in own else own
    for joint in (JOINT, _LOOSE, _MARK):
        yield [head.translate(_PARTED) for head in joint.split(whole) if head]


# Names of the classes that statistics tell of hold joints themselves (industries: GB/T 4754-2017; consumption: the
# eight classes of the consumer price index).
_CLASSES = re.compile(
    "电力、热力(?:、燃气及水)?(?:的)?生产和供应业|计算机、通信和其他电子设备制造业|交通运输、仓储和邮政业|信息传输、软件和信息技术服务业|农、?林、?牧、?渔业"
    "|水利、环境和公共设施管理业|居民服务、修理和其他服务业|文化、体育和娱乐业|批发和零售业|住宿和餐饮业|租赁和商务服务业"
    "|科学研究和技术服务业|卫生和社会工作|公共管理、社会保障和社会组织"
    "|生活用品及服务|交通和?通信|教育文化和娱乐|其他用品(?:和|及)服务"
)
# Their joints are kept out of sight while a list is cut.
_HIDDEN = str.maketrans("、和及", "\ue000\ue001\ue002")
_PARTED = str.maketrans("\ue000\ue001\ue002", "、和及")


def _joined(found: re.Match[str]) -> str:
    return found.group().translate(_HIDDEN)


_LOOSE, _MARK = re.compile("、|和|与"), re.compile("、")
# What only says of which a measure is, and is none itself.
_WHICH = re.compile(
    r"^(?:第[一二三]|城[镇市乡]|[农乡]村|[省市区县境国]内|[省市境国]外|国际|本外|[东中西]部|公路|铁路|水路|民航|邮政|电信|小学|初中|高中|男性?|女性?|[进出]口|境[内外])$"
)


_MONEY = ("投资", "税收", "利润", "出口")
# 万元GDP建设用地、水耗、电耗: all are told per 10,000 yuan.
_PER = re.compile("(?:万元|单位)(?:GDP|地区生产总值|[^，、]{0,8}?增加值|[^，、]{0,6}?产值)|人均")


def _fronted(heads: list[str]) -> list[str]:
    """Put what the first head is of before short ones of its kind: 义务教育入学率、巩固率."""
    base = _PER.match(heads[0])
    if base and not any(_PER.match(head) for head in heads[1:]):
        return [heads[0], *(base.group() + head for head in heads[1:])]
    if all(is_bare_measure(head) or head in _MONEY for head in heads[1:]) and (stem := stem_of(heads[0])):
        return [heads[0], *(stem + head for head in heads[1:])]
    size = len(heads[1])
    short = all(3 <= len(head) <= 4 and head[-1] == "率" for head in heads[1:])
    if not short or heads[0][-1] != "率" or len(heads[0]) < size + 2:
        return heads
    front = heads[0][:-size]
    return [heads[0], *(front + head for head in heads[1:])]


# 城镇职工、城镇居民、农牧民医疗保险最高支付限额: what is told of the last persons is told of all.
_PERSONS = re.compile("(?:职工|居民|农牧民|农民|牧民|村民|学生|老人|儿童|人员|教师)$")
_OF_PERSONS = re.compile(f"{_PERSONS.pattern[:-1]}(?P<tail>[^，、的]{{4,}})$")
# 国家级、省级现代农业产业园分别为1个和4个.
_RANKED = re.compile("(?:国家|世界|部|省|市|区|县|州|地市|自治区|全国)级")
_OF_RANK = re.compile(f"{_RANKED.pattern}(?P<what>[一-鿿]{{2,16}})")
# 装备制造业、高新技术产业增加值占规模以上工业比重.
_SHARE_OF = re.compile("(?:增加值|产值|收入|投资|利润|税收|销售额|出口)占[^，、]{2,16}(?:比重|比例)$")
# 美术馆、历史文化街区的游客比例: what is said of the last is said of all.
_ATTRIBUTED = re.compile(r"的[^，、的]{2,8}$")


def _shared_tail(heads: list[str]) -> str:
    """What the last head of a list says for all: 城镇、农村居民收入, 邮政和电信业务收入."""
    size = len(heads[0])
    alike = size <= 3 and all(len(head) == size for head in heads[:-1]) and heads[0][-1] != heads[-1][-1]
    rest = heads[-1][size:] if alike and len(heads[-1]) > size + 2 else ""
    if rest and _WHICH.match(heads[0]):
        return rest
    if all(_RANKED.fullmatch(head) for head in heads[:-1]) and (kind := _OF_RANK.fullmatch(heads[-1])):
        return kind["what"]
    if whose := _OF_PERSONS.search(heads[-1]):
        return whose["tail"] if all(_PERSONS.search(head) for head in heads[:-1]) else ""
    if share := _SHARE_OF.search(heads[-1]):
        return share.group()
    if rest.endswith(("标准", "水平")):
        return rest
    shared = _ATTRIBUTED.search(heads[-1]) or SUFFIX_SHARED.search(heads[-1])
    return shared.group() if shared else rest if MEASURE_NOUN.search(rest) else ""
