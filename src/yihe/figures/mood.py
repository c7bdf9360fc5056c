"""Tell a text of plans from a report where no heading and no year does: by what it announces and how it speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from yihe.figures.anchor import Anchor
from yihe.figures.model import Period
from yihe.figures.spans import PLAN_YEARS, years_ahead

# 今后五年经济社会发展主要目标是：…, 今年政府工作的总体要求是….
_AIMS = re.compile(
    r"(?=[今未2新])(?:(?P<long>(?:今后|未来)(?:(?P<n>[三五])年|一个时期))|(?P<year>20\d\d)年|今年|新的一年)"
    r"[^。，\n]{0,22}(?:目标|指导思想|总体要求|思路|任务)(?:建议)?(?:是|为|[：:])"
)
# “十五五”时期要努力实现以下主要目标: said of years that are not over, it needs no other word of plans.
_PLAN_AIMS = re.compile(
    r"(?P<plan>十[一二三四五]?五)”?(?:时期|期间|末)?[^。，；\n]{0,24}(?:目标|任务)(?:建议)?(?:是|为|如下)?[：:。]"
)
# 主要预期目标是：…; 为实现上述目标，…: without a year they are of the running one.
_BARE_AIMS = re.compile(
    r"(?:^|\n)[^。\n，\d]{0,12}(?:预期|奋斗)(?:发展|增长)?(?:目标|指标)(?:是|为)?[：:]|(?:^|\n)\s*为?(?:确保|保证)?(?:实现|完成|达到)(?:上述|以上)(?:目标|任务|要求)"
)
# 经济社会发展主要预期目标是：… says enough where it names no run of years.
_AIMS_ARE = re.compile(
    r"\s*(?![^。\n，：:]{0,10}(?:[三五十]年|时期|期间|完成))[^。\n，\d]{0,12}预期(?:发展|增长)?[目指]标(?:是|为)[：:]"
)
# Most texts hold neither, which is sooner found than where lines begin.
_AIM_WORDS = re.compile("预期(?:发展|增长)?[目指]标|奋斗目标|(?:上述|以上)(?:目标|任务|要求)")
# 拟从以下十个方面开展工作, 2022年民生实事工作目标, 将在新一年里…: a list of deeds to come.
_PROMISES = re.compile(
    r"(?=[拟将计2今])(?:(?:拟|将|计划)(?:重点)?从(?:以下|如下)[^，。\n]{0,8}(?:方面|工作|任务)|将在新的?一年"
    # 2019年全市及市本级预算安排如下: all that follows is set for that year.
    r"|(?P<set>20\d\d)年[^，。\n]{0,14}(?:预算|收支|计划)(?:草案)?安排(?:情况)?(?:如下|：)"
    r"|(?:(?P<year>20\d\d)年|今年)[^，。\n]{0,6}(?:民生|惠民|为民|利民)[^，。\n]{0,4}(?:实事)?(?:工作)?(?:目标|计划|承诺|安排))"
)
# Only plans say these; reports too speed up (加快), improve (完善) and push on (推进).
_RESOLVED = (
    "力争(?!取)|确保|争取(?![^，。；]{0,24}(?:资金|债券|转移支付))|抓好|做好|办好|落实好|实施好|管好|用好|建设好|搞好|继续(?![保呈增上下领居位高低向])"
    "|要(?<![需主重只]要)(?=[加大坚着全抓推以把在进切认积深努强充严])|计划(?=[新投建完])"
)
_RESOLVES = re.compile(_RESOLVED)
# How plans speak, and how reports do; what both say (推进…, 实施…) counts little beside 力争 or 了.
_PLANS = re.compile(
    rf"{_RESOLVED}|进一步(?=[加完健推扩优深强提])|加大|(?<!有所)加快|探索|鼓励|(?<![元金]，)支持|推进|推行|完善|健全|努力|启动|扩大|加强"
)
_REPORTS = re.compile(
    r"了(?<![为除]了)(?![解结])|已|同比|比[上去]年|较[上去]年|上年|去年|增长\d|下降\d|成功|荣获|获[得评批国全省]|取得|得到|明显|显著|顺利"
    r"|被[评列授国省]|超额|突破|达到?\d|达到|位居|累计|先后|以来|完成投资|基本[建完]|全面完成|落成|投入使用|竣工"
    r"|通过.{0,8}验收|成效|实现.{0,6}\d|完成.{0,12}\d|位于|持平|比上月|较上月|态势"
)
# Deeds at the head of clauses, as both list them; reports hold some word of what came of them beside.
_DEEDS = re.compile(
    "推动|打造|培育|构建|(?<=[，。；、\n\u3000 ])(?:建设|建成|完成|新增|新建|实施|启动|开工|改造|引进|储备|筹集|全力"
    "|全面|深入|扎实|大力|积极|持续|高质量|高标准|统筹|优化|提升)"
)
_PUSHED_TO = re.compile("推动[^，。；]{0,20}(?:突破|达到)")
# Deeds less twice the results, in a hundred characters: plans at 1.8 and more, reports at 0.7 and less.
_DENSE, _MANY, _ENOUGH = 1.3, 10, 400
_FEWEST, _SHARE, _ANY = 3, 0.3, 4
_DONE = re.compile(r"了(?<![为除]了)(?![解结])|已|同比|上年|去年|截[至止]")
# Work reports of both kinds lie on either side of these: reports at 0.7 and less, plans at 1.2 and more.
_UNTOLD, _ANNOUNCED, _LEAST = 1.0, 0.6, 6
_ONLY, _EXCERPT, _SOME = 3.0, 3000, 2


@dataclass(frozen=True, slots=True)
class Plans:
    """From where on a text tells what is planned, and for which time."""

    start: int
    period: Period | None


def plans_of(text: str, anchor: Anchor) -> Plans | None:
    """Return where a text begins to tell plans that no heading announces; None for a report.

    Parameters
    ----------
    text
        The folded text.
    anchor
        Its day and years.
    """
    if "五" in text and (told := _aims_of_plan(text, anchor)):
        return told
    if found := _AIMS.search(text):
        start = text.rfind("\n", 0, found.start()) + 1
        if _words_of(text[start:]).plan(_ANNOUNCED):
            return Plans(start, _aimed_at(found, anchor))
    running = _year(anchor.running)
    if _AIM_WORDS.search(text) and (aims := _BARE_AIMS.search(text)):
        start = text.rfind("\n", 0, aims.end()) + 1
        if _AIMS_ARE.match(text, start) or _words_of(text[start:]).plan(_ANNOUNCED):
            return Plans(start, running)
    promised = _PROMISES.search(text)
    if promised and promised["set"] and int(promised["set"]) == anchor.running:
        return Plans(text.rfind("\n", 0, promised.start()) + 1, running)
    if promised and len(_DONE.findall(text)) <= 2:
        return Plans(0, _year(int(promised["year"]) if promised["year"] else anchor.running))
    if "安排" in text and _arranges(text):
        return Plans(0, running)
    return Plans(0, running) if not _tells_year(text, anchor) and _only_plans(text) else None


# 安排公用经费支出1.6亿元: a budget that sets sums one after the other and tells of none spent.
_ARRANGED = re.compile(r"安排[^，。；\n\d]{0,24}\d[\d.,]*(?:万|亿)?元")
_SPENT = re.compile("完成|拨付|下达|已|实际|决算|兑现|支付|累计|了(?<![为除]了)|去年|荣获|以来")
_SUMS, _PER_SPENT = 5, 3


def _arranges(text: str) -> bool:
    """Say whether a text without a heading is the part of a budget that sets what is to be spent."""
    sums = len(_ARRANGED.findall(text))
    return sums >= _SUMS and sums >= _PER_SPENT * len(_SPENT.findall(text))


def _tells_year(text: str, anchor: Anchor) -> bool:
    """Say whether a text names the year reported on for what was done in it: 2019年县级“三保”支出144亿元."""
    year = anchor.reported
    if year is None or year == anchor.running:
        return False
    return bool(re.search(rf"(?<![比较于到与—–~至-]){year}年(?![底末]|同期|相比|基础|水平|以来|以前|之前|工作)", text))


def _only_plans(text: str) -> bool:
    """Say whether a text that announces nothing tells of plans alone, by how it speaks."""
    words, excerpt = _words_of(text), len(text) <= _EXCERPT
    if excerpt and words.plan(_ONLY) and len(_RESOLVES.findall(text)) >= _SOME:
        # An excerpt that only sets tasks and reports nothing.
        return True
    if excerpt and words.reports <= _RESULTS * words.plans and _resolves_on_results(text):
        return True
    if words.plan(_UNTOLD) and words.resolves(text) and "年来" not in text:
        return True
    return excerpt and _lists_deeds(text, words)


# Tasks told as results are (达到46亿元，增长17%) are resolved on again and again, and nothing is told as done.
_RESOLVED_ON = re.compile(rf"(?!计划投)(?:{_RESOLVED})")
_OVER = re.compile(
    r"了(?<![为除]了)(?![解结])|已|同比|[上去]年|成功|荣获|获[得评批国全省]|取得|得到|明显|显著|顺利|被[评列授国省]|超额|位居"
    r"|累计|先后|以来|落成|投入使用|竣工|成效|位于|持平|态势|成立|截[至止]"
)
_OFTEN, _PER_OVER, _RESULTS = 5, 3, 2


def _resolves_on_results(text: str) -> bool:
    resolved = len(_RESOLVED_ON.findall(text))
    return resolved >= _OFTEN and resolved >= _PER_OVER * len(_OVER.findall(text))


def _aims_of_plan(text: str, anchor: Anchor) -> Plans | None:
    """Return where the aims of the state's plan begin that the running year belongs to."""
    for found in _PLAN_AIMS.finditer(text):
        first = PLAN_YEARS[found["plan"]]
        ahead = anchor.running is not None and first <= anchor.running <= first + _PLAN_LAST
        if ahead and _SETS.search(found.group()):
            period = Period(found["plan"] + "时期", date(first, 1, 1), date(first + _PLAN_LAST, 12, 31))
            return Plans(text.rfind("\n", 0, found.start()) + 1, period)
    return None


