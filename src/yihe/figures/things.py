"""Know the thing a count spoke of, for the words that only say what became of it: 办结率, 已整改665处."""

from __future__ import annotations

import re

_DEED = (
    "合格|不合格|转办|转交|(?:直接)?答复|回访|收集|征集|受理|接收|排查|摸排|发现|登记|办结|办理|整改|解决|化解|开工|完工|竣工|投用|建成|在建|续建"
    "|签约|启用|投产|结案|验收|销号|清零|注销|吊销|移送|立案|调解|审结|执结|撤诉|入住|脱贫|改判|破获|侦破|兑现|拨付|录用|批捕|起诉|立案侦查|抓获|判处|移送起诉|查处|整治|处置|治理|拆除|修复|清退|通畅|交付|交房"
)
_BEFORE_THING = re.compile(
    rf"^(?:[^，]{{0,6}}将(?=新|开|竣|建|改|实))?(?:计划|谋划|实施|完成(?=[^，]{3})|共|累计|已|新(?!能源|材料|型|兴|业态)[增建]?|全部|均|(?:{_DEED})(?=[^率数]{{2}}))+"
)
_DEEDS_END = frozenset(deed[-1] for deed in [*_DEED.split("|"), "改造"])
_AFTER_THING = re.compile(rf"(?:已|均|全部|新)?(?:{_DEED})$")
_BARE_DEED = re.compile(rf"^(?:已|均|已全部|现|新|完成|已完成)?(?:{_DEED}|(?:竣工|建成|完工)投[产用]|新建|改造|改建)$")
# A rate or a count that says of what only in the words before: 按时办结率, 增长面.
RATE_OF_THINGS = re.compile(
    rf"^(?:按时|按期|及时|一次|群众|社会|综合|总体)?(?:(?:{_DEED}|满意|合格|完好|达标|完成)率|增长面)$"
)
# 35个行业大类中26个实现增长; 117个项目已完工96个.
WITHIN = re.compile(
    rf"^(?P<noun>[^，、\d]{{2,12}}?)(?:中(?P<rank>排名|位列|居)?(?:已?有)?|已有|(?:已|均|全部)(?P<deed>{_DEED}))$"
)


_SIZED = re.compile(r"^总?投资(?:超|近)?[\d.]+[万亿]?[万亿]?元?(?:及?以上)?的?")


def is_bare_deed(words: str) -> bool:
    """Say whether words tell only what was done, not to what: 已整改, 在建."""
    return words[-1:] in _DEEDS_END and bool(_BARE_DEED.match(words))


def thing_of(subject: str) -> str:
    """Return the thing counted without what was done to it: 排查消防隐患 → 消防隐患."""
    before = _BEFORE_THING.match(subject)
    thing = subject[before.end() :] if before else subject
    if thing[-1:] in _DEEDS_END:
        thing = _AFTER_THING.sub("", thing)
    if "投资" in thing:
        thing = _SIZED.sub("", thing)
    thing = thing.removeprefix("的")
    return thing if len(thing) >= 2 and thing not in ("完成", "实现", "全部") else subject


def part_of_things(found: re.Match[str], right: str) -> str:
    """Return the subject of a part: 实现增长的行业大类, 完工项目."""
    if found["deed"]:
        return found["deed"] + found["noun"]
    return f"{right}的{found['noun']}" if right else found["noun"]


# Goods and beasts of one character are heads of their own: 平板玻璃570万重量箱，镁4.5万吨.
_GOODS = re.compile("[镁铝铜铅锌锡镍银金铁钢牛羊猪鸡鸭鹅兔驴马鱼虾蟹煤茶酒奶蛋糖盐纱布]")
_ONE_WORD = re.compile(
    rf"[，、；：和\s]*(?:其中)?[：，]?(?P<head>{_GOODS.pattern})"
    r"(?:同比)?(?:增长|下降|达到?|为|有)?"
)
_KEPT = re.compile(r"(?:[存出]栏量?|产量|饲养量)$")


