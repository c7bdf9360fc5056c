"""The system check refuses database settings under which a ledger could lose writes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from yihe.server.checks import sqlite_keeps_every_write
from yihe.server.home import sqlite_settings


@pytest.fixture
def database(tmp_path: Path) -> Any:
    """Opens a SQLite file under settings that differ from the right ones: ``database(transaction_mode=None)``."""
    opened = []

    def open_with(**changed: Any) -> list[str]:
        settings = sqlite_settings(tmp_path / "ledger.sqlite3")
        options = {k: v for k, v in (settings["OPTIONS"] | changed).items() if v is not None}
        connections.settings["trial"] = connections.databases["default"] | settings | {"OPTIONS": options}
        opened.append(connections["trial"])
        return [message.id for message in sqlite_keeps_every_write(["trial"]) if message.id]

    yield open_with
    for connection in opened:
        connection.close()
    connections.settings.pop("trial", None)
    if hasattr(connections._connections, "trial"):  # type: ignore[attr-defined]
        delattr(connections._connections, "trial")  # type: ignore[attr-defined]


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _allow_the_trial_database(django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock():
        yield


def test_the_settings_of_an_installation_are_accepted(database: Any) -> None:
    assert database() == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"transaction_mode": None}, "yihe.E001"),
        ({"transaction_mode": "DEFERRED"}, "yihe.E001"),
        ({"init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;"}, "yihe.E002"),
        ({"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"}, "yihe.E003"),
        ({"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"}, "yihe.E003"),
    ],
)
def test_settings_that_could_lose_a_write_are_refused(database: Any, changed: dict[str, Any], code: str) -> None:
    assert database(**changed) == [code]


def test_a_command_does_not_start_on_such_settings(tmp_path: Path) -> None:
    (tmp_path / "careless.py").write_text(
        "from yihe.server.settings import *\nDATABASES['default']['OPTIONS'].pop('transaction_mode', None)\n"
    )
    environment = os.environ | {
        "YIHE_HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "careless",
    }
    environment.pop("YIHE_DATABASE_URL", None)
    command = [sys.executable, "-c", "from yihe.cli import main; main()", "loads"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0 and "IMMEDIATE" in done.stderr
