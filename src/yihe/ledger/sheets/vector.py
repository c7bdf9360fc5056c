"""Read map layers (GeoJSON, GeoPackage) as tables with a geometry column in WGS 84."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from yihe.geo import (
    CoordinatesOutOfRange,
    CoordinateSystem,
    UnknownSystem,
    parse_system,
    to_wkb,
    transform_geometry,
)

from .limits import Limits
from .problems import Bilingual, UnreadableFile
from .sniffing import damaged
from .table import Header, Row, Table, column_letter

GEOMETRY = "geometry"
_SYSTEM_FIELDS = ("crs", "坐标系", "坐标系统", "coordinate_system")
_NAMED_IN_FILE = re.compile(r"gcj-?_?0?2|火星坐标|bd-?_?0?9(?!\d)|百度坐标|cgcs-?2000", re.IGNORECASE)


def system_in_name(name: str) -> CoordinateSystem | None:
    """The coordinate system a file or layer name speaks of ("stops_gcj02.geojson"), if any."""
    match = _NAMED_IN_FILE.search(name)
    return parse_system(match[0].replace("_", "")) if match else None


def read_layers(path: Path, limits: Limits, system: str | None = None) -> list[Table]:
    """Read every layer of a map file.

    The coordinate system is, in this order: ``system``, a column such as 坐标系 with one value, the
    name of file or layer, the system the layer declares.

    Raises
    ------
    UnreadableFile
        The file is damaged, or a layer's system is unknown or contradicts its coordinates.
    """
    if path.suffix.lower() == ".json":
        _require_features(path)
    try:
        names = [str(name) for name, _ in pyogrio.list_layers(path)]
        return [_layer(path, name, limits, system) for name in names]
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FieldError,
    ) as error:
        raise damaged(path.name, str(error)[:120]) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            path.name,
            "encoding",
            Bilingual("地图文件里的文字不是 UTF-8 编码。", "The text in the map file is not UTF-8."),
            Bilingual("请以 UTF-8 编码重新导出。", "Export it again as UTF-8."),
        ) from error


def _require_features(path: Path) -> None:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, UnicodeDecodeError) as error:
        raise damaged(path.name, f"JSON: {error}") from error
    if not isinstance(found, dict) or found.get("type") not in ("FeatureCollection", "Feature"):
        raise UnreadableFile(
            path.name,
            "unsupported",
            Bilingual("这个 JSON 不是 GeoJSON 要素集。", "This JSON is no GeoJSON feature collection."),
            Bilingual(
                "请导出为 GeoJSON（FeatureCollection）或 .xlsx。",
                "Export GeoJSON (FeatureCollection) or .xlsx.",
            ),
        )


def _layer(path: Path, name: str, limits: Limits, system: str | None) -> Table:
    info = pyogrio.read_info(path, layer=name, force_feature_count=True)
    limits.require_rows(path.name, name, int(info["features"]))
    meta, _, geometry, columns = pyogrio.raw.read(path, layer=name, force_2d=True)
    labels = [str(label) for label in meta["fields"]]
    cells = [_plain(column) for column in columns]
    known = None
    if geometry is not None:
        known = _known_system(path, name, system, dict(zip(labels, cells, strict=True)), meta.get("crs"))
        labels, cells = [*labels, GEOMETRY], [*cells, _converted(path, geometry, known)]
    header = [Header(label, column_letter(i), i, (label,)) for i, label in enumerate(labels)]
    rows = [Row(number, list(row)) for number, row in enumerate(zip(*cells, strict=True), start=1)]
    return Table(path.name, name, [], header, rows, system=known.code if known else None, features=True)


def _plain(column: np.ndarray[Any, Any]) -> list[Any]:
    """Cells as plain Python values, empty ones as ""."""
    if column.dtype.kind == "M":
        moments = column.astype("datetime64[ms]")
        return ["" if np.isnat(m) else m.item() for m in moments]
    return ["" if value is None or value != value else value for value in column.tolist()]


def _known_system(
    path: Path, layer: str, system: str | None, columns: dict[str, list[Any]], declared: str | None
) -> CoordinateSystem:
    named = system or _system_in_column(columns)
    try:
        if named:
            return parse_system(named)
        return system_in_name(path.stem) or system_in_name(layer) or parse_system(declared or "")
    except UnknownSystem as error:
        raise _unknown_system(path.name, named or declared) from error


def _system_in_column(columns: dict[str, list[Any]]) -> str | None:
    for label in _SYSTEM_FIELDS:
        values = set(columns.get(label, ())) - {""}
        if len(values) == 1:
            return str(values.pop())
    return None


def _unknown_system(file: str, text: str | None) -> UnreadableFile:
    stated = (text or "").strip()[:60]
    message = Bilingual(
        f"坐标系不明{f'（{stated}）' if stated else ''}。",
        f"The coordinate system is not known{f' ({stated})' if stated else ''}.",
    )
    return UnreadableFile(
        file,
        "unknown_system",
        message,
        Bilingual(
            "请注明 WGS 84、CGCS2000（EPSG:4490 或 3度带）、GCJ-02 或 BD-09。",
            "State WGS 84, CGCS2000 (EPSG:4490 or a 3-degree zone), GCJ-02 or BD-09.",
        ),
    )


def _converted(path: Path, geometry: np.ndarray[Any, Any], system: CoordinateSystem) -> list[bytes | str]:
    try:
        return [_wgs84(wkb, system) for wkb in geometry]
    except CoordinatesOutOfRange as error:
        raise UnreadableFile(
            path.name,
            "out_of_range",
            Bilingual(f"坐标值与坐标系 {system.code} 不符。", f"Coordinates do not fit {system.code}: {error}."),
            Bilingual("请核对坐标系、带号和经纬度次序。", "Check the system, the zone and the order of the axes."),
        ) from error


def _wgs84(wkb: bytes | None, system: CoordinateSystem) -> bytes | str:
    if wkb is None:
        return ""
    return to_wkb(transform_geometry(shapely.from_wkb(wkb), system))
