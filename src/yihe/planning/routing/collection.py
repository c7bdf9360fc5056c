"""A day of collecting in the words of the people who run it: bins, stations, yards, shifts, trucks."""

from __future__ import annotations

from dataclasses import dataclass

from yihe.geo.streets import StreetVehicle

from .problem import FOREVER, Break, Window

_ANY_STREET = StreetVehicle()


@dataclass(frozen=True)
class Bin:
    """A bin, or several at one place that are emptied together.

    Attributes
    ----------
    lon, lat
        WGS 84 degrees.
    kg, litres
        What one visit collects.
    seconds
        Work at the bin.
    rounds
        Visits a day (清运次数), each in another shift.
    windows
        Seconds of the day in which work may begin; empty for always.
    """

    name: str
    lon: float
    lat: float
    kg: float
    litres: float
    seconds: float
    rounds: int = 1
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True)
class Station:
    """A transfer or disposal station (转运站) where trucks empty."""

    name: str
    lon: float
    lat: float
    seconds: float = 600
    window: Window = (0, FOREVER)


@dataclass(frozen=True)
class Yard:
    """Where trucks are parked (停车场) and shifts begin and end."""

    name: str
    lon: float
    lat: float
    window: Window = (0, FOREVER)


@dataclass(frozen=True)
class Shift:
    """A working shift (班次), in seconds of the day; after midnight the count goes on."""

    name: str
    window: Window
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True)
class Truck:
    """Equal trucks that drive in every shift.

    Attributes
    ----------
    count
        How many there are.
    kg, litres
        What fits in between two emptyings; litres as they lie in the bins.
    yard
        Row of its yard.
    yuan_per_km, yuan_per_hour, yuan_per_shift
        Cost of driving, of the crew's time, and of going out at all.
    vehicle
        What streets it may use.
    """

    name: str
    count: int
    kg: float
    litres: float
    yard: int = 0
    yuan_per_km: float = 3.0
    yuan_per_hour: float = 60.0
    yuan_per_shift: float = 0.0
    vehicle: StreetVehicle = _ANY_STREET


@dataclass(frozen=True)
class Collection:
    """Everything a day of collecting is made of.

    Attributes
    ----------
    least_gap
        Seconds from the beginning of one round at a bin to the next.
    limit_m
        Farthest a bin, station or yard may lie from its street.
    """

    name: str
    bins: tuple[Bin, ...]
    stations: tuple[Station, ...]
    yards: tuple[Yard, ...]
    shifts: tuple[Shift, ...]
    trucks: tuple[Truck, ...]
    least_gap: int = 0
    limit_m: float = 200.0
