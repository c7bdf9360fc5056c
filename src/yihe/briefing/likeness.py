"""How alike a claim's subject and an indicator's name are, weighing rare words above common ones."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.fuzz import partial_ratio

# Words that say nothing of what is counted: whose, when, how, and the name's own grammar.
_EMPTY = re.compile(
    r"[\s，。；：、“”‘’（）()《》·/]|的|了|我区|全区|全市|本区|累计|已经?|目前|共计?|各类|其中|合计|总计|新增?|实现|达到|完成|开展|进行|成功|以及|同比|全部|等"
)
_NUMERALS = re.compile(r"[0-9０-９.%％+]+")
# What texts say briefly and registers in full, or the other way round.
_SYNONYMS: tuple[tuple[str, str], ...] = (
    ("规上", "规模以上"),
    ("限上", "限额以上"),
    ("营收", "营业收入"),
    ("社零", "社会消费品零售"),
    ("固投", "固定资产投资"),
    ("房地产业", "房地产"),
    ("违法建设", "违建"),
    ("违法建筑", "违建"),
    ("停车泊位", "停车位"),
    ("车位", "停车位"),
    ("停停车位", "停车位"),
    ("进出口总值", "进出口"),
    ("进出口总额", "进出口"),
    ("增幅", "增速"),
    ("增长率", "增速"),
    ("增长速度", "增速"),
    ("位次", "排名"),
    ("名次", "排名"),
    ("个数", "数"),
    ("数量", "数"),
    ("处数", "数"),
    ("户数", "数"),
    ("套数", "数"),
    ("栋数", "数"),
)
_GENERIC = frozenset("数额率量值度")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A name without empty words, numerals and differences of usage."""
    text = _NUMERALS.sub("", text)
    for short, full in _SYNONYMS:
        text = text.replace(short, full)
    return _EMPTY.sub("", text)


@lru_cache(maxsize=20_000)
def pieces(text: str) -> Counter[str]:
    """Overlapping pairs of characters, and each character on its own at little weight."""
    bare = plain(text)
    singles = Counter(c for c in bare if c not in _GENERIC)
    return Counter(bare[i : i + 2] for i in range(len(bare) - 1)) + singles


class Weights:
    """Weight of each piece: the rarer among all known names, the heavier.

    The measure is that of Robertson, "Understanding inverse document frequency" (2004).
    """

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        groups = list(names)
        seen: Counter[str] = Counter()
        for group in groups:
            seen.update({p for name in group for p in pieces(name)})
        self._total = len(groups)
        self._seen = seen

    def of(self, piece: str) -> float:
        rarity = math.log1p((self._total + 1) / (self._seen.get(piece, 0) + 1))
        return rarity * (1.0 if len(piece) > 1 else 0.35)

    def mass(self, counted: Counter[str]) -> float:
        return sum(self.of(p) * n for p, n in counted.items())


def likeness(subject: str, name: str, context: str, weights: Weights) -> float:
    """How well a name fits a subject, from 0 to 1.

    Parameters
    ----------
    subject
        What the claim counts, as far as the text says it beside the number.
    name
        One name of the indicator.
    context
        The sentence around; it may hold words of the name that stand away from the number, at half
        their weight.
    weights
        Rarity of the pieces.
    """
    wanted, offered, around = pieces(subject), pieces(name), pieces(context)
    if not wanted or not offered:
        return 0.0
    shared = weights.mass(wanted & offered)
    nearby = weights.mass((offered - wanted) & around)
    found = (shared + 0.5 * nearby) / weights.mass(offered)
    used = (shared + 0.25 * nearby) / max(weights.mass(wanted), 1e-9)
    score = 2 * found * used / (found + used) if found + used else 0.0
    return min(1.0, max(score, _containment(subject, name)))


def _containment(subject: str, name: str) -> float:
    """A full name inside the subject, or a telling subject inside the name, is a match whatever else is said."""
    a, b = plain(subject), plain(name)
    if len(min(a, b, key=len)) < 4:
        return 0.0
    covered = min(len(a), len(b)) / max(len(a), len(b))
    return 0.6 + 0.4 * covered if partial_ratio(a, b) >= 99.9 else 0.0
