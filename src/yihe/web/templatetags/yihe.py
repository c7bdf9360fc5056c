"""What templates need beyond Django's own: said values, addresses that keep the selection, dates as 2022-06-30."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from yihe.web.drawing import short_name
from yihe.web.numbers import Said

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """A date as 2022-06-30; a moment in the ledger's time zone, to the minute."""
    if value is None:
        return "—"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return f"{value:%Y-%m-%d}"


@register.filter
def figure(said: Said) -> SafeString:
    """A said value with its unit set apart and the exact value on hover."""
    unit = format_html(' <span class="unit">{}</span>', said.unit) if said.unit else ""
    return format_html(
        '<data value="{0}" title="{0}"><span class="number">{1}</span>{2}</data>',
        said.exact or said.number,
        said.number,
        unit,
    )


@register.simple_tag(takes_context=True)
def keep(context: Any, **changes: Any) -> str:
    """The present query with some parts changed; None drops a part. Begins with a question mark."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return "?" + query.urlencode()


@register.simple_tag
def with_query(**parts: Any) -> str:
    """A query from parts, without the empty ones."""
    return urlencode({name: value for name, value in parts.items() if value not in (None, "")})


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """An item of a mapping."""
    return mapping.get(key)


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, for loops over fixed names."""
    return text.split()


@register.filter
def spaced(number: int | None) -> str:
    """A count with thousands separators."""
    return "—" if number is None else f"{number:,}"


@register.filter
def unlocalized(number: float) -> str:
    """A number for SVG and scripts, the same in every language."""
    return f"{number:g}"


@register.filter
def short_place(name: str) -> str:
    """A place name as maps write it: 向阳 for 向阳街道."""
    return short_name(name)


@register.simple_tag(takes_context=True)
def selection_at(context: Any, place: str) -> str:
    """The query of the present selection at another place."""
    return str(context["selection"].at(place))


@register.simple_tag(takes_context=True)
def keep_named(context: Any, name: str, value: Any) -> str:
    """The present query with the part `name` changed."""
    return keep(context, **{name: value})


@register.filter
def unlocalized_place(degrees: float) -> str:
    """Degrees to about ten centimetres."""
    return f"{degrees:.6f}"


@register.filter
def plural(kind: Any) -> str:
    """What several entries of a kind are called."""
    return str(kind._meta.verbose_name_plural)


@register.filter
def first_of(items: Any, n: int) -> Any:
    """The first few of a long list."""
    return items[:n]
