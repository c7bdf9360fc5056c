"""Rules of law and standard: each with its source, its validity, and the records that break it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yihe.indicators.define import Rule
from yihe.indicators.register import rules
from yihe.indicators.rule import in_force
from yihe.ledger.labels import Label
from yihe.ledger.policy import User, visible

from ..guard import Request, allowed
from ..values import until_written

TITLE = Label("规则", "Rules")
HEADINGS = (
    TITLE,
    Label("台账", "Records"),
    Label("限值", "Limit"),
    Label("依据", "Source"),
    Label("生效日期", "Valid from"),
    Label("核对情况", "Checked against the document"),
    Label("当前违反数", "Breaking it now"),
)
VERIFIED = Label("已核对原文", "yes")
UNVERIFIED = Label("未核对原文，引用前须核对", "not yet: compare before relying on it")
LOCAL = Label("本地限值", "local limit")
NOT_SET = Label("限值由本地设定，尚未设定", "needs a local limit, none is set")
UNKNOWN = Label("没有这条规则，或它今天无效。", "There is no such rule in force.")
NONE_BREAKS = Label("目前没有违反这条规则的记录。", "No record breaks this rule now.")

_SHOWN = 500


@dataclass(frozen=True)
class Row:
    """A rule as a page shows it."""

    rule: Rule
    limit: str
    breaking: int | None

    @property
    def checked_against(self) -> Label:
        return VERIFIED if self.rule.verified else UNVERIFIED

    @property
    def remark(self) -> Label | str:
        if not self.rule.checked:
            return NOT_SET
        return LOCAL if self.rule.local_limit is not None else ""


@allowed("view")
def index(request: Request) -> HttpResponse:
    """Every rule in force today."""
    rows = _rows(in_force(rules(), timezone.localdate()), request.user)
    return render(request, "yihe/rules.html", {"title": TITLE, "headings": HEADINGS, "rows": rows})


@allowed("view")
def show(request: Request, name: str) -> HttpResponse:
    """One rule and the records that break it."""
    rule = next((r for r in in_force(rules(), timezone.localdate()) if r.name == name), None)
    if rule is None:
        raise Http404(str(UNKNOWN))
    context = {
        "title": rule.label,
        "headings": HEADINGS,
        "rows": _rows([rule], request.user),
        "records": list(_breaking(rule, request.user)[:_SHOWN]),
        "none": NONE_BREAKS,
        "kind": rule.kind,
    }
    return render(request, "yihe/rules.html", context)


def _rows(shown: Sequence[Rule], user: User) -> list[Row]:
    """Each rule with its limit and count; the counts are kept together, so that the page asks for them once."""
    limits = [_limit(rule) for rule in shown]
    asked = [(rule.name, limit) for rule, limit in zip(shown, limits, strict=True)]
    counts = until_written(lambda: [_count(rule, user) for rule in shown], "rules", asked, getattr(user, "pk", None))
    return [Row(rule, limit, count) for rule, limit, count in zip(shown, limits, counts, strict=True)]


def _limit(rule: Rule) -> str:
    limit = rule.present_limit
    return "—" if limit is None else f"{limit.normalize():f} {rule.unit}".strip()


def _count(rule: Rule, user: User) -> int | None:
    return _breaking(rule, user).count() if rule.checked else None


def _breaking(rule: Rule, user: User) -> QuerySet[Any]:
    found = visible(user, rule.breaking()).order_by("code")
    return found.select_related("place").defer("geometry", "place__geometry")
