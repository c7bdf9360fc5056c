"""The journal: loads from files, and stage changes with the day they happened and the moment they became known."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from .labels import Label


class Load(models.Model):
    """One run of `yihe load`: who, when, which files, what it did."""

    recorded_at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=150, blank=True)
    files = models.JSONField(default=list, help_text="path, SHA-256, kind, rows, created, changed, unchanged of each sheet")
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)

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
