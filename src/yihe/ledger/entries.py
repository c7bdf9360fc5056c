"""Abstract bases of everything in the ledger: entries, and records that have a place and stages."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from yihe import geo

from .codes import prefix_of
from .labels import Label, as_label
from .stages import Stages


class Nature(models.TextChoices):
    """Whether an entry is real or belongs to a synthetic sample; pages say which."""

    ACTUAL = "actual", Label("实际", "actual")
    SAMPLE = "sample", Label("样例", "sample", "样例（合成）", "合成样例", "synthetic sample")


class EntryQuerySet(models.QuerySet[Any]):
    """Entries with the deleted ones left out unless asked for."""

    def present(self) -> Self:
        return self.filter(deleted_at__isnull=True)

    def within(self, place_code: str) -> Self:
        """Entries at a place or below it."""
        return self.filter(place__code__startswith=prefix_of(place_code))


class Entry(models.Model):
    """One line of the ledger: a code, a name, where it came from, and its version.

    Every write keeps the full former row with actor, time and reason (`history`). Deleting marks
    the row and keeps it.
    """

    code = models.CharField(
        Label("编号", "code", "编码", "序列号", "案件编号", "项目编号", "代码"), max_length=80, unique=True
    )
    name = models.CharField(Label("名称", "name"), max_length=200)
    geometry = models.BinaryField(
        Label("位置", "geometry", "空间位置", "geom", "wkb"), null=True, blank=True, editable=True
    )
    min_lon = models.FloatField(null=True, blank=True, editable=False, db_index=True)
    min_lat = models.FloatField(null=True, blank=True, editable=False)
    max_lon = models.FloatField(null=True, blank=True, editable=False)
    max_lat = models.FloatField(null=True, blank=True, editable=False)
    nature = models.CharField(Label("数据性质", "nature of data"), max_length=10, choices=Nature, default=Nature.ACTUAL)
    remark = models.TextField(Label("备注", "remark", "说明"), blank=True)

    load = models.ForeignKey("ledger.Load", models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    source_file = models.CharField(max_length=300, blank=True, editable=False)
    source_sheet = models.CharField(max_length=120, blank=True, editable=False)
    source_row = models.PositiveIntegerField(null=True, blank=True, editable=False)

    version = models.PositiveIntegerField(default=1, editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_reason = models.CharField(max_length=300, blank=True, editable=False)

    history = HistoricalRecords(
        inherit=True,
        history_change_reason_field=models.TextField(null=True),
        custom_model_name=lambda name: f"{name}History",
    )
    objects = EntryQuerySet.as_manager()

    natural_key_fields: ClassVar[tuple[str, ...]] = ("code",)
    computed: ClassVar[tuple[str, ...]] = ()
    """Fields that the program fills in: shown to people, never typed or loaded."""

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return self.name or self.code

    @classmethod
    def kind(cls) -> str:
        """The slug of this kind of entry, as in addresses and commands."""
        return str(cls._meta.model_name)

    @classmethod
    def label(cls) -> Label:
        """What one of this kind is called, in both languages."""
        return as_label(cls._meta.verbose_name)

    def derive(self) -> None:
        """Fill in what follows from the rest of the entry; called before it is checked."""

    def set_geometry(self, wkb: bytes | None) -> None:
        """Set the geometry (WGS 84 WKB) together with its bounding box."""
        self.geometry = wkb
        box = geo.bounds(bytes(wkb)) if wkb else (None, None, None, None)
        self.min_lon, self.min_lat, self.max_lon, self.max_lat = box


class Record(Entry):
    """An entry that lies at a place, answers to a party and moves through stages."""

    place = models.ForeignKey(
        "ledger.Place",
        models.PROTECT,
        verbose_name=Label("所属区域", "place", "所在街道", "街道", "镇街", "所属街道", "地区", "区市"),
        related_name="+",
    )
    address = models.CharField(
        Label("地址", "address", "坐落", "详细地址", "具体位置", "地点"), max_length=300, blank=True
    )
    responsible = models.ForeignKey(
        "ledger.Party",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=Label("责任单位", "responsible party", "牵头单位", "责任主体", "责任部门"),
        related_name="+",
    )
    stage = models.CharField(
        Label("阶段", "stage", "当前阶段", "状态", "进展", "进度"), max_length=40, blank=True, db_index=True
    )
    stage_date = models.DateField(Label("阶段日期", "stage date", "当前阶段日期"), null=True, blank=True)

    stages: ClassVar[Stages] = Stages()

    class Meta(Entry.Meta):
        abstract = True

    @property
    def stage_label(self) -> Label | str:
        return self.stages[self.stage].label if self.stage in self.stages else self.stage
