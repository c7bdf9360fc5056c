"""The command `rules`: rules of law and standard, where they come from, since when they hold, who breaks them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import AsJson, day
from .output import console, print_json, print_table, refuse
from .starting import open_ledger

if TYPE_CHECKING:
    from yihe.indicators.define import Rule

_SHOWN = 20


def add_to(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(rules)


def rules(
    name: Annotated[str, typer.Argument(metavar="NAME", help="One rule, with every record that breaks it.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="The versions that held on this day.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the rules in force, with source, validity, limit, and how many records break them now.

    A rule marked unverified was written down from memory: compare it with the document before you rely on it.
    One marked not set has a number of this place's own: give it in YIHE_LIMITS.

    Examples: yihe rules · yihe rules bonds.coverage · yihe rules --on 2016-01-01 --json
    """
    wanted = day(on)
    open_ledger()
    found = [_record(rule) for rule in _in_force(wanted) if name in ("", rule.name)]
    if not found:
        refuse(f"{name or on}: no such rule in force (没有这条规则或该日无有效规则); see `yihe rules`")
    if as_json:
        print_json(found)
        return
    columns = ["name", "zh", "kind", "limit", "source", "valid_from", "state", "breaking"]
    print_table("", columns, [[_cell(row[c]) for c in columns] for row in found])
    if name:
        for code in found[0]["codes"][:_SHOWN]:
            console.print(f"  {found[0]['kind']} {code}", soft_wrap=True, highlight=False)


def _in_force(day_asked: date | None) -> list[Rule]:
    from django.utils import timezone

    from yihe.indicators.register import rules as declared
    from yihe.indicators.rule import in_force

    return in_force(declared(), day_asked or timezone.localdate())


def _record(rule: Rule) -> dict[str, Any]:
    codes = list(rule.breaking().order_by("code").values_list("code", flat=True))
    limit = rule.present_limit
    return {
        "name": rule.name,
        "zh": rule.label.zh,
        "en": rule.label.en,
        "kind": rule.kind.kind(),
        "limit": limit if limit is None else f"{limit.normalize():f} {rule.unit}".strip(),
        "local": rule.local_limit is not None,
        "source": rule.source,
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
        "verified": rule.verified,
        "checked": rule.checked,
        "state": ("verified" if rule.verified else "unverified") + ("" if rule.checked else ", not set"),
        "breaking": len(codes) if rule.checked else None,
        "codes": codes,
    }


def _cell(value: Any) -> Any:
    return "—" if value is None else value
