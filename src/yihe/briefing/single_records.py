"""Figures of one single record: what a sentence tells of a thing it names (注册资本228亿元的…研发中心)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yihe.figures import Figure, judge
from yihe.units import convert, same_dimension

from . import reasons
from .frames import Layout
from .report import VerifiedClaim
from .source import Told


def judged(claims: list[VerifiedClaim], text: str, layout: Layout, told: Sequence[Told]) -> list[VerifiedClaim]:
    """Hold claims that no indicator answers against the record that their sentence names.

    Only a field whose whole name stands with the number counts, and only where one record alone is named: a
    wrong record is worse than none.
    """
    if not told:
        return claims
    return [_held(claim, text, layout, told) if _is_open(claim) else claim for claim in claims]


def wanted(claims: Sequence[VerifiedClaim], text: str, layout: Layout) -> str:
    """The sentences whose figures no indicator answers, in which names are worth looking for."""
    return "\n".join(dict.fromkeys(_sentence(c.figure, text, layout) for c in claims if _is_open(c)))


def _is_open(claim: VerifiedClaim) -> bool:
    """A level without an indicator; size classes (10亿元以上项目) are of no one thing."""
    return (
        claim.verdict == "untraceable" and claim.indicator is None and claim.figure.kind in ("level", "target", "share")
    )


def _sentence(figure: Figure, text: str, layout: Layout) -> str:
    start = layout.sentence_start(figure)
    ends = [at for mark in "。！？\n" if (at := text.find(mark, figure.end)) >= 0]
    return text[start : min(ends, default=len(text))]


def _held(claim: VerifiedClaim, text: str, layout: Layout, told: Sequence[Told]) -> VerifiedClaim:
    found = _meant(claim.figure, _sentence(claim.figure, text, layout), told)
    if found is None:
        return claim
    known = convert(found.value, found.unit, claim.figure.unit or "")
    judgement = judge(claim.figure, known)
    said = reasons.Reason(judgement.why, reasons.agreement(judgement.verdict, known))
    because = reasons.by_record(found.name, found.labels[0])
    return replace(
        claim, verdict=judgement.verdict, ledger_value=known, why=said.zh, why_en=said.en, because=because, record=found
    )


def _meant(figure: Figure, sentence: str, told: Sequence[Told]) -> Told | None:
    near = figure.clause + figure.subject
    fit = [
        each
        for each in told
        if each.name in sentence and same_dimension(each.unit, figure.unit or "") and _labelled(each, near)
    ]
    beside = [each for each in fit if each.name in near] or fit
    return beside[0] if len({(each.kind, each.code, each.labels) for each in beside}) == 1 else None


def _labelled(each: Told, near: str) -> bool:
    return any(len(label) >= 3 and label in near for label in each.labels)
