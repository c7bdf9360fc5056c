"""The `yihe` command: gathers the commands of all modules and starts Django only where one needs it."""

from __future__ import annotations

import os
import sys

import typer

app = typer.Typer(
    name="yihe",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="一核: one ledger for a city district; every figure traces to its records.\n\n"
    "Exit codes: 0 done, 1 found something off, 2 unusable input.",
)


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

    call_command("migrate", verbosity=0, interactive=False)


def main() -> None:
    """Entry point of the `yihe` command."""
    from . import bench, briefs, exchange, ledger, quality, site, texts

    for module in (site, ledger, exchange, texts, briefs, bench, quality):
        module.add_to(app)
    try:
        app()
    except BrokenPipeError:
        # The reader of a pipe (head, less) left; that is no error of ours.
        sys.stderr.close()
        raise SystemExit(0) from None
