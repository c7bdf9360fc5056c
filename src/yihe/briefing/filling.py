"""The figures of a template in words: evaluated together, said truthfully, put in the place of their placeholders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yihe.indicators.engine import Value, evaluate_each
from yihe.indicators.spans import Span
from yihe.ledger.places import Place

from .placeholders import DAY, PLACE, PLACEHOLDER, UnusableTemplate, Wanted, span_on
from .wording import Unsayable, UnusableOption, say_as


@dataclass(frozen=True)
class Terms:
    """For whom, when and as of when a text is composed.

    Attributes
    ----------
    place, place_name
        Statistical code and name.
    span
        Period of every figure that names none of its own.
    as_of
        Moment of knowing.
    released
        Day of release, said where the template has ``{{ date }}``.
    """

    place: str
    place_name: str
    span: Span
    as_of: datetime
    released: date

    @property
    def day(self) -> str:
        return f"{self.released.year}年{self.released.month}月{self.released.day}日"


@dataclass(frozen=True)
class Said:
    """A figure of the composed text and what stands behind it."""

    written: str
    words: str
    value: Value


def terms_for(place: str, span: Span, as_of: datetime, released: date | None = None) -> Terms:
    """Terms for a place of the ledger.

    Raises
    ------
    UnusableTemplate
        The ledger does not know the place.
    """
    name = Place.objects.present().filter(code=place).values_list("name", flat=True).first()
    if name is None:
        raise UnusableTemplate(f"{place!r} is no place of the ledger (台账没有这个地区)")
    return Terms(place, name, span, as_of, released or span.end or as_of.date())


def say_all(wanted: Sequence[Wanted], terms: Terms) -> list[Said]:
    """Every figure of a template in words, evaluated together.

    Raises
    ------
    UnusableTemplate
        A value is unknown or cannot be said as asked.
    """
    asked = [(w.indicator, terms.place, span_on(w, terms.span, terms.released)) for w in wanted]
    said: list[Said] = []
    problems: list[str] = []
    for each, value in zip(wanted, evaluate_each(asked, terms.as_of), strict=True):
        try:
            said.append(_say(each, value))
        except (Unsayable, UnusableOption) as problem:
            problems.append(f"{each.written}: {problem}")
    if problems:
        raise UnusableTemplate("\n".join(problems))
    return said


def _say(wanted: Wanted, value: Value) -> Said:
    if value.value is None:
        raise Unsayable(f"the ledger has no value for {value.span} (台账没有这个时段的数值)")
    return Said(wanted.written, say_as(wanted.indicator, value.value, wanted.wording), value)


def filled(text: str, said: Sequence[Said], terms: Terms) -> str:
    """The text with each placeholder replaced, in order."""
    figures = iter(said)
    own = {PLACE: terms.place_name, DAY: terms.day}
    return PLACEHOLDER.sub(lambda match: own.get(match["name"]) or next(figures).words, text)
