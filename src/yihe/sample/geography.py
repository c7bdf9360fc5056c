"""The sample's places and parties: boundaries as GeoJSON, communities and offices as sheets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely.geometry import mapping

from yihe.ledger.labels import as_label
from yihe.ledger.models import Party, Place
from yihe.ledger.places import Level

from .ground import Area, areas, communities, subdistricts
from .sheets import Book, Row, Sheet
from .writing import NOTICE

PLACES_FILE = "行政区划.geojson"

DEPARTMENTS = [
    ("区委办公室", "区委办"),
    ("区政府办公室", "区政府办"),
    ("区委宣传部", "宣传部"),
    ("区督查室", "督查室"),
    ("区发展和改革局", "区发改局"),
    ("区统计局", "统计局"),
    ("区财政局", "财政局"),
    ("区工业和信息化局", "区工信局"),
    ("区商务局", "商务局"),
    ("区投资促进中心", "区投促中心"),
    ("区自然资源局", "区自规局"),
    ("区住房和城乡建设局", "区住建局"),
    ("区综合行政执法局", "区执法局"),
    ("区城市管理局", "区城管局"),
    ("区教育和体育局", "区教体局"),
    ("区人力资源和社会保障局", "区人社局"),
    ("区行政审批服务局", "区审批局"),
    ("区市场监督管理局", "区市场监管局"),
    ("区卫生健康局", "区卫健局"),
    ("区应急管理局", "区应急局"),
    ("区民政局", "民政局"),
    ("区征收服务中心", "征收中心"),
    ("区不动产登记中心", "登记中心"),
    ("公安交警芝罘大队", "交警大队"),
    ("城市更新研究院", "更新研究院"),
]
COMPANIES = [
    ("芝罘区财金集团", "财金集团"),
    ("区城市更新建设公司", "更新公司"),
    ("区环境卫生公司", "环卫公司"),
    ("区物业服务公司", "物业公司"),
    ("区停车运营公司", "停车公司"),
    ("区园林养护公司", "园林公司"),
]


def office_of(subdistrict: str) -> str:
    """Name of a subdistrict's office."""
    return f"{subdistricts()[subdistrict].name}办事处"


def write_places(folder: Path) -> Path:
    """Write boundaries of city, county-level units and subdistricts."""
    path = folder / PLACES_FILE
    collection = {"type": "FeatureCollection", "name": "行政区划", "features": [_feature(a) for a in areas()]}
    path.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return path


def _feature(area: Area) -> dict[str, Any]:
    said = {
        "代码": area.code,
        "名称": area.name,
        "层级": as_label(Level(area.level).label).zh,
        "数据性质": "样例",
    }
    said["备注"] = NOTICE + ("；边界为近似示意" if area.level == "subdistrict" else "；边界已简化")
    return {"type": "Feature", "properties": said, "geometry": mapping(area.geometry)}


def books() -> list[Book]:
    """Communities and parties."""
    community_rows = [{"code": c.code, "name": c.name, "level": "community"} for c in communities()]
    # Figures of the whole country (全国) need a place to belong to.
    community_rows.insert(0, {"code": "000000", "name": "全国", "level": "nation"})
    return [
        Book("", "社区名录", [Sheet(Place, community_rows, name="行政区划")]),
        Book("", "单位名录", [Sheet(Party, list(_parties()), name="单位名录")]),
    ]


def _parties() -> Iterator[Row]:
    for number, (name, short) in enumerate(DEPARTMENTS, start=1):
        yield _party(f"DW-{number:03}", name, short)
    for number, code in enumerate(subdistricts(), start=1):
        yield _party(f"JD-{number:03}", office_of(code), f"{name_without_office(code)}办")
    for number, (name, short) in enumerate(COMPANIES, start=1):
        yield _party(f"GQ-{number:03}", name, short)


def name_without_office(code: str) -> str:
    """The bare name of a subdistrict (向阳)."""
    return subdistricts()[code].name.removesuffix("街道")


def _party(code: str, name: str, short: str) -> Row:
    return {"code": code, "name": name, "party_kind": "organisation", "aliases": short}
