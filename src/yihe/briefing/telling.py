"""Words that tell one figure from its near twin: those that only the name has, and those that only the text has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from .likeness import plain

# Words by which statistics split a whole or choose a measure. A name and a subject that differ in
# one of them are near twins, never the same figure.
_FACETS = re.compile(
    r"进出口|进口|出口|城镇|乡村|农村|城市(?!更新)|城乡|公路|铁路|水路|航空|港口|客运|货运|周转|吞吐|固定(?!资产)|移动|宽带"
    r"|工业|农业|建筑业|服务业|制造业|第[一二三]产业|高技术|高新技术|战略性新兴|民间|国有|民营|外资|内资|规模以上|限额以上"
    r"|住宿|餐饮|批发|男|女|老年|儿童|幼儿园|小学|中学|高中|本科|硕士|博士"
    r"|国家级|省级|市级|区级|县级|街道|社区|省市三级|省市县|存量|新增|新建|改建|扩建|续建|在建|拟建"
    r"|首批|首期|第[一二三四五六七八九十]+[期批季]|平均|人均|户均|单位面积|每[家处户个人栋项]|最[大高长多小低短]"
    r"|总投资|计划投资|完成投资|到位资金|总量|增加值|总产值|营业收入|利润|税收|余额|贷款|存款"
    r"|入住|配租|租金|学位|摊位|车位|停车场|免费|有偿|共享|完成率|增速|排名|突破|破题|[十百千万]?亿级|[亿万]元以上"
)
# Words that say how far a thing has come: another stage is another figure.
_STAGES = re.compile(
    r"待|未|正在|改造|升级|逾期|超期|开工|复工|竣工|完工|投产|投用|停工|停滞|签约|落户|落地|发现|整治|拆除|排查|化解|解决|办结|受理|认定|立案|验收|评星|整修|维修|修缮|翻修|清理|治理|启用|引进|培育"
)
_SIZES = re.compile(r"((?:[0-9.]+|[十百千])[亿万])(?:元以上|级)")
# A clause that says so speaks of that batch only, even where the words stand away from the number.
_BATCHES = re.compile(r"首批|首期|第[一二三四五六七八九十]+[期批季]")
# Words of a name that the claim's own unit or the statement of any figure already says.
_SAID_ANYWAY = re.compile(
    r"数量|人数|户数|处数|个数|套数|场次|批数|总数|数|额|率|量|规模|涉及|情况|合计|总计|累计|比例|比重|占比|程度|时长|工作|方面|各|总(?!投资|量)|类别|大类|其|及|和|与|拥有|共有|投入|资金(?!缺口)|发行|年度"
)
_IDLE = frozenset("的了和与及在对为由以至是中上下年月日等将已并还又就向从把被让也均都又其之个位名家处项")
_OPEN_LIST = re.compile(r"、.*等$")
_SHORTEST = 2

BOTH_SIDES = 0.35
SUBJECT_FACET = 0.35
OTHER_SIZE = 0.6
FULLY_NAMED = 0.3
_NAME_ONLY = 0.12
_NAME_ONLY_EACH = 0.05
_NAME_FACET = 0.15
_EACH_CLAUSE_BACK = 0.02
_FARTHEST = 12
_FROM_AFTER = 0.12
_PROPER_NAME = 7
_STAGE_RUN = 4


@dataclass(frozen=True)
class Surroundings:
    """The words around a claim: its clause with the predicate that follows, the clauses before, the rest after.

    The nearest of the clauses before stands first.
    """

    clause: str = ""
    before: tuple[str, ...] = ()
    after: str = ""


NOTHING_AROUND = Surroundings()


@dataclass(frozen=True)
class Difference:
    """What a name and the words of a claim do not share.

    Attributes
    ----------
    missing
        Words of the name that stand nowhere in the sentence.
    before
        Words of the name that stand only in an earlier clause, with how many clauses back.
    after
        Words of the name that stand only in a later clause.
    extra
        Words of the subject that the name does not have.
    facets
        Words that split a whole, choose a measure or name a stage, and that only one of the two has.
    sizes
        Size classes of the subject where the name has others (50亿 against 10亿).
    """

    missing: tuple[str, ...]
    before: tuple[tuple[str, int], ...]
    after: tuple[str, ...]
    extra: tuple[str, ...]
    facets: tuple[str, ...]
    sizes: tuple[str, ...] = ()

    def adjusted(self, score: float) -> float:
        """The likeness with what tells the two apart taken off, or raised where the text names it in full."""
        if self.sizes:
            return score - OTHER_SIZE
        if self.extra and (self.missing or self.before or self.after) and not self._is_idle:
            return score - BOTH_SIDES
        score -= sum(_name_only(word) for word in self.missing) + _FROM_AFTER * bool(self.after)
        score -= sum(_EACH_CLAUSE_BACK * min(back, _FARTHEST) for _, back in self.before)
        if self.facets:
            return score - SUBJECT_FACET
        return score if self.missing or self.after else score + FULLY_NAMED * (1 - score)

    def narrows(self, own: str) -> bool:
        """Whether the subject opens with words that the name lacks: 跨境电商进出口 is a part of 进出口."""
        return any(len(word) >= _SHORTEST and own.startswith(word) for word in self.extra)

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
    own, called, clause = plain(subject), plain(name), plain(around.clause)
    lacking = [run for run in _left_over(called, own) if _SAID_ANYWAY.sub("", run)]
    # In a clause of 分别 the heads stand side by side: what is said of one is not said of the next.
    if "分别" not in around.clause:
        lacking = [run for run in lacking if not _stands_in(run, called, clause)]
    back = {run: _clauses_back(run, called, around.before) for run in lacking}
    after = tuple(run for run in lacking if not back[run] and _stands_in(run, called, plain(around.after)))
    missing = tuple(run for run in lacking if not back[run] and run not in after)
    extra = tuple(run for run in _left_over(own, called) if _SAID_ANYWAY.sub("", run).strip("".join(_IDLE)))
    before = tuple((run, n) for run, n in back.items() if n)
    facets = _facets(own, called, clause, " ".join(around.before))
    return Difference(missing, before, after, extra, facets, _other_size(subject, name))


def _clauses_back(run: str, name: str, before: tuple[str, ...]) -> int:
    """How many clauses before the claim the run stands; 0 where nowhere.

    One member of an open list (拆违空间、闲置土地等) says nothing of the whole.
    """
    told = ((n, clause) for n, clause in enumerate(before, 1) if not _OPEN_LIST.search(clause))
    return next((n for n, clause in told if _stands_in(run, name, plain(clause))), 0)


def _facets(own: str, called: str, clause: str, before: str) -> tuple[str, ...]:
    """Facets that only the subject or only the name has; inside a long run they belong to somebody's name."""
    of_own, of_name = set(_FACETS.findall(own)), set(_FACETS.findall(called))
    lost = of_name - of_own - set(_FACETS.findall(clause)) - set(_FACETS.findall(plain(before)))
    runs = _runs(own, called)
    gained = [
        found.group()
        for found in _FACETS.finditer(own)
        if found.group() not in of_name and any(_meet(found, run) and len(run[1]) <= _PROPER_NAME for run in runs)
    ]
    gained += [f for f in of_own - of_name if f in called and f not in gained]
    batches = [b for b in _BATCHES.findall(clause) if b not in called]
    stages = [f for _, run in runs if len(run) <= _STAGE_RUN and run in clause for f in _STAGES.findall(run)]
    return tuple(dict.fromkeys([*gained, *sorted(lost), *batches, *stages]))


