"""Tell which kind of entry a sheet holds, from its headings and from what its name and title say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from ..entries import Entry, Record
from ..kinds import UnknownKind, entry_kind, entry_kinds
from ..parties import Party
from ..places import Place
from .columns import ColumnMap, FieldSpec, Match, match_columns
from .problems import Bilingual, Problem
from .references import key_of
from .specs import STAGE_DAY, specs_of
from .table import Table

# A name in the sheet's title weighs as much as this many matched headings of the kind's own.
_NAMED = 4.0
_LEAST = 1.0
_RUNNING_NUMBER = {"", "序号", "no", "no.", "编", "#"}


@dataclass
class Recognised:
    """A table's kind and columns, or the problems that keep it from having one."""

    kind: type[Entry] | None
    columns: ColumnMap
    problems: list[Problem] = field(default_factory=list)


@cache
def known_specs(kind: type[Entry]) -> list[FieldSpec]:
    """The columns of a kind, derived once."""
    return specs_of(kind)


def recognise(
    table: Table,
    wanted: str = "",
    *,
    ignore_unmatched: bool = False,
    remembered: Mapping[str, Mapping[str, str]] | None = None,
) -> Recognised:
    """The kind a table holds and which heading is which field.

    Parameters
    ----------
    wanted
        Slug or label of the kind, where the user named it.
    ignore_unmatched
        Leave out columns that are no field; otherwise each is a problem, so that none is lost unseen.
    remembered
        For each kind by slug, what clerks said its headings mean.
    """
    remembered = remembered or {}
    kinds = list(entry_kinds().values())
    if wanted:
        try:
            kinds = [entry_kind(wanted)]
        except UnknownKind:
            return _nothing(table, Bilingual(f"没有“{wanted}”这种台账。", f"there is no kind “{wanted}”."), kinds)
    maps = {k: match_columns(table, known_specs(k), remembered=remembered.get(k.kind())) for k in kinds}
    scores = {kind: _score(table, kind, maps[kind]) for kind in kinds}
    best = sorted(kinds, key=lambda k: -scores[k])[:2]
    if not wanted and scores[best[0]] < _LEAST:
        return _nothing(table, Bilingual("看不出这张表是哪种台账。", "the headings fit no kind of entry."), kinds)
    if len(best) > 1 and scores[best[0]] == scores[best[1]]:
        names = "、".join(k.label().zh for k in best)
        return _nothing(
            table,
            Bilingual(f"这张表可能是：{names}。", f"the sheet may hold: {', '.join(k.label().en for k in best)}."),
            best,
        )
    columns = maps[best[0]]
    strangers = [] if ignore_unmatched else [_stranger(table, m) for m in columns.unmatched if _matters(m)]
    return Recognised(best[0], columns, [*columns.problems, *strangers])


def _matters(match: Match) -> bool:
    return match.how != "left_out" and key_of(match.header.label) not in _RUNNING_NUMBER


def _stranger(table: Table, match: Match) -> Problem:
    near = f"，是不是“{match.suggestion}”？" if match.suggestion else ""
    near_en = f"; did you mean “{match.suggestion}”?" if match.suggestion else ""
    message = Bilingual(f"不认识的列“{match.header.label}”{near}", f"unknown column “{match.header.label}”{near_en}")
    advice = Bilingual(
        "改用台账的列名；或说明它是哪一列（--map）；不需要的列请删去，或选择“忽略不认识的列”",
        "a column of this kind; say which it is (--map), or choose to ignore unknown columns",
    )
    return Problem(table.file, table.sheet, match.header.address, "", match.header.label, message, advice)


def _score(table: Table, kind: type[Entry], columns: ColumnMap) -> float:
    """Matched headings that tell kinds apart, and the kind's name in title, sheet or file."""
    telling = sum(1.0 if _is_own(kind, spec.name) else 0.1 for _, spec, _ in columns.matched())
    unmatched = len(table.header) - len(columns.matched())
    return telling - 0.2 * unmatched + _NAMED * _naming(table, kind)


def _is_own(kind: type[Entry], name: str) -> bool:
    shared = Record if issubclass(kind, Record) else Entry
    names = {f.name for f in shared._meta.fields} | {"lon", "lat", "subdistrict", "community", "place"}
    return name not in names or name.startswith(STAGE_DAY)


def _naming(table: Table, kind: type[Entry]) -> float:
    """How long a part of the nearest title is a name of the kind: sheet before title before file."""
    names = [key_of(n) for n in kind.label().all if len(n) > 1]
    for weight, text in ((1.0, table.sheet), (0.9, " ".join(table.title_lines)), (0.8, table.file)):
        found = [n for n in names if n in key_of(text)]
        if found:
            # The longer name is the more exact one: 债券项目 before 项目.
            return weight + len(max(found, key=len)) / 100
    return 0.0


def _nothing(table: Table, message: Bilingual, kinds: list[type[Entry]]) -> Recognised:
    names_zh = "、".join(k.label().zh for k in kinds)
    names_en = ", ".join(k.kind() for k in kinds)
    advice = Bilingual(
        f"在工作表名或标题中写明台账名称（{names_zh}），或用 --kind 指定", f"name the kind with --kind: {names_en}"
    )
    cell = table.header[0].address if table.header else ""
    return Recognised(None, ColumnMap((), ()), [Problem(table.file, table.sheet, cell, "", "", message, advice)])


def loading_order(kind: type[Entry]) -> tuple[int, str]:
    """Places first, then parties, then kinds after those they refer to."""
    return (_depth(kind), kind.kind())


@cache
def _depth(kind: type[Entry]) -> int:
    if kind is Place:
        return 0
    if kind is Party:
        return 1
    targets = [f.related_model for f in kind._meta.fields if f.is_relation and f.related_model is not kind]
    return 2 + max((_depth(t) for t in targets if isinstance(t, type) and issubclass(t, Record)), default=0)
