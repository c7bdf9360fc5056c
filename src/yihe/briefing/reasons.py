"""What a verdict and a binding say for themselves, in Chinese and in English."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from yihe.figures import Figure
from yihe.indicators.spans import Span

from .catalogue import Candidate
from .memory import Remembered


class Reason(NamedTuple):
    """One sentence in both languages."""

    zh: str
    en: str

    def __add__(self, other: object) -> Reason:
        if not isinstance(other, Reason):
            return NotImplemented
        return Reason(f"{self.zh}；{other.zh}", f"{self.en}; {other.en}")


NOTHING = Reason("", "")
NO_VALUE = Reason("台账没有这个时段的数值", "the ledger has no value for this period")
NO_RECORDS = Reason("台账尚无该指标所需的任何记录", "the ledger holds no record from which it could be computed")
THRESHOLD = Reason(
    "这是划定对象的门槛，不是统计结果，台账无从核对",
    "a threshold that selects what is counted, not a result; no ledger can confirm it",
)
RANK_CLASS = Reason(
    "这是划定名次范围的说法，由句中的项数核对", "a class of ranks; it is checked with the count that it goes with"
)
NO_INDICATOR = Reason("台账没有同一量纲和口径的指标", "no indicator has this dimension and measure")


def unheld_place(figure: Figure) -> Reason:
    return Reason(f"台账不含“{figure.scope}”的数据", f"the ledger holds nothing of “{figure.scope}”")


def by_name(won: Candidate, second: Candidate | None) -> Reason:
    """Why an automatic binding won and what came second."""
    zh = f"文中说法与指标名“{won.name}”相似度{won.score:.2f}，为最高"
    en = f"closest name is “{won.name}” ({won.indicator.en}), likeness {won.score:.2f}"
    if second is None:
        return Reason(f"{zh}，没有第二个可能的指标", f"{en}; nothing else is possible")
    return Reason(
        f"{zh}；其次为“{second.indicator.zh}”（{second.score:.2f}）",
        f"{en}; second is “{second.indicator.en}” ({second.score:.2f})",
    )


def by_person(memory: Remembered) -> Reason:
    day = memory.when.date().isoformat() if memory.when else ""
    note = f"：{memory.note}" if memory.note else ""
    return Reason(
        f"由{memory.who}于{day}确认{note}".replace("于确认", "确认"),
        f"confirmed by {memory.who} on {day}{note}".replace(" on ", " on " if day else " "),
    )


def no_indicator_by_person(memory: Remembered) -> Reason:
    said = by_person(memory)
    return Reason(f"{said.zh}，台账没有对应指标", f"{said.en}: no indicator of the ledger is meant")


def with_headline(figure: Figure) -> Reason:
    return Reason(f"与正文的“{figure.text}”是同一个数", f"the same figure as “{figure.text}” in the body")


def too_weak(best: Candidate, least: float) -> Reason:
    return Reason(
        f"最接近的指标是“{best.indicator.zh}”，相似度{best.score:.2f}，低于{least:.2f}，不作猜测",
        f"nearest is “{best.indicator.en}” ({best.indicator.id}), likeness {best.score:.2f} below {least:.2f}: "
        "not bound rather than guessed",
    )


def taken(best: Candidate) -> Reason:
    return Reason(
        f"最接近的指标“{best.indicator.zh}”已对应文中另一数字",
        f"the nearest indicator, “{best.indicator.en}” ({best.indicator.id}), answers another figure of the text",
    )


def undecided(first: Candidate, second: Candidate) -> Reason:
    return Reason(
        f"“{first.indicator.zh}”与“{second.indicator.zh}”难分，不作猜测",
        f"“{first.indicator.en}” and “{second.indicator.en}” cannot be told apart: not bound rather than guessed",
    )


def by_record(name: str, label: str) -> Reason:
    return Reason(
        f"句中点名的记录“{name}”的“{label}”", f"the field “{label}” of the record “{name}” that the sentence names"
    )


def agreement(verdict: str, known: Decimal) -> str:
    """The verdict against the ledger in English; the Chinese comes with the judgement."""
    said = f"{known.normalize():f}"
    return {
        "exact": "equals the ledger",
        "rounds": f"the ledger has {said}; equal after rounding",
        "hedged": f"the ledger has {said}; true as worded",
        "truncated": f"the ledger has {said}; cut off instead of rounded",
        "off": f"the ledger has {said}; outside the tolerance",
    }[verdict]


def elsewhere(place: str, span: Span) -> Reason:
    return Reason(
        f"与“{place}”{span_zh(span)}的数值一致，口径不符", f"agrees only with the figure of {place}, {span_en(span)}"
    )


def unit_slip(written: str, meant: str) -> Reason:
    words = {"%": "%", "pp": "个百分点"}
    return Reason(
        f"数值与台账一致，但单位应为“{words.get(meant, meant)}”，文中误作“{words.get(written, written)}”",
        f"the number agrees with the ledger, but in {meant}, not in {written}",
    )


def span_zh(span: Span) -> str:
    if span.start and span.end:
        return f"{span.start}至{span.end}"
    return f"截至{span.end}" if span.end else "累计"


def span_en(span: Span) -> str:
    if span.start and span.end:
        return f"{span.start} to {span.end}"
    return f"up to {span.end}" if span.end else "all time"
