"""Fetches the browser libraries (MapLibre, ECharts, htmx) by npm and puts what the pages need among the static files."""

from .build import NpmFailed, build

__all__ = ["NpmFailed", "build"]
