"""Keep the words around a number, and what the text spoke of before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from yihe.figures.budgets import fund_of, is_of_budget
from yihe.figures.incidents import incident_of
from yihe.figures.meaning import Meaning
from yihe.figures.owners import opened_with, season
from yihe.figures.things import thing_of
from yihe.figures.token import Token
from yihe.figures.wholes import industry_in, school_of

MEASURED = frozenset(
    {"CNY", "USD", "HKD", "EUR", "%", "‰", "倍", "pp", "t", "m2", "mu", "m", "m3", "kW", "kWh", "ratio", "L"}
)


# What they are told of stays the subject of the words after them.
_PASSING = frozenset({"rank", "threshold", "contribution"})
# 完成年初预算数2亿元的40%: the plan is named in passing.
_PLANS = ("预算", "计划", "任务", "目标", "数")
_PLAN_ITSELF = re.compile("(?:完成)?(?:年初|调整|年度|全年|变动)?(?:预算|计划|任务|目标)数?")
# What a completion is told of stays the subject: 为预算的47.9%，同比增支….
_OF_PLAN = re.compile("完成|占(?:年初|调整|变动|年度|全年|同期)?(?:预算|计划|任务|目标)比重$")

# 城镇居民每百户拥有彩色电视机105台，洗衣机102台.
_PER = re.compile(r".{0,8}每[百千万][户人](?:家庭|居民)?(?:年末)?(?:拥有|有)")


# One of these stands in every name of a school.
_OF_SCHOOLS = frozenset("学校教中幼研")
# 前者居全市首位，后者回升2个百分点.
_FORMER_OR_LATTER = re.compile("(?P<which>[前后])者")
_PAIR = 2


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
    last_kind: str = ""
    topic: str = ""
    # The thing a sentence of its own was about, for the item after it; what the item before it was about so.
    lead: str = ""
    about: str = ""
    item_last: str = ""
    said: str = ""
    fresh: str = ""
    agent: str = ""
    matter: str = ""
    whole: str = ""
    whole_unit: str | None = None
    parts: bool = False
    levels: list[str] = field(default_factory=list)
    rates: list[str] = field(default_factory=list)
    # What the item said the growth of, each once.
    grown: list[str] = field(default_factory=list)
    sequence: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    listing: list[str] = field(default_factory=list)
    by_unit: dict[str, str] = field(default_factory=dict)
    last_rank: str = ""
    # What the clause ranks and among whom, where it has counted these (居全省16个设区市).
    ordered: tuple[str, str] | None = None
    before_paragraph: str = ""
    before_last: str = ""
    thing: str = ""
    things: dict[str, str] = field(default_factory=dict)
    # The things the title counts, by their units: 今年新建改造公厕120座.
    headlined: dict[str, str] = field(default_factory=dict)
    heading: str = ""
    section: str = ""
    # By what the list of places of this paragraph is ordered.
    ranked_by: str = ""
    entity: str = ""
    titled: str = ""
    incident: str = ""
    limit: str = ""
    school: str = ""
    # Whose and per how many what is told next is: 城镇居民每百户拥有.
    per: str = ""
    # The budget whose 收入 or 支出 was told.
    fund: str = ""
    # What the parts told next are of (限额以上单位商品零售额中，粮油类…), and the industry a paragraph is about.
    frame: str = ""
    industry: str = ""
    # The clauses without figures since the last one.
    row: list[str] = field(default_factory=list)
    openings: list[str] = field(default_factory=list)
    last_unit: str | None = None
    level_unit: str | None = None
    names: list[str] = field(default_factory=list)
    wholes: dict[str, str] = field(default_factory=dict)

    def one_of_two(self, own: str) -> str:
        """Return which of the two told last 前者 or 后者 is; empty where the words name neither."""
        told = self.listed if len(self.listed) == _PAIR else self.sequence[-_PAIR:]
        which = _FORMER_OR_LATTER.match(own)
        if which is None or len(told) < _PAIR:
            return ""
        return told[-_PAIR if which["which"] == "前" else -1] + own[which.end() :]

    def whose(self) -> str:
        """Return whose a bare measure is: the owner the sentence names, else the thing it counted."""
        owners = (season(words) or opened_with(words) for words in reversed(self.openings))
        # 城中村改造方面 is a frame: whoever the sentence names within it comes first.
        topic = "" if self.topic.endswith("方面") else self.topic
        owner = topic or next((name for name in owners if name), "") or self.matter
        return owner or (self.thing if self.thing and self.thing in self.item_last else "")

    def whole_in(self, unit: str) -> str:
        """Return what was told in a unit before, of which a place alone has its part; else what the heading is of."""
        told = self.by_unit.get(unit) or self.wholes.get(unit, "")
        return told or (self.heading if unit == "CNY" and self.heading.endswith(("收入", "支出")) else "")

    def item_thing(self) -> str:
        """Return the thing the item counted last, where nothing was measured after it."""
        return self.thing if self.item_last and self.thing and self.last.endswith(self.thing) else ""

    def field_incident(self) -> str:
        """Return the incidents of the field an item is about, else those the paragraph counts."""
        return self.item_last if self.incident and self.item_last.endswith(self.incident) else self.incident

    def told(self) -> tuple[str, ...]:
        """Return what was told last, to go on with after words in brackets."""
        return self.last, self.before_last, self.last_kind, self.item_last, self.thing, self.last_unit or ""

    def go_on(self, told: tuple[str, ...]) -> None:
        """Go on with what was told before a bracket: 学历2.96万人（其中博士5910人），占41%."""
        self.last, self.before_last, self.last_kind, self.item_last, self.thing, unit = told
        self.last_unit, self.parts = unit or None, False

    def new_sentence(self) -> None:
        """Forget whose the bare measures were; what 其中 opened is over."""
        self.openings, self.parts, self.frame = [], False, ""

    def end_clause(self, names: list[str]) -> None:
        """Keep the heads a clause lists, or its subjects, for a list that follows (分别高于全省 …)."""
        self.names, self.limit, self.ordered = names or self.names, "", None
        if names:
            self.listed, self.listing = names, []
        elif self.listing:
            self.listed, self.listing = self.listing, []

    def new_item(self) -> None:
        """Forget the topic of the item before; the whole of the paragraph stays."""
        self.about, self.lead = self.lead, ""
        self.topic = self.item_last = self.said = self.fresh = self.matter = self.agent = ""
        self.names, self.openings, self.per = [], [], ""
        self.levels, self.rates, self.sequence, self.grown = [], [], [], []
        self.listed, self.row = [], []
        self.by_unit = {}

    def new_paragraph(self) -> None:
        """Forget everything but what the heading above tells of."""
        self.heading = self.section
        self.school = self.industry = ""
        self.thing = self.last_rank = self.incident = self.ranked_by = ""
        self.entity, self.titled = self.titled, ""
        self.level_unit = None
        self.before_paragraph = self.last or self.before_paragraph
        self.last, self.whole, self.whole_unit, self.parts = "", "", None, False
        self.by_unit, self.wholes, self.things = {}, {}, dict(self.headlined)
        self.fund = ""
        self.new_item()

    def note(self, token: Token, meaning: Meaning, subject: str) -> None:
        """Remember the subject of a claim for the clauses that only say how it changed."""
        self.last_unit, self.fresh = token.unit, ""
        self.agent = ""
        if meaning.kind == "rank":
            self.last_rank = subject
        if meaning.kind == "duration":
            # 粮食总产量连续三年超过250万吨: the output does.
            subject = subject.partition("连续")[0]
            if not subject or (self.last and subject.startswith(self.last)):
                return
        if subject.startswith("距") or (subject.endswith(_PLANS) and _PLAN_ITSELF.fullmatch(subject)):
            return
        if meaning.kind in _PASSING or (meaning.kind == "share" and _OF_PLAN.search(subject)):
            return
        if token.unit == "CNY":
            self.fund = fund_of(subject) or (self.fund if self.fund and is_of_budget(subject) else "")
        if not _OF_SCHOOLS.isdisjoint(subject):
            self.school = school_of(subject) or self.school
        if "每" in subject and (per := _PER.match(subject)):
            self.per = per.group()
        if "规" in subject:
            self.industry = industry_in(subject) or self.industry
        self.before_last, self.last = self.last, subject.removesuffix("增速")
        # A subject built on the topic is no topic for the next one: 项目占地, 项目年产值, 项目利税.
        if not self.item_last or not self.last.startswith(self.item_last):
            self.item_last = self.last
        if not self.listing or self.listing[-1] != self.last:
            self.listing.append(self.last)
        if meaning.kind == "share":
            self.rates.append(subject)
        if meaning.kind.startswith("growth") and self.grown[-1:] != [self.last]:
            self.grown.append(self.last)
        if meaning.kind in ("level", "target", "share"):
            self.sequence.append(subject)
        if not meaning.kind.startswith("pp_"):
            self.last_kind = meaning.kind
        if meaning.kind == "level":
            self.level_unit = token.unit
        if meaning.kind in ("level", "delta", "target"):
            # 收入由6520元增加到11860元 is one measure of those that 分别 goes through.
            moved = bool(self.levels) and self.levels[-1] == subject
            if not moved and (meaning.kind != "delta" or subject not in self.levels):
                self.levels.append(subject)
            if token.unit not in MEASURED:
                self.thing = self.things[token.unit or ""] = thing_of(subject)
                self.incident = self.incident or incident_of(subject)
            if not self.parts:
                self.wholes[token.unit or ""] = subject
            if not self.parts or token.unit not in self.by_unit:
                self.by_unit[token.unit or ""] = subject
            if not self.parts and token.unit in MEASURED:
                self.whole, self.whole_unit = subject, token.unit
