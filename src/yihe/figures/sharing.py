"""Know what a number shares with the ones before it in its clause or sentence: a verb, a measure, a head."""

from __future__ import annotations

import re

from yihe.figures.nouns import MEASURE_NOUN
from yihe.figures.phrases import VERB_ONLY, clean

_VERBS = (
    "实施|推进|落实|开展|举办|出台|新建|改建|扩建|改扩建|建成|建设|改造|修缮|提升|新增|创建|培育|引进|整治|修复|治理|打造|布设|设置|设立|成立|组建|培训|认定"
    "|除险加固|加固|疏浚|维修|种植|栽植|硬化|铺设|敷设|架设|评选|表彰|慰问|救助|发放|捐赠|采购|购置|更新|更换|安装|加装|清理|清运|拆除|排查|检查|查处|收缴|没收|审结|受理|配备|投放|投入|出动|派出|调集|调拨|动用|抽调|调派"
)
_OPENING_VERB = re.compile(
    rf"^(?:已|共|累计|新|先后|全年|提前|精准|全面|加快|大力|深入|扎实)*(?P<verb>(?:(?:{_VERBS})、?)+)"
)


_MIDDLE_VERB = re.compile(r"^(?P<verb>[^，]{2,12}?(?:支持|惠及|覆盖|带动|吸纳|配备))")


def shared_verb(opening: str, gap: str, left: str) -> str:
    """Return the verb the first member of a list says for all: 新建中小学31所、幼儿园18所."""
    if not gap.lstrip().startswith(("、", "和", "及")):
        return ""
    said = clean(opening)
    found = _OPENING_VERB.match(said) or _MIDDLE_VERB.match(said)
    return found["verb"] if found and not left.startswith(found["verb"]) else ""


_MEASURES = (
    "时间",
    "时长",
    "周期",
    "面积",
    "价格",
    "工资",
    "标准",
    "补贴",
    "收入",
    "距离",
    "成本",
    "学费",
    "利率",
    "密度",
    "浓度",
)
# 达到大型养殖场标准的64户 sets no standard.
_UP_TO = re.compile("(?:达到|符合|低于|高于)[^，]*标准$")
# 年产红枣, 年供猪苗 and what ends in a measure are no bare heads.
_YIELDS = re.compile("[率量额费税值出入资金款数润利债]$|年[产供]")
_POPULATION = re.compile(r"^[^，、]{2,5}$")


def parallel(own: str, last: str, same_unit: bool) -> str:
    """Return the measure of the head before for a bare second head: 小学…完成时间60分钟，初中90分钟."""
    if not same_unit or own.endswith(("结余", "结转")) or not last.endswith(_MEASURES) or _UP_TO.search(last):
        return ""
    bare = _POPULATION.match(own) and not (own.endswith(_MEASURES) or _YIELDS.search(own))
    if not bare or VERB_ONLY.match(own):
        return ""
    at = last.find(own[-2:])
    return own + last[at + 2 :] if at >= 0 else own + last


_GRADES = re.compile(r"^(?:、|，)?(?:共)?分(?:为|成|别为)?$")
_GRADED = re.compile(r"[两二三四五六七八九\d](?:档|级|个档次|个等级|个标准)")


def graded(opening: str, tail: str, last: str) -> str:
    """Return what the grades of a list are grades of: 标准为2,300元，分1,500元、3,100元两档."""
    return last if last and "分" in opening and _GRADES.match(opening.strip()) and _GRADED.search(tail) else ""


_ELSEWHERE = re.compile(r"^(?:向|赴|来自|到|去往|通过|经由)[^，]{2,10}$")


def among_these(own: str, whole: str) -> str:
    """Return a part that does not name its whole: 转移劳动力…，其中向省外输出; 观众…，其中外地观众."""
    if not whole:
        return ""
    if _ELSEWHERE.match(own) or (own.endswith(("产品", "车型", "品种")) and own[-_TWO:] not in whole):
        return own + whole
    if len(own) < 4 or own[-2:] != whole[-2:]:
        return ""
    verb = _OPENING_VERB.match(whole)
    if verb is None and (front := _FRONT.match(whole)) and whole.endswith(own[-_TWO:]):
        # 劳务协作输转劳动力6788人，其中脱贫劳动力4914人.
        return front["what"] + own
    return (verb["verb"] if verb and not own.startswith(verb["verb"]) else "") + own


_TWO = 2
_FRONT = re.compile("(?P<what>[一-鿿]{2,10}?(?:输转|转移|培训|救助|帮扶|安置|招收|录用|引进|聘用))(?=[一-鿿]{2,6}$)")
_FEW = re.compile(r"^(?P<heads>[^，]*[^，、]{2,}、[^，、]{2,})$")


def attribute_of_list(opening: str, own: str) -> str:
    """Return whose an attribute after a counted list is: 健身、美容、教育培训3个行业占比."""
    found = _FEW.match(clean(opening))
    return found["heads"] + own if found and len(own) <= 6 and not found["heads"].endswith("等") else ""


_HEAD_NOUN = re.compile(r"^(?P<noun>[一-鿿“”]{3,14}?)(?:中|已|均|全部|实现|完成|全面|达到|达|突破|超过|$)")


def head_ahead(right: str, unit_noun: str) -> str:
    """Return the subject of a measure whose noun follows it at once: 1.2万亩高产示范方亩产突破…."""
    found = _HEAD_NOUN.match(right)
    return found["noun"] + unit_noun if found else ""


_GRADE = re.compile(r"^(?:国家|省|市|县|区|州)级$")
_GRADED_HEAD = re.compile(
    r"^(?:新?认定|新?评定|新增|新建|建成|创建|累计|组织|申报|实施|获批|获得)*"
    r"(?:各级(?:各类)?|国家级?|省级?|市级?|县级?|区级?)(?=[一-鿿]{3})"
)


def of_grade(own: str, whole: str) -> str:
    """Return a bare grade with what is graded: 国家现代农业产业园8个，省级52个."""
    rest = _GRADED_HEAD.sub("", whole)
    return own + rest if _GRADE.match(own) and rest != whole else ""


_CLASS_OF = re.compile(
    "(?:[A-Z]{1,4}|[一二三四五特甲乙丙]|[一二三四五]星)[级类等]"
    "|(?:创新|基础|系统|辖区|市区|县域|[省市县区境]) ?[层内外]"
)


def of_class(own: str, whole: str) -> str:
    """Return a class with what is of it: 信用企业9339家，其中AAA级402家 → AAA级信用企业."""
    if not _CLASS_OF.fullmatch(own) or not whole or own in whole:
        return ""
    verb = _OPENING_VERB.match(whole)
    return (verb["verb"] + own + whole[verb.end() :]) if verb else own + whole


def of_same_kind(own: str, whole: str) -> str:
    """Return a part of a kind with what was measured of the kind: 医院病床使用率79%，其中公立医院86%."""
    if MEASURE_NOUN.search(own) or "占" in whole or _UP_TO.search(whole) or _YIELDS.search(own):
        return ""
    for size in range(min(6, len(own) - 1), 1, -1):
        at = whole.find(own[-size:])
        if 0 <= at <= 6 and len(whole) > at + size + 1:
            return own + whole[at + size :]
    return ""
