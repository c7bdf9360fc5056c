"""Keep a plan as a record of the ledger (计划入账), its routes and calls as parts of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import shapely
from django.db import transaction

from yihe import geo
from yihe.ledger import actions
from yihe.ledger.entries import Nature
from yihe.ledger.places import Place
from yihe.planning import BrokenRule, require_unbroken
from yihe.programmes.operations import DayPlan, PlanCall, PlanRoute, Work

from .drafts import CallDraft, PlanDraft, RouteDraft
from .kept import UNLOADS, VISITS

_PREFIXES = {Work.COLLECTING: "SY", Work.SWEEPING: "JS"}
_NAMES = {Work.COLLECTING: "垃圾收运计划", Work.SWEEPING: "道路机扫计划"}
# A map of a district shows nothing smaller: about two metres.
_LINE_TOLERANCE = 2e-5
_CHUNK = 500


def keep(
    draft: PlanDraft,
    broken: Sequence[BrokenRule],
    *,
    place: Place,
    day: date,
    known_at: datetime,
    distances: str,
    actor: Any,
) -> DayPlan:
    """Write a plan into the ledger, all of it or nothing.

    Parameters
    ----------
    broken
        What the checker found; a plan that breaks a rule is not kept.
    day
        The day of work.
    known_at
        What the ledger knew then is what the plan was made of.
    distances
        What they were measured on.

    Raises
    ------
    UncheckedPlan
        The checker found something.
    NotAllowed, ValidationError
        As from `yihe.ledger.actions.create`.
    """
    require_unbroken(broken)
    said = {"place": place, "work": draft.work, "day": day, "known_at": known_at, "distances": distances}
    with transaction.atomic():
        code = _next_code(draft.work, day)
        names = {"code": code, "name": f"{_NAMES[draft.work]}{day:%Y-%m-%d}"}
        values = {**names, **said, **_figures(draft), "broken": len(broken)}
        plan = actions.create(DayPlan, values, actor=actor, reason="yihe plan --keep")
        _write_routes(plan, draft.routes)
    return plan


def _next_code(work: Work, day: date) -> str:
    """The first free number of the day."""
    prefix = f"{_PREFIXES[work]}-{day:%Y%m%d}-"
    taken = set(DayPlan.objects.filter(code__startswith=prefix).values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"{prefix}{number:02}") not in taken)


def _figures(draft: PlanDraft) -> dict[str, Any]:
    plan = draft.plan
    return {
        "routes": len(draft.routes),
        "visits": draft.count(VISITS),
        "unloads": draft.count(UNLOADS),
        "length": _decimal(sum(route.length for route in draft.routes) / 1000, 3),
        "objective": _decimal(plan.objective, 2),
        "bound": None if plan.bound is None else _decimal(plan.bound, 2),
        "gap": None if plan.gap is None else _decimal(plan.gap * 100, 2),
        "seed": plan.seed,
        "seconds": _decimal(plan.seconds, 1),
        "assumed": draft.assumed,
        "nature": Nature.SAMPLE if draft.notice else Nature.ACTUAL,
    }


def _decimal(value: float, places: int) -> Decimal:
    return Decimal(f"{value:.{places}f}")


def _write_routes(plan: DayPlan, drafts: Sequence[RouteDraft]) -> None:
    routes = PlanRoute.objects.bulk_create([_route(plan, order, each) for order, each in enumerate(drafts, start=1)])
    calls = [call for route, draft in zip(routes, drafts, strict=True) for call in _calls(route, draft)]
    PlanCall.objects.bulk_create(calls, batch_size=_CHUNK)


def _route(plan: DayPlan, order: int, draft: RouteDraft) -> PlanRoute:
    return PlanRoute(
        plan=plan,
        order=order,
        vehicle_id=draft.vehicle.id,
        shift=draft.shift,
        begin=draft.calls[0].times[2],
        end=draft.calls[-1].times[0],
        length=_decimal(draft.length, 1),
        line=_wkb(draft),
    )


def _wkb(draft: RouteDraft) -> bytes:
    # A line needs two points, also that of a vehicle that stays where it is.
    points = draft.line if len(draft.line) > 1 else draft.line * 2
    return geo.to_wkb(shapely.LineString(points).simplify(_LINE_TOLERANCE))


def _calls(route: PlanRoute, draft: RouteDraft) -> Iterator[PlanCall]:
    for order, call in enumerate(draft.calls):
        yield _call(route, order, call)


def _call(route: PlanRoute, order: int, call: CallDraft) -> PlanCall:
    lon, lat = call.at or (None, None)
    arrival, begin, end = call.times
    record = call.record
    return PlanCall(
        route=route,
        order=order,
        does=call.does,
        kind="" if record is None else _kind(record),
        code="" if record is None else record.code,
        name=call.name if record is None else record.name,
        lon=lon,
        lat=lat,
        arrival=arrival,
        begin=begin,
        end=end,
        weight=_decimal(call.weight, 1),
        volume=_decimal(call.volume, 1),
        driven=_decimal(call.driven, 1),
    )


def _kind(record: Any) -> str:
    """The slug of a record's kind, also of a row of its history."""
    model = getattr(record, "instance_type", type(record))
    return str(model.kind())
