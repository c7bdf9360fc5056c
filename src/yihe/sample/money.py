"""The money of key projects: lines from banks, fund and bonds, their draws and repayments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.ledger.entries import Entry
from yihe.programmes.bonds import BondIssue
from yihe.programmes.finance import BankAgreement, FundingLine, FundTranche, Payment
from yihe.programmes.projects import KeyProject

from .chance import LATEST, Journey, pick
from .sheets import Book, Row, Sheet
from .workdays import workday_from, workday_up_to

_SOURCES = {"bank": 38.0, "own": 26.0, "budget": 18.0, "bond": 10.0, "fund": 8.0}
_KINDS: dict[str, tuple[str, type[Entry]]] = {
    "bank": ("agreement", BankAgreement),
    "fund": ("tranche", FundTranche),
    "bond": ("issue", BondIssue),
}
_READY = {"bank": "signed", "fund": "landed", "bond": "issued"}
_WAY = ("planned", "agreed", "drawing")
_ENDS = {"planned": 8.0, "agreed": 22.0, "drawing": 70.0}
_PAY = Journey(("requested", "approved", "paid", "booked"), (2, 9))


def books(others: Sequence[Book], chance: Random) -> list[Book]:
    """One workbook of the finance bureau on the projects of the year that the other books list."""
    sheets = [sheet for book in others for sheet in book.sheets]
    listed = [row for sheet in sheets if sheet.kind is KeyProject for row in sheet.rows]
    projects = [row for row in listed if row["plan_year"] == LATEST.year and "started" in row["days"]]
    givers = {
        source: [row for sheet in sheets if sheet.kind is kind for row in sheet.rows]
        for source, (_, kind) in _KINDS.items()
    }
    lines = [{"code": f"ZJ-{n:03}", **row} for n, row in enumerate(_lines(chance, projects, givers), start=1)]
    payments = [{"code": f"THK-{n:04}", **row} for n, row in enumerate(_payments(chance, lines), start=1)]
    return [Book("区财政局", "重点项目资金台账", [Sheet(FundingLine, lines), Sheet(Payment, payments)])]


def _lines(chance: Random, projects: Sequence[Row], givers: dict[str, list[Row]]) -> Iterator[Row]:
    for project in projects:
        shares = {pick(chance, _SOURCES) for _ in range(2)}
        for source in sorted(shares):
            yield _line(chance, project, source, len(shares), givers)


def _line(chance: Random, project: Row, source: str, of: int, givers: dict[str, list[Row]]) -> Row:
    wan = round(float(project["plan_investment"]) / 10_000 / of * chance.uniform(0.7, 1.0))
    first = project["days"]["started"]
    giver = _giver(chance, source, givers)
    if giver:
        first = max(first, giver["days"][_READY[source]])
    planned = workday_from(min(first, LATEST - timedelta(days=60)))
    days = Journey(_WAY, (6, 20)).until(pick(chance, _ENDS)).around(chance, "planned", planned)
    row = {
        **{key: project[key] for key in ("subdistrict", "community")},
        "name": f"{project['name']}·{'银行' if source == 'bank' else '资金'}",
        "project": project["code"],
        "source": source,
        "committed": Decimal(max(wan, 100)) * 10_000,
        "responsible": "区财政局",
        "stage": list(days)[-1],
        "days": days,
    }
    return row | ({_KINDS[source][0]: giver["code"]} if giver else {})


def _giver(chance: Random, source: str, givers: dict[str, list[Row]]) -> Row | None:
    """The bank, tranche or issue whose money it is; one whose money is there."""
    ready = [row for row in givers.get(source, ()) if _READY[source] in row["days"]]
    return chance.choice(ready) if ready else None


def _payments(chance: Random, lines: Sequence[Row]) -> Iterator[Row]:
    for line in lines:
        if "drawing" not in line["days"]:
            continue
        left = line["committed"]
        for number in range(chance.randint(1, 3)):
            amount = (left * chance.randint(15, 45) / 100).quantize(Decimal("10000"))
            left -= amount
            yield _payment(chance, line, "draw", amount, number)
        if line["source"] == "bank" and chance.random() < 0.4:
            yield _payment(chance, line, "repay", (line["committed"] - left) * chance.randint(2, 6) / 100, 9)


def _payment(chance: Random, line: Row, direction: str, amount: Decimal, number: int) -> Row:
    begun = workday_from(line["days"]["drawing"] + timedelta(days=20 * (number % 9)))
    days = _PAY.around(chance, "requested", min(begun, workday_up_to(LATEST)))
    said = "提款" if direction == "draw" else "还款"
    return {
        **{key: line[key] for key in ("subdistrict", "community")},
        "name": f"{line['name']}{said}{number % 9 + 1}",
        "line": line["code"],
        "direction": direction,
        "amount": amount,
        "due": min(days["requested"] + timedelta(days=20), date(2022, 12, 30)),
        "responsible": "区财政局",
        "stage": list(days)[-1],
        "days": days,
    }
