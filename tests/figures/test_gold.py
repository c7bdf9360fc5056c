"""Score against the gold texts where they are at hand (they are not shipped)."""

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from yihe.figures import scan

GOLD = Path(__file__).parents[3] / "shared" / "gold"
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the gold texts are not at hand")
PRESS = "zhifu-2022-09-08"
DEV = {
    "dev/qingdao-2018-gwr": (date(2018, 1, 30), "青岛市"),
    "dev/shandong-2026-gwr": (date(2026, 1, 27), "山东省"),
    "dev/daqing-2012-bulletin": (date(2013, 3, 20), "大庆市"),
}
ALL = {PRESS: (None, None)} | DEV


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_claims", GOLD / "score_claims.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _text(name: str) -> str:
    return (GOLD / f"{name}.txt").read_bytes().decode("utf-8")


def _predicted(name: str) -> list[dict]:
    released, place = ALL[name]
    figures = scan(_text(name), release_date=released, place=place)
    return [json.loads(json.dumps(figure.as_record(number))) for number, figure in enumerate(figures)]


def _report(scorer: ModuleType, name: str) -> dict:
    gold = scorer.load(GOLD / f"{name}.claims.jsonl")
    return scorer.report(*scorer.score(gold, _predicted(name)))


def test_the_press_release_is_read_without_an_error(scorer: ModuleType) -> None:
    report = _report(scorer, PRESS)
    assert report["strict"]["F1"] == 1.0
    assert report["confusion"]["nonclaim_taken_as_claim"] == "0/33"
    assert report["subj_accuracy"] >= 0.97


@pytest.mark.parametrize("name", DEV)
def test_each_further_text_is_read(scorer: ModuleType, name: str) -> None:
    report = _report(scorer, name)
    assert report["strict"]["F1"] >= 0.995
    assert report["subj_accuracy"] >= 0.92


@pytest.mark.parametrize("name", ALL)
def test_kind_hedge_and_sign_are_read(scorer: ModuleType, name: str) -> None:
    report = _report(scorer, name)
    assert report["kind_accuracy"] >= 0.98
    assert report["hedge_accuracy"] >= 0.995
    assert report.get("sign_accuracy", 1.0) == 1.0


def _pairs(scorer: ModuleType, name: str) -> list[tuple[dict, dict]]:
    gold = [g for g in scorer.load(GOLD / f"{name}.claims.jsonl") if g["claim"]]
    read = [p for p in _predicted(name) if p["claim"]]
    found = scorer.match(gold, read, lambda g, p: scorer.overlap(g, p) and scorer.vu_eq(g, p))
    return [(gold[g], read[p]) for g, p in found]


def _days(record: dict) -> tuple[str | None, str | None]:
    period = record["period"] or {"from": None, "to": None}
    return period["from"], period["to"]


@pytest.mark.parametrize("name", ALL)
def test_periods_and_scopes_are_read(scorer: ModuleType, name: str) -> None:
    pairs = _pairs(scorer, name)
    place = ALL[name][1] or "芝罘区"
    own = {f"全{place[-1]}": place}
    times = sum(_days(gold) == _days(read) for gold, read in pairs)
    scopes = sum(own.get(g["scope"], g["scope"]) == own.get(r["scope"], r["scope"]) for g, r in pairs)
    assert times / len(pairs) >= 0.95
    assert scopes / len(pairs) >= 0.95
