"""Hold drafts against the ledger: what is new, what changes in which field, what stays."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..entries import Entry, Record
from ..journal import Load, StageChange
from ..labels import as_label
from .drafts import Draft
from .problems import BadCell
from .shapes import same_shape

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, with its label; stage days appear as fields of their own."""

    label: Any
    before: Any
    after: Any


@dataclass(slots=True)
class Outcome:
    """What one draft does to the ledger.

    `entry` carries the new values; `changes` is empty for a new entry (`is_new`) and for one that
    stays as it is. `is_back` marks one that an undo had taken out. `stage_days` are the entries into
    stages that must be written or withdrawn.
    """

    draft: Draft
    entry: Entry
    is_new: bool
    is_back: bool = False
    changes: list[FieldChange] = field(default_factory=list)
    stage_days: dict[str, date | None] = field(default_factory=dict)
    superseded: list[int] = field(default_factory=list)

    @property
    def is_change(self) -> bool:
        return bool(self.counts_as_new or self.changes)

    @property
    def counts_as_new(self) -> bool:
        """Whether the sheet brings the entry, rather than changing it."""
        return self.is_new or self.is_back


class Comparison:
    """Drafts of one sheet against the entries of one kind.

    Parameters
    ----------
    kind
        The kind of entry.
    drafts
        In sheet order.
    has_code
        Whether the sheet has a code column; without one, entries are found by name and place.
    """

    def __init__(self, kind: type[Entry], drafts: Sequence[Draft], *, has_code: bool) -> None:
        self.kind = kind
        self.drafts = drafts
        self.key = _key_attributes(kind, has_code)
        self._known = {self._key_of_entry(e): e for e in self._candidates()}
        self._days = _stage_days(kind, [e.pk for e in self._known.values()])
        self._undos = dict(Load.objects.filter(undoes__isnull=False).values_list("pk", "recorded_at"))

    def outcomes(self) -> Iterator[tuple[Draft, Outcome | BadCell]]:
        """Each draft with what it does, or with what is wrong with it as a whole."""
        seen: dict[tuple[Any, ...], int] = {}
        for draft in self.drafts:
            try:
                key = self._key_of_draft(draft)
                _refuse_twice(seen, key, draft)
                yield draft, self._outcome(draft, self._known.get(key), key)
            except BadCell as bad:
                yield draft, bad

    def _candidates(self) -> Iterator[Entry]:
        entries = self.kind._default_manager.select_for_update().order_by()
        if self.key != ("code",):
            yield from entries
            return
        codes = list({str(d.values.get("code") or "") for d in self.drafts})
        for start in range(0, len(codes), _CHUNK):
            yield from entries.filter(code__in=codes[start : start + _CHUNK])

    def _key_of_entry(self, entry: Entry) -> tuple[Any, ...]:
        return tuple(getattr(entry, a) for a in self.key)

    def _key_of_draft(self, draft: Draft) -> tuple[Any, ...]:
        key = tuple(draft.values.get(a) for a in self.key)
        if any(v in (None, "") for v in key):
            names = "、".join(_label_of(self.kind, a).zh for a, v in zip(self.key, key, strict=True) if v in (None, ""))
            raise BadCell(
                "no_key",
                f"缺少识别这一行的内容：{names}",
                f"nothing identifies this row: {', '.join(_label_of(self.kind, a).en for a in self.key)} is missing",
                f"填写{names}",
                "fill it in",
            )
        return key

    def _outcome(self, draft: Draft, entry: Entry | None, key: tuple[Any, ...]) -> Outcome:
        if entry is None:
            return self._new(draft, key)
        if entry.deleted_at and self._undos.get(entry.load_id or 0) == entry.deleted_at:
            return self._again(draft, entry, key)
        if entry.deleted_at:
            raise BadCell(
                "deleted",
                f"“{entry.code}”已于 {entry.deleted_at:%Y-%m-%d} 删除（{entry.deleted_reason}）",
                f"“{entry.code}” was deleted on {entry.deleted_at:%Y-%m-%d} ({entry.deleted_reason})",
                "先恢复该条目，或改用新编号",
                "restore the entry first, or use a new code",
            )
        return self._changed(draft, entry)

    def _new(self, draft: Draft, key: tuple[Any, ...]) -> Outcome:
        entry = self.kind()
        _assign(entry, draft.values)
        entry.code = entry.code or _code_from(key)
        entry.name = entry.name or entry.code
        entry.derive()
        outcome = Outcome(draft, entry, is_new=True)
        if isinstance(entry, Record):
            days = {s: d for s, d in draft.stage_days.items() if d}
            outcome.stage_days = dict(days)
            _set_stage(entry, draft, days)
        return outcome

    def _again(self, draft: Draft, entry: Entry, key: tuple[Any, ...]) -> Outcome:
        """An entry that an undo took out and a sheet brings again: as new, with its history before it."""
        outcome = self._new(draft, key)
        outcome.is_new, outcome.is_back = False, True
        again = outcome.entry
        again.pk, again.version, again.recorded_at = entry.pk, entry.version, entry.recorded_at
        return outcome

    def _changed(self, draft: Draft, entry: Entry) -> Outcome:
        outcome = Outcome(draft, entry, is_new=False)
        for attribute, after in draft.values.items():
            before = getattr(entry, attribute)
            if not _same(before, after):
                outcome.changes.append(FieldChange(_label_of(self.kind, attribute), before, after))
        _assign(entry, draft.values)
        entry.derive()
        if isinstance(entry, Record):
            self._compare_stages(draft, entry, outcome)
        return outcome

    def _compare_stages(self, draft: Draft, record: Record, outcome: Outcome) -> None:
        known = self._days.get(record.pk, {})
        for stage, after in draft.stage_days.items():
            before = known[stage][0] if stage in known else None
            if before == after:
                continue
            outcome.stage_days[stage] = after
            outcome.superseded += known[stage][1] if stage in known else []
            outcome.changes.append(FieldChange(record.stages[stage].label, before, after))
        days = {s: d for s, (d, _) in known.items()} | draft.stage_days
        self._check_course(draft, record, outcome)
        before_stage = record.stage
        _set_stage(record, draft, {s: d for s, d in days.items() if d})
        if record.stage != before_stage and not outcome.stage_days:
            outcome.changes.append(FieldChange(_label_of(self.kind, "stage"), before_stage, record.stage))

    def _check_course(self, draft: Draft, record: Record, outcome: Outcome) -> None:
        """A sheet may move a record along the table, or take back an entry it withdraws; nothing else."""
        stages, now, then = record.stages, record.stage, draft.stage
        taken_back = now in outcome.stage_days and outcome.stage_days[now] is None
        if not now or not then or now == then or taken_back or stages.may_reach(now, then):
            return
        allowed = "、".join(stages[s].label.zh for s in stages.from_here(now)) or "（无）"
        raise BadCell(
            "no_such_move",
            f"不能由“{stages[now].label.zh}”变为“{stages[then].label.zh}”",
            f"a record cannot go from “{stages[now].label.en}” to “{stages[then].label.en}”",
            f"下一阶段：{allowed}；若原阶段填错，请清空其日期",
            "a following stage; to correct a wrong stage, empty its date",
        )


