"""Measure the routing solver on the public instances: one row each, beside peers on the same machine."""

from __future__ import annotations

import time
from collections.abc import Container, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path

from yihe.planning import Budget, Infeasible
from yihe.planning.routing.checking import check
from yihe.planning.routing.formats import BestKnown, best_known, from_archive
from yihe.planning.routing.plan import RoutingPlan
from yihe.planning.routing.problem import RoutingProblem
from yihe.planning.routing.solving import solve

DEFAULT = Path("..") / "shared" / "bench"
FOLDER = "1_waste_routing"
# What the families are called on the command line, and in the table of best known values.
FAMILIES = {"kim": "kim", "pvrpif": "pvrpif", "mtvrptwr": "mtvrptwr", "vrptw": "vrptw_gh1000"}
# Values with these words are no yardstick.
UNFIT = ("inconsistent_in_source", "no_value_here", "best_known_this_study")


@dataclass(frozen=True)
class Answer:
    """What one solver found; `note` says what it cannot express or why it has nothing."""

    objective: float | None
    seconds: float
    vehicles: int = 0
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One instance: our plan, the best known value, and the peers."""

    instance: str
    family: str
    best_known: float | None
    status: str
    objective: float | None
    gap_percent: float | None
    vehicles: int
    seconds: float
    build_seconds: float
    seed: int
    iterations: int
    broken: list[str] = field(default_factory=list)
    peers: dict[str, dict[str, object]] = field(default_factory=dict)


def run(
    folder: Path,
    families: Sequence[str],
    seconds: float,
    seed: int,
    limit: int | None,
    processor_time: bool,
    peers: bool,
    done: Container[str] = (),
) -> Iterator[Row]:
    """Measure one instance after the other but those that are `done`; a row as soon as it is there.

    Raises
    ------
    BadInput
        If the folder holds no table of best known values.
    """
    warm_up(families)
    for row in chosen(best_known(folder / FOLDER), families, limit):
        if row.instance not in done:
            yield measure(row, folder / FOLDER, seconds, seed, processor_time, peers)


def chosen(rows: Sequence[BestKnown], families: Sequence[str], limit: int | None) -> list[BestKnown]:
    """The published yardstick of each instance of the families, at most `limit` of each family."""
    wanted = {FAMILIES[each] for each in families}
    found: dict[str, BestKnown] = {}
    for row in rows:
        if row.family in wanted and not row.status.startswith(UNFIT[-1]):
            found.setdefault(row.instance, row)
    families_met = dict.fromkeys(row.family for row in found.values())
    return [row for family in families_met for row in _spread([r for r in found.values() if r.family == family], limit)]


def _spread(rows: Sequence[BestKnown], limit: int | None) -> Sequence[BestKnown]:
    """At most `limit` rows, spread over the whole list, so that they are not all of the first kind."""
    if limit is None or limit >= len(rows):
        return rows
    return [rows[at * len(rows) // limit] for at in range(limit)]


def warm_up(families: Sequence[str]) -> None:
    """Load the compiled loops (or compile them, the first time), which no plan's time should hold."""
    from .routing_warmth import problems

    for family, problem in problems().items():
        if family in families:
            solve(problem, Budget(seconds=None, iterations=1))


def measure(row: BestKnown, folder: Path, seconds: float, seed: int, processor_time: bool, peers: bool) -> Row:
    """Solve one instance and check the plan."""
    began = time.perf_counter()
    problem = from_archive(row, folder)
    build = time.perf_counter() - began
    objective, vehicles, broken, iterations = None, 0, ["infeasible"], 0
    try:
        plan = solve(problem, Budget(seconds=seconds, processor_time=processor_time), seed)
        objective, vehicles, iterations = plan.objective, len(plan.routes), plan.iterations
        broken = sorted({each.rule for each in check(problem, plan)} | _second_opinion(row, folder, problem, plan))
    except Infeasible as conflict:
        broken = [f"infeasible: {conflict}"[:200]]
    return Row(
        row.instance,
        row.family,
        row.value,
        row.status,
        objective,
        gap(objective, row),
        vehicles,
        round(time.perf_counter() - began, 2),
        round(build, 3),
        seed,
        iterations,
        broken,
        _peers(problem, row, seconds) if peers else {},
    )


def gap(objective: float | None, row: BestKnown) -> float | None:
    """Per cent above the best known value; ``None`` where that is no yardstick."""
    if objective is None or not row.value or row.status.startswith(UNFIT):
        return None
    return round(100 * (objective / row.value - 1), 3)


def _second_opinion(row: BestKnown, folder: Path, problem: RoutingProblem, plan: RoutingPlan) -> set[str]:
    """For Kim's instances the second checker's complaints, from the published file itself."""
    from yihe.planning.routing.formats.archives import member
    from yihe.planning.routing.kim_checking import kim_check

    if row.family != "kim":
        return set()
    miles, complaints = kim_check(member(row, folder).decode(), tours(problem, plan))
    # The file's distances are exact, ours rounded to hundredths of a foot.
    differ = abs(miles - plan.objective) > 1e-5 * plan.objective
    return {f"kim: {each}" for each in complaints} | ({f"kim: {miles} miles"} if differ else set())


def tours(problem: RoutingProblem, plan: RoutingPlan) -> list[list[tuple[str, float, float]]]:
    """A plan as the second checker wants it: ids of the file and times."""
    found = []
    for route in plan.routes:
        tour: list[tuple[str, float, float]] = []
        for call in route.calls:
            if call.kind == "break":
                name = "lunch"
            elif call.kind == "stop":
                name = problem.stops.names[call.index]
            else:
                rows = problem.depots if call.kind == "depot" else problem.facilities
                name = rows[call.index].name.split()[-1]
            tour.append((name, call.begin, call.end))
        found.append(tour)
    return found


def _peers(problem: RoutingProblem, row: BestKnown, seconds: float) -> dict[str, dict[str, object]]:
    """Let the peers search side by side, each a process and a core of its own: none of them uses a second one."""
    from .routing_peers import PEERS

    with ProcessPoolExecutor(len(PEERS), get_context("spawn")) as cores:
        running = {name: cores.submit(peer, problem, seconds) for name, peer in PEERS.items()}
        answers = {name: answer.result() for name, answer in running.items()}
    return {name: {**asdict(each), "gap_percent": gap(each.objective, row)} for name, each in answers.items()}
