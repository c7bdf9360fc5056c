"""Files as offices really send them, made from a seed: harmless dirt, bad cells with their addresses, hopeless ones."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from .hopeless_files import HOPELESS
from .made_files import STREETS, Made, Truth

_TIERS = ("批发市场", "区级市场", "社区市场", "便民网点")
_AREA_UNITS = {"平方米": Decimal(1), "万平方米": Decimal(10_000), "㎡": Decimal(1)}
_MONEY_UNITS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
_COLUMNS = (
    "序号",
    "编号",
    "名称",
    "所属街道",
    "市场层级",
    "阶段",
    "完成改造日期",
    "建筑面积",
    "改造投资",
    "摊位数",
    "经度",
    "纬度",
)
_LETTER = dict(zip(_COLUMNS, "ABCDEFGHIJKL", strict=True))
_EPOCH = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def make(folder: Path, seed: int) -> Made:
    """The file of a seed: three in four are tables, the rest cannot be read at all."""
    chance = random.Random(f"dirty{seed}")
    if chance.random() < 0.25:
        return chance.choice(HOPELESS)(folder, chance)
    return _Sheet(chance).write(folder)


@dataclass
class _Row:
    """One row as it will stand in the sheet, by heading."""

    truth: Truth
    cells: dict[str, Any]


class _Sheet:
    """A table of markets with dirt by chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.about: list[str] = []
        self.bad: set[str] = set()
        self.area_unit = chance.choice(list(_AREA_UNITS))
        self.money_unit = chance.choice(list(_MONEY_UNITS))
        self.as_csv = chance.random() < 0.2
        self.date_1904 = not self.as_csv and chance.random() < 0.25
        self.title_lines = chance.choice(([], ["农贸市场台账"], ["农贸市场台账", "填报单位：区商务局"]))
        self.first_row = len(self.title_lines) + 2
        self.rows = [self._row(number) for number in range(chance.randrange(3, 15))]
        self.header = self._header()
        self.note(f"{self.area_unit} {self.money_unit}" + (" 1904" if self.date_1904 else ""))

    def note(self, text: str) -> None:
        self.about.append(text)

    def _header(self) -> list[str]:
        units = {"建筑面积": self.area_unit, "改造投资": self.money_unit}
        return [f"{h}（{units[h]}）" if h in units else h for h in _COLUMNS]

    # Rows whose values are right, however they are written --------------------------------------

    def _row(self, number: int) -> _Row:
        chance = self.chance
        truth = Truth(
            f"SC{number:04}",
            STREETS[number % 7 > 3],
            date(2020, 1, 1) + timedelta(days=chance.randrange(900)),
            Decimal(chance.randrange(1, 200)) * 100,
            Decimal(chance.randrange(1, 900)) * 10_000,
            chance.randrange(5, 300),
        )
        cells = {
            "序号": number + 1,
            "编号": self._loose(truth.code),
            "名称": self._name(number),
            "所属街道": self._street(truth.street),
            "市场层级": self._loose(chance.choice(_TIERS)),
            "阶段": "完成改造",
            "完成改造日期": self._day(truth.day),
            "建筑面积": self._quantity(truth.area, self.area_unit, _AREA_UNITS),
            "改造投资": self._quantity(truth.cost, self.money_unit, _MONEY_UNITS),
            "摊位数": chance.choice((truth.stalls, str(truth.stalls), f"{truth.stalls}个")),
            "经度": round(chance.uniform(121.30, 121.45), 6),
            "纬度": round(chance.uniform(37.50, 37.56), 6),
        }
        return _Row(truth, cells)

    def _loose(self, text: str) -> str:
        return self.chance.choice((text, f" {text} ", f"{text}\u200b", f"\u3000{text}"))

    def _name(self, number: int) -> str:
        plain = f"友谊{number}号市场"
        if not self.as_csv and self.chance.random() < 0.1:
            return f'=HYPERLINK("http://example.org/{number}","{plain}")'
        return plain

    def _street(self, street: str) -> str:
        return self.chance.choice(
            (street, street.removesuffix("街道"), f"芝罘区{street}", f"{street}办事处", f" {street}")
        )

    def _day(self, day: date) -> Any:
        texts = (f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}", day.isoformat())
        ways: list[Any] = [*texts, texts[2].replace("-", "/"), f"{day:%Y%m%d}"]
        if not self.as_csv:
            ways += [day, (day - _EPOCH[self.date_1904]).days]
        return self.chance.choice(ways)

    def _quantity(self, value: Decimal, unit: str, units: dict[str, Decimal]) -> Any:
        number = value / units[unit]
        digits = f"{number.normalize():f}"
        ways: list[Any] = [float(number), digits, digits.translate(_FULL_WIDTH), f"约{digits}", f"{digits}{unit}"]
        if number == int(number):
            ways.append(f"{int(number):,}")
        return self.chance.choice(ways)

    # Cells that are wrong -----------------------------------------------------------------------

    def spoil(self) -> None:
        """Make some cells wrong; each kind of trouble at most once, in rows of their own."""
        count = self.chance.choice((0, 0, 1, 2, 3))
        rows = self.chance.sample(range(len(self.rows)), min(count, len(self.rows)))
        for position, (heading, value) in zip(rows, self.chance.sample(_FAULTS, len(rows)), strict=True):
            self.rows[position].cells[heading] = value
            self.bad.add(f"{_LETTER[heading]}{self.first_row + position}")
            self.note(f"{heading}={value!r}")
        if not self.bad and self.chance.random() < 0.2:
            self._spoil_table()

    def _spoil_table(self) -> None:
        """Trouble that is no single cell's: it is looked for once the cells are right."""
        if self.chance.random() < 0.5:
            self.header[9] = "摊主星座"
            self.bad.add(f"J{self.first_row - 1}")
            self.note("unknown heading")
        else:
            self.rows[-1].cells["编号"] = self.rows[0].truth.code
            last = self.first_row + len(self.rows) - 1
            self.bad.add(f"{last}:{last}")
            self.note("code twice")

    # Files --------------------------------------------------------------------------------------

    def write(self, folder: Path) -> Made:
        self.spoil()
        path = self._write_csv(folder) if self.as_csv else self._write_workbook(folder)
        return Made(path, [row.truth for row in self.rows], self.bad, bool(self.bad), self.about)

    def _tail(self) -> list[list[Any]]:
        lines: list[list[Any]] = [["合计", "", "", "", "", "", "", 1, 1, 1], ["填表人：张三"]]
        return lines[: self.chance.randrange(3)]

    def _write_csv(self, folder: Path) -> Path:
        encoding = self.chance.choice(("gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16"))
        self.note(f"csv {encoding}")
        for row in self.rows:
            # These marks have no place in GBK.
            row.cells = {h: v.replace("\u200b", "") if isinstance(v, str) else v for h, v in row.cells.items()}
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        width = [""] * (len(_COLUMNS) - 1)
        writer.writerows([line, *width] for line in self.title_lines)
        writer.writerow(self.header)
        writer.writerows([_csv_cell(row.cells[h]) for h in _COLUMNS] for row in self.rows)
        path = folder / "农贸市场.csv"
        path.write_bytes(out.getvalue().encode(encoding))
        return path

    def _write_workbook(self, folder: Path) -> Path:
        path = folder / self.chance.choice(("农贸市场.xlsx", "农贸市场台账.xlsm"))
        options = {"date_1904": self.date_1904, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(str(path), options) as book:
            sheet = book.add_worksheet("农贸市场")
            for number, line in enumerate(self.title_lines):
                sheet.merge_range(number, 0, number, len(_COLUMNS) - 1, line)
            sheet.write_row(self.first_row - 2, 0, self.header)
            self._write_rows(book, sheet)
            if self.chance.random() < 0.3:
                book.add_worksheet("隐藏").hide()
        if path.suffix == ".xlsm":
            self._add_macro(path)
        return path

    def _write_rows(self, book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "yyyy/m/d"})
        for number, row in enumerate(self.rows, self.first_row - 1):
            for column, heading in enumerate(_COLUMNS):
                _write_cell(sheet, number, column, row.cells[heading], day)
        self._merge_streets(sheet)
        for number, line in enumerate(self._tail(), self.first_row - 1 + len(self.rows)):
            sheet.write_row(number, 0, line)

    def _merge_streets(self, sheet: Any) -> None:
        """Merge the street's cells of the first rows, which all lie in it."""
        same = [row.cells["所属街道"].strip() for row in self.rows[:3]]
        if all("向阳" in street and "办" not in street for street in same):
            self.note("merged streets")
            sheet.merge_range(self.first_row - 1, 3, self.first_row + 1, 3, STREETS[0])

    def _add_macro(self, path: Path) -> None:
        self.note("macro")
        with zipfile.ZipFile(path, "a") as package:
            package.writestr("xl/vbaProject.bin", _OLE + self.chance.randbytes(512))


_FAULTS: tuple[tuple[str, Any], ...] = (
    ("建筑面积", -120),
    ("建筑面积", "若干"),
    ("建筑面积", "#DIV/0!"),
    ("改造投资", "3.5万元元"),
    ("改造投资", "1,23,4"),
    ("摊位数", "12.5"),
    ("所属街道", "向阳西街道办"),
    ("市场层级", "五级"),
    ("完成改造日期", "昨天"),
    ("完成改造日期", "2022-02-30"),
    ("完成改造日期", "22.9.8"),
    ("完成改造日期", "2062-01-01"),
    ("完成改造日期", ""),
    ("阶段", "拆了"),
    ("经度", ""),
    ("纬度", "北纬三十七度"),
    ("名称", "长" * 201),
    ("编号", "#REF!"),
)
"""A heading and what makes its cell unusable."""


def _csv_cell(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _write_cell(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, str) and value.startswith("="):
        sheet.write_formula(row, column, value, None, value.rpartition(',"')[2].removesuffix('")'))
    elif isinstance(value, str) and value.startswith("#"):
        sheet.write_formula(row, column, "=1/0", None, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    else:
        sheet.write_number(row, column, value)
