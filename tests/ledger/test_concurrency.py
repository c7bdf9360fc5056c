"""Several processes write to one SQLite ledger at once: they wait for each other and every write arrives."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

WRITERS, WRITES = 3, 20

_WRITER = """
import sys
from yihe.cli.starting import start_django
start_django()
from yihe.ledger import actions
from yihe.ledger.accounts import command_line_user
from yihe.ledger.models import Party, Place
actor, me, writes = command_line_user(), sys.argv[1], int(sys.argv[2])
shared = Party.objects.get(code="shared")
for number in range(writes):
    actions.create(Party, {"code": f"{me}-{number}", "name": f"单位{me}{number}"}, actor=actor)
    while True:
        shared = Party.objects.get(code="shared")
        try:
            actions.edit(shared, {"remark": shared.remark + me}, version=shared.version, actor=actor)
            break
        except actions.Conflict:
            pass
"""

_OPENING = """
from yihe.cli.starting import open_ledger
open_ledger()
from yihe.ledger import actions
from yihe.ledger.accounts import command_line_user
from yihe.ledger.models import Party
actions.create(Party, {"code": "shared", "name": "共用"}, actor=command_line_user())
"""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="is about SQLite's one write lock")
def test_no_write_of_several_processes_is_lost(tmp_path: Path) -> None:
    environment = os.environ | {"YIHE_HOME": str(tmp_path)}
    environment.pop("YIHE_DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", _OPENING], env=environment, check=True)
    command = [sys.executable, "-c", _WRITER]
    writers = [subprocess.Popen([*command, str(n), str(WRITES)], env=environment) for n in range(WRITERS)]
    assert [writer.wait() for writer in writers] == [0] * WRITERS
    with sqlite3.connect(tmp_path / "ledger.sqlite3") as ledger:
        (parties,) = ledger.execute("SELECT count(*) FROM ledger_party").fetchone()
        (history,) = ledger.execute("SELECT count(*) FROM ledger_partyhistory").fetchone()
        version, remark = ledger.execute("SELECT version, remark FROM ledger_party WHERE code='shared'").fetchone()
    assert parties == 1 + WRITERS * WRITES
    assert history == 1 + 2 * WRITERS * WRITES
    assert version == 1 + WRITERS * WRITES
    assert sorted(remark) == sorted("".join(str(n) * WRITES for n in range(WRITERS)))
