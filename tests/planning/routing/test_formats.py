"""Public formats are recognised by content and read by the rules of their sets; errors name file, line and field."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from yihe.planning import BadInput
from yihe.planning.routing import Call, Route, RoutingPlan
from yihe.planning.routing.checking import check
from yihe.planning.routing.formats import best_known, from_archive, read
from yihe.planning.routing.kim_checking import kim_check

PUBLIC = Path(__file__).parents[4] / "shared" / "bench" / "1_waste_routing"

KIM = """10.0 // vehicle capacity
12.0 // yards a day
5 // stops a day
3600 // lunch
36 // mph
Stop_ID X Y Early Late Service Load Type
0 0.0 0.0 0400 1800 0 9999.0 0
7 52800.0 0.0 0000 2400 600 9999.0 2
3 10560.0 0.0 0000 2400 60 6.0 1
4 0.0 10560.0 0700 1130 60 6.5 1
"""

VRPLIB = """NAME : tiny
TYPE : MTVRPTWR
DIMENSION : 3
VEHICLES : 2
CAPACITY : 5
SERVICE_TIME : 9
EDGE_WEIGHT_TYPE : EUC_2D
NODE_COORD_SECTION
1 0 0
2 1 1
3 3 4
DEMAND_SECTION
1 0
2 2
3 3
TIME_WINDOW_SECTION
1 0 100
2 0 50
3 10 60
RELEASE_TIME_SECTION
1 0
2 7
3 0
VEHICLES_RELOAD_DEPOT_SECTION
1 1
2 1
DEPOT_SECTION
1
-1
EOF
"""

SOLOMON = """tiny

VEHICLE
NUMBER     CAPACITY
  4         200

CUSTOMER
CUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME

    0      0         0         0          0       1236          0
    1      3         4        10        912        967         90
    2      1         1        30        825        870.5       90
