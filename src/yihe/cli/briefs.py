"""The command that writes: `brief`."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated

import typer

from .options import writable
from .output import console, refuse
from .starting import open_ledger


def add_to(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(brief)


def brief(
    template: Annotated[
        Path,
        typer.Argument(
            metavar="TEMPLATE",
            help="A .docx, .md or .txt with {{ indicator | options }}, or press-conference, which comes with yihe.",
        ),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", callback=writable, help="The .docx, .pdf, .md or .txt to write.")],
    period: Annotated[
        str, typer.Option("--period", help="Period of figures that name none: 2022, 2022H1, 2021-10-01..2022-09-08.")
    ] = "",
    place: Annotated[
        str, typer.Option("--place", help="Statistical code of the place; the ledger's own if left out.")
    ] = "",
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="TIME", help="What the ledger knew then; the end of today if left out.")
    ] = "",
    release_date: Annotated[
        str, typer.Option("--release-date", metavar="DATE", help="Day of release; the end of the period if left out.")
    ] = "",
) -> None:
    """Write a text whose figures come from the ledger, with a receipt for each in an appendix.

    Exit code 0: written; 2: the template cannot be filled in truthfully.

    Examples: yihe brief press-conference --period ..2022-09-08 -o draft.docx
    · yihe brief note.md --period 2022H1 --place 370602 --as-of 2022-09-08 -o note.docx
    """
    from .options import day, moment

    released, known_at = day(release_date), moment(as_of)
    open_ledger()
    from django.conf import settings
    from django.utils import timezone

    from yihe.briefing.compose import ENDINGS, UnusableTemplate, compose, terms_for
    from yihe.indicators.spans import Span, UnreadableSpan, parse_span

    if out.suffix not in ENDINGS:
        refuse(f"{out.name}: only {', '.join(ENDINGS)} can be written (不支持的文件类型)")
    source = _template(template, out.suffix)
    tonight = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time()))
    try:
        span = parse_span(period) if period else Span(None, released or timezone.localdate())
        terms = terms_for(place or str(settings.YIHE_PLACE), span, known_at or tonight, released)
        out.write_bytes(compose(source, out.suffix, terms))
    except (UnusableTemplate, UnreadableSpan) as trouble:
        refuse(str(trouble))
    except OSError as trouble:
        refuse(f"{trouble.filename}: {trouble.strerror}")
    console.print(f"✓ {out}", soft_wrap=True)


def _template(asked: Path, ending: str) -> Path:
    """The file asked for; a bare name is one of the templates that come with yihe."""
    if asked.exists() or asked.suffix:
        return asked
    from yihe import briefing

    shipped = Path(briefing.__file__).with_name("templates_docx") / asked.name
    found = shipped.with_suffix(".docx" if ending in (".docx", ".pdf") else ".md")
    return found if found.exists() else refuse(f"{asked}: no such template (没有这个模板)")
