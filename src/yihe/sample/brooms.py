"""A shift of sweeping in the sample district: the main roads of Zhifu, both sides, from two places with water."""

from __future__ import annotations

from yihe.planning.sweeping.problem import Fleet, Site
from yihe.planning.sweeping.streets import Base, Broom, StreetSweep, on_streets

from .collecting import corridors
from .writing import NOTICE

_HOUR = 3600
# A sweeper of the middle size: hopper 5 m3, tank 4 m3; a kilometre of kerb gives some 0.2 m3 and takes 0.25 m3.
_FLEET = Fleet(hopper=5.0, water=4.0, shift=7.5 * _HOUR, crew_cost=5000)
_BROOM = Broom(sweep_kmh=8.0, load_per_km=0.2, water_per_km=0.25)
_MINUTES = 20 * 60


def sweeping_shift() -> StreetSweep:
    """Build the sweeping problem of a shift: every bus corridor of the district, one crew for each side."""
    graph = corridors()
    # The depot and the sites stand at stops in the middle, the north and the south of the network.
    order = graph.lat.argsort()
    south, middle, north = (int(order[len(order) * share // 8]) for share in (1, 4, 7))
    bases = {name: Base(name, float(graph.lon[row]), float(graph.lat[row])) for name, row in
             (("南部倾倒加水点", south), ("环卫停车场", middle), ("北部倾倒加水点", north))}  # fmt: skip
    sites = [
        (bases[name], Site(name, 0, empties=True, refills=True, time=_MINUTES))
        for name in ("南部倾倒加水点", "北部倾倒加水点")
    ]
    home = bases["环卫停车场"]
    sites.append((home, Site("停车场倾倒加水点", 0, empties=True, refills=True, time=_MINUTES)))
    return on_streets(
        graph, "芝罘区主干道机扫一班计划（样例）", home, sites, _FLEET, _BROOM, remarks={"sample": NOTICE}
    )
