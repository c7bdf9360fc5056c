"""The list of one kind of entry: search, column filters, order and pages, all from the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest

from yihe.ledger.entries import Entry, Record
from yihe.ledger.policy import visible

from .columns import Cell, Column, light, table_columns
from .filters import Filter, filters_for

PAGE_SIZE = 50


@dataclass(frozen=True)
class Row:
    """One entry with its cells in column order."""

    entry: Entry
    cells: list[tuple[Column, Cell]]


@dataclass
class Listing:
    """What a reader asked of a list, and what they get."""

    kind: type[Entry]
    columns: list[Column]
    filters: list[Filter]
    entries: QuerySet[Any]
    query: str
    sort: str
    page_number: str

    @property
    def active_filters(self) -> list[Filter]:
        return [f for f in self.filters if f.active]

    @property
    def problems(self) -> list[str]:
        return [f.problem for f in self.filters if f.problem]

    @property
    def sorted_by(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        return self.sort.startswith("-")

    def page(self) -> Page[Any]:
        return Paginator(self.entries, PAGE_SIZE).get_page(self.page_number)

    def rows(self, entries: Any) -> list[Row]:
        return [Row(e, [(c, c.cell(e)) for c in self.columns]) for e in entries]


def listing(request: HttpRequest, kind: type[Entry]) -> Listing:
    """Read a list's address and narrow the entries the reader may see."""
    columns = table_columns(kind)
    filters = filters_for(kind, request.GET)
    query = request.GET.get("q", "").strip()
    sort = request.GET.get("sort", "")
    entries = visible(request.user, light(kind)).filter(*[f.condition() for f in filters if f.active])
    entries = _ordered(_searched(entries, query), sort, columns)
    return Listing(kind, columns, filters, entries, query, sort, request.GET.get("page", "1"))


def _searched(entries: QuerySet[Any], query: str) -> QuerySet[Any]:
    """Every word must stand in the code, the name, the address or the place's name."""
    for word in query.split():
        entries = entries.filter(matches(entries.model, word))
    return entries


def matches(kind: type[Entry], word: str) -> Q:
    """Entries of a kind in which a word stands."""
    terms = Q(code__icontains=word) | Q(name__icontains=word)
    if issubclass(kind, Record):
        terms |= Q(address__icontains=word) | Q(place__name__icontains=word)
    return terms


def _ordered(entries: QuerySet[Any], sort: str, columns: list[Column]) -> QuerySet[Any]:
    name = sort.removeprefix("-")
    if name not in {c.name for c in columns}:
        return entries.order_by("code", "pk")
    by = F(f"{name}__code" if entries.model._meta.get_field(name).is_relation else name)
    ordered = by.desc(nulls_last=True) if sort.startswith("-") else by.asc(nulls_last=True)
    return entries.order_by(ordered, "pk")
