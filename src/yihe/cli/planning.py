"""Commands that plan: `plan route` and `plan sweep`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from .options import AsJson
from .output import FOUND_SOMETHING, console, errors, print_json, print_table, refuse

if TYPE_CHECKING:
    from yihe.planning import Budget, Plan, Progress
    from yihe.planning.handing_out import Language
    from yihe.planning.routing.streets import StreetProblem

P = TypeVar("P", bound="Plan")
SAMPLE = "sample"

plan = typer.Typer(no_args_is_help=True, help="Plan with the district's solvers: collecting waste, sweeping streets.")

Instance = Annotated[
    str,
    typer.Argument(metavar="INSTANCE", help="“sample”, a file of a public format, or the name of a public instance."),
]
Seconds = Annotated[float, typer.Option("--seconds", min=0.1, help="To be spent, building the model included.")]
Seed = Annotated[int, typer.Option("--seed", help="Another run.")]
Out = Annotated[list[Path] | None, typer.Option("--out", help="Write the plan here; may be given several times.")]
English = Annotated[bool, typer.Option("--english", help="Headings in English.")]
Bench = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="Folder of the public instances; ../shared/bench.")
]


@dataclass
class Report:
    """What a run came to; `broken` says why a plan, if there is one, is none."""

    kind: str
    instance: str
    objective: float | None
    bound: float | None
    best_known: float | None
    gap: float | None
    seconds: float
    seed: int
    feasible: bool
    broken: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    plan.command("route")(route)
    plan.command("sweep")(sweep)
    app.add_typer(plan, name="plan")


def route(
    instance: Instance,
    seconds: Seconds = 60,
    seed: Seed = 1,
    out: Out = None,
    bins: Annotated[int | None, typer.Option("--bins", min=1, help="Of the sample: only so many bins.")] = None,
    english: English = False,
    data: Bench = None,
    as_json: AsJson = False,
) -> None:
    """Plan who collects which bins when, and unloads where (三班制、两清运).

    Written as a map layer (.geojson), crew sheets (.xlsx) or a picture (.png, .svg, .pdf).
    Exit code 1 if no plan keeps all rules.

    Examples: yihe plan route sample --seconds 120 --out 计划.xlsx --out 计划.geojson --out 计划.png ·
    yihe plan route kim_804 --seconds 60 --json
    """
    from yihe.planning import BadInput

    try:
        report = _route(instance, _Run(seconds, seed, out or [], "en" if english else "zh"), bins, data)
    except (BadInput, OSError) as trouble:
        refuse(str(trouble))
    _tell(report, as_json)


def sweep(
    instance: Instance,
    seconds: Seconds = 60,
    seed: Seed = 1,
    out: Out = None,
    english: English = False,
    data: Bench = None,
    as_json: AsJson = False,
) -> None:
    """Plan which crew sweeps which street (一把扫帚扫到底).

    Written as crew sheets (.xlsx) or, where crossings have positions, a map layer (.geojson) or a picture (.png).
    Exit code 1 if no plan keeps all rules.

    Examples: yihe plan sweep sample --out 作业单.xlsx --out 图.png · yihe plan sweep egl-e1-A --seconds 30 ·
    yihe plan sweep 街道.dat --out 作业单.xlsx --json
    """
    from yihe.planning import BadInput

    try:
        report = _sweep(instance, _Run(seconds, seed, out or [], "en" if english else "zh"), data)
    except (BadInput, OSError) as trouble:
        refuse(str(trouble))
    _tell(report, as_json)


@dataclass(frozen=True)
class _Run:
    """What a person asked for."""

    seconds: float
    seed: int
    out: list[Path]
    language: Language

    def budget(self) -> Budget:
        """The time to be spent."""
        from yihe.planning import Budget

        return Budget(seconds=self.seconds)


def _route(said: str, run: _Run, bins: int | None, data: Path | None) -> Report:
    from yihe.planning.handing_out import RememberedWays, hand_out
    from yihe.planning.handing_out.kinds import require_kind
    from yihe.planning.routing import check, read, solve

    for path in run.out:
        require_kind(path)
    ways, known = None, None
    if said == SAMPLE:
        day = _sample(bins)
        problem, ways = day.problem, RememberedWays(day)
    else:
        from .planning_instances import find_instance

        found = find_instance("route", said, data)
        problem, known = read(found.content, found.name), found.best_known
    report, made = _solved(
        "route", problem.name, known, run, lambda listen: solve(problem, run.budget(), run.seed, listen)
    )
    if made is not None:
        report.broken = [each.message for each in check(problem, made)]
        report.feasible = not report.broken
        _write(report, run, lambda path: hand_out(path, problem, made, ways, run.language))
    return report


def _sample(bins: int | None) -> StreetProblem:
    from .starting import start_django

    start_django()
    from yihe.sample.collecting import collection_day

    with errors.status("bins, stations and streets of the sample"):
        return collection_day(bins=bins)


def _sweep(said: str, run: _Run, data: Path | None) -> Report:
    from yihe.planning.handing_out import hand_out_sweeping
    from yihe.planning.handing_out.kinds import require_kind
    from yihe.planning.sweeping import check, read, solve

    for path in run.out:
        require_kind(path)
    lines, known = None, None
    if said == SAMPLE:
        from .starting import start_django

        start_django()
        from yihe.sample.brooms import sweeping_shift

        lines = sweeping_shift()
        problem = lines.problem
    else:
        from .planning_instances import find_instance

        found = find_instance("sweep", said, data)
        problem, known = read(found.content, found.name), found.best_known
    report, made = _solved(
        "sweep", problem.name, known, run, lambda listen: solve(problem, run.budget(), run.seed, listen)
    )
    if made is not None:
        report.broken = [each.message for each in check(problem, made)]
        report.feasible = not report.broken
        _write(report, run, lambda path: hand_out_sweeping(path, made, lines, run.language))
    return report


def _solved(
    kind: str, name: str, known: float | None, run: _Run, solve: Callable[[Callable[[Progress], object]], P]
) -> tuple[Report, P | None]:
    """Run a solver; a report of the conflict where no plan keeps all rules."""
    from yihe.planning import Infeasible

    clock = run.budget().start()
    try:
        with errors.status(f"{name}: planning") as status:
            made = solve(lambda now: status.update(_standing(name, now)))
    except Infeasible as conflict:
        broken = [each.message for each in conflict.conflict]
        return Report(kind, name, None, None, known, None, clock.seconds, run.seed, False, broken), None
    return Report(kind, name, made.objective, made.bound, known, made.gap, made.seconds, run.seed, True), made


def _standing(name: str, now: Progress) -> str:
    best = "no plan yet" if now.objective is None else f"{now.objective:,.2f}"
    return f"{name}: {now.seconds:.0f} s, {best}"


def _write(report: Report, run: _Run, write: Callable[[Path], None]) -> None:
    for path in run.out if report.feasible else []:
        write(path)
        report.written.append(str(path))


def _tell(report: Report, as_json: bool) -> None:
    if as_json:
        print_json(asdict(report))
    else:
        rows: list[list[Any]] = [[name, _short(value)] for name, value in asdict(report).items()]
        print_table(f"plan {report.kind}", ["", report.instance], [row for row in rows if row[0] != "instance"])
        for path in report.written:
            console.print(path, soft_wrap=True, markup=False)
    if not report.feasible:
        raise typer.Exit(FOUND_SOMETHING)


def _short(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value[:5]) + (f"; and {len(value) - 5} more" if len(value) > 5 else "") or "—"
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1 else f"{value:,.2f}"
    return "—" if value is None else str(value)
