"""Start Django for the commands that need it; those that only read texts do without."""

from __future__ import annotations

import os


def start_django() -> None:
    """Set Django up with this installation's settings, and refuse an unsafe database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yihe.server.settings")
    import django
    from django.core.checks import Tags, run_checks

    django.setup()
    if found := run_checks(tags=[Tags.database], databases=["default"]):
        raise SystemExit("\n".join(f"{m.msg} {m.hint or ''}" for m in found))


def open_ledger() -> None:
    """Set Django up and bring the ledger's tables up to date."""
    start_django()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    # The command renders every model's history even where nothing is to be done, which a clerk waits for each time.
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
