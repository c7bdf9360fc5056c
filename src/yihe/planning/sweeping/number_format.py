"""The plain numbers of CARPData.jl: nodes, edges, one edge per line, vehicles, capacity, two bounds."""

from __future__ import annotations

from collections.abc import Iterator

from ..outcome import BadInput
from .problem import Fleet, Service, Street, SweepingProblem

_EDGE_FIELDS = ("from", "to", "cost", "demand")


def read_numbers(lines: list[str], name: str) -> SweepingProblem:
    """Read a problem on two-way streets; the depot is node 0, the cost is the time too, the crews are free."""
    rows = _rows(lines)
    (nodes,) = _numbers(name, rows, ("nodes",))
    (count,) = _numbers(name, rows, ("edges",))
    streets = tuple(_street(name, index, rows) for index in range(count))
    (vehicles,) = _numbers(name, rows, ("vehicles",))
    (capacity,) = _numbers(name, rows, ("capacity",))
    remarks = {"vehicles": vehicles, "bounds": tuple(_rest(rows))}
    return SweepingProblem(name, nodes, streets, 0, Fleet(hopper=capacity), remarks=remarks)


def _street(name: str, index: int, rows: Iterator[tuple[int, list[str]]]) -> Street:
    tail, head, cost, demand = _numbers(name, rows, _EDGE_FIELDS)
    service: Service = "once" if demand > 0 else "none"
    return Street(f"{tail}-{head} ({index})", tail, head, cost, cost, False, service, cost, cost, demand)


def _rows(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    return ((number, line.split()) for number, line in enumerate(lines, 1) if line.strip())


def _numbers(name: str, rows: Iterator[tuple[int, list[str]]], fields: tuple[str, ...]) -> list[int]:
    number, words = next(rows, (0, []))
    if not number:
        raise BadInput(f"{name}: the file ends where {', '.join(fields)} should stand")
    if len(words) != len(fields):
        raise BadInput(f"{name}, line {number}: {len(words)} numbers; {', '.join(fields)} are needed")
    return [_whole(name, number, field, word) for field, word in zip(fields, words, strict=True)]


def _whole(name: str, number: int, field: str, word: str) -> int:
    try:
        return int(word)
    except ValueError:
        raise BadInput(f"{name}, line {number}: {field} is {word!r}; a whole number is needed") from None


def _rest(rows: Iterator[tuple[int, list[str]]]) -> Iterator[int]:
    return (int(word) for _, words in rows for word in words if word.isdigit())
