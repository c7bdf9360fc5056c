"""What all pictures of plans share: a font with Chinese, colours, the shape of a map, a figure that is saved."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.float64]
# Fonts with Chinese that Linux, Windows and macOS bring, sans-serif first.
_CHINESE_FONTS = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
    *("Microsoft YaHei", "SimHei", "PingFang SC", "Hiragino Sans GB", "Noto Sans CJK JP", "Noto Serif CJK SC"),
)
_PLAIN_FONT = "DejaVu Sans"
_DOTS_PER_INCH = 150
_NOTICE = "#b42318"
# Of a panel, width by height; a map as long as a street still gets a panel one can read.
_SLIMMEST, _WIDEST = 0.5, 1.6
_GOLDEN = 0.618034


@cache
def chinese_font() -> str | None:
    """Name of an installed font with Chinese; ``None`` if there is none."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _CHINESE_FONTS if name in installed), None)


def readable(text: str, font: str | None) -> str:
    """The text, without what cannot be drawn where there is no font with Chinese."""
    return text if font else "".join(sign for sign in text if sign.isascii()).strip()


@contextmanager
def saved(path: Path, size: tuple[float, float], title: str, notice: str, font: str | None) -> Iterator[Any]:
    """A figure with its title and, if there is one, its notice; written when the block ends.

    Parameters
    ----------
    size
        Width and height in inches.
    """
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # A fixed salt and no date: the same plan gives the same bytes.
    look: Any = {"font.family": [font or _PLAIN_FONT], "axes.unicode_minus": False, "svg.hashsalt": "yihe"}
    with matplotlib.rc_context(look):
        figure = Figure(figsize=size, layout="constrained")
        FigureCanvasAgg(figure)
        yield figure
        figure.suptitle(title, fontsize=15)
        if notice:
            figure.supxlabel(readable(notice, font) or "synthetic sample data", color=_NOTICE, fontsize=13)
        undated = {".png": {"Software": None}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
        figure.savefig(path, dpi=_DOTS_PER_INCH, metadata=undated[path.suffix.lower()])


def colours(count: int) -> list[tuple[float, float, float]]:
    """Colours as different as possible from their neighbours: hues by the golden ratio."""
    from matplotlib.colors import hsv_to_rgb

    hues = (np.arange(count) * _GOLDEN) % 1.0
    return [tuple(hsv_to_rgb((hue, 0.75, 0.62 + 0.2 * (at % 2)))) for at, hue in enumerate(hues)]


def aspect_of(positions: Positions, on_earth: bool) -> float:
    """How much longer a unit north is than a unit east; 1 where positions are no longitudes and latitudes."""
    return 1 / math.cos(math.radians(float(positions[:, 1].mean()))) if on_earth else 1.0


def shape_of(positions: Positions, on_earth: bool) -> float:
    """Width of a panel by its height, so that the map fills it."""
    east, north = np.ptp(positions, axis=0)
    tall = max(north * aspect_of(positions, on_earth), 1e-9)
    return float(np.clip(east / tall, _SLIMMEST, _WIDEST))
