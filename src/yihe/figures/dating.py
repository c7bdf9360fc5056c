"""Say of what time one claim is told."""

from __future__ import annotations

import re
from decimal import Decimal

from yihe.figures.aims import this_year_so_far, time_of_aim
from yihe.figures.flows import (
    YEAR_END,
    is_all_by_now,
    is_built_up,
    is_deed,
    is_rate_of_year,
    is_stock,
    since_january,
    stands_at_year_end,
)
from yihe.figures.lexicon import AIM_ITSELF
from yihe.figures.meaning import Meaning
from yihe.figures.model import Period
from yihe.figures.nouns import opens_with_move
from yihe.figures.spans import is_part, is_year, length, whole_year, years_long
from yihe.figures.spoken import Spoken
from yihe.figures.targets import starts_from
from yihe.figures.token import Token
from yihe.figures.windows import (
    STANDS_AT_END,
    end_of_move,
    held_on_end,
    months_on_end,
    of_plan_before,
    years_on_end,
)

_TIMES_IT = re.compile("[，、]?约?(?:是|为|相当于)前[三四五十]年")
_ON_END = {"year": years_on_end, "month": months_on_end}


def time_of_claim(
    spoken: Spoken,
    token: Token,
    meaning: Meaning,
    gap: str,
    period: Period | None,
    *,
    words: str = "",
    tail: str = "",
    following: str = "",
    of_thing: bool,
) -> Period | None:
    """Return the time of one claim: the year of a plan, the run of years of an average growth."""
    if AIM_ITSELF.match(tail) and 0 < length(period) <= 366:
        # Aims are of a year, whatever part of it the figure before is told of.
        return whole_year(period)
    if token.unit in _ON_END and meaning.kind == "duration" and isinstance(token.value, Decimal):
        period = _ON_END[token.unit](words, int(token.value), period) or period
    elif spoken.latest and held_on_end(words):
        # Of the same years as the length of time before it.
        return spoken.latest
    if meaning.kind == "ratio" and spoken.latest and _TIMES_IT.match(gap):
        # 投资五年累计586亿元，是前五年的3.5倍: of the same years.
        return spoken.latest
    if meaning.kind == "level" and (earlier := of_plan_before(words)):
        return earlier
    moves = meaning.kind in STANDS_AT_END and ("由" in words or "从" in words)
    spoken.latest = (end_of_move(words, tail, period) if moves else None) or _of_claim(
        spoken, meaning, gap, period, words=words, following="" if tail else following, of_thing=of_thing
    )
    return spoken.latest


def _of_claim(
    spoken: Spoken, meaning: Meaning, gap: str, period: Period | None, *, words: str, following: str, of_thing: bool
) -> Period | None:
    if meaning.kind == "level" and spoken.counted and is_all_by_now(gap):
        return None
    if meaning.kind in ("level", "target") and spoken.standing.holds(gap, of_thing=of_thing):
        return None
    if held := _held(spoken, meaning, gap, period):
        return held
    if meaning.kind == "level" and spoken.sections.planned and starts_from(words):
        return spoken.usual or period
    dated = spoken.standing.dated
    if meaning.kind == "target" and (aim := time_of_aim(words, gap, period, spoken.calendar, dated=dated)):
        return aim[0]
    if period and period.from_ == period.to and is_rate_of_year(gap) and YEAR_END.match(period.text or ""):
        return whole_year(period)
    spoken.built_up = is_built_up(words) or (spoken.built_up and gap[:1] in ("、", "和"))
    if meaning.kind == "level" and is_year(period) and not spoken.standing.dated and spoken.built_up:
        return None
    if spoken.bulletin and is_year(period) and (stood := _at_year_end(spoken, meaning, words, gap, period)):
        return stood
    after = spoken.latest if spoken.counted or gap[:1] in ("、", "和") else None
    if so_far := this_year_so_far(meaning.kind, words, gap, period, spoken.calendar.release, after=after):
        return so_far
    if reached := spoken.windows.reached(meaning, words, gap, period, following):
        return reached
    return spoken.windows.of_mean(meaning, gap, period, spoken.paused[0] if spoken.paused else spoken.outer)


def _held(spoken: Spoken, meaning: Meaning, gap: str, period: Period | None) -> Period | None:
    """Return the time that clauses before hold for a claim: a window, the day a stock was told of."""
    if spoken.outer and _deed_after_stock(spoken, gap, period):
        return spoken.outer
    if _deed_after_now(spoken, gap, period):
        return spoken.main
    if spoken.begun and "累计" in gap and period and period.text == spoken.begun.text:
        return spoken.begun
    window = since_january(gap, period) if meaning.kind != "threshold" else None
    if window:
        if period == spoken.period:
            spoken.as_of, spoken.period = period, window
        return window
    if spoken.as_of and period == spoken.period and period and period.to == spoken.as_of.to:
        moved = spoken.latest == spoken.as_of and opens_with_move(gap)
        if moved or is_stock(gap):
            return spoken.as_of
    return None


def _at_year_end(spoken: Spoken, meaning: Meaning, words: str, gap: str, period: Period | None) -> Period | None:
    """A bulletin counts some things at its year's end; what these grew by is of that day too."""
    if period is None or period.to is None:
        return None
    end = Period(period.text, period.to, period.to)
    if meaning.kind in ("level", "share") and stands_at_year_end(words):
        return end
    goes_on = spoken.latest == end and (opens_with_move(gap) or meaning.kind == "delta")
    return end if goes_on else None


def _deed_after_stock(spoken: Spoken, gap: str, period: Period | None) -> bool:
    """What was done is of the wider window, though a stock was told as of its end in a sentence before."""
    as_of = period is not None and (period.text or "").startswith("截") and period == spoken.period
    return as_of and not spoken.standing.dated and years_long(spoken.outer) and is_deed(gap)


def _deed_after_now(spoken: Spoken, gap: str, period: Period | None) -> bool:
    """What was done is of the months the text tells of, though 目前 or 6月底 opened a sentence before."""
    if period is None or spoken.main is None or period != spoken.period or spoken.standing.dated:
        return False
    now = (period.text or "").endswith("目前") or period.from_ == spoken.main.to
    return now and is_part(spoken.main) and is_deed(gap)
