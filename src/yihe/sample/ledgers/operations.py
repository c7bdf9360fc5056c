"""Vehicles of the environmental sanitation company: compactors of two sizes, and sweepers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from yihe.programmes.operations import WorkVehicle

from ..chance import Journey, pick
from ..ground import communities
from ..sheets import Book, Row, Sheet

_WAY = ("bought", "registered", "in_service")
_STAGES = {"in_service": 94.0, "repairing": 4.0, "scrapped": 2.0}


@dataclass(frozen=True)
class _Model:
    """What all vehicles of a model have in common (synthetic, of the usual size)."""

    name: str
    work: str
    count: int
    payload: str
    volume: str
    tank: str | None
    costs: tuple[str, str, str]


_MODELS = (
    _Model("8吨压缩车", "collecting", 30, "8", "45", None, ("4.2", "90", "60")),
    _Model("3吨压缩车", "collecting", 22, "3", "18", None, ("2.4", "60", "40")),
    _Model("洗扫车", "sweeping", 36, "4", "5", "4", ("3.6", "85", "50")),
)


def books(chance: Random) -> list[Book]:
    """One sheet of all vehicles; which station each stands at says `yihe.sample.links`."""
    rows = [{"code": f"ZYC-{n:03}", **row} for n, row in enumerate(_rows(chance), start=1)]
    return [Book("区环境卫生公司", "作业车辆台账", [Sheet(WorkVehicle, rows)])]


def _rows(chance: Random) -> Iterator[Row]:
    for model in _MODELS:
        for number in range(1, model.count + 1):
            yield _vehicle(chance, model, number)


def _vehicle(chance: Random, model: _Model, number: int) -> Row:
    stage = pick(chance, _STAGES)
    path = _WAY if stage == "in_service" else (*_WAY, stage)
    town = chance.choice(communities())
    per_km, per_hour, per_shift = map(Decimal, model.costs)
    return {
        "subdistrict": town.subdistrict,
        "community": town.code,
        "name": f"{model.name}{number:02}",
        "work": model.work,
        "payload": Decimal(model.payload),
        "volume": Decimal(model.volume),
        "tank": Decimal(model.tank) if model.tank else None,
        "cost_per_km": per_km,
        "cost_per_hour": per_hour,
        "cost_per_shift": per_shift,
        "responsible": "区环境卫生公司",
        "stage": stage,
        "days": Journey(path, (10, 60)).within(chance, stage),
    }