_SETS = re.compile("[要将]|努力|力争|以下|如下|主要|总体|预期|奋斗|提出")
_PLAN_LAST = 4


@dataclass(frozen=True, slots=True)
class _Words:
    """How many words of plans and of reports a text holds."""

    plans: int
    reports: int

    def plan(self, ratio: float) -> bool:
        """Say whether there are enough of the one beside the other."""
        return self.plans >= _LEAST and self.plans >= ratio * (self.reports + 1)

    def resolves(self, text: str) -> bool:
        """Say whether what a text is to do is resolved on, not told of."""
        return len(_RESOLVES.findall(text)) >= max(_FEWEST, _SHARE * self.plans)


def _words_of(text: str) -> _Words:
    plans = len(_PLANS.findall(text))
    # Where hardly any tells of plans, those of reports need no counting unless deeds are listed.
    counted = plans >= _ANY or (len(text) >= _ENOUGH and len(_DEEDS.findall(text)) >= _MANY)
    return _Words(plans, len(_REPORTS.findall(text)) if counted else len(text))


def _lists_deeds(text: str, words: _Words) -> bool:
    """Say whether a text without a heading only lists what is to be done."""
    if len(text) < _ENOUGH or words.reports > _DENSE * len(text) / 100:
        return False
    deeds = words.plans + len(_DEEDS.findall(text))
    results = words.reports - len(_PUSHED_TO.findall(text))
    return deeds >= _MANY and deeds - 2 * results >= _DENSE * len(text) / 100


def _aimed_at(found: re.Match[str], anchor: Anchor) -> Period | None:
    if not found["long"]:
        return _year(int(found["year"]) if found["year"] else anchor.running)
    if not found["n"]:
        return Period(found["long"], None, None)
    return years_ahead(found["long"], {"三": 3, "五": 5}[found["n"]], anchor.running, anchor.release)


def _year(year: int | None) -> Period | None:
    return Period(f"{year}年", date(year, 1, 1), date(year, 12, 31)) if year else None
