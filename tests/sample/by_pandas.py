"""The sample's sheets read with pandas alone: headings, units, days and places understood without the ledger's code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

FACTORS = {"亿元": 1e8, "万元": 1e4, "万平方米": 1e4, "公顷": 1e4, "亩": 10_000 / 15}
_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})")
_UNIT = re.compile(r"^(.*)（(.+)）$")


@dataclass(frozen=True)
class Period:
    """Days from and to, both included; no beginning means all up to the end."""

    start: date | None
    end: date

    def holds(self, days: pd.Series) -> pd.Series:
        inside = days.notna() & (days <= pd.Timestamp(self.end))
        return inside & (days >= pd.Timestamp(self.start)) if self.start else inside


class Sheet:
    """Rows of a sheet in base units, with the days of its stages, narrowed to a place."""

    def __init__(self, rows: pd.DataFrame, period: Period) -> None:
        self.rows = rows
        self.period = period

    def where(self, column: str, *values: Any) -> Sheet:
        return Sheet(self.rows[self.rows[column].isin(values)], self.period)

    def at_least(self, column: str, least: float) -> Sheet:
        return Sheet(self.rows[self.rows[column].astype(float) >= least], self.period)

    def having(self, column: str) -> Sheet:
        return Sheet(self.rows[self.rows[column].notna()], self.period)

    def reached(self, stage: str) -> Sheet:
        """Rows that entered a stage in the period."""
        return Sheet(self.rows[self.period.holds(self.rows[f"{stage}日期"])], self.period)

    def standing(self, *stages: str) -> Sheet:
        """Rows that stand in one of the stages when the period ends."""
        columns = [c for c in self.rows.columns if c.startswith("stage:")]
        days = self.rows[columns].where(self.rows[columns] <= pd.Timestamp(self.period.end))
        last = [_last_stage(row) for row in days.itertuples(index=False)]
        names = [columns[n].removeprefix("stage:") if n is not None else "" for n in last]
        return Sheet(self.rows.loc[pd.Series(names, index=self.rows.index, dtype=object).isin(stages)], self.period)

    def overdue(self, due: str, stage: str) -> Sheet:
        end = pd.Timestamp(self.period.end)
        limit, done = self.rows[due], self.rows[f"{stage}日期"]
        return Sheet(self.rows[limit.notna() & (limit < end) & (done.isna() | (done > end))], self.period)

    def count(self) -> float:
        return len(self.rows)

    def total(self, column: str) -> float:
        return float(self.rows[column].astype(float).sum())

    def mean(self, column: str) -> float | None:
        values = self.rows[column].astype(float).dropna()
        return float(values.mean()) if len(values) else None

    def different(self, column: str) -> float:
        return self.rows[column].nunique()

    def days(self, since: str, until: str) -> float | None:
        rows = self.reached(until).rows
        gaps = (rows[f"{until}日期"] - rows[f"{since}日期"]).dt.days.dropna()
        return float(gaps.mean()) if len(gaps) else None


def _last_stage(days: Any) -> int | None:
    """The last stage entered; of two on one day the later column."""
    known = [(day, n) for n, day in enumerate(days) if not pd.isna(day)]
    return max(known)[1] if known else None


class Workbooks:
    """All sheets of the sample by tab."""

    def __init__(self, folder: Path) -> None:
        self._sheets: dict[str, pd.DataFrame] = {}
        for path in sorted(folder.glob("区*/*.xlsx")):
            for tab, raw in pd.read_excel(path, sheet_name=None, header=None, dtype=object, engine="openpyxl").items():
                self._sheets[tab] = _read(raw)

    def sheet(self, tabs: str, subdistrict: str, period: Period) -> Sheet:
        """Sheets of these tabs (``A+B``) in the district (empty) or a subdistrict by name."""
        rows = pd.concat([self._sheets[tab] for tab in tabs.split("+")])
        if subdistrict:
            own = rows["所属街道"] if "所属街道" in rows else pd.Series("", index=rows.index)
            rows = rows[own.fillna("").str.replace(r"(街道)?(办事处|街道办)?$", "", regex=True) == subdistrict]
        return Sheet(rows, period)


def _read(raw: pd.DataFrame) -> pd.DataFrame:
    """Flatten the one or two header rows, leave out titles, totals and remarks, scale to base units."""
    top = raw.iloc[2].ffill().tolist()
    grouped = "各阶段日期" in top
    below = raw.iloc[3].tolist()
    names = [below[n] if name == "各阶段日期" else name for n, name in enumerate(top)]
    rows = raw.iloc[4 if grouped else 3 :].copy()
    rows.columns = pd.Index(names)
    rows = rows[rows["数据性质"] == "样例"]
    whole = re.search("单位：(.+?）)", str(raw.iloc[0, 0]))
    sheet_unit = whole.group(1).rstrip("）") if whole else ""
    plain = [n for n, name in enumerate(top) if name != "各阶段日期"]
    return _typed(rows, {names[n] for n in range(len(names)) if n not in plain}, sheet_unit)


def _typed(rows: pd.DataFrame, stage_days: set[str], sheet_unit: str) -> pd.DataFrame:
    made: dict[str, Any] = {}
    for name in rows.columns:
        said = _UNIT.match(str(name))
        label, unit = (said.group(1), said.group(2)) if said else (str(name), "")
        values = rows[name]
        if label.endswith(("日期", "时限", "期限")):
            values = pd.to_datetime(values.map(_day))
        elif unit in FACTORS or (sheet_unit in FACTORS and label in ("总投资", "注册资本", "实际到位资金")):
            values = values.astype(float) * FACTORS[unit or sheet_unit]
        made[label] = values
        if name in stage_days:
            made[f"stage:{label.removesuffix('日期')}"] = values
    return pd.DataFrame(made)


def _day(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return pd.Timestamp(value)
    found = _DAY.search(str(value))
    return pd.Timestamp(*map(int, found.groups())) if found else pd.NaT
