"""Accounts: the user behind the command line, and one account per role for a demonstration."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth import get_user_model

from .officers import Officer, Role

_COMMAND_LINE = "command-line"


def command_line_user() -> Any:
    """The user that commands act as; it cannot sign in."""
    User = get_user_model()
    user, created = User.objects.get_or_create(username=_COMMAND_LINE, defaults={"is_superuser": True})
    if created:
        user.set_unusable_password()
        user.save()
    return user


class UnknownAccount(LookupError):
    """No account has that name; the message lists those that can sign in."""


def new_password(name: str) -> str:
    """Give an account a new generated password and return it.

    Raises
    ------
    UnknownAccount
        If there is no such account, or it is the command line's, which cannot sign in.
    """
    users = get_user_model().objects.exclude(username=_COMMAND_LINE)
    user = users.filter(username=name).first()
    if user is None:
        names = ", ".join(users.order_by("username").values_list("username", flat=True)) or "—"
        raise UnknownAccount(f"no account {name!r} (没有这个账号); there are: {names}")
    made = secrets.token_urlsafe(9)
    user.set_password(made)
    user.save()
    return made


def create_role_accounts() -> dict[str, str]:
    """One account for each role that has none yet.

    Returns
    -------
    dict
        User name to the password generated for it; empty where all exist. Passwords are not kept.
    """
    User = get_user_model()
    made: dict[str, str] = {}
    for role in Role.values:
        if User.objects.filter(username=role).exists():
            continue
        made[role] = secrets.token_urlsafe(9)
        user = User.objects.create_user(role, password=made[role])
        Officer.objects.create(user=user, role=role)
    return made
