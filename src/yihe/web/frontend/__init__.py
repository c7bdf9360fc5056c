"""Fetches the browser libraries (MapLibre, ECharts, htmx) by npm and places what pages need."""

from .packages import NpmFailed, build

__all__ = ["NpmFailed", "build"]
