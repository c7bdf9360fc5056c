"""Relations walked: from an area to its streams, projects and money; from a goal to the figure that tells."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from yihe.cli import showing
from yihe.indicators.measuring import measured_by
from yihe.ledger import actions
from yihe.ledger.officers import Officer
from yihe.ledger.relations import related, walk
from yihe.programmes.enforcement import IllegalBuilding
from yihe.programmes.finance import FundingLine, Payment
from yihe.programmes.parking import ParkingLot
from yihe.programmes.planning import AreaTrack, RenewalArea
from yihe.programmes.pocket_parks import PocketPark
from yihe.programmes.projects import KeyProject
from yihe.programmes.property_management import EstateBuilding, OpenEstate
from yihe.programmes.sanitation import BinGrid, WasteBin
from yihe.programmes.strategy import StrategyTask

from .making import values_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(district: Any, clerk: Any) -> Any:
    def make(kind: Any, code: str, place: str = "370602001", **values: Any) -> Any:
        return actions.create(kind, values_of(kind, code, district[place], clerk) | values, actor=clerk)

    return make


def codes_below(told: dict[str, Any]) -> set[str]:
    here = {e["code"]: e for r in told.get("related", []) for e in r["entries"] if r["direction"] == "down"}
    return set(here).union(*(codes_below(e) for e in here.values()))


def test_an_area_leads_to_its_streams_its_projects_and_their_money(add: Any, clerk: Any) -> None:
    area = add(RenewalArea, "PQ-1")
    for track in ("planning", "clearing", "investors", "financing"):
        add(AreaTrack, f"X-{track}", area=area, track=track)
    project = add(KeyProject, "ZD-1", area=area)
    line = add(FundingLine, "ZJ-1", project=project)
    add(Payment, "TK-1", line=line)
    found = codes_below(walk(area, clerk, 3))
    assert {"X-planning", "X-clearing", "X-investors", "X-financing", "ZD-1", "ZJ-1", "TK-1"} <= found
    assert "TK-1" not in codes_below(walk(area, clerk, 2))


@pytest.mark.parametrize(
    ("above", "below", "field"),
    [
        (IllegalBuilding, PocketPark, "freed_by"),
        (IllegalBuilding, ParkingLot, "freed_by"),
        (OpenEstate, EstateBuilding, "estate"),
        (BinGrid, WasteBin, "grid"),
    ],
)
def test_a_relation_is_walked_from_both_ends(add: Any, clerk: Any, above: Any, below: Any, field: str) -> None:
    one, other = add(above, "A-1"), None
    other = add(below, "B-1", **{field: one})
    assert other in [e for r in related(one, clerk) if not r.upward for e in r.entries]
    assert one in [e for r in related(other, clerk) if r.upward for e in r.entries]


def test_a_task_leads_to_the_figure_that_measures_it(add: Any) -> None:
    assert measured_by(add(StrategyTask, "MB-1", indicator="planning.clearing_progress")).id == (
        "planning.clearing_progress"
    )
    assert measured_by(add(StrategyTask, "MB-2", indicator="完成的城市更新规划成果数")).id == "planning.completed"
    assert measured_by(add(StrategyTask, "MB-3", indicator="没有这个指标")) is None


def test_nobody_walks_to_what_lies_outside_his_place(add: Any, django_user_model: Any, district: Any) -> None:
    estate = add(OpenEstate, "E-1")
    add(EstateBuilding, "L-1", estate=estate)
    add(EstateBuilding, "L-2", place="370602002", estate=estate)
    confined = django_user_model.objects.create_user("confined")
    Officer.objects.create(user=confined, role="clerk", place=district["370602001"])
    seen = [e.code for r in related(estate, confined) if not r.upward for e in r.entries]
    assert seen == ["L-1"]


def test_the_commands_show_relations_and_goals(add: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "open_ledger", lambda: None)
    estate = add(OpenEstate, "E-1")
    add(EstateBuilding, "L-1", estate=estate)
    add(StrategyTask, "MB-1", frame="core", indicator="planning.completed", stage="done")
    app = typer.Typer()
    showing.add_to(app)
    told = json.loads(CliRunner().invoke(app, ["show", "E-1", "--related", "--json"]).stdout)
    assert codes_below(told) == {"L-1"}
    (goal,) = json.loads(CliRunner().invoke(app, ["goals", "--json"]).stdout)
    assert (goal["goal"], goal["programme"], goal["indicator"]) == ("一核突破", "planning", "planning.completed")
    assert (goal["value"], goal["tasks"], goal["done"]) == (0, 1, 1)
    assert CliRunner().invoke(app, ["show", "NOBODY"]).exit_code == 2
