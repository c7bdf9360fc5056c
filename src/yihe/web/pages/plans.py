"""A kept plan: its record's page with routes and map, a route's own page, and both as files."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from shapely.geometry import LineString

from yihe import geo
from yihe.ledger.labels import Label
from yihe.ledger.places import Level, Place
from yihe.planning.words import Language
from yihe.programmes.operations import DayPlan, Work
from yihe.studio.kept import assumed_of, clock, does, layer, routes_of, shift_of, vehicle_of, write_crew_sheets

from ..drawing import Drawing, draw
from ..exports import disposition
from ..guard import Request, allowed
from .records import entry_or_404, page_of

ROUTES, ALL_SHIFTS, SHEETS = Label("路线", "Routes"), Label("全部班次", "All shifts"), Label("作业单", "Crew sheets")
ASSUMED = Label("推算依据", "Assumed")
MADE = Label("由 yihe plan 求解并经校核后存入。", "Solved, checked and kept by yihe plan.")
NOTHING = Label(
    "这份计划没有路线：不是由 yihe plan --keep 存入的。", "This plan has no routes: no run of yihe plan kept it."
)
NO_ROUTE = Label("这份计划没有这条路线。", "The plan has no such route.")
_ORDER, _OUT, _HOME = Label("序号", "No."), Label("出车", "Out"), Label("收车", "Home")
_UNLOADS, _WEIGHT = Label("卸料次数", "Unloads"), Label("收集量（公斤）", "Collected (kg)")
_VOLUME, _KM = Label("收集量（升）", "Collected (L)"), Label("里程（公里）", "Distance (km)")
_VEHICLE, _SHIFT = Label("车辆", "Vehicle"), Label("班次", "Shift")
_VISITS = {Work.COLLECTING: Label("收集点次", "Visits"), Work.SWEEPING: Label("清扫路段", "Streets swept")}
_CALLS = (
    _ORDER,
    Label("事项", "What"),
    Label("地点", "Where"),
    Label("到达", "Arrives"),
    Label("开始", "Begins"),
    Label("离开", "Leaves"),
    _WEIGHT,
    _VOLUME,
    Label("本段公里", "km from last"),
)
_LOOKS = 4
_FEW_POINTS = 400


@allowed("view")
def show(request: Request, code: str) -> HttpResponse:
    """The record of a plan with its routes."""
    plan = _plan(request, code)
    routes = list(routes_of(plan))
    said = {route.shift: shift_of(route, _language()) for route in routes}
    shifts = list(said)
    asked = request.GET.get("shift", "")
    shown = [route for route in routes if not asked or route.shift == asked]
    lines = [(_line(route), shifts.index(route.shift) % _LOOKS) for route in shown]
    context = {
        **page_of(plan, request.user),
        "plan": plan,
        "titles": {"routes": ROUTES, "sheets": SHEETS, "all": ALL_SHIFTS, "nothing": NOTHING, "assumed": ASSUMED},
        "assumed": assumed_of(plan, _language()),
        "made": MADE if routes else "",
        "headings": _headings(plan),
        "routes": [_row(route) for route in shown],
        "shifts": [(name, said[name], number % _LOOKS) for number, name in enumerate(shifts)],
        "asked_shift": asked,
        "ways": _drawing(lines),
    }
    return render(request, "yihe/plan.html", context)


@allowed("view")
def route(request: Request, code: str, order: int) -> HttpResponse:
    """One route: its calls in order, and its line."""
    plan = _plan(request, code)
    found = routes_of(plan).filter(order=order).first()
    if found is None:
        raise Http404(str(NO_ROUTE))
    calls = list(found.calls.order_by("order"))
    points = [(call.lon, call.lat) for call in calls if call.lon is not None][:_FEW_POINTS]
    context = {
        "plan": plan,
        "title": f"{vehicle_of(found)} {shift_of(found, _language())}".strip(),
        "kind": DayPlan,
        "sums": list(zip(_headings(plan)[2:], _row(found)["cells"], strict=True)),
        "vehicle": found.vehicle,
        "vehicle_title": _VEHICLE,
        "headings": _CALLS,
        "calls": [_call(call) for call in calls],
        "ways": _drawing([(_line(found), 0)], points),
    }
    return render(request, "yihe/plan_route.html", context)


@allowed("view")
def as_layer(request: Request, code: str) -> HttpResponse:
    """The plan as a GeoJSON file."""
    plan = _plan(request, code)
    return JsonResponse(
        layer(plan, _language()),
        content_type="application/geo+json",
        json_dumps_params={"ensure_ascii": False},
        headers=disposition(f"{plan.code}.geojson"),
    )


@allowed("view")
def as_sheets(request: Request, code: str) -> HttpResponseBase:
    """The crew sheets of the plan as a workbook."""
    plan = _plan(request, code)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sheets.xlsx"
        write_crew_sheets(path, plan, _language())
        return FileResponse(io.BytesIO(path.read_bytes()), as_attachment=True, filename=f"{plan.code}.xlsx")


def _plan(request: Request, code: str) -> DayPlan:
    found = entry_or_404(request, DayPlan.kind(), code)
    assert isinstance(found, DayPlan)
    return found


def _language() -> Language:
    return "en" if (get_language() or "zh").startswith("en") else "zh"


def _headings(plan: DayPlan) -> list[Label]:
    return [_ORDER, _VEHICLE, _SHIFT, _OUT, _HOME, _VISITS[Work(plan.work)], _UNLOADS, _WEIGHT, _VOLUME, _KM]


def _row(route: Any) -> dict[str, Any]:
    language = _language()
    numbers = [route.visits, route.unloads, float(route.weight or 0), float(route.volume or 0)]
    said = [f"{number:,.0f}" for number in numbers]
    times = [clock(route.begin, language), clock(route.end, language)]
    cells = [shift_of(route, language), *times, *said, f"{float(route.length) / 1000:,.1f}"]
    return {"order": route.order, "name": vehicle_of(route), "cells": cells}


def _call(call: Any) -> dict[str, Any]:
    language = _language()
    times = [clock(time, language) for time in (call.arrival, call.begin, call.end)]
    amounts = [f"{float(amount):,.0f}" if amount else "" for amount in (call.weight, call.volume)]
    return {
        "order": call.order,
        "does": does(call, language),
        "kind": call.kind,
        "code": call.code,
        "name": call.name,
        "cells": [*times, *amounts, f"{float(call.driven) / 1000:,.2f}"],
    }


def _line(route: Any) -> LineString:
    line = geo.from_wkb(route.line)
    assert isinstance(line, LineString)
    return line


def _drawing(lines: Sequence[tuple[LineString, int]], points: Sequence[tuple[float, float]] = ()) -> Drawing | None:
    around = Place.objects.present().filter(level=Level.SUBDISTRICT, geometry__isnull=False)
    return draw(around, points, lines) if lines else None
