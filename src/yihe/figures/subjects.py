"""Say what a number counts: words of its clause, inherited where the clause only says how it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yihe.figures.incidents import harmed, within_field
from yihe.figures.kinds import Meaning
from yihe.figures.memory import MEASURED, Memory, Place
from yihe.figures.nouns import (
    BARE_MONEY,
    CLASSIFIED,
    COUNTED,
    GENERIC,
    LANDMARKS,
    LISTED_NAMES,
    MEASURE_NOUN,
    SUFFIX,
    SUFFIX_SHARED,
    VERB_START,
)
from yihe.figures.owners import is_bare, matter_of, of_action, owned, share_of_what_follows, together
from yihe.figures.phrases import JOINT, VERB_ONLY, bare_noun, clean, cut_comparison
from yihe.figures.sharing import among_these, attribute_of_list, graded, head_ahead, parallel, shared_verb
from yihe.figures.things import (
    BARE_DEED,
    RATE_OF_THINGS,
    WITHIN,
    named_after,
    other_side,
    part_of_things,
    shared_per_head,
    thing_of,
)
from yihe.figures.token import Token

_ORDER = re.compile(
    r"(?:居|位居|稳居|排名|名列|位列|列|跻身|进入|保持|处于|位于|跃居|升至|排在?|位次|在)(?P<among>[^，]*)$"
)


def name_subject(token: Token, meaning: Meaning, place: Place, memory: Memory) -> str:
    """Return the subject of one claim, complete enough to stand alone."""
    if _MOVES.match(place.gap) and memory.last:
        return (memory.last_rank if meaning.kind == "rank" else "") or memory.last
    if meaning.kind == "contribution":
        own = clean(place.gap)
        return _with_topic(own, memory) if own.startswith(("拉动", "带动", "贡献")) else own
    if meaning.kind == "rank":
        return _ranked(place, memory)
    if meaning.kind.startswith(("growth", "pp")) or meaning.kind in ("contribution", "ratio", "share"):
        return _changed(meaning, place, memory)
    if meaning.kind == "threshold":
        return _limited(place, memory)
    if token.unit in ("%", "‰", "倍"):
        return _changed(meaning, place, memory)
    own = _counted(token, place, memory)
    return of_action(shared_per_head(place.opening, place.gap) + own, memory.said)


def told_with_count(subject: str, token: Token, meaning: Meaning, place: Place) -> str:
    """Say what kind of count a bare deed is, for who reads it alone: 入住 → 入住户数."""
    bare = meaning.kind in ("level", "target") and not place.right and len(subject) >= 2
    if bare and token.unit in ("mu", "m2") and len(subject) <= 8 and not MEASURE_NOUN.search(subject):
        return subject + "面积"
    counted = bare and len(subject) <= 4 and token.unit in COUNTED and token.unit not in subject
    return f"{subject}{token.unit}数" if counted else subject


# The second end of a move: 由306项精简到198项.
_MOVES = re.compile(
    r"(?:提高|提升|增加|增长|精简|压减|压缩|扩大|下降|减少|降低|降|升|调整|优化|缩短|缩小|上升|回落|延长|拓展|发展|壮大|跃升|增)(?:到|至|为)了?(?:[^，]{0,6}(?:年|月|末|底)的?)?$"
)


def _limited(place: Place, memory: Memory) -> str:
    own = clean(place.gap)
    if not own and not place.right:
        return memory.last + "门槛"
    head = memory.last if re.search(r"成为|、|是", own) else own
    return head + bare_noun(place.right or place.rest) + "门槛"


def _ranked(place: Place, memory: Memory) -> str:
    if place.total > 1:
        return f"{_distributed(place, memory) or memory.last}{among_whom(place.opening) or ''}排名"
    found = _ORDER.search(place.gap)
    among = re.sub(r"的?位次.*", "", found["among"]) if found else place.gap[-6:]
    own = clean(place.gap[: found.start()] if found else "")
    if own.endswith("中") and memory.before_last:
        return f"{memory.before_last}{own[:-1]}排名"
    head = own if len(own) >= 2 and not VERB_ONLY.match(own) else memory.last
    return f"{head}{among}排名"


def among_whom(gap: str) -> str | None:
    """Return against whom a rank is taken: 全市, 全国, 副省级以上城市."""
    found = _ORDER.search(gap)
    words = found["among"] if found else gap[gap.rfind("，") + 1 :][-6:]
    return re.sub(r"^(?:在|居|第)|(?:中|的|第|居|总|位)+$", "", words.strip()) or None


def _changed(meaning: Meaning, place: Place, memory: Memory) -> str:
    shared = _distributed(place, memory) if place.total > 1 else ""
    own = shared or together(clean(cut_comparison(place.gap)), memory.names or memory.listed or memory.levels)
    ahead = share_of_what_follows(place.gap, place.right) if meaning.kind == "share" else ""
    if ahead and place.first_in_clause:
        return ahead
    if meaning.kind == "share" and memory.last and _PLANNED.fullmatch(own):
        return f"{memory.last}占{own.lstrip('为占')}比重"
    if meaning.kind == "share" and len(own) > 2 and own.endswith("覆盖") and place.right.startswith("的"):
        return own + bare_noun(place.right)
    if hurt := harmed(own, "", _incident(memory)):
        return hurt
    if len(own) < 2 or VERB_ONLY.match(own):
        return _share_of_last(place, memory) if meaning.kind == "share" else _again(meaning, place, memory)
    if not shared and (of_owner := _of_owner(own, place, memory)):
        return of_owner
    if own.endswith("数") and memory.thing.endswith(own[:-1]):
        own = memory.thing + "数"
    elif meaning.kind == "share" and not shared:
        return _part(own, memory)
    return _over(own, meaning, place, memory)


_PLANNED = re.compile(r"(?:[^，]{2}方面)?[为占]?(?:年初|调整|年度|全年|同期)?(?:预算|计划|任务|目标)")


def _of_owner(own: str, place: Place, memory: Memory) -> str:
    """A rate of things is theirs; one after a counted list is the list's; another bare one its owner's."""
    if memory.thing and RATE_OF_THINGS.match(own):
        return memory.thing + own
    listed = "" if place.first_in_clause else attribute_of_list(place.opening, own)
    return listed or (owned(own, memory.whose(), memory.last) if is_bare(own) else "")


def _again(meaning: Meaning, place: Place, memory: Memory) -> str:
    return _over(memory.last or memory.topic, meaning, place, memory)


def _share_of_last(place: Place, memory: Memory) -> str:
    """A bare 占 is the part just told; a part of one word also says of what: 投诉占受理…."""
    part = memory.last or memory.topic
    if "占" not in place.gap or not part:
        return part
    whole = memory.wholes.get(memory.last_unit or "", "")
    return f"{part}占{whole}比重" if len(part) <= 3 and part != whole and whole else part + "占比"


def _over(own: str, meaning: Meaning, place: Place, memory: Memory) -> str:
    """A lead over an average is one of the growth where growth was told just before."""
    over = meaning.kind in ("pp_above_avg", "pp_above_target")
    of_growth = memory.last_kind.startswith("growth") or "增" in place.gap
    if over and of_growth and "增速" not in own:
        return own + "增速"
    return own


def _part(own: str, memory: Memory) -> str:
    """A share says of what it is one, where its own words do not: 占…, 办结率, 完成预算的."""
    generic = bool(GENERIC.match(own))
    if memory.last and (own.startswith("占") or (own.startswith("完成") and not generic)):
        return memory.last + own
    if memory.thing and RATE_OF_THINGS.match(own):
        return memory.thing + own
    same = own[:2] == memory.last[:2]
    return _with_topic(own, memory) if (generic or len(own) <= 3) and not same else own


def _distributed(place: Place, memory: Memory) -> str:
    """分别 hands the numbers of a list to the heads before them, one each."""
    own = clean(cut_comparison(place.opening))
    if own.startswith("城乡") and place.total == 2:
        return ("城镇", "农村")[place.index] + own[2:]
    heads = next((heads for heads in _members(own) if len(heads) == place.total), [])
    if heads:
        tail, head = _shared_tail(heads), heads[place.index]
        return harmed(head, "", memory.incident) or head + ("" if head.endswith((tail, "数", "额")) else tail)
    if len(memory.listed) == place.total and (len(own) < 2 or VERB_ONLY.match(own)):
        return memory.listed[place.index]
    if len(memory.listed) == place.total and own.startswith("占"):
        return memory.listed[place.index] + own
    if len(memory.listed) == place.total and _EACH_GETS.match(own):
        return memory.listed[place.index] + "补助标准"
    if len(memory.levels) >= place.total and (len(own) < 2 or VERB_ONLY.match(own)):
        return memory.levels[-place.total :][place.index]
    return own if len(own) >= 2 and not VERB_ONLY.match(own) else ""


_EACH_GETS = re.compile(r"每[个家户人名项处](?:分别)?(?:给予|补助|奖励|补贴|奖补)")


def _members(own: str) -> Iterator[list[str]]:
    """Cut a list at all its joints, or only at its marks: 烟酒、交通和通信 are two or three."""
    for joint in (JOINT, _LOOSE, _MARK):
        yield [head for head in joint.split(own) if head]


_LOOSE, _MARK = re.compile("、|和|与"), re.compile("、")
# What only says of which a measure is, and is none itself.
_WHICH = re.compile(
    r"^(?:城[镇市乡]|[农乡]村|[省市区县境国]内|[省市境国]外|国际|本外|[东中西]部|公路|铁路|水路|民航|邮政|电信|小学|初中|高中|男性?|女性?|[进出]口|境[内外])$"
)


def _shared_tail(heads: list[str]) -> str:
    """What the last head of a list says for all: 城镇、农村居民收入, 邮政和电信业务收入."""
    size = len(heads[0])
    alike = size <= 3 and all(len(head) == size for head in heads[:-1]) and heads[0][-1] != heads[-1][-1]
    rest = heads[-1][size:] if alike and len(heads[-1]) > size + 2 else ""
    if rest and _WHICH.match(heads[0]):
        return rest
    shared = SUFFIX_SHARED.search(heads[-1])
    return shared.group() if shared else rest


def _pruned(left: str) -> str:
    """Drop the examples before 等 and lists of members; keep the verb before them."""
    found = LISTED_NAMES.match(left)
    return found["verb"] or "" if found else left


def _with_topic(own: str, memory: Memory) -> str:
    topic = memory.topic or matter_of(memory.said) or memory.item_last or memory.said or memory.last
    if topic in own:
        return own
    return topic + own if own not in topic else topic


def _counted(token: Token, place: Place, memory: Memory) -> str:
    if token.unit in ("位", "位次") and memory.last_rank:
        return memory.last_rank
    left = clean(cut_comparison(place.gap))
    if memory.limit and _OVER_LIMIT.fullmatch(place.gap):
        return memory.limit + thing_of(memory.thing)
    if given := _given(token, left, place, memory):
        return given
    if hurt := token.unit == "人" and harmed(left, place.right, _incident(memory)):
        return hurt
    if part := within_field(left, token.unit, memory.incident):
        return part
    if place.total > 1 and (len(left) < 2 or place.index == 0):
        left = _distributed(place, memory) or left
    if token.unit in MEASURED:
        return _measured(token, left, place, memory)
    if left in ("余", "其余") and memory.thing:
        return "其余" + memory.thing
    right = _right_noun(place)
    within = WITHIN.search(place.gap)
    if within and not place.first_in_clause:
        return part_of_things(within, right)
    if place.gap.endswith(" ") and right:
        left = ""
    left = _pruned(left) if right else left
    if not place.first_in_clause and len(right) >= 2:
        held = bare_noun(place.gap) if _HOLDS.match(place.gap) else ""
        return _joined(held or _opening_verb(place)[-12:], right)
    if len(right) >= 2:
        return _with_noun(token, left, right, place, memory)
    return _alone(token, left, place, memory)


# 产值过亿元的仅3家: of the things counted before, those beyond the limit.
_OVER_LIMIT = re.compile(r"的(?:仅|有|达|达到|共|约|共有)?")


def _incident(memory: Memory) -> str:
    """The incidents of the field an item is about, else those the paragraph counts."""
    field = memory.incident and memory.item_last.endswith(memory.incident)
    return memory.item_last if field else memory.incident


_PER_PIECE = re.compile(r"[亩户]均.{2,3}$")


def _given(token: Token, left: str, place: Place, memory: Memory) -> str:
    """Return the subject where the words before already gave it, else nothing."""
    if grades := graded(place.opening, place.rest, memory.last):
        return grades
    if place.total > 1:
        return ""
    given = _given_at_opening(token, left, memory) if place.first_in_clause else _given_in_list(left, place)
    if not given and _PER_PIECE.match(left) and memory.item_last:
        given = memory.item_last + left
    if not given and is_bare(left):
        given = owned(left, memory.whose(), memory.last)
    return "" if given and _right_noun(place) else given


def _given_at_opening(token: Token, left: str, memory: Memory) -> str:
    if len(left) < 2:
        return memory.said if not memory.item_last else ""
    return parallel(left, memory.last, token.unit == memory.last_unit)


def _given_in_list(left: str, place: Place) -> str:
    if len(left) < 2 or MEASURE_NOUN.search(left):
        return ""
    verb = shared_verb(place.opening, place.gap, left)
    return verb + left if verb else ""


def _right_noun(place: Place) -> str:
    """The noun after a count; an attribute before the next number (总投资) belongs to that one."""
    if place.right == "" and not place.last_in_clause:
        measured = place.beyond[:1].isdigit() and not CLASSIFIED.match(place.beyond)
        return "" if measured else bare_noun(place.beyond)[:24]
    whole = WITHIN.match(place.right)
    if whole and not place.last_in_clause:
        return whole["noun"]
    if _MOVES.match(place.right) or LANDMARKS.match(place.right):
        return ""
    noun = _cut_noun(place.right, place.last_in_clause)
    if not place.last_in_clause and (place.right.startswith("、") or _ATTRIBUTE.search(noun)):
        return bare_noun(place.rest)
    return noun


def _opening_verb(place: Place) -> str:
    return _TRAILING_ATTRIBUTE.sub("", _pruned(clean(place.opening)))


# 6个城中村3,274户居民: the things counted first hold the ones counted next.
_HOLDS = re.compile(r"[一-鿿]{2,6}$")
_TRAILING_ATTRIBUTE = re.compile(r"(?:总投资|计划投资|注册资本|总面积|合同额)$")
_ATTRIBUTE = re.compile(r"^(?:总投资|计划投资|投资|总面积|面积|总建筑面积|合同额|总额)$")
_PREDICATE = re.compile(r"^(?:全部|均|已|先后)?(?:纳入|列入|入选|获批|获评|落户|投用|建成|竣工|开工|投产|达产)")


def _cut_noun(right: str, last: bool) -> str:
    first, _, second = right.partition("、")
    modifier = len(first) <= 3 <= len(second)
    noun = bare_noun(right if last or modifier else first)
    head, joint, _ = noun.partition("和")
    return head if joint and len(noun) > 8 and len(head) >= 4 else noun


# 12个省级、5个国家级平台: a grade waits for the noun at the end of the list.
_GRADE = re.compile(r"(?:[级型类性式省市县区]|以上|重点|示范)$")


def _with_noun(token: Token, left: str, right: str, place: Place, memory: Memory) -> str:
    inherited = memory.by_unit.get(token.unit or "", "")
    of_these = len(right) <= 6 or _PREDICATE.match(right)
    if not clean(place.gap) and not place.gap.endswith(" ") and inherited and place.first_in_clause and of_these:
        return inherited + right
    complete = (
        place.last_in_clause
        or bare_noun(place.rest) in right
        or (
            place.right.endswith("、")
            and not place.gap.endswith("对")
            and token.unit != "大"
            and not _GRADE.search(right)
        )
    )
    members = "" if complete else bare_noun(place.rest)
    if _PREDICATE.match(place.following) and len(left + right) <= 10:
        members = place.following[:14]
    subject = _joined(left[-12:], right)
    if VERB_START.match(subject):
        return _with_topic(subject, memory)
    return subject if (len(subject) >= 8 and not _PREDICATE.match(members)) or not members else subject + members[:12]


def _alone(token: Token, left: str, place: Place, memory: Memory) -> str:
    part = memory.by_unit.get(token.unit or "", "")
    if memory.parts and (named := among_these(left, part or memory.wholes.get(token.unit or "", ""))):
        return named
    if BARE_DEED.match(left) and not part and (matter := matter_of(memory.said)):
        return left + matter
    if BARE_DEED.match(left) and (part or memory.thing):
        return left + thing_of(part or memory.thing)
    if memory.parts and part and 2 <= len(left) <= 4 and len(part) <= 8:
        return part + left
    if len(left) >= 2 and not place.first_in_clause and left in memory.last:
        return memory.last + SUFFIX.get(token.unit or "", "")
    if len(left) >= 2:
        return _with_topic(left, memory) if GENERIC.match(left) or VERB_START.match(left) else left
    return _sibling(token, place, memory)


_PLAIN_VERB = re.compile(r"^(?:实现|完成)(?=[^，]{3,}$)(?!.{0,2}投资$)")


def _measured(token: Token, left: str, place: Place, memory: Memory) -> str:
    if place.total == 1:
        left = clean(cut_comparison(place.gap))
    left = _PLAIN_VERB.sub("", left)
    if VERB_ONLY.match(left) and memory.last:
        return _sibling(token, place, memory)
    owner = _owner(left, place, memory)
    if owner:
        return owner + left
    left = other_side(other_side(left, memory.last), memory.whole)
    attribute = place.right.startswith("的") or not place.last_in_clause
    right = bare_noun(place.rest) if attribute and not place.last_in_clause else bare_noun(place.right)
    if attribute and len(right) >= 2 and place.right[:1] not in ("，",) and (len(left) <= 8):
        return _joined(left, right)
    if place.right and not attribute and len(left) <= 4 and len(right) >= 2:
        return _joined(left, right)
    if len(left) < 2:
        ahead = head_ahead(place.right, SUFFIX.get(token.unit or "", "")) if place.first_in_clause else ""
        return ahead or _sibling(token, place, memory)
    if memory.parts and token.unit in ("m2", "mu") and len(left) >= 4 and not MEASURE_NOUN.search(left):
        return left + "面积"
    if memory.parts and token.unit == memory.whole_unit and not MEASURE_NOUN.search(left) and memory.whole:
        return left if left[-2:] == memory.whole[-2:] else left + memory.whole
    if GENERIC.match(left) or (len(left) <= 2 and memory.topic):
        return _generic(left, place, memory)
    return left


def _owner(left: str, place: Place, memory: Memory) -> str:
    """Whose a bare measure is: the heading's 收入, each thing's 补贴, the 总投资 of the project after it."""
    if memory.heading and BARE_MONEY.match(left):
        return memory.heading
    if left.startswith("每"):
        return memory.thing
    return named_after(place.beyond) if place.right.startswith("的") else ""


def _generic(left: str, place: Place, memory: Memory) -> str:
    if memory.topic or memory.item_last or memory.said or not place.following:
        return _with_topic(left, memory)
    return left + bare_noun(place.following)[:14]


def _sibling(token: Token, place: Place, memory: Memory) -> str:
    """A second measure of the same thing: 6469处、95.78万平方米."""
    suffix = SUFFIX.get(token.unit or "", "")
    if memory.last:
        return memory.last if MEASURE_NOUN.search(memory.last) else memory.last + suffix
    return (bare_noun(place.rest) or bare_noun(place.following))[:14] + suffix


def _joined(left: str, right: str) -> str:
    return left + right if right not in left else left
