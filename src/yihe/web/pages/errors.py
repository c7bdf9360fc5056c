"""The pages for what is forbidden, missing or broken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the policy's own words."""
    return render(request, "yihe/403.html", {"why": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; a message given by a page is shown, Django's own list of tried addresses is not."""
    why = exception.args[0] if exception and exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "yihe/404.html", {"why": why}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a page that needs neither the database nor a session, since either may be what failed."""
    return render(None, "yihe/500.html", status=500)
