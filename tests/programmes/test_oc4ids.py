"""Key projects as an OC4IDS package: what the standard asks for, and what the ledger knows of them."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from yihe.ledger import actions
from yihe.programmes.exchange.oc4ids import STATUS, package, write_package
from yihe.programmes.finance import FundingLine
from yihe.programmes.projects import KeyProject

from .making import values_of
from .oc4ids_rules import check

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 9, 8, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
POINT = bytes.fromhex("0101000000000000000060 5e40 0000000000c04240".replace(" ", ""))


@pytest.fixture
def project(district: dict[str, Any], clerk: Any) -> KeyProject:
    told = {"total_investment": Decimal("858000000.50"), "builder": "样例建设公司", "geometry": POINT}
    values = values_of(KeyProject, "ZD-1", district["370602001"], clerk) | told | {"stage": "listed"}
    made = actions.create(KeyProject, values, actor=clerk, business_date=date(2022, 1, 5))
    return actions.move(made, "started", business_date=date(2022, 3, 1), version=1, actor=clerk)


@pytest.fixture
def line(project: KeyProject, district: dict[str, Any], clerk: Any) -> FundingLine:
    values = values_of(FundingLine, "ZJ-1", district["370602001"], clerk)
    told = {"project": project, "source": "budget", "agreement": None, "tranche": None, "issue": None}
    return actions.create(FundingLine, values | told | {"committed": Decimal(200), "stage": "agreed"}, actor=clerk)


def test_a_package_keeps_to_the_standard_and_says_what_the_ledger_knows(project: Any, line: FundingLine) -> None:
    made = package([project], NOW)
    assert check(made) == []
    (told,) = made["projects"]
    assert (told["id"], told["status"]) == ("ZD-1", "implementation")
    assert told["period"] == {"startDate": "2022-03-01T00:00:00+08:00"}
    assert told["budget"]["amount"] == {"amount": 858000000.5, "currency": "CNY"}
    assert [part["amount"]["amount"] for part in told["budget"]["budgetBreakdown"]] == [200]
    assert told["locations"][0]["geometry"] == {"type": "Point", "coordinates": [121.5, 37.5]}
    funders = {party["id"] for party in told["parties"] if "funder" in party["roles"]}
    assert funders == {part["sourceParty"]["id"] for part in told["budget"]["budgetBreakdown"]}


def test_every_stage_has_its_phase() -> None:
    assert set(STATUS) == set(KeyProject.stages.names)


def test_a_breach_of_the_standard_is_seen(project: Any) -> None:
    made = package([project, project], NOW)
    made["projects"][0]["status"] = "started"
    made["projects"][0]["period"]["startDate"] = "2022-03-01"
    complaints = check(made)
    assert [c.partition(":")[0] for c in complaints] == [
        "package.projects[0].status",
        "package.projects[0].period.startDate",
        "projects",
    ]


def test_without_a_project_nothing_is_written(clerk: Any, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no project"):
        write_package(tmp_path / "p.json", actor=clerk)
    assert not (tmp_path / "p.json").exists()


def test_a_stranger_exports_nothing(project: Any, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no project"):
        write_package(tmp_path / "p.json", actor=None)


def test_the_published_schema_itself_finds_nothing(project: Any, line: Any) -> None:
    """Runs where the schema was downloaded: ``YIHE_OC4IDS_SCHEMA`` names project-schema.json."""
    schema = os.environ.get("YIHE_OC4IDS_SCHEMA")
    if not schema:
        pytest.skip("set YIHE_OC4IDS_SCHEMA to the published project-schema.json")
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft4Validator(json.loads(Path(schema).read_text()))
    assert [e.message for p in package([project], NOW)["projects"] for e in validator.iter_errors(p)] == []
