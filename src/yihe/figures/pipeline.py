"""From a text to its figures: fold, scan, then give every number kind, period, scope and subject."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from yihe.figures.aims import is_to_come
from yihe.figures.anchor import Anchor, anchor_of
from yihe.figures.clauses import Clause, split_clauses
from yihe.figures.dating import time_of_claim
from yihe.figures.fold import Folded, fold
from yihe.figures.kinds import decide
from yihe.figures.layout import Layout
from yihe.figures.leading import Times
from yihe.figures.meaning import Meaning, Surroundings
from yihe.figures.memory import Memory, Place
from yihe.figures.model import Figure, Period
from yihe.figures.mood import plans_of
from yihe.figures.owners import counted_list, entity_of, matter_of, named_list, season, titled
from yihe.figures.periods import Calendar
from yihe.figures.phrases import agent_of, clean, cut_comparison, faring, head_of, names_who_told, topic_of
from yihe.figures.places import infer_place
from yihe.figures.ranking import of_ranked, ranked_by
from yihe.figures.ranks import among_whom, group_ranked
from yihe.figures.repeats import tie_repeats
from yihe.figures.reviews import review_of
from yihe.figures.scanner import scan_tokens
from yihe.figures.scope import named_scope, place_alone, without_place
from yihe.figures.spans import nth_year
from yihe.figures.standing import tells_of_works
from yihe.figures.subjects import name_subject, told_with_count
from yihe.figures.targets import demands, opens_target
from yihe.figures.timeline import Timeline
from yihe.figures.token import Token
from yihe.figures.told import times_named
from yihe.figures.whose import Whose

_TITLED = 120
# Two numbers after 分别 may be of two things.
_PAIR, _EACH = 2, re.compile("[^、]*(?<!年均)分别[^、]*")
_GROWS = re.compile("(?:同比)?(?:增长|下降)$")
_PARTS_OPEN = frozenset("其按分从")
_PARTS = re.compile(r"\s*(?:其中|按[^，]{1,8}分|分[^，]{1,6}看|从[^，]{1,8}看)")


def scan(
    text: str, *, release_date: date | None = None, names: Iterable[str] = (), place: str | None = None
) -> list[Figure]:
    """Read every number of an official Chinese text.

    Parameters
    ----------
    text
        The text as published; offsets of the result refer to it.
    release_date
        Anchor of relative times; inferred from the text, at least its year, where it is not given.
    names
        Names of the ledger's registers (projects, estates, roads) whose numerals are no claims.
    place
        Whose release it is; inferred where it is not given.

    Returns
    -------
    list of Figure
        In text order; names, dates and ordinals are there with ``claim=False``.
    """
    folded = fold(text)
    tokens = scan_tokens(folded.text, names)
    reader = Reader(text, folded, anchor_of(text, release_date), place or infer_place(text))
    return reader.read(split_clauses(folded.text, tokens))


class Reader:
    """Walks through the clauses of one text and remembers what was spoken of."""

    def __init__(self, text: str, folded: Folded, anchor: Anchor, place: str | None) -> None:
        self.text, self.folded, self.place = text, folded, place
        self.whose = Whose(folded.text, place)
        self.year = anchor.reported
        calendar = Calendar(anchor.release, anchor.reported, anchor.running, anchor.reach(folded.text))
        bulletin = "统计公报" in folded.text[:_TITLED]
        self.timeline = Timeline(calendar, works=tells_of_works(folded.text), bulletin=bulletin)
        self.plans = plans_of(folded.text, anchor)
        self.review = None if self.plans else review_of(folded.text, anchor)
        if self.review:
            self.timeline.begin_review(self.review.period)
        self.memory = Memory()
        self.item = self.sentence = self.paragraph = -1
        self.target = self.aims = self.based = False
        self.figures: list[Figure] = []
        # The brackets still to come, the next one last, and what was told before those that are open.
        self.brackets = [(found.start(), found.group() in _OPENING) for found in _BRACKETS.finditer(folded.text)][::-1]
        self.asides: list[tuple[tuple[str, ...], Period | None, Period | None]] = []
        self.headings: set[int] = set()

    def read(self, clauses: list[Clause]) -> list[Figure]:
        """Return the figures of all clauses."""
        for number, clause in enumerate(clauses):
            self._enter(clause)
            following = clauses[number + 1] if number + 1 < len(clauses) else None
            begun = len(self.figures)
            self._clause(clause, following)
            if clause.heading:
                self.memory.headlined |= self.memory.things
                self.headings.update(range(begun, len(self.figures)))
        return tie_repeats(self.figures, self.headings)

    def _enter(self, clause: Clause) -> None:
        if self.brackets and self.brackets[-1][0] < clause.start:
            self._brackets(clause.start)
        self.timeline.amid = clause.sentence == self.sentence
        if clause.sentence != self.sentence:
            self.sentence, self.target, self.based = clause.sentence, self.aims, False
            self.memory.new_sentence()
            self.whose.new_sentence(clause.start, clause.end)
            if not self.folded.text.startswith("其中", clause.start):
                self.timeline.new_sentence()
        if clause.paragraph != self.paragraph:
            self.asides = []
            if self.plans and clause.start >= self.plans.start:
                self.timeline.begin_plans(self.plans.period)
                self.plans = None
            if self.review and clause.start >= self.review.end:
                self.timeline.begin_review(self.timeline.usual)
                self.review = None
            self.paragraph, self.target = clause.paragraph, self.timeline.sections.planned
            self.whose.new_paragraph(clause.start)
            self.aims = self.target
            self.memory.new_paragraph()
            self.timeline.new_paragraph()
        if clause.item != self.item:
            self.item = clause.item
            self.memory.new_item()
            self.timeline.new_item()

    def _clause(self, clause: Clause, following: Clause | None) -> None:
        words = self.folded.text[clause.start : clause.end]
        times = times_named(self.timeline, words, clause)
        if words.lstrip()[:1] in _PARTS_OPEN and _PARTS.match(words):
            self.memory.parts = True
        plan_over = self.target and bool(_ENDS_PLAN.match(words))
        self.timeline.enter(words, times, clause, plan_over=plan_over)
        self.target, self.aims = self.target and not plan_over, self.aims and not plan_over
        self.whose.hear(words, heading=clause.heading)
        told = entity_of(words[:40])
        self.memory.entity = told or self.memory.entity
        if clause.tokens:
            self.memory.openings.append(words[: _first_claim(clause)][:80])
            self._numbers(clause, words, times, following)
        if words.endswith(("（其中", "(其中")):
            self.memory.parts = True
        if clause.mark == "：" and words.endswith("产量") and not clause.claims:
            self.memory.frame = clean(words)
        self.memory.end_clause(self._named(words, clause) if "、" in words else [])
        self.timeline.leave(words, times, clause)
        claims = clause.claims
        if claims:
            self.memory.row = []
        if clause.mark == "：" and claims and claims[-1].kind == "rank":
            self.memory.ranked_by = ranked_by(self.figures[-1].subject)
        if not claims:
            whole = clause.mark == "。" and not clause.heading and not self.timeline.amid
            self._said(words, told, heading=clause.heading, whole=whole)
        elif all(token.kind == "rank" for token in claims):
            # 东盟为第一大贸易伙伴，占外贸总值的14%: the rank is passed over, its holder is not.
            self.memory.agent = agent_of(clean(words[:80]))
        self.based = self.based or (("年" in words or "比" in words) and bool(_BASED.fullmatch(words)))
        planned = words.startswith("计划投") and self.timeline.of_year_to_come()
        if planned or opens_target(words, self.year) or (not claims and demands(words)):
            self.target = True
            self.aims = self.aims or bool(_AIMS.match(words))

    def _named(self, words: str, clause: Clause) -> list[str]:
        """Return the heads a clause lists: at its end, or before their own number."""
        claims = clause.claims
        if len(claims) == 1 and claims[0].unit in ("大", "类", "大类", "个") and isinstance(claims[0].value, Decimal):
            return counted_list(clean(words[: claims[0].start - clause.start][-80:]), int(claims[0].value))
        return named_list(words[-80:])

    def _said(self, words: str, entity: str, *, heading: bool, whole: bool) -> None:
        """Keep what a clause without figures sets for the ones after it; a `whole` one is its sentence's only one."""
        words = _COVERS.sub("", words) if "覆盖" in words else words
        memory, opening = self.memory, words[:80]
        memory.row.append(words[-80:])
        if words.endswith(("中", "看", "方面")):
            memory.frame = clean(words[-40:].removesuffix("方面").rstrip("中看")).removeprefix("从")
        said = clean(opening)
        memory.topic = entity or topic_of(opening) or memory.topic
        idle = _WHAT_IT_IS.match(said) or names_who_told(opening.lstrip())
        memory.said = season(opening) or ("" if idle else said[:16])
        memory.fresh = head_of(words[-60:]) if memory.said else ""
        if memory.entity and _OF_IT.match(said):
            memory.said, memory.fresh = memory.entity, ""
        memory.matter = matter_of(said)
        memory.agent = agent_of(said)
        if "年" in words and (begun := _BEGUN.match(words)):
            memory.said, memory.fresh = memory.entity if memory.entity.endswith(begun["name"]) else begun["name"], ""
        if "是" in words and (named := _ABOVE_ALL.fullmatch(words)):
            memory.last = named["name"]
        if "是指" in words and (meant := _MEANT.search(words)):
            entity = memory.entity = memory.topic = meant["name"]
        if "最" in words and (greatest := _GREATEST.search(words)):
            entity = memory.entity = greatest["name"] + greatest["kind"]
        if entity:
            memory.said, memory.fresh = entity, ""
        if whole:
            memory.lead = faring(said)
        memory.openings.append(opening)
        found = _HEADING.match(words) if words.lstrip()[:1] in _NUMBERS else None
        if found and not _SAYS.search(found["name"]):
            memory.heading = found["name"]
        if heading:
            memory.section = found["name"] if found else ""
            memory.titled = titled(words)

    def _numbers(self, clause: Clause, words: str, times: Times, following: Clause | None) -> None:
        before: Token | None = None
        last: Meaning | None = None
        more = self._rest(following) if following and following.item == clause.item else ""
        layout = Layout(self.folded.text, clause, more)
        said = words.strip()
        for number, token in enumerate(clause.tokens):
            if self.brackets and self.brackets[-1][0] < token.start:
                opens = self.brackets[-1][0] - clause.start
                self._brackets(token.start, self.timeline.at(times, opens, 0, words))
            begun = before.start - clause.start if before else 0
            period = self.timeline.at(times, token.start - clause.start, begun, words)
            left = layout.left(token)
            if not token.claim:
                scope = self.whose.of_silent(left)
                self.figures.append(self._made(token, Meaning(token.kind), "", said, scope, period))
                continue
            gap = layout.gap(token, before) if before else left
            tail = layout.tail(token)
            right = layout.right(token, number) if number + 1 < len(clause.tokens) else tail
            around = Surroundings(
                left, gap, right, tail, before, last, self.target, self.year, period,
                layout.ahead(token) if token.kind == "rank" else "", self.based, self.memory.last_kind,
            )  # fmt: skip
            last = self._claim(token, around, said, layout.place(token, around), period)
            before = token

    def _brackets(self, until: int, told_in_clause: Period | None = None) -> None:
        """Keep what was told before a bracket that opens, and go on with it where one closes."""
        while self.brackets and self.brackets[-1][0] < until:
            if self.brackets.pop()[1]:
                held = self.timeline.period
                self.asides.append((self.memory.told(), held, told_in_clause or held))
            elif self.asides:
                told, held, period = self.asides.pop()
                if told != self.memory.told():
                    if self.timeline.period is not held:
                        self.timeline.period = period
                    self.memory.go_on(told)

    def _rest(self, clause: Clause) -> str:
        claims = clause.claims
        rest = self.folded.text[claims[-1].end if claims else clause.start : clause.end]
        return rest or self.folded.text[clause.start : claims[0].start]

    def _claim(self, token: Token, around: Surroundings, words: str, place: Place, period: Period | None) -> Meaning:
        memory = self.memory
        meaning = decide(token, around)
        if around.gap.startswith(("(其中", "（其中")):
            memory.parts = True
        if meaning.kind == "rank":
            meaning.reference = among_whom(place.opening if place.total > 1 else around.gap)
        if period and meaning.kind == "level" and is_to_come(period, self.timeline.calendar.release):
            meaning.kind = "target"
        period = self._period(token, meaning, around, place, period)
        named_only = meaning.kind == "growth_yoy" and place_alone(_GROWS.sub("", around.gap), parts=True)
        # What the sentence counted in this unit before: a place alone before the number has a part of it.
        unit = token.unit or ""
        whole = memory.whole_in(unit) if meaning.kind == "level" else ""
        amid = memory.parts or bool(whole and token.unit == memory.last_unit)
        named = named_scope(around.gap, self.place, parts=amid) or ""
        subject = whole if whole and place_alone(around.gap, parts=amid) else ""
        subject = subject or (memory.last if named_only else "")
        group = group_ranked(place) if unit == "个" and meaning.kind == "level" else None
        if group:
            own, among, members = group
            subject, memory.ordered = among + members, (own, among)
        else:
            subject = subject or self._subject(token, meaning, place, named)
            memory.note(token, meaning, subject)
        if meaning.kind == "threshold":
            memory.limit = clean(around.left)[-8:] + self.folded.text[token.start : token.end]
        named, subject = self.whose.owner_in(subject, named)
        ranked = bool(memory.ranked_by)
        scope = self.whose.of_claim(meaning, around.left, subject, named, start=token.start, ranked=ranked)
        told = told_with_count(subject, token, meaning, place)
        if token.bound == "high" and self.figures and self.figures[-1].bound == "low":
            # 引进1-2家研发机构: the words after the second number are of both.
            self.figures[-1] = self.figures[-1]._replace(subject=told)
        self.figures.append(self._made(token, meaning, told, words, scope, period))
        return meaning

    def _period(
        self, token: Token, meaning: Meaning, around: Surroundings, place: Place, period: Period | None
    ) -> Period | None:
        alone = place.total > _PAIR and len(set(self.memory.listed)) != place.total
        if alone and _EACH.fullmatch(place.opening) and (own := nth_year(period, place.index, place.total)):
            # 2017—2021年产值分别为1亿元、2亿元…: one for each year.
            return own
        of_thing = bool(self.memory.entity) or (not self.memory.item_last and "计划总投资" in around.gap)
        told = self.memory.per + around.left[-40:] + self.folded.text[token.start : token.core_start]
        return time_of_claim(
            self.timeline, token, meaning, around.gap, period,
            words=told, tail=around.tail, following=place.following, of_thing=of_thing,
        )  # fmt: skip

    def _subject(self, token: Token, meaning: Meaning, place: Place, named: str) -> str:
        if named and self.memory.ranked_by:
            own = clean(cut_comparison(place.gap.partition(named)[2]))
            if ranked := of_ranked(own, self.memory.ranked_by, share=meaning.kind == "share"):
                return ranked
        return without_place(name_subject(token, meaning, place, self.memory), self.place)

    def _made(
        self, token: Token, meaning: Meaning, subject: str, words: str, scope: str | None, period: Period | None
    ) -> Figure:
        where, ends = self.folded.original, self.folded.original_end
        start, end = where(token.start), ends(token.end)
        core_start = start if token.core_start == token.start else where(token.core_start)
        core_end = end if token.core_end == token.end else ends(token.core_end)
        value, unit = (token.value, token.unit) if token.claim else (None, None)
        return Figure(
            self.text[start:end], start, end, self.text[core_start:core_end], core_start, core_end,
            value, unit, subject, meaning.kind, token.claim, token.hedge, period, scope,
            meaning.direction, meaning.reference, token.implied, None, token.rule, words, token.bound,
        )  # fmt: skip