"""


def geojson(**info: object) -> str:
    kinds = ["depot", "customer", "customer", "intermediateFacility"]
    rows = [
        {"id": at, "type": kind, "frequency": 2.0 * (kind == "customer"), "demand": 5.0, "service": 3.0}
        for at, kind in enumerate(kinds)
    ]
    features = [{"type": "Feature", "properties": row, "geometry": {"coordinates": [9.0, 45.0]}} for row in rows]
    about = {"numVehicles": 2, "maxDuration": 100, "maxCapacity": 10, "planningHorizon": 4} | info
    minutes = [[0, 1, 2, 3], [2, 0, 3, 4], [3, 4, 0, 5], [4, 5, 6, 0]]
    return json.dumps({"type": "FeatureCollection", "info": about, "features": features, "duration": minutes})


def test_kim_counts_hundredths_of_feet_and_yards() -> None:
    problem = read(KIM.encode(), "kim")
    assert problem.networks[0].distance[2, 3] == 2112000
    assert problem.networks[0].duration[0, 2] == 200  # 2 miles at 36 mph
    assert problem.stops.load[:, 0].tolist() == [600, 650] and problem.vehicles[0].capacity == (1000,)
    assert problem.vehicles[0].day_load == (1200,) and problem.vehicles[0].day_stops == 5
    assert problem.stops.windows == ((), ((7 * 3600, 11 * 3600 + 1800),))
    assert problem.vehicles[0].breaks[0].window == (39600, 43200) and problem.vehicles[0].comes_home_empty
    assert problem.objective_scale * 528000 == pytest.approx(1)


def test_kim_drives_are_never_rounded_down() -> None:
    problem = read(KIM.replace("3 10560.0", "3 10560.01").encode(), "kim")
    assert problem.networks[0].duration[0, 2] == 201 and problem.networks[0].distance[0, 2] == 1056001


def test_vrplib_scales_by_ten_and_truncates() -> None:
    problem = read(VRPLIB.encode(), "tiny")
    assert problem.networks[0].distance.tolist()[0] == [0, 14, 50]
    assert problem.stops.windows == (((0, 500),), ((100, 600),))
    assert problem.stops.service.tolist() == [90, 90] and problem.stops.release.tolist() == [70, 0]
    assert problem.facilities[0].location == 0 and problem.vehicles[0].count == 2
    assert problem.vehicles[0].shift == (0, 1000) and problem.objective_scale == 1


def test_a_file_without_windows_rounds_to_the_nearest() -> None:
    head, tail = VRPLIB.split("TIME_WINDOW_SECTION")
    plain = head.replace("MTVRPTWR", "CVRP") + "DEPOT_SECTION" + tail.split("DEPOT_SECTION")[-1]
    assert read(plain.encode()).networks[0].distance.tolist()[0] == [0, 1, 5]


def test_solomon_is_told_in_units_of_one() -> None:
    problem = read(SOLOMON.encode(), "tiny")
    assert problem.objective_scale == 0.1 and problem.vehicles[0].count == 4
    assert problem.networks[0].distance[0].tolist() == [0, 50, 14]
    assert problem.stops.windows[1] == ((8250, 8705),)


def test_days_of_a_frequency_are_evenly_spread() -> None:
    problem = read(geojson().encode(), "days")
    assert problem.patterns == (((0, 2), (1, 3)),) * 2
    assert problem.periods == 4 and [kind.period for kind in problem.vehicles] == [0, 1, 2, 3]
    assert problem.networks[0].duration[1, 0] == 2 and problem.vehicles[0].comes_home_empty


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("hello", "neither"),
        (KIM.replace("36 //", "x //"), "line 5: speed is 'x'"),
        (KIM.replace(" 6.5 1", " 6.5"), "line 10: type is missing"),
        (KIM.replace("0700", "2500"), "line 10: earliest"),
        (KIM.replace(" 2\n", " 1\n"), "landfill"),
        (KIM.replace("60 6.0", "-1 6.0"), "line 9: service is -1"),
        (VRPLIB.replace("2 0 50\n", ""), "TIME_WINDOW_SECTION has 2 rows; 3"),
        (VRPLIB.replace("CAPACITY : 5", ""), "no CAPACITY"),
        (VRPLIB.replace("2 1 1", "2 1 one"), "line 10: NODE_COORD_SECTION value is 'one'"),
        (VRPLIB.replace("DEPOT_SECTION\n1\n-1", "DEPOT_SECTION\n2\n-1"), "DEPOT_SECTION is 2"),
        (SOLOMON.replace("825", "late"), "line 12: ready is 'late'"),
        (geojson(planningHorizon=5), "frequency is 2"),
        (geojson(maxCapacity=None), "info: maxCapacity is None"),
        (geojson()[:-1], "line 1: not JSON"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(content: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        read(content.encode(), "given")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"nothing\.txt"):
        read(tmp_path / "nothing.txt")


@pytest.mark.skipif(not PUBLIC.exists(), reason="the public instances are not beside the checkout")
def test_every_public_instance_is_read() -> None:
    rows = {row.instance: row for row in best_known(PUBLIC)}
    sizes = dict.fromkeys(("kim", "pvrpif", "mtvrptwr", "vrptw_gh1000"), 0)
    for row in list(rows.values())[::7]:
        problem = from_archive(row, PUBLIC)
        sizes[row.family] = max(sizes[row.family], len(problem.stops))
        assert np.all(problem.networks[0].duration >= 0)
    assert sizes["vrptw_gh1000"] == 1000 and sizes["mtvrptwr"] >= 100 and sizes["pvrpif"] >= 40


# A plan for the tiny instance of Kim: out at 7:00, both stops, lunch on the way to the landfill.
TOUR = [
    ("0", 25000, 25000),
    ("3", 25200, 25260),
    ("4", 39600, 39660),
    ("lunch", 39660, 43260),
    ("7", 44460, 45060),
    ("0", 46060, 46060),
]
SMALL = KIM.replace("6.5", "4.0")


def test_the_second_checker_accepts_what_holds_and_counts_miles() -> None:
    miles, complaints = kim_check(SMALL, [TOUR])
    assert complaints == [] and miles == 2 + 4 + 12 + 10


@pytest.mark.parametrize(
    ("text", "tour", "told"),
    [
        (KIM, TOUR, "holds 12.5 yards"),
        (SMALL.replace("12.0 //", "9.0 //"), TOUR, "collects 10.0 yards"),
        (SMALL.replace("5 // stops", "1 // stops"), TOUR, "serves 2 stops"),
        (SMALL, [*TOUR[:4], ("0", 44000, 44000)], "not emptied"),
        (SMALL, TOUR[:4], "from depot to depot"),
        (SMALL, [*TOUR[:3], *TOUR[4:]], "no lunch"),
        (SMALL, [*TOUR[:3], ("lunch", 39660, 43200), *TOUR[4:]], "eats"),
        (SMALL, [*TOUR[:3], ("lunch", 39600, 43200), *TOUR[4:]], "during lunch"),
        (SMALL, [*TOUR[:4], ("7", 44459, 45060), TOUR[5]], "needs 1200.0 s"),
        (SMALL, [*TOUR[:2], ("4", 43000, 43060), *TOUR[4:]], "outside its window"),
        (SMALL, [TOUR[0], ("3", 25200, 25259), *TOUR[2:]], "worked at for 59"),
        (SMALL, [TOUR[0], *TOUR[2:]], "stop 3 served 0 times"),
    ],
)
def test_the_second_checker_names_each_broken_rule(text: str, tour: list[tuple[str, int, int]], told: str) -> None:
    assert any(told in complaint for complaint in kim_check(text, [tour])[1])


def test_both_checkers_agree_on_a_plan() -> None:
    kinds = {"0": ("depot", 0), "3": ("stop", 0), "4": ("stop", 1), "7": ("facility", 0), "lunch": ("break", 0)}
    calls = tuple(Call(*kinds[key], begin, begin, end) for key, begin, end in TOUR)  # type: ignore[arg-type]
    assert check(read(SMALL.encode(), "kim"), RoutingPlan(28.0, None, 0.0, 1, 1, (Route(0, 0, calls),))) == []
