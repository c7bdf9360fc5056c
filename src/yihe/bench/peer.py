"""The peer of `bench load`: the same workbook through django-import-export, with django-simple-history."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import tablib
from import_export import fields, resources, widgets

from yihe.ledger.labels import as_label
from yihe.ledger.places import Place
from yihe.programmes.markets import Market, Tier


class _TenThousand(widgets.DecimalWidget):  # type: ignore[misc]
    """Money in 万元."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:
        number = super().clean(value, row, **kwargs)
        return None if number is None else number * 10_000


class _Words(widgets.Widget):  # type: ignore[misc]
    """Choices by their Chinese label."""

    def __init__(self, codes: dict[str, str]) -> None:
        super().__init__()
        self._codes = codes

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return self._codes[value]


_TIERS = {as_label(label).zh: str(code) for code, label in Tier.choices}
_STAGES = {stage.label.zh: stage.name for stage in Market.stages}


class MarketResource(resources.ModelResource):  # type: ignore[misc]
    """The columns of the bench workbook that the model holds itself.

    The three earlier stage days and the position have no field of their own to go to, so the peer is
    spared the stage changes and the geometry that our load writes.
    """

    code = fields.Field("code", "编号")
    name = fields.Field("name", "名称")
    place = fields.Field("place", "所属街道", widgets.CachedForeignKeyWidget(Place, "name"))
    address = fields.Field("address", "地址")
    tier = fields.Field("tier", "市场层级", _Words(_TIERS))
    stage = fields.Field("stage", "阶段", _Words(_STAGES))
    stage_date = fields.Field("stage_date", "完成改造日期", widgets.DateWidget())
    stalls = fields.Field("stalls", "摊位数", widgets.IntegerWidget())
    floor_area = fields.Field("floor_area", "建筑面积（平方米）", widgets.DecimalWidget())
    cost = fields.Field("cost", "改造投资（万元）", _TenThousand())
    min_lon = fields.Field("min_lon", "经度", widgets.FloatWidget())
    min_lat = fields.Field("min_lat", "纬度", widgets.FloatWidget())

    class Meta:
        model = Market
        import_id_fields = ("code",)
        fields = (
            "code",
            "name",
            "place",
            "address",
            "tier",
            "stage",
            "stage_date",
            "stalls",
            "floor_area",
            "cost",
            "min_lon",
            "min_lat",
        )
        use_transactions = True
        # Comparing rows for a report is no part of loading.
        skip_diff = True
        skip_html_diff = True
        report_skipped = False


def load_with_import_export(book: Path) -> None:
    """Load the bench workbook, each entry saved with its history row.

    Raises
    ------
    Exception
        Whatever the peer raises for a row it cannot load.
    """
    data = tablib.Dataset().load(book.read_bytes(), format="xlsx")
    MarketResource().import_data(data, dry_run=False, raise_errors=True)
