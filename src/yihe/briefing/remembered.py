"""Bindings that people confirmed or corrected, kept with who, when and why, and used first the next time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.models import HistoricalRecords

from yihe.indicators.define import Indicator
from yihe.ledger.labels import Label
from yihe.ledger.policy import NotAllowed, may

from .catalogue import takes_unit
from .memory import Claimed, Remembered, subject_key

NO_INDICATOR = "none"
"""Kept where a person said that no indicator of the ledger is meant."""

_KEY, _SUBJECT = 200, 300


class RememberedBinding(models.Model):
    """What a claim with these words, this unit and this kind means: an indicator, or none."""

    subject_key = models.CharField(max_length=_KEY, editable=False)
    subject = models.CharField(Label("文中说法", "words of the text"), max_length=_SUBJECT)
    unit = models.CharField(Label("单位", "unit"), max_length=40, blank=True)
    kind = models.CharField(Label("类型", "kind"), max_length=20)
    place = models.CharField(Label("适用地区", "place it holds for"), max_length=12, blank=True)
    indicator = models.CharField(Label("指标", "indicator"), max_length=120)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(Label("确认人", "confirmed by"), max_length=150, blank=True)
    confirmed_at = models.DateTimeField(Label("确认时间", "confirmed at"), default=timezone.now)
    note = models.TextField(Label("说明", "note"), blank=True)

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        verbose_name = Label("已确认的对应关系", "confirmed binding")
        verbose_name_plural = Label("已确认的对应关系", "confirmed bindings")
        ordering = ["subject_key", "kind", "unit", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_key", "unit", "kind", "place"], name="one_meaning_for_the_same_words"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.indicator}"

    def as_memory(self) -> Remembered:
        indicator = "" if self.indicator == NO_INDICATOR else self.indicator
        return Remembered(indicator, self.actor_name, self.confirmed_at, self.note)


class UnsuitableIndicator(ValueError):
    """The indicator measures something of another dimension than the claim."""


def confirm(
    claim: Claimed, indicator: Indicator | None, actor: User | None, *, place: str = "", note: str = ""
) -> RememberedBinding:
    """Keep what a claim means; the next verification uses it first.

    Parameters
    ----------
    claim
        The claim as it was read.
    indicator
        What it means; None where the ledger has no indicator for it.
    actor
        Who says so; None for the command line.
    place
        Code of the place for whose texts this holds; empty for all.
    note
        Why, for whoever asks later.

    Raises
    ------
    NotAllowed
        The actor may not see the ledger.
    UnsuitableIndicator
        The indicator has another dimension.
    """
    _allow(actor)
    if indicator is not None and not takes_unit(indicator, claim.unit or ""):
        raise UnsuitableIndicator(
            _("“%(claim)s” cannot mean “%(indicator)s”: the units differ.")
            % {"claim": claim.text, "indicator": indicator.label}
        )
    key: dict[str, Any] = {
        "subject_key": subject_key(claim.subject)[:_KEY],
        "unit": claim.unit or "",
        "kind": claim.kind,
        "place": place,
    }
    said: dict[str, Any] = {
        "subject": claim.subject[:_SUBJECT],
        "indicator": indicator.id if indicator else NO_INDICATOR,
        "actor": actor,
        "actor_name": actor.get_username() if actor else "",
        "confirmed_at": timezone.now(),
        "note": note,
    }
    with transaction.atomic():
        return RememberedBinding.objects.update_or_create(defaults=said, **key)[0]


def forget(binding: RememberedBinding, actor: User | None, *, note: str = "") -> None:
    """Take a confirmed binding back; its history stays.

    Raises
    ------
    NotAllowed
        The actor may not see the ledger.
    """
    _allow(actor)
    _sign(binding, actor, note)
    binding.delete()


def _sign(binding: RememberedBinding, actor: User | None, note: str) -> None:
    """Name who takes it back and why in the history entry that deleting leaves."""
    vars(binding).update(_change_reason=note, _history_user=actor)


def remembered_binding(claim: Claimed, place: str = "") -> RememberedBinding | None:
    """The confirmed binding that holds for a claim; one for the place goes before one for all."""
    found = RememberedBinding.objects.filter(
        subject_key=subject_key(claim.subject)[:_KEY], unit=claim.unit or "", kind=claim.kind, place__in=["", place]
    )
    return found.order_by("-place").first()


def remembered_bindings(claims: Sequence[Claimed], place: str = "") -> list[RememberedBinding | None]:
    """The confirmed binding of each claim, or None, in one query."""
    keys = [(subject_key(claim.subject)[:_KEY], claim.unit or "", claim.kind) for claim in claims]
    wanted = RememberedBinding.objects.filter(subject_key__in={key for key, _, _ in keys}, place__in=["", place])
    kept = {(b.subject_key, b.unit, b.kind): b for b in wanted.order_by("place")}
    return [kept.get(key) for key in keys]


def _allow(actor: User | None) -> None:
    if actor is not None and not may(actor, "view"):
        raise NotAllowed(_("You may not confirm what a figure means."))
