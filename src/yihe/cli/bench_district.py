"""The command that measures a whole district's day of collecting: `bench district`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .bench import bench
from .bench_waste import History, Response, print_measures, there
from .options import AsJson
from .output import FOUND_SOMETHING, errors, print_json, print_table, refuse

if TYPE_CHECKING:
    from yihe.bench.district_day import Day


def add_to(app: typer.Typer) -> None:
    """Add this module's command to `bench`."""
    bench.command("district")(district)


def district(
    seconds: Annotated[float, typer.Option("--seconds", min=1, help="For building and planning together.")] = 120,
    bins: Annotated[int, typer.Option("--bins", min=10, help="Bins of the district, two rounds a day each.")] = 5000,
    city: Annotated[str, typer.Option("--city", help="stockholm or shanghai.")] = "stockholm",
    weeks: Annotated[int, typer.Option("--weeks", min=0, help="Weeks played of the plan; 0 for none.")] = 2,
    hours_to_full: Annotated[
        float, typer.Option("--hours-to-full", min=1, help="Hours in which the median bin fills.")
    ] = 24.0,
    response: Response = 2.0,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Another district, another run.")] = 1,
    streets: Annotated[
        Path | None, typer.Option("--streets", metavar="DIR", help="Folder of the cities' streets.")
    ] = None,
    history: History = None,
    as_json: AsJson = False,
) -> None:
    """Plan a district's day on real streets: three shifts, two rounds five hours apart, breaks, forced emptying.

    Bins are drawn along the streets by seed. The plan is checked, then its rounds are played for weeks of stochastic
    fill beside collect-when-full. Exit code 1 if no plan keeps all rules.

    Examples: yihe bench district · yihe bench district --bins 1000 --seconds 30 --city shanghai --json
    """
    from yihe.bench.district_day import CITIES, DEFAULT, run
    from yihe.geo.streets import BadStreets
    from yihe.planning import BadInput

    if city not in CITIES:
        refuse(f"no city called {city}; there are {', '.join(CITIES)}")
    folder = there(streets, DEFAULT, "--streets")
    try:
        with errors.status(f"{city}: building") as status:
            day = run(
                folder, city, bins, seconds, seed,
                lambda now: status.update(f"{city}: {now.seconds:.0f} s, {now.objective or 0:,.0f} yuan"),
            )  # fmt: skip
            status.update(f"{city}: playing weeks")
            weekly = _weekly(day, history, weeks, hours_to_full, response)
    except (BadInput, BadStreets) as trouble:
        refuse(str(trouble))
    _tell(day.figures, weekly, as_json)
    if not day.figures["feasible"]:
        raise typer.Exit(FOUND_SOMETHING)


def _weekly(day: Day, history: Path | None, weeks: int, hours_to_full: float, response: float) -> dict[str, Any] | None:
    """What the weeks played came to: names of the ways and rows of a table; ``None`` where nothing was played."""
    from yihe.bench.district_day import played
    from yihe.bench.filling import DEFAULT

    if day.plan is None or not weeks:
        return None
    found = played(day, day.plan, there(history, DEFAULT, "--history"), weeks, hours_to_full, response)
    return {"weeks": weeks, "hours_to_full": hours_to_full, "ways": list(found.measures), "rows": found.rows()}


def _tell(figures: dict[str, Any], weekly: dict[str, Any] | None, as_json: bool) -> None:
    if as_json:
        print_json(figures | ({"played": weekly} if weekly else {}))
        return
    shown = {name: ", ".join(map(str, value)) if isinstance(value, list) else value for name, value in figures.items()}
    print_measures("bench district", shown)
    if weekly:
        title = f"mean of {weekly['weeks']} weeks ± 95 %, median bin full after {weekly['hours_to_full']:g} hours"
        print_table(title, ["measure", *weekly["ways"]], weekly["rows"])
