"""Parties: the organisations, posts and persons that answer for records."""

from __future__ import annotations

from django.db import models

from .entries import Entry
from .labels import Label


class PartyKind(models.TextChoices):
    """What kind of party answers."""

    ORGANISATION = "organisation", Label("单位", "organisation", "机构", "部门", "企业")
    POST = "post", Label("岗位", "post", "职务")
    PERSON = "person", Label("个人", "person", "人员")


class Party(Entry):
    """An organisation, a post in it, or a person."""

    party_kind = models.CharField(
        Label("类别", "kind of party", "类型"), max_length=14, choices=PartyKind, default=PartyKind.ORGANISATION
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=Label("上级单位", "parent"), related_name="members"
    )
    place = models.ForeignKey(
        "ledger.Place", models.PROTECT, null=True, blank=True, verbose_name=Label("所属区域", "place"), related_name="+"
    )
    aliases = models.CharField(Label("别名", "aliases", "简称"), max_length=300, blank=True, help_text="、")

    class Meta(Entry.Meta):
        verbose_name = Label("责任主体", "party", "单位名录", "责任单位名录")
        verbose_name_plural = Label("责任主体", "parties")