_OF_CASES = re.compile(
    "涉案(?:价值|金额|资金)|(?:涉案)?案值|(?:处以|并处)?罚没?款(?:金额)?|(?:行政)?处罚(?:金额|款)|挽回(?:经济)?损失"
)
_CASES = re.compile("案件?$|事件$|违法行为$")


def of_cases(own: str, things: dict[str, str]) -> str:
    """Return what cases came to with the cases counted before: 侵权案件567起…，涉案价值; else nothing."""
    if not _OF_CASES.match(own):
        return ""
    cases = next((thing for unit in ("起", "件", "宗") if _CASES.search(thing := things.get(unit, ""))), "")
    return cases + own if cases and cases not in own else ""


def one_word(gap: str, before: str) -> str:
    """Return a head of one character, with what was measured of the one before: 生猪出栏3万头，羊2万只 → 羊出栏."""
    found = _ONE_WORD.fullmatch(gap) if _GOODS.search(gap) else None
    if found is None:
        return ""
    kept = _KEPT.search(before)
    return found["head"] + (kept.group() if kept else "")


_PAIRS = (("支出", "收入"), ("贷款", "存款"), ("进口", "出口"), ("死亡", "出生"), ("女", "男"), ("外资", "内资"))


# 进出口贸易总值28亿美元，其中出口3.9亿美元: of the same measure.
_TRADE = re.compile("进出口(?P<measure>(?:贸易)?总?[值额])$")


def other_side(own: str, before: str) -> str:
    """Return a bare second side with the owner of the first: 本外币存款余额 …, 贷款余额 → 本外币贷款余额."""
    if own.startswith(("出口", "进口")) and before.endswith("进出口" + own[2:]):
        return before.removesuffix("进出口" + own[2:]) + own
    if own in ("出口", "进口") and (trade := _TRADE.search(before.partition("占")[0])):
        return before[: trade.start()] + own + trade["measure"]
    for second, first in _PAIRS:
        if second not in own:
            continue
        side = own.replace(second, first, 1)
        whole = before.removesuffix(side)
        if whole != before and not whole.endswith(second[0]):
            return whole + own
    return _same_rate(own, before)


_RATE = re.compile("(?P<what>[一-鿿]{2})率")


def rate_of_the_same(own: str, before: str) -> str:
    """Return a bare rate with what the count before was of: 空气质量优良天数…，优良率 → 空气质量优良率."""
    found = _RATE.fullmatch(own)
    at = before.find(found["what"]) if found else -1
    return before[:at] + own if at >= _SHORTEST_OWNER else ""


_SHORTEST_OWNER = 2


def _same_rate(own: str, before: str) -> str:
    """Return a bare rate with the owner of the rate before it: 农村自来水入村率 …, 入户率 → 农村自来水入户率."""
    size = len(own)
    alike = 3 <= size <= 4 < len(before) and own[-1] == before[-1] == "率" and own[0] == before[-size]
    return before[:-size] + own if alike else own


_NAMED = re.compile(
    r"^的(?:年产[^，的\u4e00-\u9fff]*[万亿]?[吨台套辆件只]?)?"
    r"(?P<thing>[^，。；\d]{2,14}?(?:项目|工程|基地|中心|园区|公司)|[^，。；的\d]{2,12}?(?=建成|投入使用|投用|投运|开工|竣工|启动|完工|进展顺利|顺利推进|全面|主体|正式))"
)


def named_after(words: str) -> str:
    """Return the project that an attribute before it belongs to: 总投资62亿元的聚烯烃项目从签约到开工."""
    found = _NAMED.match(words)
    return found["thing"] if found else ""


_PER_HEAD = re.compile(r"每[千万百十]?(?:名|个|户)?[^，、\d]{0,4}?(?:人口|人|户|亩)")


def shared_per_head(opening: str, gap: str) -> str:
    """Return the base that the first member of a list names for all: 每千常住人口床位数…、注册护士…."""
    base = _PER_HEAD.search(opening) if gap.startswith("、") else None
    return base.group() if base and not _PER_HEAD.search(gap) else ""
