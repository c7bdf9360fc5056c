"""From a text to its figures: fold, scan, then give every number kind, period, scope and subject."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from operator import attrgetter, itemgetter

from yihe.figures.anchor import Anchor, anchor_of
from yihe.figures.clauses import Clause, split_clauses
from yihe.figures.fold import Folded, fold
from yihe.figures.kinds import Meaning, Surroundings, decide, opens_target
from yihe.figures.layout import Layout
from yihe.figures.memory import Memory, Place
from yihe.figures.model import Figure, Period
from yihe.figures.owners import matter_of, named_list, season
from yihe.figures.periods import Calendar, default_period, expressions
from yihe.figures.phrases import clean, head_of, topic_of
from yihe.figures.ranks import among_whom
from yihe.figures.repeats import tie_repeats
from yihe.figures.scanner import scan_tokens
from yihe.figures.scope import explicit_scope, infer_place, named_scope, without_place
from yihe.figures.subjects import name_subject, told_with_count
from yihe.figures.token import Token

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
        self.calendar = Calendar(anchor.release, anchor.reported, anchor.running)
        self.usual = default_period(self.calendar)
        self.period: Period | None = self.usual
        self.main_period: Period | None = self.usual
        self.memory = Memory()
        self.outer: Period | None = None
        self.paused: tuple[Period | None] | None = None
        self.opening, self.amid = True, False
        self.stated = False
        self.item = self.sentence = self.paragraph = -1
        self.target, self.untold, self.named = False, False, ""
        self.figures: list[Figure] = []
        self.headings: set[int] = set()

    def read(self, clauses: list[Clause]) -> list[Figure]:
        """Return the figures of all clauses."""
        for number, clause in enumerate(clauses):
            self._enter(clause)
            following = clauses[number + 1] if number + 1 < len(clauses) else None
            begun = len(self.figures)
            self._clause(clause, following)
            if clause.heading:
                self.headings.update(range(begun, len(self.figures)))
        return tie_repeats(self.figures, self.headings)

    def _enter(self, clause: Clause) -> None:
        self.amid = clause.sentence == self.sentence
        if clause.sentence != self.sentence:
            self.sentence, self.target = clause.sentence, False
            self.memory.new_sentence()
            if self.paused:
                self.period, self.paused = self.paused[0], None
        if clause.paragraph != self.paragraph:
            self.paragraph, self.opening = clause.paragraph, True
            self.memory.new_paragraph()
            if self.untold and self.main_period is None:
                # A time told after figures without one is theirs alone, not the text's.
                self.period = None
            self.period, self.outer, self.stated = self.outer or self.period, None, False
            self.untold = False
        if clause.item != self.item:
            self.item = clause.item
            self.memory.new_item()

    def _clause(self, clause: Clause, following: Clause | None) -> None:
        words = self.folded.text[clause.start : clause.end]
        times = [
            (at, self._of_that_year(one)) for at, one in _outside_claims(expressions(words, self.calendar), clause)
        ]
        if clause.heading:
            self.period = self.main_period
        if _PARTS.match(words):
            self.memory.parts = True
        if _ENDS_PLAN.match(words):
            # After a plan 目前 opens what has come of it; after what was done it is an aside.
            self.amid = self.amid and not self.target
            self.target = False
        if self.period is None and not times and any(token.claim for token in clause.tokens):
            self.untold = True
        if clause.tokens:
            self.memory.openings.append(words[: _first_claim(clause)][:80])
            self._numbers(clause, words, times, following)
        self._remain(times, words, clause)
        self.memory.end_clause(named_list(words[-80:]))
        if times and _leads(words, times[0][0]) and not _ONLY_A_DAY.fullmatch(words):
            self._carry(times[0][1])
        if not any(token.claim for token in clause.tokens):
            self.memory.topic = topic_of(words[:80]) or self.memory.topic
            self.memory.said = season(words[:80]) or clean(words[:80])[:16]
            self.memory.fresh, self.memory.matter = head_of(words[-60:]), matter_of(clean(words[:80]))
            self.memory.openings.append(words[:80])
            if found := _HEADING.match(words):
                self.memory.heading = found["name"]
        if self.opening and _STANDING.search(words):
            # What a place is and has stands in no window: 土地资源丰富，拥有耕地 ….
            self.outer, self.period = self.outer or self.period, None
        if opens_target(words, self.calendar.default_year):
            self.target = True
        self.opening = False

    def _of_that_year(self, period: Period) -> Period:
        """当年 is the year last spoken of: 2021年末结存 …，当年收益 …."""
        if period.text != "当年" or self.period is None or self.period.to is None:
            return period
        year = self.period.to.year
        return Period(period.text, date(year, 1, 1), date(year, 12, 31))

    def _carry(self, period: Period) -> None:
        """A time that opens a clause holds for what follows; the first one is the text's own."""
        if self._cumulates(period) or period.text == "年度":
            return
        if not self.opening and self._passing(period):
            self.paused = self.paused or (self.period,)
            self.period = period
            return
        if not _within(period, self.outer):
            # 目前 is no part of a window: it holds until another time is named.
            narrows = period.from_ != self.calendar.release and _within(period, self.period)
            self.outer = self.period if narrows else None
        self.period, self.stated = period, bool(period.from_)
        if self.main_period is None and period.from_ and _MAIN.search(period.text or ""):
            self.main_period = period

    def _remain(self, times: list[tuple[int, Period]], words: str, clause: Clause) -> None:
        """A window told within a clause (热线今年以来受理3万通，满意率…) holds to the end of the sentence."""
        inside = [one for at, one in times if not _leads(words, at) and _WINDOW.search(one.text or "")]
        if inside and any(token.claim for token in clause.tokens):
            self.paused = self.paused or (self.period,)
            self.period = inside[-1]

    def _passing(self, period: Period) -> bool:
        """In the midst of a paragraph a day is an event (10月3日达到峰值), and 累计 or a part an aside."""
        text = period.text or ""
        # 7月份…；1—7月平均…: the months up to a month's own are told beside it.
        beside = 0 < _length(self.period) <= 31 and self.period is not None and _inside(self.period, period)
        part = beside or (0 < _length(period) <= 0.85 * _length(self.period) and _inside(period, self.period))
        return bool(_A_DAY.fullmatch(text)) or text == "累计" or part or (self.amid and text == "目前")

    def _numbers(self, clause: Clause, words: str, times: list[tuple[int, Period]], following: Clause | None) -> None:
        before: Token | None = None
        last: Meaning | None = None
        more = self._rest(following) if following and following.item == clause.item else ""
        layout = Layout(self.folded.text, clause, more)
        said = words.strip()
        for number, token in enumerate(clause.tokens):
            begun = before.start - clause.start if before else 0
            period = self._period_at(times, token.start - clause.start, begun, words)
            left = layout.left(token)
            if not token.claim:
                scope = self._scope(token.kind, left)
                self.figures.append(self._made(token, Meaning(token.kind), "", said, scope, period))
                continue
            gap, right = layout.gap(token, before), layout.right(token, number)
            around = Surroundings(
                left, gap, right, layout.tail(token), before, last, self.target, self.calendar.default_year,
                _years_long(period),
            )  # fmt: skip
            last = self._claim(token, around, said, layout.place(token, gap, right), period)
            before = token

    def _period_at(self, times: list[tuple[int, Period]], position: int, before: int, words: str) -> Period | None:
        """The last time named before a number; one inside the clause holds for the next number only."""
        place = bisect_left(times, position, key=itemgetter(0))
        while place and self._cumulates(times[place - 1][1]):
            place -= 1
        if not place:
            return self.period
        at, period = times[place - 1]
        return period if at >= before or _leads(words, at) else self.period

    def _cumulates(self, period: Period) -> bool:
        """累计 counts within the time the paragraph states, or the text reports on."""
        return period.text == "累计" and bool(self.usual or self.stated)

    def _rest(self, clause: Clause) -> str:
        claims = [token for token in clause.tokens if token.claim]
        rest = self.folded.text[claims[-1].end if claims else clause.start : clause.end]
        return rest or self.folded.text[clause.start : claims[0].start]

    def _claim(self, token: Token, around: Surroundings, words: str, place: Place, period: Period | None) -> Meaning:
        meaning = decide(token, around)
        if meaning.kind == "rank":
            meaning.reference = among_whom(place.opening if place.total > 1 else around.gap)
        wider = self.paused[0] if self.paused else self.outer
        if meaning.kind == "target" and _OF_PLAN.search(around.gap) and _length(period) <= 366:
            period = _whole_year(period)
        if meaning.kind == "growth_avg" and _years_long(wider) and not _years_long(period):
            period = wider
        subject = without_place(name_subject(token, meaning, place, self.memory), self.place)
        self.memory.note(token, meaning, subject)
        if meaning.kind == "threshold":
            self.memory.limit = clean(around.left)[-8:] + self.folded.text[token.start : token.end]
        told = told_with_count(subject, token, meaning, place)
        self.named = named_scope(around.gap, self.place) or (self.named if subject.startswith(self.named) else "")
        scope = self.named or self._scope(meaning.kind, around.left)
        self.figures.append(self._made(token, meaning, told, words, scope, period))
        return meaning

    def _made(
        self, token: Token, meaning: Meaning, subject: str, words: str, scope: str | None, period: Period | None
    ) -> Figure:
        where, ends = self.folded.original, self.folded.original_end
        start, end = where(token.start), ends(token.end)
        core_start, core_end = where(token.core_start), ends(token.core_end)
        value, unit = (token.value, token.unit) if token.claim else (None, None)
        return Figure(
            self.text[start:end], start, end, self.text[core_start:core_end], core_start, core_end,
            value, unit, subject, meaning.kind, token.claim, token.hedge, period, scope,
            meaning.direction, meaning.reference, token.implied, None, token.rule, words,
        )  # fmt: skip

    def _scope(self, kind: str, left: str) -> str | None:
        """What a rank or a lead is taken against (居全市第1) is its reference, not its scope."""
        if kind in ("rank", "pp_above_avg", "pp_above_target", "ratio"):
            return self.place
        return explicit_scope(left) or self.place