_BRACKETS, _OPENING = re.compile("[()（）【】]"), "(（【"
_NUMBERS = frozenset("（(一二三四五六七八九十0123456789")
_HEADING = re.compile(
    # A section without brackets owns bare money only where money is what it is about: 3. 国有资本经营预算.
    r"\s*(?:[（(][一二三四五六七八九十\d]+[)）]"
    r"|[一二三四五六七八九十\d]{1,3}[、.．] ?(?=[^，]{0,12}(?:预算|基金|保险|收支|债务|经费)))"
    r"(?:全[市县区省])?(?P<name>[^，]{3,12}?)(?:预算|执行情况|情况|方面|工作)?$"
)
# （四）民生事业达到新水平 says how something went; money under it is not its own.
_SAYS = re.compile("达到|落实|推进|取得|迈上|提升|改善|增强|加快|加强|明显|显著|稳步|不断|持续|全面|深入|扎实")
# A list of aims goes on to the end of its paragraph: 主要预期目标是：….
_AIMS = re.compile(r".{0,24}(?:预期|奋斗|发展|总体|主要)(?:的主要)?目标(?:建议)?(?:[是为]|[：:]|$)")
# What is said of today ends what is said of a plan.
_ENDS_PLAN = re.compile(
    r"\s*(?:截至)?(?:目前|现已)|\s*截[至止]到?(?:\d|[一二三四五六七八九十]+月)|\s*(?:工作)?(?:完成|进展|落实|实施|推进|执行)情况$"
)


