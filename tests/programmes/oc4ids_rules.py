"""What the OC4IDS project schema 0.9.1 asks of the parts that are exported, said in Python.

Closed: a property that is not named here is reported. `ours` are identifiers of open codelists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

Rule = Callable[[Any, str], Iterator[str]]


def check(package: Any) -> list[str]:
    """Complaints about a project package, each with its path."""
    found = list(_PACKAGE(package, "package"))
    ids = [project["id"] for project in package["projects"]]
    return found + [f"projects: {id} twice" for id in sorted({i for i in ids if ids.count(i) > 1})]


def text(least: int = 0) -> Rule:
    def rule(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str) or len(value) < least:
            yield f"{path}: {value!r} is no text"

    return rule


def one_of(*codes: str) -> Rule:
    def rule(value: Any, path: str) -> Iterator[str]:
        if value not in codes:
            yield f"{path}: {value!r} is not in the codelist"

    return rule


def moment(value: Any, path: str) -> Iterator[str]:
    try:
        if datetime.fromisoformat(value).tzinfo is None or "T" not in value:
            yield f"{path}: {value!r} has no time zone"
    except (TypeError, ValueError):
        yield f"{path}: {value!r} is no date-time"


def number(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield f"{path}: {value!r} is no number"


def listing(items: Rule, least: int = 0) -> Rule:
    def rule(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, list) or len(value) < least:
            yield f"{path}: no list of {least} or more"
            return
        if any(value.count(item) > 1 for item in value):
            yield f"{path}: an item twice"
        for position, item in enumerate(value):
            yield from items(item, f"{path}[{position}]")

    return rule


def thing(required: tuple[str, ...] = (), **properties: Rule) -> Rule:
    def rule(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{path}: no object"
            return
        yield from (f"{path}.{name}: missing" for name in required if name not in value)
        for name, part in value.items():
            known = properties.get(name)
            yield from known(part, f"{path}.{name}") if known else [f"{path}.{name}: not in the standard"]

    return rule


def coordinates(value: Any, path: str) -> Iterator[str]:
    for part in value if isinstance(value, list) else [None]:
        yield from coordinates(part, path) if isinstance(part, list) else number(part, path)


_VALUE = thing(amount=number, currency=one_of("CNY"))
_PERIOD = thing(startDate=moment, endDate=moment)
_PARTY = {"id": text(), "name": text(1)}
_SHAPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
_LOCATION = thing(
    ("id",),
    id=text(1),
    description=text(),
    geometry=thing(type=one_of(*_SHAPES), coordinates=coordinates),
    gazetteer=thing(scheme=text(), identifiers=listing(text())),
    address=thing(streetAddress=text(), locality=text(), region=text(), countryName=text()),
)
_BUDGET_LINE = thing(("id",), id=text(), description=text(), amount=_VALUE, sourceParty=thing(**_PARTY))
_PROJECT = thing(
    ("id",),
    id=text(),
    title=text(),
    updated=moment,
    status=one_of("identification", "preparation", "implementation", "completion", "completed", "cancelled"),
    period=_PERIOD,
    additionalClassifications=listing(thing(scheme=text(), id=text(), description=text())),
    locations=listing(_LOCATION),
    budget=thing(amount=_VALUE, budgetBreakdown=listing(_BUDGET_LINE)),
    parties=listing(thing(**_PARTY, roles=listing(text()))),
    completion=thing(endDate=moment),
)
_PACKAGE = thing(
    ("uri", "publisher", "publishedDate", "projects", "version"),
    uri=text(),
    publishedDate=moment,
    version=one_of("0.9"),
    publisher=thing(("name",), name=text()),
    projects=listing(_PROJECT, 1),
)
