"""Places (district → subdistrict → community → grid) whose statistical code is the path to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.db import models

from .codes import Level, ancestor_codes, level_of, prefix_of
from .entries import Entry
from .labels import Label

__all__ = ["Level", "Place", "ancestor_codes", "level_of", "link_parents", "prefix_of"]


class Place(Entry):
    """A place with its statistical code (统计用区划代码) of 6, 9, 12 or 15 digits."""

    level = models.CharField(Label("层级", "level", "级别"), max_length=12, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="children")
    aliases = models.CharField(Label("别名", "aliases", "曾用名"), max_length=300, blank=True, help_text="、")

    natural_key_fields: ClassVar[tuple[str, ...]] = ("code",)

    class Meta(Entry.Meta):
        verbose_name = Label("行政区划", "place", "区划")
        verbose_name_plural = Label("行政区划", "places")

    def derive(self) -> None:
        self.level = self.level or level_of(self.code) or ""

    @property
    def prefix(self) -> str:
        return prefix_of(self.code)


def link_parents(places: Iterable[Place]) -> None:
    """Point each place at its nearest known ancestor."""
    known = dict(Place.objects.values_list("code", "pk"))
    changed = []
    for place in places:
        parent_id = next((known[c] for c in ancestor_codes(place.code) if c in known), None)
        if place.parent_id != parent_id:
            place.parent_id = parent_id
            changed.append(place)
    Place.objects.bulk_update(changed, ["parent"], batch_size=500)
