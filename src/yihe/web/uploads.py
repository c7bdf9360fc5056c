"""Uploaded files on their way into the ledger: kept in the data folder until they are approved or forgotten."""

from __future__ import annotations

import json
import secrets
import shutil
import time
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

KEPT_S = 24 * 3600
"""How long files wait for approval."""

_OWNER = "owner.json"


class NoUpload(LookupError):
    """No files wait under that name for that person."""


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "incoming"


def keep(files: Iterable[UploadedFile], user: Any) -> str:
    """Keep uploaded files under a fresh name, which is returned."""
    _forget_old()
    token = secrets.token_hex(12)
    folder = _folder() / token / "files"
    folder.mkdir(parents=True, mode=0o700)
    for file in files:
        with (folder / _safe_name(file.name or "", folder)).open("xb") as out:
            shutil.copyfileobj(file, out)
    (_folder() / token / _OWNER).write_text(json.dumps({"user": user.pk}))
    return token


def _safe_name(name: str, folder: Path) -> str:
    """The file's own name without any folders; numbered where two uploads share it."""
    plain = PurePath(name.replace("\\", "/")).name.lstrip(".") or "upload"
    path, n = folder / plain, 1
    while path.exists():
        n += 1
        path = folder / f"{PurePath(plain).stem} ({n}){PurePath(plain).suffix}"
    return path.name


def paths(token: str, user: Any) -> list[Path]:
    """The kept files.

    Raises
    ------
    NoUpload
        None under that name, or they are somebody else's.
    """
    owner = _folder() / token / _OWNER
    if not token.isalnum() or not owner.is_file() or json.loads(owner.read_text())["user"] != user.pk:
        raise NoUpload(token)
    return sorted((_folder() / token / "files").iterdir())


def forget(token: str, user: Any) -> None:
    """Remove kept files."""
    paths(token, user)
    shutil.rmtree(_folder() / token, ignore_errors=True)


def _forget_old() -> None:
    if not _folder().is_dir():
        return
    for old in _folder().iterdir():
        if time.time() - old.stat().st_mtime > KEPT_S:
            shutil.rmtree(old, ignore_errors=True)