def _other_size(subject: str, name: str) -> tuple[str, ...]:
    """Size classes of the subject where the name has others: 50亿元以上 against 10亿元以上."""
    said, meant = set(_SIZES.findall(subject)), set(_SIZES.findall(name))
    return tuple(sorted(said - meant)) if meant else ()


def _meet(found: re.Match[str], run: tuple[int, str]) -> bool:
    at, words = run
    return found.start() < at + len(words) and at < found.end()


def _left_over(text: str, other: str) -> list[str]:
    """Runs of `text` that no stretch of two or more characters shares with `other`."""
    return [run for _, run in _runs(text, other)]


@lru_cache(maxsize=65_536)
def _runs(text: str, other: str) -> tuple[tuple[int, str], ...]:
    """Those runs with where they begin."""
    shared = _pairs(other)
    if shared.isdisjoint(_pairs(text)):
        return ((0, text),) if text else ()
    covered = [False] * len(text)
    for n in range(len(text) - 1):
        if text[n : n + _SHORTEST] in shared:
            covered[n] = covered[n + 1] = True
    marks = "".join("x" if is_covered else "o" for is_covered in covered)
    return tuple((m.start(), text[m.start() : m.end()]) for m in re.finditer("o+", marks))


@lru_cache(maxsize=65_536)
def _pairs(text: str) -> frozenset[str]:
    """Every two neighbouring characters."""
    return frozenset(map("".join, pairwise(text)))


def _stands_in(run: str, name: str, text: str) -> bool:
    """Whether the run stands there, a single character together with its neighbour in the name."""
    if len(run) >= _SHORTEST:
        # Runs that are said anyway are never asked for: where no pair is shared, the run is left over as it is.
        return not _pairs(text).isdisjoint(_pairs(run)) and not [
            r for r in _left_over(run, text) if _SAID_ANYWAY.sub("", r)
        ]
    at = name.find(run)
    return any(pair in text for pair in (name[max(at - 1, 0) : at + 1], name[at : at + 2]) if len(pair) > 1)
