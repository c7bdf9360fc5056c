"""Commands that plan: `plan route` and `plan sweep`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import AsJson, writable
from .output import errors, refuse
from .planning_ledger import LEDGER, Asked, collecting_task, sweeping_task
from .planning_runs import Report, Run, Task, run_task, tell

if TYPE_CHECKING:
    from yihe.planning.routing import RoutingPlan
    from yihe.planning.routing.streets import StreetProblem
    from yihe.planning.sweeping.plan import SweepingPlan

SAMPLE = "sample"

plan = typer.Typer(no_args_is_help=True, help="Plan with the district's solvers: collecting waste, sweeping streets.")

Instance = Annotated[
    str,
    typer.Argument(
        metavar="INSTANCE",
        help="“ledger” (the data folder's), “sample”, a file of a public format, or the name of a public instance.",
    ),
]
Seconds = Annotated[float, typer.Option("--seconds", min=0.1, help="To be spent, building the model included.")]
Seed = Annotated[int, typer.Option("--seed", help="Another run.")]
Out = Annotated[
    list[Path] | None, typer.Option("--out", callback=writable, help="Write the plan here; may be given several times.")
]
English = Annotated[bool, typer.Option("--english", help="Headings in English.")]
Bench = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="Folder of the public instances; ../shared/bench.")
]
Place = Annotated[str, typer.Option("--place", help="Of the ledger: statistical code; the district if left out.")]
AsOf = Annotated[str, typer.Option("--as-of", metavar="TIME", help="Of the ledger: what it knew then.")]
On = Annotated[str, typer.Option("--on", metavar="DAY", help="Day of work of a kept plan; today if left out.")]
Streets = Annotated[
    Path | None,
    typer.Option("--streets", metavar="FILE", help="OpenStreetMap file to drive on (.osm.pbf); straight without."),
]
Station = Annotated[str, typer.Option("--station", help="Only vehicles of this station, by its code.")]
Fill = Annotated[
    float | None, typer.Option("--fill", min=0.01, max=1.0, help="Share of a bin that is full when emptied; 0.7.")
]
Shifts = Annotated[
    list[str] | None,
    typer.Option("--shift", metavar="NAME=FROM-TO", help="A shift, such as 早班=04:00-12:00; may be repeated."),
]
Keep = Annotated[bool, typer.Option("--keep", help="Write the plan into the ledger as a record.")]


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
    bins: Annotated[
        int | None, typer.Option("--bins", min=1, help="Of the sample or the ledger: only so many bins.")
    ] = None,
    place: Place = "",
    as_of: AsOf = "",
    on: On = "",
    streets: Streets = None,
    station: Station = "",
    fill: Fill = None,
    shifts: Shifts = None,
    keep: Keep = False,
    english: English = False,
    data: Bench = None,
    as_json: AsJson = False,
) -> None:
    """Plan who collects which bins when, and unloads where (三班制、两清运).

    Written as a map layer (.geojson), crew sheets (.xlsx) or a picture (.png, .svg, .pdf). From the ledger a plan is
    made of its bins, transfer stations and work vehicles, and kept there with --keep.
    Ctrl-C takes the best plan so far. Exit code 1 if no plan keeps all rules.

    Examples: yihe plan route ledger --seconds 120 --keep · yihe plan route ledger --streets 街道.osm.pbf --out 图.png ·
    yihe plan route sample --out 计划.xlsx --out 计划.geojson · yihe plan route kim_804 --seconds 60 --json
    """
    from yihe.planning import BadInput

    run = Run(seconds, seed, out or [], "en" if english else "zh")
    asked = Asked(place, as_of, on, streets, station, fill, tuple(shifts or ()), keep)
    asked.require_ledger(instance)
    try:
        _require_kinds(run)
        task = collecting_task(asked, bins) if instance == LEDGER else _route(instance, bins, data)
        report = run_task(task, run)
    except (BadInput, OSError) as trouble:
        refuse(str(trouble))
    tell(report, as_json)


def sweep(
    instance: Instance,
    seconds: Seconds = 60,
    seed: Seed = 1,
    out: Out = None,
    place: Place = "",
    as_of: AsOf = "",
    on: On = "",
    streets: Streets = None,
    station: Station = "",
    shifts: Shifts = None,
    keep: Keep = False,
    english: English = False,
    data: Bench = None,
    as_json: AsJson = False,
) -> None:
    """Plan which crew sweeps which street (一把扫帚扫到底).

    Written as crew sheets (.xlsx) or, where crossings have positions, a map layer (.geojson) or a picture (.png). From
    the ledger a plan is made of its lanes in service, transfer stations and sweepers, and kept there with --keep.
    Ctrl-C takes the best plan so far. Exit code 1 if no plan keeps all rules.

    Examples: yihe plan sweep ledger --keep · yihe plan sweep sample --out 作业单.xlsx --out 图.png ·
    yihe plan sweep egl-e1-A --seconds 30 · yihe plan sweep 街道.dat --out 作业单.xlsx --json
    """
    from yihe.planning import BadInput

    run = Run(seconds, seed, out or [], "en" if english else "zh")
    asked = Asked(place, as_of, on, streets, station, None, tuple(shifts or ()), keep)
    asked.require_ledger(instance)
    try:
        _require_kinds(run)
        report: Report = run_task(sweeping_task(asked) if instance == LEDGER else _sweep(instance, data), run)
    except (BadInput, OSError) as trouble:
        refuse(str(trouble))
    tell(report, as_json)


def _require_kinds(run: Run) -> None:
    from yihe.planning.handing_out.kinds import require_kind

    for path in run.out:
        require_kind(path)


def _route(said: str, bins: int | None, data: Path | None) -> Task[RoutingPlan]:
    from yihe.planning.handing_out import RememberedWays, hand_out
    from yihe.planning.routing import check, read, solve

    ways, known = None, None
    if said == SAMPLE:
        day = _sample(bins)
        problem, ways = day.problem, RememberedWays(day)
    else:
        from .planning_instances import find_instance

        found = find_instance("route", said, data)
        problem, known = read(found.content, found.name), found.best_known
    return Task(
        "route",
        problem.name,
        solve=lambda budget, seed, listen: solve(problem, budget, seed, listen),
        check=lambda plan: check(problem, plan),
        write=lambda path, plan, language: hand_out(path, problem, plan, ways, language),
        known=known,
    )


def _sample(bins: int | None) -> StreetProblem:
    from .starting import start_django

    start_django()
    from yihe.sample.collecting import collection_day

    with errors.status("bins, stations and streets of the sample"):
        return collection_day(bins=bins)


def _sweep(said: str, data: Path | None) -> Task[SweepingPlan]:
    from yihe.planning.handing_out import hand_out_sweeping
    from yihe.planning.sweeping import check, read, solve

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
    return Task(
        "sweep",
        problem.name,
        solve=lambda budget, seed, listen: solve(problem, budget, seed, listen),
        check=lambda plan: check(problem, plan),
        write=lambda path, plan, language: hand_out_sweeping(path, plan, lines, language),
        known=known,
    )
