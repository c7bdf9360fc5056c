"""What one ledger of the sample says of another: projects of areas, land freed by cases, stalls moved into markets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from yihe.ledger.entries import Entry
from yihe.programmes.enforcement import IllegalBuilding, StreetMarket
from yihe.programmes.housing_problems import Resettlement
from yihe.programmes.markets import Market
from yihe.programmes.operations import Work, WorkVehicle
from yihe.programmes.parking import ParkingLot
from yihe.programmes.planning import RenewalArea
from yihe.programmes.pocket_parks import PocketPark
from yihe.programmes.projects import KeyProject
from yihe.programmes.sanitation import TransferStation

from .sheets import Book, Row

_LEAST_PARK_M2 = 60
"""Smaller buildings free no land that anything could be made of."""


def connect(books: Sequence[Book], chance: Random) -> None:
    """Fill in the references between ledgers; codes, because names repeat."""
    rows = _Rows(books)
    areas = rows.of(RenewalArea)
    for row in rows.of(KeyProject):
        if row["sector"] == "renewal":
            row["area"] = _code_of(_one_in_the_same_subdistrict(chance, areas, row))
    for row in rows.of(Resettlement):
        row["area"] = _code_of(_one_in_the_same_subdistrict(chance, areas, row))
    _give_freed_land(chance, rows)
    for row in rows.of(StreetMarket):
        if "cleared" in row["days"]:
            row["moved_to"] = _code_of(_one_in_the_same_subdistrict(chance, rows.of(Market), row, _is_open))
    _park_vehicles(rows)


class _Rows:
    """Rows of all books by kind."""

    def __init__(self, books: Sequence[Book]) -> None:
        self._sheets = [sheet for book in books for sheet in book.sheets]

    def of(self, kind: type[Entry]) -> list[Row]:
        return [row for sheet in self._sheets if sheet.kind is kind for row in sheet.rows]


def _give_freed_land(chance: Random, rows: _Rows) -> None:
    """Parks and lots on cleared land stand where one case each was demolished before they were begun."""
    free = [case for case in rows.of(IllegalBuilding) if _frees_land(case)]
    parks = [(row, "found") for row in rows.of(PocketPark) if row["land_source"] == "cleared"]
    lots = [(row, "surveyed") for row in rows.of(ParkingLot) if row["lot_kind"] == "cleared"]
    for row, begun in parks + lots:
        day = row["days"][begun]
        case = _one_in_the_same_subdistrict(chance, free, row, lambda c, day=day: c["days"]["demolished"] < day)  # type: ignore[misc]
        if case:
            row["freed_by"] = case["code"]
            free.remove(case)


def _park_vehicles(rows: _Rows) -> None:
    """Trucks stand at the two largest stations that work, in turn; sweepers all at the largest."""
    working = [row for row in rows.of(TransferStation) if row["stage"] in ("running", "rated")]
    yards = sorted(working, key=lambda row: (-row["capacity"], row["code"]))[:2]
    for number, row in enumerate(rows.of(WorkVehicle)):
        home = yards[number % 2 if row["work"] == Work.COLLECTING else 0]
        row |= {"station": home["code"], "subdistrict": home["subdistrict"], "community": home["community"]}


def _frees_land(case: Row) -> bool:
    return "demolished" in case["days"] and case["building_kind"] != "roof" and case["floor_area"] >= _LEAST_PARK_M2


def _is_open(market: Row) -> bool:
    return bool(market["stage"] != "closed" and market["tier"] != "wholesale")


def _one_in_the_same_subdistrict(
    chance: Random, candidates: Sequence[Row], row: Row, fits: Callable[[Row], bool] = lambda candidate: True
) -> Row | None:
    near = [c for c in candidates if c.get("subdistrict") == row["subdistrict"] and fits(c)]
    return chance.choice(near) if near else None


def _code_of(row: Row | None) -> str | None:
    return row["code"] if row else None
