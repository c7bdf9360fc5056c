"""Key projects as an OC4IDS project package (Open Contracting for Infrastructure Data Standard 0.9).

Structure and codelists follow the published project schema 0.9.1
(https://standard.open-contracting.org/infrastructure/). What the ledger does not know is left out:
a published field must not be a guess.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import shapely
from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone

from yihe import geo
from yihe.ledger.journal import StageChange
from yihe.ledger.labels import as_label
from yihe.ledger.places import Place
from yihe.ledger.policy import visible

from ..finance import FundingLine, MoneySource
from ..projects import KeyProject, Sector

VERSION = "0.9"

STATUS = {
    "listed": "identification",
    "preparing": "preparation",
    "started": "implementation",
    "topped_out": "implementation",
    "suspended": "implementation",
    "completed": "completed",
    "dropped": "cancelled",
}
"""The phase of the projectStatus codelist for each stage; a suspended project is still being built."""

Json = dict[str, Any]


def write_package(path: Path, *, actor: Any, place: str = "") -> int:
    """Write the key projects that `actor` may see; how many.

    Raises
    ------
    ValueError
        If there is none: the standard asks for at least one project.
    OSError
    """
    query = KeyProject.objects.within(place) if place else KeyProject.objects.all()
    projects = list(visible(actor, query.present()).select_related("place", "responsible").order_by("code"))
    if not projects:
        raise ValueError("no project to export (没有可导出的项目)")
    made = package(projects, published=timezone.localtime())
    path.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(projects)


def package(projects: Iterable[KeyProject], published: datetime) -> Json:
    """A project package."""
    chosen = list(projects)
    days, lines, written = _days(chosen), _funding(chosen), _last_written(chosen)
    return {
        "uri": f"urn:yihe:oc4ids:{published:%Y%m%dT%H%M%S}",
        "publishedDate": published.isoformat(timespec="seconds"),
        "version": VERSION,
        "publisher": {"name": _publisher()},
        "projects": [_project(p, days[p.pk], lines[p.pk], written.get(p.pk)) for p in chosen],
    }


def _project(project: KeyProject, days: dict[str, date], lines: list[FundingLine], written: datetime | None) -> Json:
    made: Json = {"id": project.code, "title": project.name}
    if written:
        made["updated"] = timezone.localtime(written).isoformat(timespec="seconds")
    if status := STATUS.get(project.stage):
        made["status"] = status
    if period := _period(days):
        made["period"] = period
    if project.sector:
        label = as_label(Sector(project.sector).label)
        made["additionalClassifications"] = [{"scheme": "yihe", "id": project.sector, "description": label.zh}]
    made["locations"] = [_location(project)]
    made["budget"] = _budget(project, lines)
    made["parties"] = _parties(project, lines)
    if ended := days.get("completed"):
        made["completion"] = {"endDate": _moment(ended)}
    return made


def _publisher() -> str:
    """The district whose ledger this is."""
    return Place.objects.filter(code=settings.YIHE_PLACE).values_list("name", flat=True).first() or settings.YIHE_PLACE


def _period(days: dict[str, date]) -> Json:
    ends = {"startDate": days.get("started"), "endDate": days.get("completed")}
    return {name: _moment(day) for name, day in ends.items() if day}


def _location(project: KeyProject) -> Json:
    place = project.place
    made: Json = {"id": project.code, "description": project.address or place.name}
    if project.geometry:
        made["geometry"] = json.loads(shapely.to_geojson(geo.from_wkb(project.geometry)))
    made["gazetteer"] = {"scheme": "CN-STATS", "identifiers": [place.code]}
    made["address"] = {"locality": place.name, "countryName": "中国"}
    if project.address:
        made["address"]["streetAddress"] = project.address
    return made


def _budget(project: KeyProject, lines: list[FundingLine]) -> Json:
    made: Json = {"amount": _value(project.total_investment)}
    if lines:
        made["budgetBreakdown"] = [
            {
                "id": line.code,
                "description": line.name,
                "amount": _value(line.committed),
                "sourceParty": {"id": _funder(line), "name": _funder_name(line)},
            }
            for line in lines
        ]
    return made


def _parties(project: KeyProject, lines: list[FundingLine]) -> list[Json]:
    """Each party once, with the roles it has (codelist partyRole)."""
    roles: dict[tuple[str, str], list[str]] = defaultdict(list)
    if project.responsible:
        roles[project.responsible.code, project.responsible.name].append("publicAuthority")
    if project.builder:
        roles[f"builder-{project.builder}", project.builder].append("procuringEntity")
    for line in lines:
        party = (_funder(line), _funder_name(line))
        if "funder" not in roles[party]:
            roles[party].append("funder")
    return [{"id": code, "name": name, "roles": held} for (code, name), held in roles.items()]


def _funder(line: FundingLine) -> str:
    source = line.agreement or line.tranche or line.issue
    return source.code if source else f"source-{line.source}"


def _funder_name(line: FundingLine) -> str:
    source = line.agreement or line.tranche or line.issue
    return source.name if source else as_label(MoneySource(line.source).label).zh


def _value(amount: Decimal) -> Json:
    return {"amount": int(amount) if amount == amount.to_integral_value() else float(amount), "currency": "CNY"}


def _moment(day: date) -> str:
    """The standard knows moments only: the beginning of the day in China."""
    return timezone.make_aware(datetime.combine(day, time())).isoformat()


def _days(projects: list[KeyProject]) -> dict[int, dict[str, date]]:
    """First day of each stage that a project entered."""
    changes = StageChange.objects.filter(
        kind=KeyProject.kind(),
        record_id__in=[p.pk for p in projects],
        superseded_at__isnull=True,
        withdrawn=False,
    )
    days: dict[int, dict[str, date]] = defaultdict(dict)
    for change in changes.order_by("business_date"):
        days[change.record_id].setdefault(change.stage, change.business_date)
    return days


def _funding(projects: list[KeyProject]) -> dict[int, list[FundingLine]]:
    lines: QuerySet[FundingLine] = FundingLine.objects.present().exclude(stage="cancelled")
    found: dict[int, list[FundingLine]] = defaultdict(list)
    chosen = lines.filter(project__in=projects).select_related("agreement", "tranche", "issue").order_by("code")
    for line in chosen:
        found[line.project_id].append(line)
    return found


def _last_written(projects: list[KeyProject]) -> dict[int, datetime]:
    history = KeyProject.history.model.objects.order_by()  # type: ignore[attr-defined]
    rows = history.filter(id__in=[p.pk for p in projects]).values("id").annotate(at=Max("history_date"))
    return {row["id"]: row["at"] for row in rows}
