"""The gate before every page: asks the ledger's policy, and turns its refusals into a 403 page that says why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from yihe.ledger.entries import Entry
from yihe.ledger.kinds import UnknownKind, entry_kinds
from yihe.ledger.personal import shown_to
from yihe.ledger.policy import Action, NotAllowed, may

View = Callable[..., HttpResponseBase]


class Request(HttpRequest):
    """A request that passed the guard: somebody has signed in, and htmx's part is known."""

    user: User
    htmx: HtmxDetails


def allowed(action: Action) -> Callable[[View], View]:
    """Let a request through only where the policy allows `action` in general.

    What it may do to one entry is asked again by the action itself.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user, action):
                raise PermissionDenied(_("Your role does not allow this."))
            try:
                with shown_to(request.user):
                    answer = view(request, *args, **kwargs)
            except NotAllowed as error:
                raise PermissionDenied(str(error)) from error
            if type(answer) is StreamingHttpResponse:
                answer.streaming_content = _shown_parts(request.user, answer.streaming_content)
            return answer

        return guarded

    return guard


def _shown_parts(user: User, parts: Any) -> Iterator[Any]:
    """Parts of a streamed answer, each made for the reader who asked for it."""
    made = iter(parts)
    while True:
        with shown_to(user):
            part = next(made, None)
        if part is None:
            return
        yield part


def kind_or_404(slug: str) -> type[Entry]:
    """The kind of entry an address names."""
    try:
        return entry_kinds()[slug]
    except (KeyError, UnknownKind):
        raise Http404(_("There is no such kind of record.")) from None
