"""Entries of any kind with the awkward values real ledgers hold, made from the declared fields alone."""

from __future__ import annotations

import random
import string
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import shapely
from django.db import models

from yihe import geo
from yihe.ledger.entries import Entry, Record
from yihe.ledger.journal import StageChange
from yihe.ledger.kinds import editable_fields
from yihe.ledger.places import Place

TEXTS = (
    "友谊街12号",
    '=HYPERLINK("http://x","y")',
    "-5℃以下停工",
    "+86 535 6200000",
    "@所有人",
    "无",
    "—",
    "１号楼",
    "'引号开头",
    "'=A1",
    "00123",
    "1e5",
    "#N/A",
    "2022-01-01",
    "370602001",
    "合计",
    "第一行\r\n第二行",
    " 前后有空格 ",
)
_TODAY = date(2022, 9, 8)


def entries_of(kind: type[Entry], count: int, seed: int = 1) -> list[Any]:
    """So many entries of a kind, written to the ledger with their stage changes."""
    maker = _Maker(random.Random(f"{kind.kind()}{seed}"))
    return [maker.make(kind, n) for n in range(count)]


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._referred: dict[type[Entry], Any] = {}

    def make(self, kind: type[Entry], number: int) -> Any:
        entry = kind()
        for field in editable_fields(kind):
            if field.name not in ("geometry", "stage", "stage_date", "code", "level"):
                setattr(entry, field.attname, self._value(kind, field, number))
        entry.code = _code(kind, number)
        entry.set_geometry(self._geometry())
        for field in kind._meta.fields:
            if field.name == "level" and kind is not Place:
                entry.level = self._value(kind, field, number)
        entry.derive()
        days = self._stages(entry) if isinstance(entry, Record) and len(entry.stages) else []
        entry.save()
        for stage, day in days:
            StageChange.objects.create(kind=kind.kind(), record_id=entry.pk, stage=stage, business_date=day)
        return entry

    def _value(self, kind: type[Entry], field: Any, number: int) -> Any:
        if field.null and self.chance.random() < 0.15:
            return None
        if isinstance(field, models.ForeignKey):
            return self._reference(kind, field)
        if field.choices:
            return self.chance.choice([value for value, _ in field.flatchoices])
        return self._plain_value(field, number)

    def _plain_value(self, field: Any, number: int) -> Any:
        if isinstance(field, models.BooleanField):
            return self.chance.random() < 0.5
        if isinstance(field, models.DateField):
            return _TODAY - timedelta(days=number + self.chance.randrange(900))
        if isinstance(field, models.DecimalField):
            return self._decimal(field)
        if isinstance(field, models.IntegerField):
            least, most = _limits(field)
            return self.chance.randint(least, most)
        return self._text(field, number)

    def _text(self, field: Any, number: int) -> str:
        if any(getattr(f, "unit_column", "") == field.name for f in field.model._meta.fields):
            return self.chance.choice(("CNY", "%", "m2", "户", ""))
        if field.blank and self.chance.random() < 0.2:
            return ""
        text = self.chance.choice(TEXTS)
        return text if not field.max_length or len(text) <= field.max_length else text[: field.max_length]

    def _decimal(self, field: models.DecimalField[Any, Any]) -> Decimal:
        digits = self.chance.choice((3, 6, 9, field.max_digits - 1))
        most = Decimal(10) ** (field.max_digits - field.decimal_places) - 1
        value = min(Decimal(self.chance.randrange(10**digits)).scaleb(-field.decimal_places), most)
        for validator in field.validators:
            if getattr(validator, "code", "") == "max_value":
                value = min(value, Decimal(validator.limit_value))  # type: ignore[attr-defined]
        return -value if getattr(field, "may_be_negative", False) and self.chance.random() < 0.5 else value

    def _reference(self, kind: type[Entry], field: Any) -> int | None:
        target = field.related_model
        if target is Place:
            return self.chance.choice(list(Place.objects.order_by("code").values_list("pk", flat=True)))
        if target is kind:
            return None
        if target not in self._referred:
            known = target._default_manager.order_by("pk").first()
            self._referred[target] = known or self.make(target, 9_000)
        return self._referred[target].pk

    def _geometry(self) -> bytes | None:
        lon, lat = self.chance.uniform(121.3, 121.45), self.chance.uniform(37.5, 37.56)
        shapes = (
            None,
            shapely.Point(round(lon, 6), round(lat, 6)),
            shapely.Point(lon, lat),
            shapely.LineString([(lon, lat), (lon + 0.01, lat + 0.02)]),
            shapely.box(lon, lat, lon + 1 / 300, lat + 1 / 700),
            shapely.MultiPolygon([shapely.box(lon, lat, lon + 0.001, lat + 0.001)]),
        )
        shape = self.chance.choice(shapes)
        return geo.to_wkb(shape) if shape else None

    def _stages(self, record: Record) -> list[tuple[str, date]]:
        """A walk along the transition table, rework included, to a stage and its day."""
        stage = record.stages.names[0]
        day = _TODAY - timedelta(days=1500)
        walk = [(stage, day)]
        for _ in range(self.chance.randrange(7)):
            if not record.stages.from_here(stage):
                break
            stage = self.chance.choice(record.stages.from_here(stage))
            day += timedelta(days=self.chance.randrange(1, 90))
            walk.append((stage, day))
        record.stage, record.stage_date = walk[-1]
        return walk


def _code(kind: type[Entry], number: int) -> str:
    if kind is Place:
        return f"370602{number + 100:03}"[:9]
    return f"{kind.kind().upper()[:8]}-{number:04}{string.ascii_uppercase[number % 26]}"


def _limits(field: Any) -> tuple[int, int]:
    found = {getattr(v, "code", ""): v.limit_value for v in field.validators if hasattr(v, "limit_value")}
    least, most = found.get("min_value", 0), found.get("max_value", 30_000)
    return max(0, least() if callable(least) else least), min(30_000, most() if callable(most) else most)
