"""A second check for the waste collection instances of Kim, Kim and Sahoo (2006), straight from their text file.

Shares no code with the rest of the package: a result far below the published one has to be confirmed twice.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

FEET_IN_MILE = 5280
LUNCH_OPENS, LUNCH_CLOSES = 11 * 3600, 12 * 3600

Visit = tuple[str, float, float]  # id of the place or "lunch", begin, end in seconds of the day


def kim_check(text: str, tours: Sequence[Sequence[Visit]]) -> tuple[float, list[str]]:
    """Judge tours over a published instance.

    Parameters
    ----------
    text
        The instance file as published.
    tours
        One per vehicle: ``(place id, begin of work, end of work)`` from depot to depot, with ``("lunch", begin, end)``
        where the crew rests.

    Returns
    -------
    tuple
        Miles driven, and a complaint for every rule broken (none for a plan that holds).
    """
    rules, places = _read(text)
    complaints: list[str] = []
    feet = Fraction(0)
    for number, tour in enumerate(tours):
        length, wrong = _tour(rules, places, tour)
        feet += length
        complaints += [f"vehicle {number}: {each}" for each in wrong]
    visits = [visit[0] for tour in tours for visit in tour]
    wanted = [key for key, place in places.items() if place["type"] == 1]
    complaints += [f"stop {key} served {visits.count(key)} times" for key in wanted if visits.count(key) != 1]
    return float(feet / FEET_IN_MILE), complaints


def _read(text: str) -> tuple[dict[str, Fraction], dict[str, dict[str, Fraction]]]:
    lines = [line for line in text.splitlines() if line.strip()]
    numbers = [Fraction(line.split()[0]) for line in lines[:5]]
    rules = dict(zip(("capacity", "day", "stops", "lunch", "mph"), numbers, strict=True))
    places: dict[str, dict[str, Fraction]] = {}
    for line in lines[6:]:
        key, x, y, opens, closes, service, load, kind = line.split()
        values = [Fraction(x), Fraction(y), _clock(opens), _clock(closes)]
        values += [Fraction(service), Fraction(load), Fraction(kind)]
        names = ("x", "y", "opens", "closes", "service", "load", "type")
        places[key] = dict(zip(names, values, strict=True))
    return rules, places


def _clock(hhmm: str) -> Fraction:
    return Fraction(int(hhmm) // 100 * 3600 + int(hhmm) % 100 * 60)


def _tour(
    rules: dict[str, Fraction], places: dict[str, dict[str, Fraction]], tour: Sequence[Visit]
) -> tuple[Fraction, list[str]]:
    stations = [visit for visit in tour if visit[0] != "lunch"]
    wrong = _depot_rules(places, stations) + _load_rules(rules, places, stations) + _lunch_rules(rules, tour)
    feet = Fraction(0)
    for a, b in itertools.pairwise(stations):
        here, there = places[a[0]], places[b[0]]
        leg = abs(here["x"] - there["x"]) + abs(here["y"] - there["y"])
        rest = sum(end - begin for key, begin, end in tour if key == "lunch" and a[2] <= begin < b[1])
        needed = leg / FEET_IN_MILE * 3600 / rules["mph"]
        if b[1] - a[2] - rest < needed:
            wrong.append(f"{a[0]} to {b[0]} needs {float(needed):.1f} s, has {b[1] - a[2] - rest}")
        feet += leg
    return feet, wrong + _clock_rules(places, stations)


def _depot_rules(places: dict[str, dict[str, Fraction]], stations: Sequence[Visit]) -> list[str]:
    kinds = [int(places[key]["type"]) for key, _, _ in stations]
    wrong = []
    if kinds[0] != 0 or kinds[-1] != 0 or 0 in kinds[1:-1]:
        wrong.append("does not go from depot to depot")
    if len(kinds) > 2 and kinds[-2] != 2:
        wrong.append("is not emptied before it comes home")
    return wrong


def _clock_rules(places: dict[str, dict[str, Fraction]], stations: Sequence[Visit]) -> list[str]:
    wrong = []
    for key, begin, end in stations:
        place = places[key]
        if not place["opens"] <= begin <= place["closes"]:
            wrong.append(f"{key} begun at {begin}, outside its window")
        if place["type"] != 0 and end - begin < place["service"]:
            wrong.append(f"{key} worked at for {end - begin} s")
    return wrong


def _load_rules(
    rules: dict[str, Fraction], places: dict[str, dict[str, Fraction]], stations: Sequence[Visit]
) -> list[str]:
    aboard = day = Fraction(0)
    stops, fullest = 0, Fraction(0)
    for key, _, _ in stations:
        place = places[key]
        if place["type"] == 2:
            aboard = Fraction(0)
        elif place["type"] == 1:
            aboard, day, stops = aboard + place["load"], day + place["load"], stops + 1
        fullest = max(fullest, aboard)
    wrong = [f"holds {float(fullest)} yards"] if fullest > rules["capacity"] else []
    wrong += [f"collects {float(day)} yards a day"] if day > rules["day"] else []
    return wrong + ([f"serves {stops} stops a day"] if stops > rules["stops"] else [])


def _lunch_rules(rules: dict[str, Fraction], tour: Sequence[Visit]) -> list[str]:
    lunches = [visit for visit in tour if visit[0] == "lunch"]
    wrong = []
    if not lunches and tour[0][2] < LUNCH_CLOSES < tour[-1][1]:
        wrong.append("has no lunch")
    for _, begin, end in lunches:
        if not LUNCH_OPENS <= begin <= LUNCH_CLOSES or end - begin < rules["lunch"]:
            wrong.append(f"eats from {begin} to {end}")
        if any(key != "lunch" and begin < done and start < end for key, start, done in tour[1:-1]):
            wrong.append("works during lunch")
    return wrong
