"""Say which place or entry is meant so that reading finds it again: by name, or by code where names do not tell."""

from __future__ import annotations

from ..entries import Entry
from ..places import Place
from .problems import BadCell
from .references import References
from .texts import reads_back


class Naming:
    """Names of places and entries for cells.

    Parameters
    ----------
    home
        Code of the district whose ledger this is, as for reading.
    """

    def __init__(self, home: str) -> None:
        self._references = References(home)
        self._entries: dict[type[Entry], dict[int, tuple[str, str]]] = {}
        self._said: dict[tuple[type[Entry], int], str] = {}

    def place(self, pk: int | None) -> str:
        """What is written for a place."""
        return self.entry(Place, pk)

    def entry(self, kind: type[Entry], pk: int | None) -> str:
        """What is written for an entry of a kind."""
        if pk is None:
            return ""
        if (kind, pk) not in self._said:
            self._said[kind, pk] = self._say(kind, pk)
        return self._said[kind, pk]

    def _say(self, kind: type[Entry], pk: int) -> str:
        code, name = self._codes_and_names(kind).get(pk, ("", ""))
        return name if name and reads_back(name) and self._find(kind, name) == pk else code

    def _codes_and_names(self, kind: type[Entry]) -> dict[int, tuple[str, str]]:
        if kind not in self._entries:
            rows = kind._default_manager.values_list("pk", "code", "name")
            self._entries[kind] = {pk: (code, name) for pk, code, name in rows}
        return self._entries[kind]

    def _find(self, kind: type[Entry], text: str) -> int | None:
        try:
            if kind is Place:
                return int(self._references.places().find(text).pk)
            return self._references.entries(kind).find(text)
        except BadCell:
            return None

    def place_names(self, level: str) -> list[str]:
        """Names of all places of a level at home, for a drop-down."""
        places = self._references.places().at_home(level)
        return [self.place(place.pk) for place in places]
