"""Options that several commands share, and how what people type for them is read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from .output import refuse

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def day(text: str) -> date | None:
    """A day as typed, None where nothing was."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(f"{text!r} is no day (不是日期); write it like 2022-09-08")


def moment(text: str) -> datetime | None:
    """A moment as typed; a day alone means its end, in China's time."""
    if not text:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        refuse(f"{text!r} is no time (不是时间); write it like 2022-09-08 or 2022-09-08T10:30")
    if len(text) == len("2022-09-08"):
        read = read.replace(hour=23, minute=59, second=59, microsecond=999999)
    return read if read.tzinfo else read.replace(tzinfo=ZoneInfo("Asia/Shanghai"))
