"""What `plan` asks of the ledger: which part of it, as known when, for which day, driven where."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .options import day, moment
from .output import errors, refuse
from .planning_runs import Task
from .starting import open_ledger

if TYPE_CHECKING:
    from yihe.geo.streets import StreetGraph
    from yihe.planning.routing import RoutingPlan
    from yihe.planning.sweeping.plan import SweepingPlan
    from yihe.studio.assuming import Assumptions
    from yihe.studio.drafts import PlanDraft

LEDGER = "ledger"
_SHIFT = re.compile(r"(?P<name>[^=]+)=(\d\d?):(\d\d)-(\d\d?):(\d\d)")


@dataclass(frozen=True)
class Asked:
    """Options of a plan from the ledger, as typed; empty and None for what was left out."""

    place: str = ""
    as_of: str = ""
    on: str = ""
    streets: Path | None = None
    station: str = ""
    fill: float | None = None
    shifts: tuple[str, ...] = ()
    keep: bool = False

    def require_ledger(self, instance: str) -> None:
        """Refuse options that only mean something for the ledger with any other instance."""
        if instance != LEDGER and self != Asked():
            refuse(
                "--place, --as-of, --on, --streets, --station, --fill, --shift and --keep go with “ledger” "
                f"(只用于台账), not with {instance}"
            )


@dataclass(frozen=True)
class _Part:
    """The part of the ledger that is planned, what is assumed beside it, and on what drives are measured."""

    place: str
    as_of: datetime | None
    read_at: datetime
    on: date
    assumed: Assumptions
    graph: StreetGraph | None
    distances: str
    station: str | None

    def keeper(self, draft: Callable[[Any], PlanDraft]) -> Callable[[Any, Any], str]:
        """What writes a plan into the ledger."""
        from yihe.ledger.accounts import command_line_user
        from yihe.ledger.places import Place
        from yihe.studio.keeping import keep

        place = Place.objects.present().filter(code=self.place).first()
        if place is None:
            refuse(f"--place {self.place}: the ledger holds no such place (台账中没有这个区划代码); load places first")

        def kept(plan: Any, broken: Any) -> str:
            made = keep(
                draft(plan), broken, place=place, day=self.on, known_at=self.as_of or self.read_at,
                distances=self.distances, actor=command_line_user(),
            )  # fmt: skip
            return str(made.code)

        return kept


def collecting_task(asked: Asked, bins: int | None) -> Task[RoutingPlan]:
    """Collecting from the bins of the ledger."""
    part = _part(asked)
    from yihe.planning.handing_out import hand_out
    from yihe.planning.routing import check, solve
    from yihe.studio.collecting import collecting_day
    from yihe.studio.drafts import collecting_draft

    with errors.status("bins, stations and vehicles of the ledger"):
        found = collecting_day(part.place, part.as_of, part.assumed, part.graph, bins, part.station)
    problem = found.problem
    return Task(
        "route",
        problem.name,
        solve=lambda budget, seed, listen: solve(problem, budget, seed, listen),
        check=lambda plan: check(problem, plan),
        write=lambda path, plan, language: hand_out(path, problem, plan, found.ways, language),
        keep=part.keeper(lambda plan: collecting_draft(found, plan)) if asked.keep else None,
    )


def sweeping_task(asked: Asked) -> Task[SweepingPlan]:
    """Sweeping the lanes of the ledger."""
    part = _part(asked)
    from yihe.planning.handing_out import hand_out_sweeping
    from yihe.planning.sweeping import check, solve
    from yihe.studio.drafts import sweeping_draft
    from yihe.studio.sweeping import sweeping_shift

    with errors.status("lanes, stations and sweepers of the ledger"):
        found = sweeping_shift(part.place, part.as_of, part.assumed, part.graph, part.station)
    problem = found.problem
    return Task(
        "sweep",
        problem.name,
        solve=lambda budget, seed, listen: solve(problem, budget, seed, listen),
        check=lambda plan: check(problem, plan),
        write=lambda path, plan, language: hand_out_sweeping(path, plan, found.lines, language),
        keep=part.keeper(lambda plan: sweeping_draft(found, plan)) if asked.keep else None,
    )


def _part(asked: Asked) -> _Part:
    known_at, wanted = moment(asked.as_of), day(asked.on)
    open_ledger()
    from django.conf import settings
    from django.utils import timezone

    assumed = _assumptions(asked)
    graph, distances = _streets(asked.streets, assumed)
    return _Part(
        place=asked.place or settings.YIHE_PLACE,
        as_of=known_at,
        read_at=timezone.now(),
        on=wanted or timezone.localdate(),
        assumed=assumed,
        graph=graph,
        distances=distances,
        station=asked.station or None,
    )


def _assumptions(asked: Asked) -> Assumptions:
    from yihe.studio.assuming import Assumptions, in_order, shift

    said: dict[str, Any] = {} if asked.fill is None else {"fill": asked.fill}
    if asked.shifts:
        said["shifts"] = in_order([shift(*_hours(text)) for text in asked.shifts])
    return Assumptions(**said)


def _hours(text: str) -> tuple[str, int, int]:
    found = _SHIFT.fullmatch(text.strip())
    if found is None:
        refuse(f"--shift {text}: write it like 早班=04:00-12:00; after midnight the hours go on (夜班=20:00-28:00)")
    name, *clock = found.groups()
    from_hour, from_minute, to_hour, to_minute = map(int, clock)
    return name, from_hour * 3600 + from_minute * 60, to_hour * 3600 + to_minute * 60


def _streets(file: Path | None, assumed: Assumptions) -> tuple[StreetGraph | None, str]:
    """The streets of a file and how a plan names them; none, and straight drives, where there is no file."""
    from yihe.geo.streets import BadStreets, largest_strong_part, read_osm

    if file is None:
        return None, f"直线 (straight) × {assumed.detour:g}, {assumed.kmh:g} km/h"
    try:
        with errors.status(f"streets of {file}"):
            graph = largest_strong_part(read_osm(file))
    except BadStreets as bad:
        refuse(str(bad))
    return graph, f"街道 (streets) {file.name}, SHA-256 {sha256(file.read_bytes()).hexdigest()[:16]}"
