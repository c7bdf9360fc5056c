"""Where this installation keeps its data, and which database it uses."""

from __future__ import annotations

import json
import os
import secrets
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def data_home() -> Path:
    """The data folder: ``YIHE_HOME``, else ``.yihe`` in the user's home; made if missing."""
    home = Path(os.environ.get("YIHE_HOME") or Path.home() / ".yihe").expanduser().resolve()
    home.mkdir(parents=True, exist_ok=True)
    return home


def secret_key(home: Path) -> str:
    """The installation's secret key, generated at first use and readable by its owner alone."""
    path = home / "secret.key"
    try:
        # Exclusive creation: of two processes that start together one writes, the other reads.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


def database_settings(home: Path) -> dict[str, Any]:
    """Django's settings for ``YIHE_DATABASE_URL`` (postgresql://…), else for SQLite in the data folder."""
    url = os.environ.get("YIHE_DATABASE_URL", "")
    if not url:
        return sqlite_settings(home / "ledger.sqlite3")
    if not url.startswith(("postgres://", "postgresql://")):
        raise SystemExit(
            f"YIHE_DATABASE_URL: {url.split(':')[0]!r} is not supported; use postgresql://… or leave it empty (SQLite)"
        )
    return postgresql_settings(url)


def local_limits() -> dict[str, str]:
    """Numbers that this place sets for rules, by the rule's name: ``YIHE_LIMITS='{"bonds.coverage": "1.3"}'``."""
    said = os.environ.get("YIHE_LIMITS") or "{}"
    try:
        found = json.loads(said, parse_float=str, parse_int=str)
        return {str(name): str(Decimal(limit)) for name, limit in found.items()}
    except (ValueError, TypeError, AttributeError, ArithmeticError):
        raise SystemExit(
            f'YIHE_LIMITS: {said!r} is not a JSON object of rules and numbers, such as {{"bonds.coverage": "1.3"}}'
        ) from None


def sqlite_settings(path: Path) -> dict[str, Any]:
    """SQLite so that concurrent writers wait for each other and a power cut loses nothing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;",
        },
    }


def postgresql_settings(url: str) -> dict[str, Any]:
    """PostgreSQL by URL; a ``host`` in the query is a socket folder."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "yihe",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }
