"""The front-end build: pinned packages, a stamp that saves time, a clear word when npm fails."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from yihe.web.frontend.packages import FILES, FOLDER, NpmFailed, build


def packages() -> dict[str, Any]:
    return dict(json.loads((FOLDER / "package-lock.json").read_text())["packages"])


def test_versions_are_pinned_and_locked() -> None:
    wanted = json.loads((FOLDER / "package.json").read_text())["dependencies"]
    assert set(wanted) == {"maplibre-gl", "echarts", "htmx.org"}
    assert all(version[0].isdigit() for version in wanted.values())
    assert {n: packages()[f"node_modules/{n}"]["version"] for n in wanted} == wanted


def test_the_lock_file_names_no_registry_and_holds_a_digest_of_every_package() -> None:
    assert not [name for name, entry in packages().items() if "resolved" in entry]
    assert all("integrity" in entry for name, entry in packages().items() if name)


def test_licences_are_permissive() -> None:
    found = {entry.get("license") for name, entry in packages().items() if name}
    assert found <= {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "MIT", "Zlib", "(MIT OR Apache-2.0)"}


class FakeNpm:
    """Plays npm: puts the files where npm would, or fails as npm does without a network."""

    def __init__(self, works: bool = True) -> None:
        self.works, self.runs = works, 0

    def __call__(self, arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
        self.runs += 1
        if not self.works:
            return subprocess.CompletedProcess(arguments, 1, "", "npm error network ENOTFOUND")
        for source in FILES:
            path = folder / "node_modules" / source
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
            (folder / "node_modules" / source.split("/")[0] / "LICENSE").write_text("licence")
        return subprocess.CompletedProcess(arguments, 0, "", "")


@pytest.fixture
def npm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeNpm:
    fake = FakeNpm()
    monkeypatch.setenv("YIHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("yihe.web.frontend.packages._npm", fake)
    return fake


def test_a_second_build_does_nothing(npm: FakeNpm, tmp_path: Path) -> None:
    assert build(tmp_path / "vendor") is True
    assert build(tmp_path / "vendor") is False
    assert npm.runs == 1
    assert {p.name for p in (tmp_path / "vendor").iterdir()} == {*FILES.values(), "licences", "stamp"}


def test_a_failed_build_says_what_to_do_and_leaves_no_stamp(npm: FakeNpm, tmp_path: Path) -> None:
    npm.works = False
    with pytest.raises(NpmFailed, match=r"ENOTFOUND[\s\S]*npm config set registry[\s\S]*镜像"):
        build(tmp_path / "vendor")
    npm.works = True
    assert build(tmp_path / "vendor") is True
