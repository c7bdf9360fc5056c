"""Fetches the browser libraries (MapLibre, ECharts, htmx) by npm and places what pages need."""

from .build import NpmFailed, build

__all__ = ["NpmFailed", "build"]
