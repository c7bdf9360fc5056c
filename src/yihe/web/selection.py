"""What a reader has chosen to look at: a place, a period and a moment of knowing, carried in every address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.db.models import Max
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from yihe.indicators.spans import Span, UnreadableSpan, parse_span
from yihe.ledger.journal import StageChange
from yihe.ledger.places import Level, Place

CUMULATIVE = ""
_LATEST_DAY_KEPT_S = 60


@dataclass(frozen=True)
class Choice:
    """One entry of a picker."""

    value: str
    label: str
    chosen: bool
    indent: bool = False


@dataclass(frozen=True)
class Selection:
    """Place, period and moment of knowing of a page.

    `period` and `as_of_text` are as typed; `problem` says what of them could not be read.
    """

    place: str
    period: str
    span: Span
    as_of: datetime | None
    as_of_text: str = ""
    problem: str = ""

    @property
    def query(self) -> str:
        """The selection as the query part of an address, without the leading question mark."""
        parts = {"place": self.place, "period": self.period, "as_of": self.as_of_text}
        return urlencode({k: v for k, v in parts.items() if v})

    def at(self, place: str) -> str:
        """The query for the same selection at another place."""
        return Selection(place, self.period, self.span, self.as_of, self.as_of_text).query


def selection_of(asked: Mapping[str, str]) -> Selection:
    """Read the selection from an address or a form.

    What cannot be read falls back to the widest choice, and `problem` says so.
    """
    place = asked.get("place", "").strip() or settings.YIHE_PLACE
    period = asked.get("period", "").strip()
    as_of_text = asked.get("as_of", "").strip()
    span, span_problem = _span(period)
    as_of, as_of_problem = _moment(as_of_text)
    return Selection(place, period, span, as_of, as_of_text, span_problem or as_of_problem)


def _span(period: str) -> tuple[Span, str]:
    if period == CUMULATIVE:
        return Span(), ""
    try:
        return parse_span(period), ""
    except UnreadableSpan:
        said = _("“%(text)s” is no period. Accepted: 2022, 2022H1, 2022Q3, 2022-09, 2022-01-01..2022-06-30.")
        return Span(), said % {"text": period}


def _moment(text: str) -> tuple[datetime | None, str]:
    """A date means its end, so that “as known on 8 September” includes that day."""
    if not text:
        return None, ""
    try:
        found = parse_datetime(text) if len(text) > 10 else _end_of(parse_date(text))
    except ValueError:
        found = None
    if found is None:
        return None, _("“%(text)s” is no moment. Accepted: 2022-09-08 or 2022-09-08 09:30.") % {"text": text}
    return (found if timezone.is_aware(found) else timezone.make_aware(found)), ""


def _end_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time.max, timezone.get_current_timezone()) if day else None


def latest_day() -> date:
    """The latest business day the ledger knows of, today at most; periods are offered relative to it."""

    def find() -> date:
        today = timezone.localdate()
        found = StageChange.objects.filter(business_date__lte=today).aggregate(day=Max("business_date"))["day"]
        return found or today

    return cast(date, cache.get_or_set("web.latest_day", find, _LATEST_DAY_KEPT_S))


def period_choices(period: str) -> list[Choice]:
    """The periods people ask for most, and the one typed if it is another."""
    latest = latest_day()
    year = latest.year
    offered = [
        (CUMULATIVE, _("Cumulative, all dates")),
        (f"{year}-01-01..{latest}", _("%(year)s to %(day)s") % {"year": year, "day": f"{latest:%m-%d}"}),
        (f"{year}H1", _("First half of %(year)s") % {"year": year}),
        ("2021-10-01..", _("Since October 2021")),
        (str(year - 1), _("Year %(year)s") % {"year": year - 1}),
    ]
    if period not in dict(offered):
        offered.append((period, period))
    return [Choice(value, label, value == period) for value, label in offered]


def place_choices(place: str) -> list[Choice]:
    """The district and its subdistricts, and the chosen place if it is another."""
    district = settings.YIHE_PLACE
    known = Place.objects.present().filter(level__in=[Level.DISTRICT, Level.SUBDISTRICT])
    rows = list(known.filter(code__startswith=district).order_by("code").values_list("code", "name"))
    if place not in dict(rows):
        rows += list(Place.objects.present().filter(code=place).values_list("code", "name"))
    return [Choice(code, name, code == place, code != district) for code, name in rows]


def place_name(code: str) -> str:
    """What a place is called; its code where it is not known."""
    return Place.objects.filter(code=code).values_list("name", flat=True).first() or code
