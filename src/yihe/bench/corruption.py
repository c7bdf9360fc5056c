"""The slips of a hurried writer: nine ways to make a true claim wrong, each as an edit of the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from yihe.figures import Figure, judge
from yihe.figures.written import written_form

from .gold import as_figure

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_OPPOSITES = {
    "增长": "下降", "上涨": "下跌", "提高": "降低", "增加": "减少",
    "高于": "低于", "超出": "低于", "快于": "慢于", "下降": "增长",
}  # fmt: skip
_HEDGES = re.compile(r"^(?:近|约|超过|突破|超|过)|(?:左右|以上|以内)$")
_RANKS = ["首位", "第二位", "第三位", "第四位", "第五位"]


@dataclass(frozen=True)
class Truths:
    """What the ledger holds of a claim: now, a year ago, and for the place one level up."""

    now: Decimal
    year_before: Decimal
    wider: Decimal


@dataclass(frozen=True)
class Edit:
    """Replace text[start:end] by `words`."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Draft:
    """A text with the labels of its claims, as an error maker sees it."""

    text: str
    claims: list[dict[str, Any]]


Maker = Callable[[dict[str, Any], Truths, Draft, Random], Edit | None]


def _core(label: dict[str, Any], words: str) -> Edit:
    return Edit(label["core_start"], label["core_end"], words)


def digit_swap(label: dict[str, Any], truths: Truths, draft: Draft, random: Random) -> Edit | None:
    """Two neighbouring digits change places."""
    core: str = label["core"]
    places = [n for n in range(len(core) - 1) if core[n : n + 2].isdigit() and core[n] != core[n + 1]]
    places = [n for n in places if core[n + 1] != "0" or (n > 0 and core[n - 1].isdigit())]
    if not places:
        return None
    n = random.choice(places)
    return _core(label, core[:n] + core[n + 1] + core[n] + core[n + 2 :])


def digit_lost(label: dict[str, Any], truths: Truths, draft: Draft, random: Random) -> Edit | None:
    """One digit is left out."""
    core: str = label["core"]
    runs = [m for m in re.finditer(r"\d+", core) if len(m.group()) > 1]
    if not runs:
        return None
    run = random.choice(runs)
    places = [n for n in range(run.start(), run.end()) if n > run.start() or core[n + 1] != "0"]
    n = random.choice(places)
    return _core(label, core[:n] + core[n + 1 :])


def wan_yi_slip(label: dict[str, Any], truths: Truths, draft: Draft, random: Random) -> Edit | None:
    """万 for 亿 or the other way round."""
    core: str = label["core"]
    if "万亿" in core or not re.search(r"\d[多余]?[万亿]", core):
        return None
    return _core(label, core.translate(str.maketrans("万亿", "亿万")))


def percent_for_points(label: dict[str, Any], truths: Truths, draft: Draft, random: Random) -> Edit | None:
    """% for percentage points or the other way round."""
    core: str = label["core"]
    if core.endswith("%"):
        return _core(label, core[:-1] + "个百分点")
    return _core(label, core[: -len("个百分点")] + "%") if core.endswith("个百分点") else None


def wrong_sign(label: dict[str, Any], truths: Truths, draft: Draft, random: Random) -> Edit | None:
    """下降 for 增长, 低于 for 高于."""
    if not label["kind"].startswith(("growth", "pp")):
        return None
    start = max(draft.text.rfind(mark, 0, label["start"]) for mark in "，。；：\n") + 1
    at, word = max((draft.text.rfind(word, start, label["start"]), word) for word in _OPPOSITES)
    shared = any(at < c["start"] < label["start"] for c in draft.claims) or "分别" in draft.text[start : label["start"]]
    return None if at < 0 or shared else Edit(at, at + len(word), _OPPOSITES[word])


def last_years_value(label: dict[str, Any], truths: Truths, draft: Draft, random: Random) -> Edit | None:
    """The figure of the year before."""
    return _said_so(label, truths.year_before)