_A_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日(?:\d{1,2}时(?:\d{1,2}分)?)?")
_WINDOW = re.compile("以来|至今")
_ONLY_A_DAY = re.compile(r"[\s（(]*\d{4}年\d{1,2}月\d{1,2}日[\s）)]*")
_HEADING = re.compile(
    r"\s*[（(][一二三四五六七八九十\d]+[)）](?:全[市县区省])?(?P<name>[^，]{3,12}?)(?:预算|情况|方面|工作)?$"
)
_STANDING = re.compile(
    r"(?:资源|区位|气候|物产|土壤|光照)[^，。]{0,4}(?:丰富|充裕|富集|优越|适宜|独特|得天独厚|宜人)|^\s*.{0,6}(?:地处|(?<!单)位于)(?![^，]*的)"
)
# What is said of today ends what is said of a plan.
_ENDS_PLAN = re.compile(r"\s*(?:截至)?(?:目前|现已)")


def _first_claim(clause: Clause) -> int:
    """Where the words before the first number end; a size class before them (40万吨级码头) is one of them."""
    for token in clause.tokens:
        if token.claim and token.kind != "threshold":
            return token.start - clause.start
    return clause.end - clause.start


# 计划投资5亿元 is planned for the year, whatever part of it has passed.
_OF_PLAN = re.compile(r"(?<!总)计划(?:完成)?(?:固定资产)?投资(?!总额)[^，]{0,3}$")


