"""Observed statistics: values that are reported by a statistics office and not derived from records."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from yihe.ledger.entries import Record
from yihe.ledger.fields import EndDateField, QuantityField
from yihe.ledger.labels import Label

from .series import series_choices


class Observation(Record):
    """One value of one series for one place and one period, as reported."""

    series = models.CharField(Label("指标", "series", "指标名称", "统计指标"), max_length=60, choices=series_choices)
    period_start = models.DateField(Label("起始日期", "period start", "期初"))
    period_end = EndDateField(Label("截止日期", "period end", "期末"))
    value = QuantityField(
        "",
        Label("数值", "value", "本期值", "完成"),
        unit_column="unit",
        null=True,
        blank=True,
        may_be_negative=True,
        max_digits=24,
    )
    unit = models.CharField(Label("计量单位", "unit of measure", "单位"), max_length=20, blank=True)
    growth = QuantityField(
        "%",
        Label("同比增速", "growth on the year before", "同比", "增速", "同比增长"),
        null=True,
        blank=True,
        may_be_negative=True,
    )
    target = QuantityField(
        "%",
        Label("引导性目标", "guided growth", "市级引导性目标", "目标增速"),
        null=True,
        blank=True,
        may_be_negative=True,
    )

    natural_key_fields: ClassVar[tuple[str, ...]] = ("series", "place", "period_start", "period_end")

    class Meta(Record.Meta):
        verbose_name = Label("经济指标", "observed statistic", "主要经济指标", "经济指标台账")
        verbose_name_plural = Label("经济指标", "observed statistics")
