"""A kept plan read back: each route with its sums, as crew sheets and as a map layer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import shapely
from django.db.models import Count, Q, QuerySet, Sum

from yihe import geo
from yihe.ledger.entries import Nature
from yihe.ledger.labels import Label, as_label
from yihe.planning.handing_out.workbook import Cell, Page, Shaded, write_workbook
from yihe.planning.lines import rounded
from yihe.planning.words import Language, say
from yihe.programmes.operations import DayPlan, PlanCall, PlanRoute, Work
from yihe.programmes.sanitation import ShiftTime, Waste

from .notices import SAMPLE

VISITS, UNLOADS = ("stop", "street"), ("facility", "site")
_DAY, _HOUR = 86_400, 3600
_SPOKEN = {"street": "sweep"}
# What `Assumptions.told` calls its fields, in people's words.
_ASSUMED = {
    "fill": Label("收运时装满率", "fill when emptied"),
    "kg_per_litre": Label("容重（公斤/升）", "kg per litre"),
    "seconds_at_bin": Label("每桶作业秒数", "seconds at a bin"),
    "seconds_per_litre": Label("每升桶容增加秒数", "seconds for each litre of a bin"),
    "unload_s": Label("每次卸料秒数", "seconds to unload"),
    "least_gap": Label("两次清运最短间隔秒数", "least seconds between rounds"),
    "detour": Label("绕行系数", "detour factor"),
    "kmh": Label("行驶时速（公里）", "km/h"),
    "sweep_kmh": Label("清扫时速（公里）", "km/h while sweeping"),
    "load_per_km": Label("每公里清扫量（立方米）", "m³ swept up per km"),
    "water_per_km": Label("每公里用水（立方米）", "m³ of water per km"),
    "both_sides_m": Label("双侧清扫的最小路宽（米）", "least width swept on both sides, m"),
    "swept_with_others": Label("与更长街巷同路段、随之清扫的街巷", "lanes swept as part of longer ones"),
    **{value: as_label(label) for value, label in Waste.choices},
    **{label.zh: label for label in map(as_label, ShiftTime.labels)},
}


def routes_of(plan: DayPlan) -> QuerySet[Any]:
    """The routes of a plan with `visits`, `unloads`, `weight` (kg) and `volume` (L), and their vehicles."""
    return (
        PlanRoute.objects.filter(plan=plan)
        .select_related("vehicle")
        .annotate(
            visits=Count("calls", filter=Q(calls__does__in=VISITS)),
            unloads=Count("calls", filter=Q(calls__does__in=UNLOADS)),
            weight=Sum("calls__weight"),
            volume=Sum("calls__volume"),
        )
        .order_by("order")
    )


def clock(seconds: int, language: Language) -> str:
    """Seconds of the day of work as people say them: 04:35, 次日01:10."""
    days, second = divmod(seconds, _DAY)
    said = f"{second // _HOUR:02}:{second % _HOUR // 60:02}"
    return f"{say('next day', language)}{' ' if language == 'en' else ''}{said}" if days else said


def does(call: PlanCall, language: Language) -> str:
    """What is done at a call, in the reader's language."""
    return say(_SPOKEN.get(call.does, call.does), language)


def shift_of(route: PlanRoute, language: Language) -> str:
    """The shift of a route; one of the three that every district has is said in the reader's language."""
    return _spoken(route.shift, language)


def assumed_of(plan: DayPlan, language: Language) -> str:
    """What was assumed for a plan, in the reader's language."""
    return re.sub(r"[^\W\d]\w*", lambda word: _spoken(word[0], language), plan.assumed)


def _spoken(word: str, language: Language) -> str:
    found = _ASSUMED.get(word)
    return word if found is None else found.en if language == "en" else found.zh


def vehicle_of(route: PlanRoute) -> str:
    """What people call the vehicle of a route."""
    return f"{route.vehicle.code} {route.vehicle.name}" if route.vehicle else str(route.order)


def notice_of(plan: DayPlan) -> str:
    """What every paper of a plan must say about its data; "" for nothing."""
    return SAMPLE if plan.nature == Nature.SAMPLE else ""


def layer(plan: DayPlan, language: Language = "zh") -> dict[str, Any]:
    """The plan as a GeoJSON feature collection (RFC 7946): a line for each route, a point for each call.

    Properties have English names; times and kinds are said in `language`.
    """
    calls = PlanCall.objects.filter(route__plan=plan, lon__isnull=False).order_by("route__order", "order")
    features = [
        *(_line(route, language) for route in routes_of(plan)),
        *(_point(call, language) for call in calls.select_related("route__vehicle").defer("route__line")),
    ]
    said = {"code": plan.code, "day": f"{plan.day:%Y-%m-%d}", "objective": _number(plan.objective), "seed": plan.seed}
    notice = {"notice": notice_of(plan)} if notice_of(plan) else {}
    for feature in features:
        feature["properties"] |= notice
    return {"type": "FeatureCollection", "name": plan.name, "plan": said, **notice, "features": features}


