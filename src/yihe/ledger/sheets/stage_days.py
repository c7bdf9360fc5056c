"""Check that the stage and the stage days of one row tell one story."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from ..entries import Record
from .drafts import Draft
from .problems import BadCell
from .specs import STAGE_DAY


def check_stage_days(kind: type[Record], draft: Draft) -> None:
    """Stage and stage days of one row must tell one story.

    Raises
    ------
    BadCell
        A stage without a day, a day of a later stage than the one given, or days out of order.
    """
    stages, days = kind.stages, {s: d for s, d in draft.stage_days.items() if d}
    if draft.stage and not days.get(draft.stage):
        label = stages[draft.stage].label
        raise BadCell(
            f"no_stage_day@{STAGE_DAY}{draft.stage}",
            f"处于“{label.zh}”阶段，但没有进入该阶段的日期",
            f"in stage “{label.en}” without the day it was entered",
            f"填写“{label.zh}日期”或“阶段日期”",
            "fill in its date",
        )
    _check_order(kind, days, draft.stage)


def _check_order(kind: type[Record], days: dict[str, date], stage: str | None) -> None:
    line = [s for s in kind.stages.line if s in days]
    for earlier, later in pairwise(line):
        if days[later] < days[earlier] and not _may_return(kind, later, earlier):
            a, b = kind.stages[earlier].label, kind.stages[later].label
            raise BadCell(
                f"out_of_order@{STAGE_DAY}{later}",
                f"“{b.zh}”（{days[later]}）早于“{a.zh}”（{days[earlier]}）",
                f"“{b.en}” ({days[later]}) lies before “{a.en}” ({days[earlier]})",
                "日期按阶段先后不递减",
                "dates in the order of the stages",
            )
    if stage in line and line[-1] != stage and days[line[-1]] > days[stage]:
        a, b = kind.stages[stage].label, kind.stages[line[-1]].label
        if not _may_return(kind, line[-1], stage):
            raise BadCell(
                "stage_behind@stage",
                f"阶段为“{a.zh}”，却填有更晚阶段“{b.zh}”的日期",
                f"the stage is “{a.en}”, but the later “{b.en}” has a date",
                "改正阶段，或清空更晚阶段的日期",
                "correct the stage, or empty the later date",
            )


def _may_return(kind: type[Record], later: str, earlier: str) -> bool:
    """Whether the table leads from a later stage back to an earlier one (rework)."""
    return kind.stages.may_reach(later, earlier)
