"""Options that several commands share, and how what people type for them is read."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

import typer

from .output import refuse

Paths = TypeVar("Paths", Path, list[Path], Path | None, list[Path] | None)


def writable(said: Paths) -> Paths:
    """Files to write, refused before any work is done for them where there is no folder or no right to write."""
    for path in [said] if isinstance(said, Path) else said or []:
        folder = path.parent
        if not folder.is_dir() or path.is_dir() or not os.access(path if path.exists() else folder, os.W_OK):
            refuse(f"{path}: cannot be written (无法写入); is the folder there (文件夹是否存在)?")
    return said


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
