"""Columns of large kinds kept in the data folder, so that a new process need not read the whole ledger again.

A kind's files are written beside each other and named by a manifest that is replaced last; whoever
reads while another process replaces them finds a file missing and reads the ledger instead. What is
kept is derived: deleting the folder costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
from django.conf import settings
from django.db import connection

from .states import State

WORTH_KEEPING = 20_000
"""Rows and stage changes from which a kind is kept; fewer are read faster than they are found."""

_PARTS = ("", "_changes")


def load(duck: duckdb.DuckDBPyConnection, kind: str, table: str, shape: str, state: State) -> State | None:
    """Fill a kind's tables from what was kept of this database; the state it was kept in, None if nothing fits.

    Parameters
    ----------
    table
        Name of the table of rows; that of stage changes ends in ``_changes``.
    shape
        Columns and types, as text; what was kept in another shape is of no use.
    """
    try:
        manifest = json.loads(_manifest(state, kind).read_text())
        if manifest["shape"] != shape:
            return None
        for part in _PARTS:
            path = _literal(_manifest(state, kind).parent / manifest["files"][part])
            duck.execute(f'CREATE OR REPLACE TABLE "{table}{part}" AS FROM read_parquet({path})')
        return State(**manifest["state"])
    except (OSError, ValueError, KeyError, TypeError, duckdb.Error):
        return None


def keep(duck: duckdb.DuckDBPyConnection, kind: str, table: str, shape: str, state: State) -> None:
    """Write a kind's tables to the data folder, unless they hold what no other process can see yet."""
    if connection.in_atomic_block:
        return
    manifest = _manifest(state, kind)
    # A full disk or a folder that is read only must not keep anybody from an answer.
    with contextlib.suppress(OSError, duckdb.Error):
        manifest.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        token = uuid4().hex[:12]
        files = {part: f"{kind}{part}-{token}.parquet" for part in _PARTS}
        for part, file in files.items():
            path = _literal(manifest.parent / file)
            duck.execute(f'COPY "{table}{part}" TO {path} (FORMAT parquet, COMPRESSION snappy)')
        _replace(manifest, {"shape": shape, "state": asdict(state), "files": files})


def _replace(manifest: Path, content: dict[str, Any]) -> None:
    former = _files_of(manifest)
    draft = manifest.with_suffix(f".{uuid4().hex[:12]}")
    draft.write_text(json.dumps(content))
    draft.replace(manifest)
    for name in former:
        (manifest.parent / name).unlink(missing_ok=True)


def _files_of(manifest: Path) -> list[str]:
    try:
        return list(json.loads(manifest.read_text())["files"].values())
    except (OSError, ValueError, KeyError):
        return []


def _manifest(state: State, kind: str) -> Path:
    return Path(settings.HOME) / "columns" / state.database / f"{kind}.json"


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
