"""What every page needs to know: the menu, whether the ledger holds sample data, what the reader may do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from yihe.indicators.register import programmes
from yihe.ledger.policy import may

from .revision import holds_sample


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "menu_programmes": programmes() if signed_in else [],
        "holds_sample": holds_sample(),
        "may_load": signed_in and may(user, "load"),
        "menu": getattr(request.resolver_match, "url_name", "") if request.resolver_match else "",
    }
