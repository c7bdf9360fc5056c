"""Runs of a solver: what there is to plan, what a person asked for, what came of it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import typer

from .output import FOUND_SOMETHING, console, errors, print_json, print_table

if TYPE_CHECKING:
    from yihe.planning import BrokenRule, Budget, Plan, Progress
    from yihe.planning.handing_out import Language

P = TypeVar("P", bound="Plan")


@dataclass
class Report:
    """What a run came to; `broken` says why a plan, if there is one, is none; `kept` is its code in the ledger."""

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
    kept: str | None = None


@dataclass(frozen=True)
class Run:
    """What a person asked for."""

    seconds: float
    seed: int
    out: list[Path]
    language: Language

    def budget(self, until: Callable[[Progress], bool] | None = None) -> Budget:
        """The time to be spent."""
        from yihe.planning import Budget

        return Budget(seconds=self.seconds, until=until)


@dataclass(frozen=True)
class Task(Generic[P]):
    """A problem with what is done to it.

    Attributes
    ----------
    known
        The best value published for it.
    keep
        Writes a plan into the ledger and gives its code; None where it is not to be kept.
    """

    kind: str
    name: str
    solve: Callable[[Budget, int, Callable[[Progress], object]], P]
    check: Callable[[P], list[BrokenRule]]
    write: Callable[[Path, P, Language], None]
    known: float | None = None
    keep: Callable[[P, list[BrokenRule]], str] | None = None


def run_task(task: Task[P], run: Run) -> Report:
    """Solve, check, write and keep; a report of the conflict where no plan keeps all rules."""
    from yihe.planning import Infeasible

    clock = run.budget().start()
    try:
        with errors.status(f"{task.name}: planning") as status, interruptible() as stopped:
            made = task.solve(run.budget(stopped), run.seed, lambda now: status.update(_standing(task.name, now)))
    except Infeasible as conflict:
        broken = [each.message for each in conflict.conflict]
        return Report(
            task.kind, task.name, None, None, task.known, None, clock.seconds, run.seed, feasible=False, broken=broken
        )
    found = task.check(made)
    report = Report(
        task.kind, task.name, made.objective, made.bound, task.known, made.gap, made.seconds, run.seed, not found
    )
    report.broken = [each.message for each in found]
    if report.feasible:
        _hand_over(task, run, made, report)
    return report


@contextmanager
def interruptible() -> Iterator[Callable[[Progress], bool]]:
    """Let a person end a search with Ctrl-C and take the best plan so far; a second Ctrl-C gives it up."""
    pressed: list[int] = []

    def press(number: int, frame: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)
        errors.print(
            "stopping with the best plan so far; Ctrl-C again gives up (正在停止，取目前最好的方案；再按一次放弃)"
        )

    before = signal.signal(signal.SIGINT, press)
    try:
        yield lambda now: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def _hand_over(task: Task[P], run: Run, made: P, report: Report) -> None:
    if task.keep is not None:
        report.kept = task.keep(made, [])
    for path in run.out:
        task.write(path, made, run.language)
        report.written.append(str(path))


def _standing(name: str, now: Progress) -> str:
    best = "no plan yet" if now.objective is None else f"{now.objective:,.2f}"
    return f"{name}: {now.seconds:.0f} s, {best}"


def tell(report: Report, as_json: bool) -> None:
    """Print a report; exit code 1 where there is no plan."""
    if as_json:
        print_json(asdict(report))
    else:
        rows: list[list[Any]] = [[name, _short(value)] for name, value in asdict(report).items()]
        print_table(f"plan {report.kind}", ["", report.instance], [row for row in rows if row[0] != "instance"])
        for path in report.written:
            console.print(path, soft_wrap=True)
    if not report.feasible:
        raise typer.Exit(FOUND_SOMETHING)


def _short(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value[:5]) + (f"; and {len(value) - 5} more" if len(value) > 5 else "") or "—"
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1 else f"{value:,.2f}"
    return "—" if value is None else str(value)