def _line(route: Any, language: Language) -> dict[str, Any]:
    line = geo.from_wkb(route.line)
    said = {
        "layer": "route",
        "name": vehicle_of(route),
        "order": route.order,
        "shift": shift_of(route, language),
        "out": clock(route.begin, language),
        "home": clock(route.end, language),
        "km": round(float(route.length) / 1000, 2),
        "visits": route.visits,
        "unloads": route.unloads,
        "kg": _number(route.weight),
        "litre": _number(route.volume),
    }
    coordinates = rounded([(x, y) for x, y in shapely.get_coordinates(line).tolist()])
    return {"type": "Feature", "geometry": {"type": "LineString", "coordinates": coordinates}, "properties": said}


def _point(call: PlanCall, language: Language) -> dict[str, Any]:
    said = {
        "layer": call.does,
        "kind": does(call, language),
        "code": call.code,
        "name": f"{call.code} {call.name}".strip(),
        "vehicle": vehicle_of(call.route),
        "order": call.order,
        "begin": clock(call.begin, language),
        "end": clock(call.end, language),
    }
    geometry = {"type": "Point", "coordinates": rounded([(call.lon or 0.0, call.lat or 0.0)])[0]}
    return {"type": "Feature", "geometry": geometry, "properties": said}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def write_crew_sheets(path: Path, plan: DayPlan, language: Language = "zh") -> None:
    """Write the crew sheets (作业单): a summary, and for each route a sheet with its calls in order."""
    routes = list(routes_of(plan))
    calls: dict[int, list[PlanCall]] = {route.pk: [] for route in routes}
    for call in PlanCall.objects.filter(route__plan=plan).order_by("order"):
        calls[call.route_id].append(call)
    crews = [_crew(plan, route, calls[route.pk], language) for route in routes]
    write_workbook(path, plan.name, notice_of(plan), [_summary(plan, routes, language), *crews])


def _words(language: Language, *words: str) -> list[str]:
    return [say(word, language) for word in words]


def _summary(plan: DayPlan, routes: Sequence[Any], language: Language) -> Page:
    title, cost = _words(language, "summary", "cost")
    visits = "streets" if plan.work == Work.SWEEPING else "stops"
    return Page(
        tab=title,
        title=f"{plan.code} {plan.name} {title}",
        line=f"{cost} {plan.objective or 0:,.2f}",
        headings=_words(language, "order", "vehicle", visits, "unloads", "kg", "litre", "km", "out", "home"),
        widths=[6, 26, 11, 11, 11, 11, 11, 11, 11],
        rows=[_sums(route, language) for route in routes],
        links=1,
    )


def _sums(route: Any, language: Language) -> list[Cell]:
    loads = [float(route.weight or 0), float(route.volume or 0)]
    times = [clock(route.begin, language), clock(route.end, language)]
    km = float(route.length) / 1000
    return [
        route.order,
        f"{vehicle_of(route)} {shift_of(route, language)}",
        route.visits,
        route.unloads,
        *loads,
        km,
        *times,
    ]


def _crew(plan: DayPlan, route: Any, calls: Sequence[PlanCall], language: Language) -> Page:
    sheet, km = _words(language, "crew sheet", "km")
    crew = f"{vehicle_of(route)} {shift_of(route, language)}"
    return Page(
        tab=f"{route.order} {crew}",
        title=f"{sheet} {crew}",
        line=f"{plan.code} {plan.day:%Y-%m-%d}  {km} {float(route.length) / 1000:,.1f}",
        headings=_words(language, "order", "kind", "name", "arrival", "begin", "end", "kg", "litre", "leg", "driven"),
        widths=[6, 8, 38, 11, 11, 11, 11, 11, 11, 11],
        rows=list(_lines(calls, language)),
    )


def _lines(calls: Sequence[PlanCall], language: Language) -> Iterator[list[Cell]]:
    driven = Decimal(0)
    for call in calls:
        driven += call.driven
        ground = "facility" if call.does in UNLOADS else call.does
        words = [Shaded(text, ground) for text in (does(call, language), f"{call.code} {call.name}".strip())]
        times = [clock(time, language) for time in (call.arrival, call.begin, call.end)]
        amounts = [float(call.weight), float(call.volume), float(call.driven) / 1000, float(driven) / 1000]
        yield [call.order, *words, *times, *amounts]