def _key_attributes(kind: type[Entry], has_code: bool) -> tuple[str, ...]:
    if kind.natural_key_fields != ("code",):
        attributes = {f.name: f.attname for f in kind._meta.fields}
        return tuple(attributes[name] for name in kind.natural_key_fields)
    if has_code:
        return ("code",)
    return ("name", "place_id") if issubclass(kind, Record) else ("name",)


def _refuse_twice(seen: dict[tuple[Any, ...], int], key: tuple[Any, ...], draft: Draft) -> None:
    if key in seen:
        shown = "、".join(str(k) for k in key)
        raise BadCell(
            "twice",
            f"“{shown}”在本表第 {seen[key]} 行已出现",
            f"“{shown}” stands in row {seen[key]} already",
            "每个条目一行",
            "one row for each entry",
        )
    seen[key] = draft.row


def _code_from(key: tuple[Any, ...]) -> str:
    """A stable code for an entry whose sheet gives none."""
    if len(key) == 1 and len(str(key[0])) <= 60:
        return str(key[0])
    return hashlib.sha256("|".join(str(k) for k in key).encode()).hexdigest()[:16]


def _assign(entry: Entry, values: dict[str, Any]) -> None:
    for attribute, value in values.items():
        if attribute == "geometry":
            entry.set_geometry(value)
        else:
            setattr(entry, attribute, value)


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, memoryview | bytes) or isinstance(after, bytes):
        return same_shape(before, after)
    if isinstance(before, str) and isinstance(after, str):
        # Browsers send text areas with carriage returns, sheets are read without.
        return before.replace("\r\n", "\n") == after
    return bool(before == after)


def _label_of(kind: type[Entry], attribute: str) -> Any:
    field = next((f for f in kind._meta.fields if f.attname == attribute or f.name == attribute), None)
    return as_label(field.verbose_name if field else attribute)


def _set_stage(record: Record, draft: Draft, days: dict[str, date]) -> None:
    """The stage the sheet says, else the one entered last."""
    if not len(record.stages):
        return
    order = record.stages.names
    latest = max(days, key=lambda s: (days[s], order.index(s)), default="")
    record.stage = draft.stage or (latest if draft.stage_days else record.stage or latest)
    record.stage_date = days.get(record.stage)


def _stage_days(kind: type[Entry], ids: Sequence[int]) -> dict[int, dict[str, tuple[date, list[int]]]]:
    """Per record and stage: the day known now, and the rows that say so."""
    found: dict[int, dict[str, tuple[date, list[int]]]] = defaultdict(dict)
    for start in range(0, len(ids), _CHUNK):
        rows = StageChange.objects.filter(
            kind=kind.kind(),
            record_id__in=ids[start : start + _CHUNK],
            superseded_at__isnull=True,
            withdrawn=False,
        ).order_by("business_date", "pk")
        for pk, record_id, stage, day in rows.values_list("pk", "record_id", "stage", "business_date"):
            earlier = found[record_id].get(stage, (day, []))
            found[record_id][stage] = (day, [*earlier[1], pk])
    return found
