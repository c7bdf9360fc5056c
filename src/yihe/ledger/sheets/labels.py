"""Bring column labels to one form for comparison: unit, marks, spaces and width taken off."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from yihe.units import Unit, parse_unit, split_header

from .blanks import fold
from .numbers import scaled_unit
from .numerals import SCALES
from .table import Header

_MARKS = re.compile(r"[(\[【](必填|选填|可选|可空|非必填|required|optional)[)\]】]|[*☆★]", re.IGNORECASE)
_SCALE = re.compile(rf"[(\[](?:单位:)?({'|'.join(SCALES)})[)\]]$")
_PUNCTUATION = re.compile(r"[\s:、,，。．_·\-]+")
# A label that differs in one of these means something else: 已开工 is not 未开工.
_TELLING = frozenset(
    "0123456789一二三四五六七八九十上下前后左右内外已未不无非新旧老增减拆建开竣完计实应总分男女东南西北省市区街年月日"
)


class Label(NamedTuple):
    """A label in comparable form.

    ``whole`` joins all stacked labels, ``leaf`` is the lowest; ``unit`` comes from the lowest that
    names one, ``scale`` is a bare 万 or 亿 in brackets.
    """

    whole: str
    leaf: str
    unit: Unit | None = None
    scale: str = ""


def read_label(label: Header | str) -> Label:
    """Bring a header, or a field's label, to comparable form."""
    path = (label,) if isinstance(label, str) else label.path or (label.label,)
    parts = [_part(text) for text in path]
    units = [unit for _, unit, _ in parts if unit is not None]
    scales = [scale for _, _, scale in parts if scale]
    keys = [key for key, _, _ in parts]
    return Label("".join(keys), keys[-1], units[-1] if units else None, scales[-1] if scales else "")


def _part(text: str) -> tuple[str, Unit | None, str]:
    plain = _MARKS.sub("", re.sub(r"\s+", " ", fold(text))).strip()
    # “完成率%” carries its unit without a bracket.
    name, unit = (plain[:-1], parse_unit("%")) if re.search(r"[^\W\d]%$", plain) else split_header(plain)
    scale = _SCALE.search(name.replace(" ", "")) if unit is None else None
    if scale:
        name = name.replace(" ", "")[: scale.start()]
    return _PUNCTUATION.sub("", name).casefold(), unit, scale[1] if scale else ""


def telling(key: str) -> Counter[str]:
    """The signs of a key that two labels must share to be close."""
    return Counter(sign for sign in key if sign in _TELLING)


def scaled(scale: str, symbol: str) -> Unit:
    """The unit that a bare scale in a header means for a field: 万 for a field in 户 is 万户."""
    return scaled_unit(Decimal(SCALES[scale]), parse_unit(symbol))


def units_of_note(note: str | None) -> list[Unit]:
    """Units that a sheet's unit line names: “万元、平方米” names two."""
    if not note:
        return []
    parts = fold(note).replace("、", ",").replace(";", ",").split(",")
    return [unit for part in parts if (unit := parse_unit(part.strip())) is not None]