# 相比2015年，排放量下降24%: the clause sets what its sentence compares with.
_BASED = re.compile(
    r"\s*(?:相比于?|[与同]|[较比])(?:(?P<y>(?:19|20)\d\d)年(?:末|底|初|同期|[^，\d]{2,14}(?:的\d[\d.]*[万亿]?[人户])?(?=相比))?(?:相比|比)?"
    # 与节前一周比较，米价上涨4.3%.
    r"|(?:节前|平时|平日|往常|上周|前一周)[^，\d]{0,4}(?:相比|比较|比))"
)


# 项目西起滨河路: the one told of.
_OF_IT = re.compile(
    "(?:[该本])?(?:项目|工程|全线|线路|道路|路线|路段|大桥|隧道)(?:西起|东起|南起|北起|起[于自]|位于|计划|预计|总|全|共|由|按|采用|分)"
)
# 尤其是设备投资，势头良好，增长30%.
_ABOVE_ALL = re.compile(r"\s*(?:特别|尤其)是(?P<name>[^，]{2,12})")
# 其中“一纵”是指西部南北大通道，全长165公里.
_MEANT = re.compile("是指(?P<name>[一-鿿]{3,12})$")
# 新型农村合作医疗覆盖所有县，参合率达91%.
_COVERS = re.compile("(?<=[一-鿿]{4})(?:已经?|基本|实现|全面)*覆盖.*$")
# 这次开工的最大项目是恒昌陶瓷，总投资2亿元.
_GREATEST = re.compile(r"最大的?(?P<kind>项目|工程)(?:是|为)(?P<name>[一-鿿]{2,10})$")
# 大桥于2019年动工: of the bridge told of.
_BEGUN = re.compile(r"\s*(?P<name>[一-鿿]{2,8}?)[于自]\d{4}年")
# 是省城的中心城区，面积240平方公里: what a place is, not what is measured of it.
_WHAT_IT_IS = re.compile(
    "(?:[一-鿿]{2,4}[省市县区镇乡])?(?:[建设][市县区镇]$|是|因|属|位于|地处|隶属|东[邻接连]|西[邻接连]|南[邻接连]|北[邻接连]"
    "|[东西南北][起至到]|起于|止于|古称|素有|简称)"
)


def _first_claim(clause: Clause) -> int:
    """Where the words before the first number end; a size class before them (40万吨级码头) is one of them."""
    for token in clause.tokens:
        if token.claim and token.kind != "threshold":
            return token.start - clause.start
    return clause.end - clause.start
