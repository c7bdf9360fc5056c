"""The command line: `yihe COMMAND`; each module here holds the commands of one room."""

from __future__ import annotations

from .app import main

__all__ = ["main"]
