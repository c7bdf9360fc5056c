"""Forms for entries, made from their declared fields; money is typed in the column's scale, places as lon,lat."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from yihe import geo
from yihe.ledger.entries import Entry, Record
from yihe.ledger.kinds import editable_fields, own_fields
from yihe.ledger.places import Place

from .columns import Column, column_of
from .numbers import grouped

_LAST = ("place", "address", "responsible", "nature", "remark")


class Scaled(forms.DecimalField):
    """A decimal typed and shown in another scale than it is stored in (万元 for yuan)."""

    def __init__(self, *, scale: Decimal, **kwargs: Any) -> None:
        self.scale = scale
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value / self.scale if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value.replace(",", "") if isinstance(value, str) else value)
        return None if typed is None else typed * self.scale


class Location(forms.CharField):
    """A geometry as text: ``lon,lat`` in WGS 84, WKT or GeoJSON; cleaned to WKB."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, bytes | memoryview):
            return value
        outline = geo.from_wkb(value)
        return f"{outline.x:.6f},{outline.y:.6f}" if outline.geom_type == "Point" else outline.wkt

    def clean(self, value: Any) -> bytes | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return geo.to_wkb(geo.parse_geometry(text))
        except geo.BadGeometry:
            raise ValidationError(
                _("Not a position. Accepted: 121.391234,37.531234 (longitude first, WGS 84), WKT or GeoJSON.")
            ) from None


def fields_of(kind: type[Entry]) -> list[str]:
    """Names of the fields of an entry's form, in reading order; the stage is moved, not edited."""
    editable = {f.name for f in editable_fields(kind)} - {"stage", "stage_date"}
    names = ["code", "name", *(f.name for f in own_fields(kind)), *_LAST, "geometry"]
    return [n for n in dict.fromkeys(names) if n in editable]


def form_field(column: Column) -> forms.Field:
    """The form field of one column."""
    field = column.field
    common = {"label": column.heading, "required": not field.blank}
    if column.name == "geometry":
        return Location(label=column.label, required=False, strip=True, widget=forms.Textarea(attrs={"rows": 2}))
    if column.scale != 1:
        return Scaled(scale=column.scale, **common)
    made = field.formfield(label=column.heading)
    assert made is not None
    if field.is_relation:
        cast("forms.ModelChoiceField[Any]", made).queryset = _linkable(cast(type[Entry], field.related_model))
    elif type(made) is forms.DateField:
        made.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    elif isinstance(made.widget, forms.Textarea):
        made.widget.attrs["rows"] = 2
    return made


def _linkable(model: type[Entry]) -> Any:
    """Entries to choose from, without their shapes; places of the own district first of all."""
    entries = model._default_manager.present().defer("geometry")
    return entries.filter(code__startswith=settings.YIHE_PLACE).order_by("code") if model is Place else entries


class EntryForm(forms.Form):
    """The fields of one kind, with the reason for the change."""

    reason = forms.CharField(max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, kind: type[Entry], data: Any = None, *, entry: Entry | None = None) -> None:
        initial = {n: _initial(entry, n) for n in fields_of(kind)} | {"version": entry.version} if entry else {}
        super().__init__(data, initial=initial)
        self.kind = kind
        own = {n: form_field(column_of(kind, n)) for n in fields_of(kind)}
        self.fields = own | self._stage_fields(entry is None) | self.fields
        self.fields["reason"].label = _("Reason for the change")

    def _stage_fields(self, is_new: bool) -> dict[str, forms.Field]:
        if not is_new or not issubclass(self.kind, Record) or not len(self.kind.stages):
            return {}
        day = forms.DateField(
            label=_("Day it entered this stage"),
            initial=timezone.localdate,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        return {
            "stage": forms.ChoiceField(
                label=_("Stage"), choices=self.kind.stages.choices, initial=self.kind.stages.names[0]
            ),
            "business_date": day,
        }

    def values(self) -> dict[str, Any]:
        """The cleaned fields of the entry."""
        return {n: self.cleaned_data[n] for n in fields_of(self.kind)}

    def blame(self, error: ValidationError) -> None:
        """Show what an action refused, at the fields it named."""
        blame(self, error)


def _initial(entry: Entry | None, name: str) -> Any:
    value = getattr(entry, name)
    if isinstance(value, Decimal):
        return Decimal(grouped(value).replace(",", ""))  # 17.84, not 17.8400
    return value.pk if isinstance(value, Entry) else value


def blame(form: forms.Form, error: ValidationError) -> None:
    """Put an action's refusal at the fields it names, the rest above the form."""
    named: Mapping[str, list[str]] = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, said in named.items():
        for text in said:
            form.add_error(name if name in form.fields else None, text)


class MoveForm(forms.Form):
    """A move to another stage: where to, since when, why."""

    stage = forms.ChoiceField(widget=forms.RadioSelect)
    business_date = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, record: Record, data: Any = None) -> None:
        super().__init__(data, initial={"version": record.version, "business_date": timezone.localdate()})
        because = {m.target: m.because for m in record.stages.moves if m.source == record.stage}
        choices = [
            (n, _with_reason(str(record.stages[n].label), because.get(n, "")))
            for n in record.stages.from_here(record.stage)
        ]
        cast(forms.ChoiceField, self.fields["stage"]).choices = choices
        self.fields["stage"].label = _("New stage")
        self.fields["business_date"].label = _("Day it happened")
        self.fields["reason"].label = _("Reason")

    blame = blame


def _with_reason(label: str, because: str) -> str:
    return f"{label}（{because}）" if because else label


class DeleteForm(forms.Form):
    """A deletion with its reason."""

    reason = forms.CharField(max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, entry: Entry, data: Any = None) -> None:
        super().__init__(data, initial={"version": entry.version})
        self.fields["reason"].label = _("Reason")

    blame = blame