def _whole_year(period: Period | None) -> Period | None:
    if period is None or period.to is None:
        return period
    return Period(f"{period.to.year}年", date(period.to.year, 1, 1), date(period.to.year, 12, 31))


def _within(inner: Period, outer: Period | None) -> bool:
    """A day, a month or a year of a longer time (9月份 of 前三季度) holds no further than its paragraph."""
    return _inside(inner, outer) and any(_length(inner) <= days < _length(outer) for days in (0, 31, 366))


def _inside(inner: Period, outer: Period | None) -> bool:
    if outer is None or not (inner.from_ and inner.to and outer.from_ and outer.to):
        return False
    return outer.from_ <= inner.from_ and inner.to <= outer.to and _length(inner) < _length(outer)


def _length(period: Period | None) -> int:
    return (period.to - period.from_).days if period and period.to and period.from_ else 0


def _years_long(period: Period | None) -> bool:
    return bool(period and period.from_ and period.to and (period.to - period.from_).days > 366)


# The time a whole press text reports on; a single day or month is only an event.
_MAIN = re.compile(r"以来|上半年|季度|前.{1,2}个?月|全年|今年$|[—–\-~至到]")


def _outside_claims(times: list[tuple[int, Period]], clause: Clause) -> list[tuple[int, Period]]:
    """A length of time that is itself a claim (停滞近10年) dates nothing."""
    claims = [token for token in clause.tokens if token.claim]
    return [(at, period) for at, period in times if not _covered(claims, clause.start + at)]


def _covered(claims: list[Token], position: int) -> bool:
    place = bisect_right(claims, position, key=attrgetter("start"))
    return place > 0 and position < claims[place - 1].end


_LEADING = re.compile(
    r"[\s“”（(、·一二三四五六七八九十)）]*(?:其中|同时|预计|据统计|力争|确保|争取)?(?:自|从|到|在|截至|截止)?(?:(?!也|是|占|居|为)[一-鿿]{0,3}[省市区县国])?(?:自|从|在|截至)?"
)


def _leads(words: str, position: int) -> bool:
    """A time leads its clause when at most a place name stands before it: 我市上半年."""
    opening = _LEADING.match(words)
    return opening is not None and opening.end() >= position
