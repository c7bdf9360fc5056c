"""The checker finds every rule that is broken, and only those."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from yihe.planning.routing import Break, Call, Facility, Network, Route, RoutingPlan, RoutingProblem
from yihe.planning.routing.checking import check
from yihe.planning.routing.problem import FOREVER

from .made import problem, with_stops, with_vehicle

# yard (0,0), station (100,0), bins on the way there
XY = [(0, 0), (100, 0), (20, 0), (40, 0), (60, 0)]
CALLS = (
    Call("depot", 0, 0, 0, 0),
    Call("stop", 0, 20, 20, 80),
    Call("stop", 1, 100, 100, 160),
    Call("facility", 0, 220, 220, 250),
    Call("stop", 2, 290, 290, 350),
    Call("facility", 0, 390, 390, 420),
    Call("depot", 0, 520, 520, 520),
)
MADE = with_vehicle(problem(XY), comes_home_empty=True)


def plan(calls: tuple[Call, ...] = CALLS, objective: float = 280.0, **more: object) -> RoutingPlan:
    return RoutingPlan(objective, None, 0.0, 1, 1, (Route(0, 0, calls),), **more)  # type: ignore[arg-type]


def rules(made: RoutingProblem, proposed: RoutingPlan) -> set[str]:
    return {broken.rule for broken in check(made, proposed)}


def changed(at: int, **fields: object) -> tuple[Call, ...]:
    return (*CALLS[:at], replace(CALLS[at], **fields), *CALLS[at + 1 :])  # type: ignore[arg-type]


def test_a_sound_plan_breaks_nothing() -> None:
    assert check(MADE, plan()) == []


@pytest.mark.parametrize(
    ("rule", "made", "proposed"),
    [
        ("unknown", MADE, plan(changed(1, index=9))),
        ("unserved", MADE, plan((CALLS[0], CALLS[-1]), 0.0, left_out=(0, 1, 2))),
        ("visits", MADE, plan((CALLS[0], *CALLS[2:]))),
        ("visits", with_stops(MADE, visits=np.array([2, 1, 1])), plan()),
        ("visits", with_stops(MADE, required=np.zeros(3, dtype=bool)), plan(left_out=(0,))),
        ("window", with_stops(MADE, windows=(((30, 40), (90, 95)), (), ())), plan()),
        ("release", with_stops(MADE, release=np.array([0, 5, 0])), plan()),
        ("capacity", with_vehicle(MADE, capacity=(79,)), plan()),
        ("home_empty", MADE, plan((*CALLS[:5], replace(CALLS[-1], arrival=410)), 240.0)),
        ("window", replace(MADE, facilities=(Facility("station", 1, 30, (0, 380)),)), plan()),
        ("facility", with_vehicle(MADE, facilities=()), plan()),
        ("service", MADE, plan(changed(1, end=79))),
        ("service", MADE, plan(changed(3, end=240))),
        ("shift", with_vehicle(MADE, shift=(0, 519)), plan()),
        ("shift", with_vehicle(MADE, shift=(1, 999)), plan()),
        ("longest", with_vehicle(MADE, longest=519), plan()),
        ("break", with_vehicle(MADE, breaks=(Break((300, 400), 50),)), plan()),
        ("day_load", with_vehicle(MADE, day_load=(119,)), plan()),
        ("day_stops", with_vehicle(MADE, day_stops=2), plan()),
        ("trips", with_vehicle(MADE, trips=1), plan()),
        ("vehicle", with_vehicle(MADE, count=0), plan()),
        ("vehicle", MADE, replace(plan(), routes=plan().routes * 2)),
        ("drive", MADE, plan(changed(2, arrival=99))),
        ("order", MADE, plan(changed(2, arrival=101))),
        ("depot", MADE, plan(CALLS[:-1])),
        ("depot", MADE, plan((*CALLS[:4], CALLS[0], *CALLS[4:]))),
        ("pattern", replace(MADE, patterns=(((1,),), ((0,),), ((0,), (1,)))), plan()),
        ("objective", MADE, plan(objective=279.0)),
    ],
)
def test_each_broken_rule_is_named(rule: str, made: RoutingProblem, proposed: RoutingPlan) -> None:
    assert rule in rules(made, proposed)


def test_a_road_that_may_not_be_driven_is_named() -> None:
    metres = MADE.networks[0].distance.copy()
    metres[0, 2] = FOREVER
    assert "road" in rules(replace(MADE, networks=(Network(metres, MADE.networks[0].duration),)), plan())


def resting(begin: int, end: int) -> tuple[RoutingProblem, RoutingPlan]:
    """A rest of 50 within the drive from the first station to the third bin, all later calls 50 later."""
    made = with_vehicle(MADE, breaks=(Break((250, 280), 50),))
    later = tuple(replace(c, arrival=c.arrival + 50, begin=c.begin + 50, end=c.end + 50) for c in CALLS[4:])
    return made, plan((*CALLS[:4], Call("break", 0, begin, begin, end), *later))


def test_a_break_on_the_road_is_allowed_within_its_window() -> None:
    assert check(*resting(270, 320)) == []


@pytest.mark.parametrize(
    ("begin", "end", "rule"), [(281, 331, "window"), (270, 310, "service"), (240, 290, "order"), (290, 341, "order")]
)
def test_a_break_keeps_its_window_its_length_and_off_service(begin: int, end: int, rule: str) -> None:
    assert rule in rules(*resting(begin, end))


def test_visits_in_one_period_or_too_close_are_named() -> None:
    calls = (*CALLS[:6], Call("stop", 0, 500, 500, 560), Call("facility", 0, 640, 640, 670), CALLS[-1])
    calls = (*calls[:-1], replace(calls[-1], arrival=770, begin=770, end=770))
    twice = with_stops(MADE, visits=np.array([2, 1, 1]))
    proposed = plan(calls, 440.0)
    assert check(twice, proposed) == []
    assert rules(with_stops(twice, least_gap=np.array([481, 0, 0])), proposed) == {"gap"}
    assert rules(replace(twice, periods=2), proposed) == {"period"}
