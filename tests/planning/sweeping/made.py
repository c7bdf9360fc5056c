"""Small districts to sweep: one that a person would believe, and random ones."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from yihe.planning.sweeping import Fleet, Site, Street, SweepingProblem
from yihe.planning.sweeping.problem import Move


def old_town() -> SweepingProblem:
    """Eight crossings around a market: two-way streets, a one-way lane, a boulevard swept on both sides, a dump."""
    rows = [
        ("South Street", 0, 1, 300, "once", False),
        ("Market Lane", 1, 2, 180, "once", True),
        ("North Street", 2, 3, 420, "once", False),
        ("Harbour Boulevard", 3, 4, 500, "both sides", False),
        ("Clock Lane", 4, 5, 150, "none", False),
        ("Well Street", 5, 0, 260, "once", False),
        ("Cross Street", 1, 5, 210, "once", False),
        ("Quay", 4, 6, 640, "none", False),
        ("Tip Road", 6, 7, 300, "none", False),
        ("Back Lane", 2, 0, 350, "none", True),
    ]
    streets = tuple(
        Street(name, tail, head, length, length / 5, one_way, service, length, length / 2, length / 10, length / 8)
        if service != "none"
        else Street(name, tail, head, length, length / 5, one_way)
        for name, tail, head, length, service, one_way in rows
    )
    sites = (Site("tip", 7, cost=50, time=300), Site("hydrant", 5, empties=False, refills=True, cost=5, time=120))
    return SweepingProblem("old town", 8, streets, 0, Fleet(100, 120, 4000, 3, 100), sites, comes_home_empty=True)


@st.composite
def districts(draw: st.DrawFn, most_tasks: int = 8, in_step: bool = False, turns: bool = False) -> SweepingProblem:
    """Random mixed graphs: a ring that joins all crossings (some of it one-way), chords, sites, tight fleets.

    ``in_step``: time is cost, so that the cheapest way is the fastest too. ``turns``: some turns are banned.
    """
    nodes = draw(st.integers(2, 6))
    small = st.integers(0, 9)
    kinds = st.sampled_from(["empties", "refills", "both"])
    ends = [(node, (node + 1) % nodes) for node in range(nodes)]
    chord = st.tuples(st.integers(0, nodes - 1), st.integers(0, nodes - 1))
    ends += draw(st.lists(chord, max_size=5))
    streets = []
    passes = 0
    for index, (tail, head) in enumerate(ends):
        one_way = draw(st.booleans())
        service = draw(st.sampled_from(["none", "once"] if one_way else ["none", "once", "both sides"]))
        passes += {"none": 0, "once": 1, "both sides": 2}[service]
        if passes > most_tasks:
            service = "none"
        drive, load, water = draw(small), draw(small), draw(small)
        sweep = draw(small)
        swept = service != "none"
        times = (drive, sweep) if in_step else (draw(small), draw(small))
        work = (sweep, times[1], load, water) if swept else (0, 0, 0, 0)
        streets.append(Street(f"street {index}", tail, head, drive, times[0], one_way, service, *work))
    sites = tuple(
        Site(f"site {i}", draw(st.integers(0, nodes - 1)), kind != "refills", kind != "empties", cost, cost)
        for i, (kind, cost) in enumerate(draw(st.lists(st.tuples(kinds, small), max_size=2)))
    )
    fleet = Fleet(
        hopper=draw(st.sampled_from([float("inf"), 9, 15])),
        water=draw(st.sampled_from([float("inf"), 9, 15])),
        shift=draw(st.sampled_from([float("inf"), 60, 150])),
        crews=draw(st.sampled_from([None, None, 1, 2, 3])),
        crew_cost=draw(small),
    )
    home = any(site.empties for site in sites) and draw(st.booleans())
    problem = SweepingProblem("district", nodes, tuple(streets), 0, fleet, sites, home)
    meeting = meeting_turns(problem) if turns else []
    return replace(problem, banned=frozenset(turn for turn in meeting if draw(st.integers(0, 3)) == 0))


def meeting_turns(problem: SweepingProblem) -> list[tuple[Move, Move]]:
    """Every turn there is from one street into another or back."""
    moves = [(i, True) for i in range(len(problem.streets))]
    moves += [(i, False) for i, street in enumerate(problem.streets) if not street.one_way]
    return [(one, other) for one in moves for other in moves if problem.ends(one)[1] == problem.ends(other)[0]]
