"""Public files are recognised by what is in them; what cannot be read is named with its line and field."""

from __future__ import annotations

import pytest

from yihe.planning import BadInput
from yihe.planning.sweeping import read

NUMBERS = """4
3
0 1 5 2
1 2 7 0
2 3 1 4
2
6
20
21
"""
SPANISH = """NOMBRE : two streets
VERTICES : 3
ARISTAS_REQ : 1
ARISTAS_NOREQ : 1
VEHICULOS : 1
CAPACIDAD : 9
LISTA_ARISTAS_REQ :
( 1, 2)    coste 4    demanda 3
LISTA_ARISTAS_NOREQ :
( 2, 3)    coste 6
DEPOSITO : 1
"""
MIXED = """NAME : mixed
NODES : 3
REQ_EDGES : 1
REQ_ARCS : 1
NOREQ_ARCS : 1
VEHICLES : 2
CAPACITY : 100
DUMPING_COST : 30
MAX_TRIP : 280
LIST_REQ_EDGES :
(1,2)   serv_cost 9   trav_cost 3   demand 6
LIST_REQ_ARCS :
(2,3)   serv_cost 8   trav_cost 2   demand 5
LIST_NOREQ_ARCS :
(3,1)   cost 7
DEPOT : 1
"""


def test_plain_numbers_are_two_way_streets_from_depot_0():
    problem = read(NUMBERS.encode(), "plain")
    assert [(s.tail, s.head, s.pass_cost, s.sweep_cost, s.load, s.service) for s in problem.streets] == [
        (0, 1, 5, 5, 2, "once"),
        (1, 2, 7, 7, 0, "none"),
        (2, 3, 1, 1, 4, "once"),
    ]
    assert (problem.depot, problem.fleet.hopper, problem.fleet.crews) == (0, 6, None)
    assert problem.remarks == {"vehicles": 2, "bounds": (20, 21)}


def test_spanish_lists_hold_required_and_other_edges():
    problem = read(SPANISH.encode())
    assert [(s.service, s.pass_cost, s.one_way) for s in problem.streets] == [("once", 4, False), ("none", 6, False)]
    assert (problem.depot, problem.fleet.hopper) == (1, 9)


def test_mixed_lists_hold_edges_and_one_way_arcs():
    problem = read(MIXED.encode())
    assert [(s.one_way, s.service, s.sweep_cost, s.pass_cost) for s in problem.streets] == [
        (False, "once", 9, 3),
        (True, "once", 8, 2),
        (True, "none", 0, 7),
    ]
    assert problem.sites == () and problem.fleet.crew_cost == 30 and problem.fleet.shift == float("inf")


def test_dumping_sites_bring_the_shift_limit_and_are_paid_per_visit():
    problem = read((MIXED + "DUMPING_SITES : 2,3\n").encode())
    assert [(site.node, site.cost, site.time, site.empties) for site in problem.sites] == [
        (2, 30, 30, True),
        (3, 30, 30, True),
    ]
    assert problem.comes_home_empty and problem.fleet.shift == 280 and problem.fleet.crew_cost == 0


def test_a_file_is_named_after_its_path(tmp_path):
    path = tmp_path / "east.dat"
    path.write_text(NUMBERS)
    assert read(path).name == "east"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("hello", "no known format"),
        ("", "no known format"),
        (NUMBERS.replace("1 2 7 0", "1 2 seven 0"), "line 4: cost is 'seven'"),
        (NUMBERS.replace("1 2 7 0", "1 2 7"), "line 4: 3 numbers; from, to, cost, demand"),
        ("\n".join(NUMBERS.splitlines()[:4]), "the file ends where from, to, cost, demand"),
        (NUMBERS.replace("1 2 7 0", "1 2 -7 0"), "pass_cost is -7"),
        (NUMBERS.replace("2 3 1 4", "2 9 1 4"), "head is 9"),
        (SPANISH.replace("demanda 3", "demanda x"), "line 8: demanda is 'x'"),
        (SPANISH.replace("    demanda 3", ""), "line 8: the field demanda or demand is missing"),
        (SPANISH.replace("( 1, 2)", "( 1  2)"), r"line 8: .*\(from, to\)"),
        (SPANISH.replace("CAPACIDAD : 9\n", ""), "capacity is missing"),
        (SPANISH.replace("ARISTAS_NOREQ : 1\n", "ARISTAS_NOREQ : 2\n", 1), "2 streets are announced"),
        (MIXED.replace("NODES : 3", "NODES : three"), "line 2: NODES is 'three'"),
        (MIXED.replace("LIST_REQ_EDGES :\n", ""), "line 10: a street outside a list"),
        (MIXED + "DUMPING_SITES : 2;3\n", "line 17: DUMPING_SITES is '2;3'"),
    ],
)
def test_what_cannot_be_read_is_named(content, complaint):
    with pytest.raises(BadInput, match=complaint):
        read(content.encode())
