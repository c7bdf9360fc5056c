"""The ledger as columns: each kind's rows as known at a moment, in DuckDB, brought up to date by what changed.

DuckDB brings a SQLite of its own. Two SQLite libraries in one process drop each other's file locks
(https://sqlite.org/howtocorrupt.html, section 2.2), so DuckDB never opens the ledger's file: rows
are read through Django's connection and handed over as Arrow columns. PostgreSQL takes the same way.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from yihe.ledger.entries import Record
from yihe.ledger.places import Place, prefix_of

from . import kept, tables
from .reading import read_changes, read_places, read_rows
from .relation import ALWAYS, columns_of, relation_of
from .states import State, changed_since, states

_KEPT_QUESTIONS = 2000  # compiled queries; one takes a few kilobytes
_KEPT_MOMENTS = 32  # how many as-of states of kinds stay in memory
_PATCHED_AT_MOST = 5_000  # records; more are read faster with the whole kind


@dataclass(frozen=True)
class _Held:
    """A kind's rows and stage changes in DuckDB: which columns, and the state they were read in."""

    columns: frozenset[str]
    state: State | None


@dataclass(frozen=True)
class _Compiled:
    """A question as SQL over the kind's relation, and the columns it uses."""

    sql: str
    columns: frozenset[str]


class ColumnStore:
    """Record kinds as relations (:func:`yihe.indicators.relation.relation_of`) that can be asked.

    Of a kind only those columns are read that `usual` names or a question asked for. Not safe for
    several threads at once: callers hold `lock`.

    Parameters
    ----------
    usual
        Which columns of a kind are worth reading at first.
    """

    def __init__(self, usual: Callable[[type[Record]], frozenset[str]]) -> None:
        self.lock = threading.RLock()
        self._usual = usual
        self._ibis = ibis.duckdb.connect()
        self._duck = self._ibis.con
        self._duck.execute("SET threads TO 2")
        self._held: OrderedDict[tuple[str, datetime | None], _Held] = OrderedDict()
        self._compiled: OrderedDict[Hashable, _Compiled] = OrderedDict()
        self._states: dict[str, State] = {}
        self._places: State | None = None
        self._asked: tuple[Any, ...] = ()

    def refresh(self) -> None:
        """Look once what has changed in the ledger; call at the start of an evaluation."""
        self._states = states()
        if self._places is None or self._places != self._states.get(Place.kind()):
            tables.fill(self._duck, "places", read_places())
            self._places, self._asked = self._states.get(Place.kind()), ()

    def ask(
        self,
        kind: type[Record],
        question: Hashable,
        places: Sequence[str],
        build: Callable[[ir.Table], ir.Expr],
        *,
        as_of: datetime | None = None,
        end: date | None = None,
    ) -> list[dict[str, Any]]:
        """Rows of an expression over a kind's relation, compiled once for equal questions.

        Parameters
        ----------
        question
            Names everything that `build` depends on but the kind, the places and the ledger's state.
        places
            Codes; the relation has a kind's row once for each that holds it, named in ``bucket``.
        build
            Gets the relation.
        as_of
            Recorded time; None for now.
        end
            The day whose ``standing`` is meant; None for the present stage.
        """
        compiled = self._compile((kind, question), lambda: build(relation_of(kind)))
        self._hold(kind, as_of, compiled.columns)
        self._ask_for(places)
        standing = "standing" in compiled.columns and bool(len(kind.stages))
        tables.bind(self._duck, _table_name(kind, as_of), end if standing else None)
        answer = self._duck.execute(compiled.sql)
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def _compile(self, question: Hashable, build: Callable[[], ir.Expr]) -> _Compiled:
        if question not in self._compiled:
            expression = build()
            used = {field.name for field in expression.op().find(ops.Field)}
            self._compiled[question] = _Compiled(self._ibis.compile(expression), frozenset(used))
        self._compiled.move_to_end(question)
        if len(self._compiled) > _KEPT_QUESTIONS:
            self._compiled.popitem(last=False)
        return self._compiled[question]

    def _ask_for(self, places: Sequence[str]) -> None:
        key = tuple(places)
        if self._asked != key:
            tables.ask_for(self._duck, [(code, prefix_of(code)) for code in places])
            self._asked = key

    def _hold(self, kind: type[Record], as_of: datetime | None, columns: frozenset[str]) -> None:
        """Have at least these columns of a kind in DuckDB, as the ledger stands now."""
        key, state = (kind.kind(), as_of), self._states.get(kind.kind())
        columns &= columns_of(kind).keys()
        held = self._held.get(key)
        if held is None or not columns <= held.columns:
            wanted = columns.union(held.columns if held else self._usual(kind), ALWAYS)
            self._held[key] = self._begin(kind, as_of, wanted, state)
        elif held.state != state:
            self._held[key] = self._bring_up(kind, as_of, held, state)
        self._held.move_to_end(key)
        self._forget_old_moments()

    def _begin(self, kind: type[Record], as_of: datetime | None, columns: frozenset[str], state: State | None) -> _Held:
        """From what was kept, if that is of now and not too old, else from the ledger."""
        if as_of is None and state is not None:
            name, shape = _table_name(kind, None), tables.shape(kind, columns)
            if found := kept.load(self._duck, kind.kind(), name, shape, state):
                return self._bring_up(kind, None, _Held(columns, found), state)
        return self._read(kind, as_of, columns, state)

    def _bring_up(self, kind: type[Record], as_of: datetime | None, held: _Held, state: State | None) -> _Held:
        """Read again what was written since, all of it where that cannot be told."""
        if held.state == state:
            return held
        same = as_of is None and held.state is not None and state is not None and held.state.database == state.database
        ids = changed_since(kind, held.state, _PATCHED_AT_MOST) if same and held.state else None
        if ids is None:
            return self._read(kind, as_of, held.columns, state)
        rows, changes = read_rows(kind, held.columns, None, ids), read_changes(kind, None, ids)
        tables.patch(self._duck, kind, _table_name(kind, None), ids, rows, changes)
        return _Held(held.columns, state)

    def _read(self, kind: type[Record], as_of: datetime | None, columns: frozenset[str], state: State | None) -> _Held:
        rows, changes = read_rows(kind, columns, as_of), read_changes(kind, as_of)
        name = _table_name(kind, as_of)
        tables.make(self._duck, kind, name, rows, changes)
        if as_of is None and state is not None and len(rows) + len(changes) >= kept.WORTH_KEEPING:
            kept.keep(self._duck, kind.kind(), name, tables.shape(kind, columns), state)
        return _Held(columns, state)

    def _forget_old_moments(self) -> None:
        moments = [key for key in self._held if key[1] is not None]
        for slug, moment in moments[: max(0, len(moments) - _KEPT_MOMENTS)]:
            tables.drop(self._duck, _name(slug, moment))
            del self._held[slug, moment]


def _table_name(kind: type[Record], as_of: datetime | None) -> str:
    return _name(kind.kind(), as_of)


def _name(slug: str, as_of: datetime | None) -> str:
    return f"{slug}_{as_of.timestamp():.6f}".replace(".", "_").replace("-", "m") if as_of else f"{slug}_now"
