"""Lists of required and other edges and arcs under headings, Spanish (Belenguer) or English (Lpr, Lpr_IF)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..outcome import BadInput
from .problem import Fleet, Site, Street, SweepingProblem

# Heading of a list: whether its streets are one-way, and whether they are swept.
_LISTS = {
    "LISTA_ARISTAS_REQ": (False, True),
    "LISTA_ARISTAS_NOREQ": (False, False),
    "LIST_REQ_EDGES": (False, True),
    "LIST_NOREQ_EDGES": (False, False),
    "LIST_REQ_ARCS": (True, True),
    "LIST_NOREQ_ARCS": (True, False),
}
_MEANING = {
    "VERTICES": "nodes",
    "NODES": "nodes",
    "CAPACIDAD": "capacity",
    "CAPACITY": "capacity",
    "DEPOSITO": "depot",
    "DEPOT": "depot",
    "VEHICULOS": "vehicles",
    "VEHICLES": "vehicles",
    "DUMPING_COST": "dumping cost",
    "MAX_TRIP": "longest shift",
    "ARISTAS_REQ": "LISTA_ARISTAS_REQ",
    "ARISTAS_NOREQ": "LISTA_ARISTAS_NOREQ",
    "REQ_EDGES": "LIST_REQ_EDGES",
    "NOREQ_EDGES": "LIST_NOREQ_EDGES",
    "REQ_ARCS": "LIST_REQ_ARCS",
    "NOREQ_ARCS": "LIST_NOREQ_ARCS",
}
_ENDS = re.compile(r"\(\s*(\d+)\s*,\s*(\d+)\s*\)(.*)")
_WORDS = {
    "coste": "pass",
    "cost": "pass",
    "trav_cost": "pass",
    "serv_cost": "sweep",
    "demanda": "demand",
    "demand": "demand",
}


@dataclass
class _Found:
    name: str
    numbers: dict[str, int] = field(default_factory=dict)
    sites: list[int] = field(default_factory=list)
    streets: list[Street] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def looks_listed(lines: list[str]) -> bool:
    """Tell whether any line is the heading of a known list."""
    return any(line.split(":")[0].strip() in _LISTS for line in lines)


def read_listed(lines: list[str], name: str) -> SweepingProblem:
    """Read a mixed graph.

    Cost is time. Nodes keep the numbers of the file. Without dumping sites sweepers empty at the depot:
    dumping is then paid once per route and the shift limit does not count (as in the published values).
    """
    found = _Found(name)
    listing: str | None = None
    for number, line in enumerate(lines, 1):
        if line.strip().startswith("("):
            _take_street(found, listing, number, line)
        elif line.strip():
            listing = _take_heading(found, number, line)
    _compare_counts(found)
    return _problem(found)


def _take_heading(found: _Found, number: int, line: str) -> str | None:
    head, _, rest = line.partition(":")
    head, rest = head.strip(), rest.strip()
    if head in _LISTS:
        return head
    if head == "DUMPING_SITES":
        found.sites = [_whole(found, number, head, word) for word in rest.split(",")]
    elif head in _MEANING:
        found.numbers[_MEANING[head]] = _whole(found, number, head, rest)
    return None


def _take_street(found: _Found, listing: str | None, number: int, line: str) -> None:
    if listing is None:
        raise BadInput(
            f"{found.name}, line {number}: a street outside a list; a heading such as LIST_REQ_ARCS must come"
        )
    match = _ENDS.match(line.strip())
    if not match:
        raise BadInput(f"{found.name}, line {number}: {line.strip()!r}; (from, to) with two node numbers is needed")
    one_way, swept = _LISTS[listing]
    values = _street_values(found, number, match[3].split(), swept)
    passing = values["pass"]
    sweeping = values.get("sweep", passing)
    demand = values.get("demand", 0)
    found.counts[listing] = found.counts.get(listing, 0) + 1
    found.streets.append(
        Street(
            f"{match[1]}-{match[2]} ({len(found.streets)})", int(match[1]), int(match[2]), passing, passing, one_way,
            "once" if swept else "none", sweeping if swept else 0, sweeping if swept else 0, demand,
        )
    )  # fmt: skip


def _street_values(found: _Found, number: int, words: list[str], swept: bool) -> dict[str, int]:
    values = {
        _WORDS[word]: _whole(found, number, word, value)
        for word, value in zip(words[::2], [*words[1::2], ""], strict=False)
        if word in _WORDS
    }
    for wanted in ("pass", "demand") if swept else ("pass",):
        if wanted not in values:
            known = " or ".join(word for word, meaning in _WORDS.items() if meaning == wanted)
            raise BadInput(f"{found.name}, line {number}: the field {known} is missing")
    return values


def _compare_counts(found: _Found) -> None:
    for wanted in ("nodes", "capacity", "depot"):
        if wanted not in found.numbers:
            raise BadInput(f"{found.name}: the field {wanted} is missing")
    for listing in _LISTS:
        stated, counted = found.numbers.get(listing), found.counts.get(listing, 0)
        if stated is not None and stated != counted:
            raise BadInput(f"{found.name}: {stated} streets are announced for {listing}, {counted} are listed")


def _problem(found: _Found) -> SweepingProblem:
    numbers, streets = found.numbers, found.streets
    used = {numbers["depot"], *(street.tail for street in streets), *(street.head for street in streets)}
    # Files that count their nodes from 1 leave node 0 unused.
    nodes = max(numbers["nodes"], max(used) + 1)
    cost = numbers.get("dumping cost", 0)
    sites = tuple(Site(f"dumping site {node}", node, cost=cost, time=cost) for node in found.sites)
    shift = numbers.get("longest shift", float("inf")) if sites else float("inf")
    # Without sites every route ends with dumping at the depot: the published values count it once per route.
    fleet = Fleet(hopper=numbers["capacity"], shift=shift, crew_cost=0 if sites else cost)
    remarks = {"vehicles": numbers.get("vehicles")}
    return SweepingProblem(
        found.name, nodes, tuple(streets), numbers["depot"], fleet, sites, bool(sites), remarks=remarks
    )


def _whole(found: _Found, number: int, what: str, word: str) -> int:
    try:
        return int(word)
    except ValueError:
        raise BadInput(f"{found.name}, line {number}: {what} is {word!r}; a whole number is needed") from None
