"""The columns a kind of entry understands, derived from its model: labels, types, units, choices."""

from __future__ import annotations

from typing import Any

from django.db import models

from ..entries import Entry, Record
from ..fields import unit_of
from ..kinds import editable_fields
from ..labels import Label, as_label
from .columns import FieldSpec

STAGE_DAY = "stage_day:"
"""Prefix of the column that holds the day on which a stage was entered."""

PLACE_COLUMNS = ("place", "subdistrict", "community")
"""Columns that say the place together, from the whole to the part."""
_HANDLED_APART = {"geometry", "place", "stage", "stage_date"}
_SUBDISTRICT = Label("所属街道", "subdistrict", "街道", "镇街", "所在街道", "所属镇街", "街道办")
_COMMUNITY = Label("所属社区", "community", "社区", "居委会", "所在社区", "社区名称")
_PLACE = Label("所属区域", "place", "地区", "区划", "所属地区", "区市", "县市区", "行政区划", "所在区域")
_LON = Label("经度", "longitude", "lon", "lng", "东经", "经度（WGS84）")
_LAT = Label("纬度", "latitude", "lat", "北纬", "纬度（WGS84）")
_DAY_WORDS = ("日期", "时间", "年月")


def specs_of(kind: type[Entry]) -> list[FieldSpec]:
    """Every column a sheet of this kind may have.

    Besides the model's fields: subdistrict and community (both name the place), longitude and
    latitude, and for each stage the day it was entered (“拆除日期”).
    """
    specs = [_field_spec(f) for f in editable_fields(kind) if f.name not in _HANDLED_APART]
    specs += [
        FieldSpec("geometry", as_label(kind._meta.get_field("geometry").verbose_name).all, "geometry"),
        FieldSpec("lon", _LON.all, "lon"),
        FieldSpec("lat", _LAT.all, "lat"),
    ]
    if has_place(kind):
        labels = (_PLACE, _SUBDISTRICT, _COMMUNITY)
        specs += [FieldSpec(name, label.all, "place") for name, label in zip(PLACE_COLUMNS, labels, strict=True)]
    return specs + (_stage_specs(kind) if issubclass(kind, Record) and len(kind.stages) else [])


def has_place(kind: type[Entry]) -> bool:
    """Whether entries of a kind lie at a place of the register."""
    return any(f.name == "place" for f in kind._meta.fields)


def _stage_specs(kind: type[Record]) -> list[FieldSpec]:
    stages = {stage.name: tuple(stage.label.all) for stage in kind.stages}
    named = {f.name: as_label(f.verbose_name).all for f in kind._meta.fields}
    stage, day = named["stage"], named["stage_date"]
    specs = [FieldSpec("stage", stage, "choice", choices=stages), FieldSpec("stage_date", day, "date")]
    return specs + [FieldSpec(STAGE_DAY + s.name, _day_labels(s.label), "date") for s in kind.stages]


def _day_labels(label: Label) -> tuple[str, ...]:
    chinese = [name + word for name in (label.zh, *label.aliases) for word in _DAY_WORDS]
    return (*chinese, f"{label.en} date", f"{label.en} on")


def _field_spec(field: models.Field[Any, Any]) -> FieldSpec:
    return FieldSpec(
        field.name,
        as_label(field.verbose_name).all,
        _type_of(field),
        unit=unit_of(field) or None,
        required=_is_required(field),
        choices=_choices_of(field),
    )


def _type_of(field: models.Field[Any, Any]) -> Any:
    if field.choices:
        return "choice"
    if isinstance(field, models.ForeignKey):
        return "place" if field.related_model._meta.model_name == "place" else "party"
    types: list[tuple[type[models.Field[Any, Any]], str]] = [
        (models.BooleanField, "boolean"),
        (models.DateField, "date"),
        (models.IntegerField, "integer"),
        (models.DecimalField, "decimal"),
        (models.FloatField, "decimal"),
    ]
    return next((name for django, name in types if isinstance(field, django)), "text")


def _is_required(field: models.Field[Any, Any]) -> bool:
    derived = field.name in ("code", "name")
    return not (field.blank or field.null or field.has_default() or derived)


def _choices_of(field: models.Field[Any, Any]) -> dict[str, tuple[str, ...]] | None:
    if not field.choices:
        return None
    return {str(value): as_label(label).all for value, label in field.flatchoices}
