"""Rows of a bench kept in a file, so that a run of hours goes on where it was cut off."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from yihe.planning import BadInput

# How a row begins; a line of any other file is never cut off.
_ROW = b'{"conditions": '


class KeptRows:
    """Rows as JSON lines, one an instance, with the conditions they were measured under.

    Parameters
    ----------
    path
        A file that is there or will be; ``None`` keeps nothing.
    conditions
        What rows must agree on to stand in one table (seconds, seed, …).

    Raises
    ------
    BadInput
        If the file cannot be written, before anything is measured, or a line of it is no row; it names the line.
    """

    def __init__(self, path: Path | None, **conditions: Any) -> None:
        self._path, self._conditions = path, conditions
        self._try_to_write()
        self._drop_torn_line()
        self.rows = [row for row in self._read() if row["conditions"] == conditions]
        self._names = {row["instance"] for row in self.rows}

    def __contains__(self, instance: object) -> bool:
        return instance in self._names

    def adding(self, rows: Iterable[Any]) -> Iterator[Any]:
        """Hand on measured rows, each kept before the next instance begins."""
        for row in rows:
            if self._path is not None:
                line = json.dumps({"conditions": self._conditions, **asdict(row)}, ensure_ascii=False)
                with self._path.open("a", encoding="utf-8") as file:
                    file.write(line + "\n")
            yield row

    def _try_to_write(self) -> None:
        try:
            if self._path is not None:
                self._path.open("a", encoding="utf-8").close()
        except OSError as trouble:
            raise BadInput(f"{self._path}: cannot be written ({trouble.strerror})") from trouble

    def _drop_torn_line(self) -> None:
        """Cut off the last line where a run was stopped in the midst of writing it; its instance is measured again."""
        if self._path is None:
            return
        with self._path.open("r+b") as file:
            whole, end, torn = file.read().rpartition(b"\n")
            if torn.startswith(_ROW):
                # Shortened where it stands: written anew, another power cut could take every row.
                file.truncate(len(whole + end))

    def _read(self) -> list[dict[str, Any]]:
        if self._path is None:
            return []
        rows = []
        for number, line in enumerate(self._path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                row = json.loads(line)
                row["conditions"], row["instance"]
            except (ValueError, KeyError, TypeError) as trouble:
                raise BadInput(f"{self._path}, line {number}: not a row that --keep wrote") from trouble
            rows.append(row)
        return rows
