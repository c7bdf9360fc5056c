"""How alike a claim's subject and an indicator's name are, weighing rare words above common ones."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Words that say nothing of what is counted: whose, when, how, and the name's own grammar.
_EMPTY = re.compile(
    r"[\s，。；：、“”‘’（）()《》·/—－-]|的|了|我区|全区|全市|本区|区内|累计|已经?|目前|共计?|各类|各项|其中|合计|总计"
    r"|新增?|实现|达到|完成|开展|进行|正在|成功|以及|同比|全部|等|推进|推动|推出|加快|全速|全面|带动|高标准|对|由|为|在|年度|实施"
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
_SINGLE = 0.35


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A name without empty words, numerals and differences of usage."""
    text = _NUMERALS.sub("", text)
    for short, full in _SYNONYMS:
        text = text.replace(short, full)
    return _EMPTY.sub("", text)


@lru_cache(maxsize=20_000)
def pieces(text: str) -> frozenset[str]:
    """Overlapping pairs of characters, and each character on its own."""
    bare = plain(text)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1)) | (frozenset(bare) - _GENERIC)


def rarity(piece: str, seen: int, total: int) -> float:
    """Weight of a piece that `seen` of `total` indicators have in a name.

    The measure is that of Robertson, "Understanding inverse document frequency" (2004).
    """
    return math.log1p((total + 1) / (seen + 1)) * (1.0 if len(piece) > 1 else _SINGLE)


_NUMERAL = re.compile(r"第[一二三四五六七八九十]+|[一二三四五六七八九十百千万两\d.]+(?:亿|万|级|期|批|岁|公斤|星|层|年)")


@lru_cache(maxsize=20_000)
def numerals(text: str) -> frozenset[str]:
    """Numbers that tell one thing from its like: 第二期, 10亿, 百亿级."""
    return frozenset(_NUMERAL.findall(text))


def told_apart(subject: frozenset[str], clause: frozenset[str], names: Sequence[frozenset[str]]) -> Floats:
    """What to take off a name whose number the text contradicts (第三期 against 第二期)."""
    return np.zeros(len(names))


@dataclass(frozen=True)
class Scoring:
    """How shared words become a likeness.

    Attributes
    ----------
    beside, around
        What a word of the name counts that stands in the clause or only in the sentence.
    """

    beside: float = 0.6
    around: float = 0.35

    def combine(self, own: Floats, beside: Floats, around: Floats, offered: Floats, wanted: float) -> Floats:
        """Harmonic mean of how much of the name the text holds and how much of the subject the name uses."""
        near = self.beside * beside + self.around * around
        found = (own + near) / np.maximum(offered, 1e-9)
        used = (own + 0.5 * near) / max(wanted, 1e-9)
        both = found + np.minimum(used, 1.0)
        return np.where(both > 0, 2 * found * np.minimum(used, 1.0) / np.maximum(both, 1e-9), 0.0)

    def containment(self, subject: str, name: str) -> float:
        """From 0.6 to 1 where one holds the other whole, else 0."""
        if min(len(subject), len(name)) < 4 or not (subject in name or name in subject):
            return 0.0
        return 0.6 + 0.4 * min(len(subject), len(name)) / max(len(subject), len(name))


SCORING = Scoring()
