"""How alike a claim's subject and an indicator's name are, weighing rare words above common ones."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Words that say nothing of what is counted: whose, when, how, and the name's own grammar.
_EMPTY = re.compile(
    r"[\s，。；：、“”‘’（）()《》·/—－-]|的|了|我区|全区|全市|本区|区内|累计|已经?|目前|共计?|各类|各项|其中|合计|总计"
    r"|实现|达到|完成(?!投资)|开展|进行|成功|以及|同比|全部|等|推进|推动|推出|加快|全速|全面|带动|高标准|对|由|为|在(?!建)|年度(?!计划)|实施|按照|按|根据|超额|超前|超量|(?:位|稳)?居(?!民|住|家)|位列|名列"
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
    # A part said with the name of its whole: 进出口总值28亿……其中，出口4亿.
    ("出口进出口", "出口"),
    ("进口进出口", "进口"),
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


@dataclass(frozen=True)
class Scoring:
    """How shared words become a likeness."""

    def combine(self, own: Floats, near: Floats, offered: Floats, wanted: float) -> Floats:
        """Harmonic mean of how much of the name the text holds and how much of the subject the name uses.

        Parameters
        ----------
        own, near
            Weight of the name's words that stand in the subject, and of those that stand near it.
        offered, wanted
            Weight of all words of the name, and of all words of the subject.
        """
        found = (own + near) / np.maximum(offered, 1e-9)
        used = np.minimum((own + 0.4 * near) / max(wanted, 1e-9), 1.0)
        return np.where(found + used > 0, 2 * found * used / np.maximum(found + used, 1e-9), 0.0)


SCORING = Scoring()