def city_for_district(label: dict[str, Any], truths: Truths, draft: Draft, random: Random) -> Edit | None:
    """The figure of the place one level up."""
    return None if label["kind"] == "rank" else _said_so(label, truths.wider)


def _said_so(label: dict[str, Any], value: Decimal) -> Edit | None:
    """Another value in the wording of the claim: as many decimals, the same unit."""
    found = _DIGITS.search(label["core"])
    if not found or label["hedge"] != "none":
        return None
    form = written_form(as_figure(label))
    number = (value / form.factor).quantize(form.step, rounding=ROUND_HALF_UP)
    return _core(label, label["core"].replace(found.group(), f"{abs(number):f}", 1)) if number else None


def rank_off_by_one(label: dict[str, Any], truths: Truths, draft: Draft, random: Random) -> Edit | None:
    """The rank above or below."""
    if label["kind"] != "rank" or label["hedge"] != "none":
        return None
    core: str = label["core"]
    if core in _RANKS:
        place = _RANKS.index(core)
        return _core(label, _RANKS[place + 1 if place == 0 else place - 1])
    found = _DIGITS.search(core)
    rank = int(found.group()) if found else 0
    other = rank + (1 if rank <= 1 else random.choice([-1, 1]))
    return _core(label, core.replace(str(rank), str(other), 1)) if found else None


def hedge_dropped(label: dict[str, Any], truths: Truths, draft: Draft, random: Random) -> Edit | None:
    """近, 余 or 多 is left out, so that a round number is said as if it were exact."""
    if label["hedge"] not in ("nearly", "over", "about"):
        return None
    words = re.sub(r"(?<=\d)\s*[余多]", "", _HEDGES.sub("", label["text"]))
    return Edit(label["start"], label["end"], words) if words != label["text"] else None


ERRORS: dict[str, Maker] = {
    "digit_swap": digit_swap,
    "digit_lost": digit_lost,
    "wan_yi_slip": wan_yi_slip,
    "percent_for_points": percent_for_points,
    "wrong_sign": wrong_sign,
    "last_years_value": last_years_value,
    "city_for_district": city_for_district,
    "rank_off_by_one": rank_off_by_one,
    "hedge_dropped": hedge_dropped,
}


def corrupt(label: dict[str, Any], truths: Truths, draft: Draft, random: Random) -> tuple[str, Edit] | None:
    """A slip that this claim can suffer and that makes it wrong, with its name."""
    names = list(ERRORS)
    random.shuffle(names)
    for name in names:
        edit = ERRORS[name](label, truths, draft, random)
        if edit and _is_wrong(name, label, edit, truths):
            return name, edit
    return None


def _is_wrong(name: str, label: dict[str, Any], edit: Edit, truths: Truths) -> bool:
    """Whether the ledger's value really lies outside the tolerance of the new wording."""
    if name in ("percent_for_points", "wrong_sign", "rank_off_by_one"):
        return True
    return judge(_rewritten(name, label, edit), truths.now).verdict == "off"


def _rewritten(name: str, label: dict[str, Any], edit: Edit) -> Figure:
    """The claim as it reads after the edit, taken from its words and not from any reader."""
    core = edit.words if name != "hedge_dropped" else re.sub(r"(?<=\d)\s*[余多]", "", label["core"])
    before, after = (_amount(words) for words in (label["core"], core))
    value = Decimal(str(label["value"])) * after / before
    hedge = "none" if name == "hedge_dropped" else label["hedge"]
    return as_figure(label, core=core, value=value, hedge=hedge)


def _amount(core: str) -> Decimal:
    found = _DIGITS.search(core)
    scale = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}
    factor = Decimal(1)
    for mark in re.findall("[万亿]", core):
        factor *= scale[mark]
    return Decimal(found.group()) * factor if found else Decimal(1)
