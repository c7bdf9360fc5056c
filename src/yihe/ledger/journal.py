"""The journal: loads and what takes them back, stage changes with day and moment, headings learnt from clerks."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from .labels import Label


class Load(models.Model):
    """One run of `yihe load`, or of `yihe undo`: who, when, which files, what it did.

    An undo names the load it takes back (`undoes`) and counts what it restored (`changed`) and took
    out again (`removed`); it has no files.
    """

    recorded_at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=150, blank=True)
    files = models.JSONField(
        default=list, help_text="path, SHA-256, kind, rows, created, changed, unchanged of each sheet"
    )
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = Label("导入批次", "load")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"


class StageChange(models.Model):
    """A record entered a stage.

    `business_date` is the day it happened, `recorded_at` the moment the ledger learned of it.
    A correction never edits a row: it closes it (`superseded_at`) and adds another; a row with
    ``withdrawn`` set only closes.
    """

    kind = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    stage = models.CharField(max_length=40)
    business_date = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    load = models.ForeignKey(Load, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = Label("阶段变化", "stage change")
        indexes = [
            models.Index(fields=["kind", "record_id"]),
            models.Index(fields=["kind", "recorded_at"]),
        ]
        ordering = ["business_date", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}: {self.stage} {self.business_date:%Y-%m-%d}"


class KnownHeading(models.Model):
    """Which field of a kind a clerk said a heading means; an empty field leaves the column out.

    Rows are only added: of several for one heading the newest holds.
    """

    kind = models.CharField(max_length=60)
    heading = models.CharField(max_length=300)
    field = models.CharField(max_length=100, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = Label("表头对照", "known heading")
        indexes = [models.Index(fields=["kind"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.heading} → {self.field or '—'}"
