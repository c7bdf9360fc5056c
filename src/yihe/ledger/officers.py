"""Officers: what role a signed-in person has, and for which place."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .labels import Label


class Role(models.TextChoices):
    """Roles of the people a district's ledger serves."""

    ADMINISTRATOR = "administrator", Label("系统管理员", "administrator")
    LEADER = "leader", Label("区领导", "district leader")
    COMMANDER = "commander", Label("战区指挥长", "war-zone commander")
    CLERK = "clerk", Label("台账员", "clerk")
    PLANNER = "planner", Label("规划员", "planner")
    DISPATCHER = "dispatcher", Label("环卫调度员", "sanitation dispatcher")
    PRESS = "press", Label("新闻发言组", "press officer")
    AUDITOR = "auditor", Label("审计员", "auditor")


class Officer(models.Model):
    """The role of a user and the place it is confined to (none: the whole ledger)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="officer")
    role = models.CharField(max_length=16, choices=Role)
    place = models.ForeignKey("ledger.Place", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = Label("人员", "officer")

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"
