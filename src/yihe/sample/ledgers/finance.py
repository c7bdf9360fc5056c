"""Bank agreements and the renewal fund: 18 banks with 40 billion yuan, a fund of 20 billion, 5 billion landed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from yihe.programmes.finance import BankAgreement, Fund, FundTranche

from ..chance import Journey, split
from ..sheets import Book, Row, Sheet

CREDIT_WAN = 4_000_000
FUND = "芝罘区城市更新基金"
_CEREMONY = date(2022, 3, 18)
_BANKS = [
    ("国家开发银行", "policy"), ("中国农业发展银行", "policy"), ("中国进出口银行", "policy"),
    ("工商银行", "state"), ("农业银行", "state"), ("中国银行", "state"), ("建设银行", "state"),
    ("交通银行", "state"), ("邮储银行", "state"),
    ("中信银行", "joint_stock"), ("光大银行", "joint_stock"), ("浦发银行", "joint_stock"),
    ("兴业银行", "joint_stock"), ("民生银行", "joint_stock"), ("招商银行", "joint_stock"),
    ("恒丰银行", "joint_stock"), ("烟台银行", "local"), ("烟台农商银行", "local"),
]  # fmt: skip
_WAY = ("contacted", "negotiating", "signed", "granted", "drawing")


def books(chance: Random) -> list[Book]:
    """Agreements, the fund and its tranches."""
    sheets = [
        Sheet(BankAgreement, list(_agreements(chance)), units={"credit_line": "亿元", "drawn": "亿元"}),
        Sheet(Fund, [_fund()], units={"size": "亿元"}),
        Sheet(FundTranche, list(_tranches()), units={"amount": "亿元"}),
    ]
    return [Book("区财政局", "融资保障台账", sheets)]


def _agreements(chance: Random) -> Iterator[Row]:
    lines = sorted(split(chance, CREDIT_WAN // 1000, len(_BANKS), spread=0.6, least=40), reverse=True)
    for number, ((bank, kind), thousands) in enumerate(zip(_BANKS, lines, strict=True), start=1):
        end = chance.choice(("signed", "granted", "granted", "drawing", "drawing"))
        days = Journey(_WAY, (12, 30)).until(end).around(chance, "signed", _CEREMONY)
        yield {
            "code": f"YH-{number:02}",
            "name": f"{bank}（样例）",
            "place": "芝罘区",
            "bank_kind": kind,
            "credit_line": Decimal(thousands) * 10_000_000,
            "drawn": Decimal(round(thousands * chance.uniform(0.05, 0.35))) * 10_000_000 if "drawing" in days else 0,
            "rate": Decimal(chance.randint(335, 465)) / 100,
            "tenor": chance.choice((5, 8, 10, 15)),
            "responsible": "区财政局",
            "stage": list(days)[-1],
            "days": days,
        }


def _fund() -> Row:
    return {
        "code": "JJ-01",
        "name": FUND,
        "place": "芝罘区",
        "size": Decimal(20_000_000_000),
        "partners": "芝罘区财金集团、社会资本方（样例）",
        "responsible": "芝罘区财金集团",
        "stage": "investing",
        "days": {
            "planned": date(2021, 11, 8),
            "registered": date(2022, 1, 21),
            "filed": date(2022, 3, 10),
            "investing": date(2022, 5, 20),
        },
    }


def _tranches() -> Iterator[Row]:
    calls = [
        (1, 5_000_000_000, date(2022, 3, 31), {"called": date(2022, 2, 18), "landed": date(2022, 4, 15)}),
        (2, 5_000_000_000, date(2022, 12, 30), {"called": date(2022, 8, 26)}),
    ]
    for number, amount, due, days in calls:
        yield {
            "code": f"JJ-01-{number}",
            "name": f"{FUND}第{'一二'[number - 1]}期",
            "place": "芝罘区",
            "fund": FUND,
            "number": number,
            "amount": Decimal(amount),
            "due": due,
            "responsible": "芝罘区财金集团",
            "stage": list(days)[-1],
            "days": days,
        }
