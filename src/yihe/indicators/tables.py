"""The tables of a kind in DuckDB: its rows with the days of their stages, its stage changes, and the asked places.

Plain SQL: making tables through Ibis costs ten times as much as filling them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import duckdb
import pyarrow as pa

from yihe.ledger.entries import Record

from .relation import NAME, arrow_type, columns_of


def fill(duck: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Make a table of Arrow columns."""
    duck.register("incoming", rows)
    duck.execute(f'CREATE OR REPLACE TABLE "{table}" AS FROM incoming')
    duck.unregister("incoming")


def make(duck: duckdb.DuckDBPyConnection, kind: type[Record], name: str, rows: pa.Table, changes: pa.Table) -> None:
    """Make a kind's two tables: of rows (`name`) and of stage changes (`name` with ``_changes``)."""
    _receive(duck, rows, changes)
    duck.execute(f'CREATE OR REPLACE TABLE "{name}_changes" AS {_CHANGES.format(stages=_listed(kind.stages.names))}')
    duck.execute(f'CREATE OR REPLACE TABLE "{name}" AS {_rows(kind, f"{name}_changes")}')
    _let_go(duck)


def patch(
    duck: duckdb.DuckDBPyConnection,
    kind: type[Record],
    name: str,
    ids: Sequence[int],
    rows: pa.Table,
    changes: pa.Table,
) -> None:
    """Replace some records: all of `ids` go, `rows` and `changes` are what is left of them."""
    _receive(duck, rows, changes)
    duck.register("gone", pa.table({"id": pa.array(ids, pa.int64())}))
    duck.execute("CREATE OR REPLACE TEMP TABLE fresh_changes AS " + _CHANGES.format(stages=_listed(kind.stages.names)))
    for table in (name, f"{name}_changes"):
        duck.execute(f'DELETE FROM "{table}" WHERE id IN (SELECT id FROM gone)')
    duck.execute(f'INSERT INTO "{name}_changes" BY NAME FROM fresh_changes')
    duck.execute(f'INSERT INTO "{name}" BY NAME {_rows(kind, "fresh_changes")}')
    duck.unregister("gone")
    _let_go(duck)


def drop(duck: duckdb.DuckDBPyConnection, name: str) -> None:
    """Drop a kind's two tables."""
    for table in (name, f"{name}_changes"):
        duck.execute(f'DROP TABLE IF EXISTS "{table}"')


def ask_for(duck: duckdb.DuckDBPyConnection, places: Sequence[tuple[str, str]]) -> None:
    """Which places are asked for, by (code, prefix): every place below an asked one belongs to it."""
    codes, prefixes = (list(part) for part in zip(*places, strict=True)) if places else ([], [])
    duck.register(
        "wanted", pa.table({"bucket": pa.array(codes, pa.string()), "prefix": pa.array(prefixes, pa.string())})
    )
    duck.execute(
        "CREATE OR REPLACE TEMP TABLE asked AS "
        "SELECT w.bucket, p.place_id, p.place_code FROM wanted w JOIN places p ON starts_with(p.place_code, w.prefix)"
    )
    duck.unregister("wanted")


def bind(duck: duckdb.DuckDBPyConnection, name: str, end: date | None) -> None:
    """Let the relation that compiled queries ask be this kind's rows, standing as on the day `end` (None: now)."""
    if end is None:
        body = f'SELECT r.*, a.bucket, a.place_code, r.stage AS standing FROM "{name}" r JOIN asked a USING (place_id)'
    else:
        body = _STANDING.format(name=name, end=f"DATE '{end.isoformat()}'")
    duck.execute(f"CREATE OR REPLACE TEMP VIEW {NAME} AS {body}")


def shape(kind: type[Record], columns: Iterable[str]) -> str:
    """Columns, types and stages of a kind's tables as text: equal shapes can be exchanged."""
    fields = columns_of(kind)
    told = [f"{name} {arrow_type(fields[name])}" for name in sorted(columns)]
    return "; ".join([*told, *(f"{s} {kind.stages.reached_by(s)}" for s in kind.stages.names), "2"])


# Of two changes on one day the later stage counts as the later change.
_CHANGES = """
SELECT id, stage, day, epoch(day)::BIGINT // 86400 * 1000 + coalesce(list_position({stages}, stage), 1) AS sequence
FROM incoming_changes
"""

# Records whose last change lies before the day stand where they stood last; only the others are looked up.
_STANDING = """
SELECT r.*, a.bucket, a.place_code, CASE WHEN r.last_day <= {end} THEN r.last_stage ELSE s.standing END AS standing
FROM "{name}" r
JOIN asked a USING (place_id)
LEFT JOIN (
    SELECT id, arg_max(stage, sequence) AS standing
    FROM "{name}_changes"
    WHERE day <= {end} AND id IN (SELECT id FROM "{name}" WHERE last_day > {end})
    GROUP BY id
) s USING (id)
"""


def _rows(kind: type[Record], changes: str) -> str:
    """SQL of incoming rows with the day of having reached each stage and the last change of all."""
    days = "".join(f", {_first_day(name, kind.stages.reached_by(name))}" for name in kind.stages.names)
    return f"""
    SELECT r.*, d.* EXCLUDE (id)
    FROM incoming_rows r
    LEFT JOIN (
        SELECT id, max(day) AS last_day, arg_max(stage, sequence) AS last_stage{days} FROM "{changes}" GROUP BY id
    ) d USING (id)
    """


def _first_day(name: str, reached_by: Sequence[str]) -> str:
    return f'min(day) FILTER (stage IN ({_quoted(reached_by)})) AS "at_{name}"'


def _listed(stages: Sequence[str]) -> str:
    return f"[{_quoted(stages)}]::VARCHAR[]"


def _quoted(stages: Sequence[str]) -> str:
    return ", ".join(f"'{stage}'" for stage in stages)


def _receive(duck: duckdb.DuckDBPyConnection, rows: pa.Table, changes: pa.Table) -> None:
    duck.register("incoming_rows", rows)
    duck.register("incoming_changes", changes)


def _let_go(duck: duckdb.DuckDBPyConnection) -> None:
    for name in ("incoming_rows", "incoming_changes"):
        duck.unregister(name)
