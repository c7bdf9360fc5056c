"""Write a kind's entries as map layers (GeoJSON, GeoPackage) and as typed columns (GeoParquet)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from yihe import geo

from .outgoing import Cell, OutColumn
from .texts import guarded
from .workbook_out import is_exact, plain

_IN_THE_SHAPE = ("lon", "lat", "geometry")
_FIXED_DAY = "2022-01-01T00:00:00.000Z"
"""Stands as the day of writing in GeoPackages: the same ledger gives the same bytes."""


@dataclass
class Layer:
    """Rows of one kind, held in columns.

    Attributes
    ----------
    name
        Of the layer, by which loading knows the kind.
    columns
        Without those of position, which the geometry says.
    cells
        One list for each column.
    shapes
        WKB in WGS 84, or None, for each row.
    """

    name: str
    columns: Sequence[OutColumn]
    cells: list[list[Cell]]
    shapes: list[bytes | None]


def layer_of(name: str, columns: Sequence[OutColumn], entries: Iterator[tuple[Any, Any]]) -> Layer:
    """Read entries into a layer."""
    kept = [column for column in columns if column.spec.name not in _IN_THE_SHAPE]
    layer = Layer(name, kept, [[] for _ in kept], [])
    for entry, days in entries:
        layer.shapes.append(bytes(entry.geometry) if entry.geometry else None)
        for cells, column in zip(layer.cells, kept, strict=True):
            cells.append(column.read(entry, days))
    return layer


# GeoJSON --------------------------------------------------------------------------------------


def write_geojson(path: Path, layer: Layer) -> None:
    """Write a GeoJSON feature collection (RFC 7946), coordinates with all their digits."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'{{"type":"FeatureCollection","name":{json.dumps(layer.name, ensure_ascii=False)},"features":[\n')
        for number, shape in enumerate(layer.shapes):
            said = {c.heading: _json(cells[number]) for c, cells in zip(layer.columns, layer.cells, strict=True)}
            geometry = shapely.geometry.mapping(geo.from_wkb(shape)) if shape else None
            feature = {"type": "Feature", "properties": said, "geometry": geometry}
            out.write((",\n" if number else "") + json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
        out.write("\n]}\n")


def _json(cell: Cell) -> Any:
    if isinstance(cell, Decimal):
        return (int(cell) if cell == int(cell) else float(cell)) if is_exact(cell) else plain(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return (guarded(cell, formulas=False) or None) if isinstance(cell, str) else cell


# GeoPackage -----------------------------------------------------------------------------------


def write_geopackage(path: Path, layers: Sequence[Layer]) -> None:
    """Write a GeoPackage (OGC 12-128) with one layer a kind."""
    path.unlink(missing_ok=True)
    with _fixed_day():
        for number, layer in enumerate(layers):
            columns = [_array(cells) for cells in layer.cells]
            pyogrio.raw.write(
                path,
                np.array(layer.shapes, dtype=object),
                [values for values, _ in columns],
                [column.heading for column in layer.columns],
                field_mask=[empty for _, empty in columns],
                layer=layer.name,
                driver="GPKG",
                geometry_type="Unknown",
                crs="EPSG:4326",
                append=number > 0,
            )


@contextmanager
def _fixed_day() -> Iterator[None]:
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _FIXED_DAY})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _array(cells: list[Cell]) -> tuple[Any, Any]:
    """A column's values, and where it is empty; numbers too long for a float stand as text, days as days."""
    empty = np.array([cell in (None, "") for cell in cells], dtype=bool)
    filled = [cell for cell in cells if cell not in (None, "")]
    if filled and all(isinstance(c, date) for c in filled):
        return np.array([cell or "NaT" for cell in cells], dtype="datetime64[D]"), empty
    if filled and all(isinstance(c, Decimal) and is_exact(c) for c in filled):
        return np.array([float(cell or 0) for cell in cells], dtype="float64"), empty  # type: ignore[arg-type]
    return np.array([_as_text(cell) for cell in cells], dtype=object), empty


def _as_text(cell: Cell) -> str | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, Decimal):
        return plain(cell)
    return guarded(cell, formulas=False) if isinstance(cell, str) else str(cell)


# GeoParquet -----------------------------------------------------------------------------------


def write_geoparquet(path: Path, layer: Layer) -> None:
    """Write GeoParquet 1.1 for analysis: field names as columns, exact decimals, headings in the metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    fields = [_parquet_field(pa, *pair) for pair in zip(layer.columns, layer.cells, strict=True)]
    arrays = [
        pa.array([None if cell == "" else cell for cell in cells], field.type)
        for cells, field in zip(layer.cells, fields, strict=True)
    ]
    fields.append(pa.field("geometry", pa.binary()))
    arrays.append(pa.array(layer.shapes, pa.binary()))
    shape = {"encoding": "WKB", "geometry_types": []}
    about = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": shape}}
    table = pa.Table.from_arrays(arrays, schema=pa.schema(fields, {"geo": json.dumps(about)}))
    pq.write_table(table, path)


def _parquet_field(pa: Any, column: OutColumn, cells: list[Cell]) -> Any:
    about = {"heading": column.heading}
    filled = [cell for cell in cells if cell not in (None, "")]
    if column.spec.kind == "date":
        kind = pa.date32()
    elif column.spec.kind in ("integer", "decimal"):
        places = max((-c.as_tuple().exponent for c in filled if isinstance(c, Decimal)), default=0)  # type: ignore[operator]
        kind = pa.decimal128(38, max(places, 0))
    else:
        kind = pa.string()
    return pa.field(column.spec.name.replace(":", "_"), kind, metadata=about)
