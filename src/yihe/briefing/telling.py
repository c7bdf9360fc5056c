"""Words that tell one figure from its near twin: those that only the name has, and those that only the text has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .likeness import plain

# Words by which statistics split a whole or choose a measure. A name and a subject that differ in
# one of them are near twins, never the same figure.
_FACETS = re.compile(
    r"进出口|进口|出口|城镇|乡村|农村|城市(?!更新)|城乡|公路|铁路|水路|航空|港口|客运|货运|固定(?!资产)|移动|宽带"
    r"|工业|农业|建筑业|服务业|制造业|第[一二三]产业|高技术|高新技术|战略性新兴|民间|国有|民营|外资|内资|规模以上|限额以上"
    r"|住宿|餐饮|批发|男|女|老年|儿童|幼儿园|小学|中学|高中|本科|硕士|博士"
    r"|国家级|省级|市级|区级|县级|街道|社区|省市三级|省市县|存量|新增|新建|改建|扩建|续建|在建|拟建"
    r"|首批|首期|第[一二三四五六七八九十]+[期批季]|平均|人均|户均|单位面积|每[家处户个人栋项]|最[大高长多小低短]"
    r"|总投资|计划投资|完成投资|到位资金|总量|增加值|总产值|营业收入|利润|税收|余额|贷款|存款"
    r"|入住|配租|租金|学位|摊位|车位|停车场|免费|有偿|共享|完成率|增速|排名|突破|破题|破冰|类别|大类"
)
# Words that say how far a thing has come: another stage is another figure.
_STAGES = re.compile(
    r"待|未|逾期|超期|开工|复工|竣工|完工|投产|投用|停工|停滞|签约|落户|落地|发现|整治|拆除|排查|化解|解决|办结|受理|认定|立案|验收|评星"
)
# Words of a name that the claim's own unit or the statement of any figure already says.
_SAID_ANYWAY = re.compile(
    r"数量|人数|户数|处数|个数|套数|场次|批数|总数|数|额|率|量|规模|涉及|情况|合计|总计|累计|比例|比重|占比|程度|时长|工作|方面|各|总(?!投资|量)|类别|大类|其|及|和|与|拥有|共有|投入|资金(?!缺口)|发行|年度"
)
_IDLE = frozenset("的了和与及在对为由以至是中上下年月日等将已并还又就向从把被让也均都又其之个位名家处项")
_SHORTEST = 2

BOTH_SIDES = 0.35
SUBJECT_FACET = 0.35
FULLY_NAMED = 0.3
_NAME_ONLY = 0.12
_NAME_ONLY_EACH = 0.05
_NAME_FACET = 0.15
_FROM_BEFORE = 0.03
_FROM_AFTER = 0.08
_PROPER_NAME = 6
_STAGE_RUN = 4


@dataclass(frozen=True)
class Surroundings:
    """The words around a claim: its clause, and what the sentence says before and after."""

    clause: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """What a name and the words of a claim do not share.

    Attributes
    ----------
    missing
        Words of the name that stand nowhere in the sentence.
    before, after
        Words of the name that stand only in an earlier or only in a later clause.
    extra
        Words of the subject that the name does not have.
    facets
        Words of the subject, not of the name, that split a whole, choose a measure or name a stage.
    """

    missing: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    extra: tuple[str, ...]
    facets: tuple[str, ...]

    def adjusted(self, score: float) -> float:
        """The likeness with what tells the two apart taken off, or raised where the text names it in full."""
        if self.extra and (self.missing or self.before or self.after) and not self._is_idle:
            return score - BOTH_SIDES
        score -= sum(_name_only(word) for word in self.missing)
        score -= _FROM_BEFORE * len(self.before) + _FROM_AFTER * len(self.after)
        if self.facets:
            return score - SUBJECT_FACET
        return score if self.missing else score + FULLY_NAMED * (1 - score)

    @property
    def _is_idle(self) -> bool:
        """Single characters left over by the cut are no words."""
        return not self.missing and not self.facets and all(len(word) < _SHORTEST for word in self.extra)


def _name_only(word: str) -> float:
    facet = _NAME_FACET if _FACETS.search(word) or _STAGES.search(word) else 0.0
    return _NAME_ONLY + _NAME_ONLY_EACH * min(len(word), 4) + facet


@lru_cache(maxsize=65_536)
def difference(subject: str, name: str, around: Surroundings) -> Difference:
    """Compare a claim's words with an indicator's name.

    Parameters
    ----------
    subject
        What the claim counts, as extracted.
    name
        One name of the indicator.
    around
        A word of the name may stand there.
    """
    own, called = plain(subject), plain(name)
    lacking = [run for run in _left_over(called, own) if _SAID_ANYWAY.sub("", run)]
    lacking = [run for run in lacking if not _stands_in(run, called, plain(around.clause))]
    before = tuple(run for run in lacking if _stands_in(run, called, plain(around.before)))
    after = tuple(run for run in lacking if run not in before and _stands_in(run, called, plain(around.after)))
    missing = tuple(run for run in lacking if run not in before and run not in after)
    extra = tuple(run for run in _left_over(own, called) if _SAID_ANYWAY.sub("", run).strip("".join(_IDLE)))
    return Difference(missing, before, after, extra, _facets(own, called, extra))


def _facets(own: str, called: str, extra: tuple[str, ...]) -> tuple[str, ...]:
    """Facets of the subject that the name lacks; inside a long run they belong to somebody's name."""
    known = set(_FACETS.findall(called))
    short = "，".join(run for run in extra if len(run) <= _PROPER_NAME)
    whole = [f for f in _FACETS.findall(own) if f not in known and (f in short or f in called)]
    stages = [f for run in extra if len(run) <= _STAGE_RUN for f in _STAGES.findall(run)]
    return tuple(dict.fromkeys(whole + stages))


def _left_over(text: str, other: str) -> list[str]:
    """Runs of `text` that no stretch of two or more characters shares with `other`."""
    covered = [False] * len(text)
    for n in range(len(text) - 1):
        if text[n : n + _SHORTEST] in other:
            covered[n] = covered[n + 1] = True
    runs, run = [], ""
    for character, is_covered in zip(text, covered, strict=True):
        if not is_covered:
            run += character
        elif run:
            runs.append(run)
            run = ""
    return [*runs, run] if run else runs


def _stands_in(run: str, name: str, text: str) -> bool:
    """Whether the run stands there, a single character together with its neighbour in the name."""
    if len(run) >= _SHORTEST:
        return not [r for r in _left_over(run, text) if _SAID_ANYWAY.sub("", r)]
    at = name.find(run)
    return any(pair in text for pair in (name[max(at - 1, 0) : at + 1], name[at : at + 2]) if len(pair) > 1)
