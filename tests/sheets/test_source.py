"""Files of every kind are read, and what cannot be read is refused with a reason."""

import json
import os
import random
import re
import zipfile

import numpy as np
import openpyxl
import pyogrio
import pytest
import shapely
import xlsxwriter

from yihe.geo import GCJ02, distance_m, from_wgs84, from_wkb
from yihe.ledger.sheets import BadCell, CellError, Limits, UnreadableFile, parse_decimal, read_tables

from .old_formats import Percent, ole, write_ods, xls
from .workbooks import cells, labels, notes, write_rows

ROWS = [["项目名称", "总投资（万元）"], ["海绵城市改造", 1200.0], ["雨污分流", 350.5]]
TEXT_ROWS = [["海绵城市改造", "1200"], ["雨污分流", "350.5"]]
CSV = "项目名称,总投资（万元）\n海绵城市改造,1200\n雨污分流,350.5\n"
POINT = (121.3914, 37.5341)


def refusal(path, **options):
    with pytest.raises(UnreadableFile) as caught:
        read_tables(path, **options)
    error = caught.value
    assert all((error.message.zh, error.message.en, error.advice.zh, error.advice.en))
    return error


def feature_collection(lon, lat, **properties):
    geometry = {"type": "Point", "coordinates": [lon, lat]}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    return {"type": "FeatureCollection", "features": [feature]}


# Text tables


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，", "|"])
def test_text_is_read_in_every_usual_encoding_and_delimiter(tmp_path, encoding, delimiter):
    path = tmp_path / "项目.csv"
    path.write_bytes(CSV.replace(",", delimiter).encode(encoding))
    (table,) = read_tables(path)
    assert (table.sheet, labels(table), cells(table)) == ("项目", ROWS[0], TEXT_ROWS)


def test_quoted_cells_keep_their_delimiters_and_line_breaks_and_rows_their_line_numbers(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('名称,备注\n"甲","一,二\n三"\n乙,四\n', encoding="utf-8")
    (table,) = read_tables(path)
    assert cells(table) == [["甲", "一,二\n三"], ["乙", "四"]]
    assert [row.number for row in table.rows] == [2, 4]


def test_codes_that_excel_wraps_keep_their_zeros(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('编码,名称\n="00123",甲\n', encoding="utf-8")
    assert cells(read_tables(path)[0]) == [["00123", "甲"]]


def test_text_saved_as_xls_is_read_as_text(tmp_path):
    path = tmp_path / "导出.xls"
    path.write_bytes(CSV.replace(",", "\t").encode("gb18030"))
    assert cells(read_tables(path)[0]) == TEXT_ROWS


def test_damaged_utf8_is_refused_and_not_read_as_nonsense(tmp_path):
    path = tmp_path / "a.csv"
    data = (CSV + "老旧小区改造工程,1\n" * 40).encode("utf-8")
    path.write_bytes(data[:-20] + b"\xe8" + data[-19:])
    error = refusal(path)
    assert error.code == "encoding"
    assert "行" in error.message.zh


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", bytes(range(128, 256)) * 4, "名称,备注\n甲,\x01\n".encode("gb18030")]
)
def test_unknown_encodings_are_refused(tmp_path, data):
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert refusal(path).code == "encoding"


def test_an_unclosed_quotation_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('名称,备注\n甲,"没有完\n乙,x\n', encoding="utf-8")
    assert refusal(path).code == "damaged"


# Workbooks


def test_all_visible_sheets_are_read_and_hidden_ones_noted(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for name in ("一季度", "草稿", "二季度", "空表"):
            page = book.add_worksheet(name)
            for r, row in enumerate(ROWS if name != "空表" else ()):
                page.write_row(r, 0, row)
        book.get_worksheet_by_name("草稿").hide()
    tables = read_tables(tmp_path / "a.xlsx")
    assert [table.sheet for table in tables] == ["一季度", "二季度"]
    assert tables[0].notes[0].kind == "hidden_sheet"
    assert tables[0].notes[0].text == "草稿"


def test_a_workbook_is_known_by_its_content_and_not_by_its_name(tmp_path):
    write_rows(tmp_path / "a.xlsx", ROWS).rename(tmp_path / "a.xls")
    assert cells(read_tables(tmp_path / "a.xls")[0]) == ROWS[1:]


def test_an_old_xls_is_read_with_its_merged_headers(tmp_path):
    rows = [["名称", "投资（万元）", ""], ["", "总投资", "年度计划"], ["甲", 1200.0, 300.0], ["乙", 5.0, 6.0]]
    (tmp_path / "a.xls").write_bytes(xls(rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2)]))
    (table,) = read_tables(tmp_path / "a.xls")
    assert labels(table) == ["名称", "投资（万元）/总投资", "投资（万元）/年度计划"]
    assert cells(table) == rows[2:]


def test_error_cells_are_seen_and_not_read_as_empty(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["名称", "投资", "面积"])
        page.write_row(1, 0, ["甲", 1])
        page.write_formula("C2", "=1/0", value="#DIV/0!")
        page.write_formula("B3", "=#REF!", value="#REF!")
    values = cells(read_tables(tmp_path / "a.xlsx")[0])
    assert values == [["甲", 1, "#DIV/0!"], ["", "#REF!", ""]]
    assert isinstance(values[0][2], CellError)
    with pytest.raises(BadCell) as caught:
        parse_decimal(values[0][2])
    assert caught.value.code == "sheet_error"


@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#N/A"])
def test_error_cells_of_an_old_xls_are_seen(tmp_path, error):
    (tmp_path / "a.xls").write_bytes(xls([["名称", "投资"], ["甲", 1.0], ["乙", error]]))
    values = cells(read_tables(tmp_path / "a.xls")[0])
    assert values == [["甲", 1.0], ["乙", error]]
    assert isinstance(values[1][1], CellError)


def test_percent_formats_of_an_old_xls_are_seen(tmp_path):
    (tmp_path / "a.xls").write_bytes(xls([["名称", "完成率"], ["甲", Percent(0.125)], ["乙", 0.5]]))
    assert cells(read_tables(tmp_path / "a.xls")[0]) == [["甲", "12.5%"], ["乙", 0.5]]


def test_an_opendocument_sheet_is_read_with_its_errors_and_percentages(tmp_path):
    rows = [["名称", "投资", "完成率"], ["甲", 1200.0, Percent(0.7)], ["乙", "#DIV/0!", 0.5]]
    (table,) = read_tables(write_ods(tmp_path / "a.ods", rows))
    assert cells(table) == [["甲", 1200.0, "70%"], ["乙", "#DIV/0!", 0.5]]
    assert isinstance(cells(table)[1][1], CellError)


def test_formulas_that_were_never_calculated_are_seen(tmp_path):
    book = openpyxl.Workbook()
    for row in (["名称", "投资", "合并"], ["甲", 5, "=B2*2"], ["乙", "=1+1", "x"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    values = cells(read_tables(tmp_path / "a.xlsx")[0])
    assert values == [["甲", 5, "="], ["乙", "=", "x"]]
    with pytest.raises(BadCell) as caught:
        parse_decimal(values[0][2])
    assert caught.value.code == "not_calculated"


@pytest.mark.parametrize(
    "spell",
    [
        lambda xml: re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x="),
        lambda xml: xml.replace(b'="', b"='").replace(b'" ', b"' ").replace(b'">', b"'>").replace(b'"/', b"'/"),
    ],
    ids=["tags with a prefix", "single quotes"],
)
def test_error_cells_are_seen_however_the_xml_is_spelt(tmp_path, spell):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["名称", "投资"])
        page.write("A2", "甲")
        page.write_formula("B2", "=1/0", value="#DIV/0!")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    declaration, _, sheet = parts["xl/worksheets/sheet1.xml"].partition(b"\n")
    parts["xl/worksheets/sheet1.xml"] = declaration + b"\n" + spell(sheet)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert cells(read_tables(tmp_path / "a.xlsx")[0]) == [["甲", "#DIV/0!"]]


def test_a_formula_with_an_empty_text_result_is_an_empty_cell(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["名称", "备注"])
        page.write("A2", "甲")
        page.write_formula("B2", '=IF(A2="",1,"")', value="")
    assert cells(read_tables(tmp_path / "a.xlsx")[0])[0][0] == "甲"


def test_a_percent_format_is_read_as_the_percentage_it_shows(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["名称", "完成率", "比例"])
        page.write("A2", "甲")
        page.write("B2", 0.7, book.add_format({"num_format": "0.0%"}))
        page.write("C2", 0.7)
    assert cells(read_tables(tmp_path / "a.xlsx")[0]) == [["甲", "70%", 0.7]]


def test_marks_are_found_across_the_pieces_a_large_sheet_is_read_in(tmp_path):
    count = 30_000
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["名称", "投资"])
        for r in range(1, count + 1):
            page.write(r, 0, f"项目{r}")
            page.write_formula(r, 1, "=1/0", value="#DIV/0!")
    rows = read_tables(tmp_path / "a.xlsx")[0].rows
    assert sum(isinstance(row.cells[1], CellError) for row in rows) == count


def test_the_1904_date_system_is_reported(tmp_path):
    write_rows(tmp_path / "a.xlsx", ROWS, options={"date_1904": True})
    assert read_tables(tmp_path / "a.xlsx")[0].date_1904 is True
    write_rows(tmp_path / "b.xlsx", ROWS)
    assert read_tables(tmp_path / "b.xlsx")[0].date_1904 is False


def test_a_sheet_without_a_header_is_noted(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet("数据")
        for r, row in enumerate(ROWS):
            page.write_row(r, 0, row)
        book.add_worksheet("数字").write_row(0, 0, [1, 2, 3])
    assert notes(read_tables(tmp_path / "a.xlsx")[0]) == [("no_table", "")]


# Refusals


def test_a_password_protected_workbook_is_named_as_such(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(ole({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": bytes(6000)}))
    assert refusal(tmp_path / "a.xlsx").code == "password"


def test_a_password_protected_opendocument_sheet_is_named_as_such(tmp_path):
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert refusal(write_ods(tmp_path / "a.ods", ROWS, manifest=manifest)).code == "password"


def test_a_sheet_of_numbers_alone_has_no_header(tmp_path):
    assert refusal(write_rows(tmp_path / "a.xlsx", [[1, 2, 3], [4, 5, 6]])).code == "no_header"


def test_rows_of_spaces_are_blank(tmp_path):
    (table,) = read_tables(write_rows(tmp_path / "a.xlsx", [ROWS[0], [" ", "　"], ROWS[1]]))
    assert cells(table) == [ROWS[1]]


def test_a_renamed_archive_is_told_from_a_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("项目.csv", CSV)
    assert refusal(tmp_path / "a.xlsx").code == "zip"


def test_a_word_document_is_told_from_a_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert refusal(tmp_path / "a.xlsx").code == "not_a_sheet"


@pytest.mark.parametrize("data", [b"", b"\r\n \n"])
def test_an_empty_file_is_named_as_such(tmp_path, data):
    (tmp_path / "a.csv").write_bytes(data)
    assert refusal(tmp_path / "a.csv").code == "empty"


@pytest.mark.parametrize("rows", [[ROWS[0]], [["2022年项目表"], ROWS[0]]])
def test_a_file_without_data_rows_is_named_as_such(tmp_path, rows):
    assert refusal(write_rows(tmp_path / "a.xlsx", rows)).code == "no_rows"


@pytest.mark.parametrize(
    "text", ["<html><table><tr><td>名称</td></tr></table></html>", '<?xml version="1.0"?><Workbook/>']
)
def test_a_web_page_saved_as_xls_is_named_as_such(tmp_path, text):
    (tmp_path / "a.xls").write_text(text, encoding="utf-8")
    assert refusal(tmp_path / "a.xls").code == "html"


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_truncated_workbook_is_called_damaged(tmp_path, keep):
    path = write_rows(tmp_path / "a.xlsx", ROWS)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    assert refusal(path).code == "damaged"


def test_a_workbook_with_a_flipped_byte_is_called_damaged(tmp_path):
    path = write_rows(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    data = bytearray(path.read_bytes())
    data[sheet.header_offset + 60 + sheet.compress_size // 2] ^= 0xFF
    path.write_bytes(data)
    assert refusal(path).code == "damaged"


def bomb(path, *, lie_about_size=False):
    """A workbook whose sheet unpacks to 40 MB of blanks."""
    write_rows(path, ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] += b" " * 40_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        if lie_about_size:
            archive.getinfo("xl/worksheets/sheet1.xml").file_size = 1000
    return path


def test_a_decompression_bomb_is_not_opened(tmp_path):
    assert refusal(bomb(tmp_path / "a.xlsx")).code == "zip_bomb"


def test_a_bomb_that_lies_about_its_size_is_not_opened(tmp_path):
    assert refusal(bomb(tmp_path / "a.xlsx", lie_about_size=True)).code == "damaged"


def test_a_workbook_over_the_limit_is_refused_before_it_is_parsed(tmp_path):
    limits = Limits(unpacked_bytes=1000)
    assert refusal(write_rows(tmp_path / "a.xlsx", ROWS), limits=limits).code == "too_large"
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    assert refusal(tmp_path / "a.csv", limits=Limits(file_bytes=10)).code == "too_large"


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_too_many_rows_are_refused_with_the_limit_in_the_message(tmp_path, name):
    path = tmp_path / name
    if name.endswith("xlsx"):
        write_rows(path, [ROWS[0], *[ROWS[1]] * 20])
    else:
        path.write_text(CSV * 7, encoding="utf-8")
    error = refusal(path, limits=Limits(rows=15))
    assert error.code == "too_many_rows"
    assert "15" in error.message.zh
    assert "21" in error.message.zh


@pytest.mark.parametrize(
    ("name", "code"), [("a.pdf", "unsupported"), ("a.docx", "unsupported"), ("没有.xlsx", "missing")]
)
def test_other_files_are_refused(tmp_path, name, code):
    if code == "unsupported":
        (tmp_path / name).write_bytes(b"x")
    assert refusal(tmp_path / name).code == code


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_read_permission_is_named_as_such(tmp_path):
    path = write_rows(tmp_path / "a.xlsx", ROWS)
    path.chmod(0)
    assert refusal(path).code == "permission"


def test_a_failure_of_permission_is_told_from_other_failures(tmp_path, monkeypatch):
    path = write_rows(tmp_path / "a.xlsx", ROWS)
    monkeypatch.setattr("pathlib.Path.open", lambda *_, **__: (_ for _ in ()).throw(PermissionError(13, "denied")))
    assert refusal(path).code == "permission"


def test_a_stray_cell_at_the_far_corner_does_not_exhaust_memory(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ROWS[0])
        page.write(200_000, 16_383, "x")
    assert refusal(tmp_path / "a.xlsx").code == "too_many_cells"


def test_a_stray_cell_beyond_an_old_sheet_does_not_exhaust_memory(tmp_path):
    rows = [*ROWS, ["x"] + [""] * 40_000 + ["x"]]
    (tmp_path / "a.xls").write_bytes(xls(rows))
    assert refusal(tmp_path / "a.xls").code == "damaged"


# Map layers


def write_geojson(path, collection):
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["站点.geojson", "站点.json"])
def test_geojson_becomes_a_table_with_wgs84_geometry(tmp_path, name):
    (table,) = read_tables(write_geojson(tmp_path / name, feature_collection(*POINT, 名称="火车站", 客流=12)))
    assert labels(table) == ["名称", "客流", "geometry"]
    assert table.features
    assert table.address(table.rows[0], 1) == "#1 客流"
    assert from_wkb(table.rows[0].cells[2]).coords[0] == pytest.approx(POINT)


@pytest.mark.parametrize(("name", "properties"), [("站点_gcj02.geojson", {}), ("站点.geojson", {"坐标系": "火星坐标"})])
def test_gcj02_named_by_file_or_column_is_converted(tmp_path, name, properties):
    shifted = from_wgs84(*POINT, GCJ02)
    (table,) = read_tables(write_geojson(tmp_path / name, feature_collection(*shifted, 名称="火车站", **properties)))
    point = from_wkb(table.rows[0].cells[-1])
    assert distance_m(*POINT, point.x, point.y) < 0.1
    assert table.system == "GCJ-02"


def test_the_user_s_word_goes_before_the_file_s(tmp_path):
    path = write_geojson(tmp_path / "站点_gcj02.geojson", feature_collection(*POINT, 名称="火车站"))
    (table,) = read_tables(path, system="WGS84")
    assert from_wkb(table.rows[0].cells[-1]).coords[0] == pytest.approx(POINT)


def write_layer(path, crs, points, names, layer="项目"):
    geometry = np.array([shapely.to_wkb(shapely.Point(p)) if p else None for p in points], dtype=object)
    columns = [np.array(names, dtype=object)]
    pyogrio.raw.write(path, geometry, columns, ["名称"], crs=crs, layer=layer, geometry_type="Point", driver="GPKG")
    return path


def test_a_geopackage_in_a_cgcs2000_zone_is_converted(tmp_path):
    projected = from_wgs84(*POINT, "EPSG:4549")
    (table,) = read_tables(write_layer(tmp_path / "a.gpkg", "EPSG:4549", [projected, None], ["火车站", None]))
    point = from_wkb(table.rows[0].cells[-1])
    assert distance_m(*POINT, point.x, point.y) < 0.01
    assert table.rows[1].cells == ["", ""]
    assert (table.sheet, table.system) == ("项目", "EPSG:4549")


@pytest.mark.parametrize("crs", ["EPSG:32651", None])
@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_layer_of_unknown_system_is_refused(tmp_path, crs):
    assert refusal(write_layer(tmp_path / "a.gpkg", crs, [(500_000, 4_000_000)], ["甲"])).code == "unknown_system"


def test_coordinates_that_contradict_the_system_are_refused(tmp_path):
    path = write_layer(tmp_path / "a.gpkg", "EPSG:4549", [(40_534_000, 4_155_000)], ["甲"])
    assert refusal(path).code == "out_of_range"


@pytest.mark.parametrize("text", ['{"rows": []}', "[1, 2]", "{", '{"type": "Topology"}'])
def test_json_that_is_no_feature_collection_is_refused(tmp_path, text):
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert refusal(tmp_path / "a.json").code in ("unsupported", "damaged")


def test_a_map_file_in_another_encoding_than_utf8_is_refused(tmp_path):
    text = json.dumps(feature_collection(*POINT, 名称="火车站"), ensure_ascii=False)
    (tmp_path / "a.geojson").write_bytes(text.encode("gb18030"))
    assert refusal(tmp_path / "a.geojson").code == "encoding"


# Whatever the bytes

SEEDS = {
    "a.csv": lambda path: path.write_bytes(CSV.encode("gb18030")),
    "a.xls": lambda path: path.write_bytes(xls([*ROWS, ["错", "#N/A"]])),
    "a.ods": lambda path: write_ods(path, [*ROWS, ["错", "#N/A"]]),
    "a.xlsx": lambda path: write_rows(path, ROWS),
    "a.geojson": lambda path: write_geojson(path, feature_collection(*POINT, 名称="火车站")),
}


@pytest.mark.filterwarnings("ignore:.*geometry:RuntimeWarning")
@pytest.mark.parametrize("name", SEEDS)
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_reader(tmp_path, name):
    path = tmp_path / name
    SEEDS[name](path)
    whole = path.read_bytes()
    dice = random.Random(370602)
    refused = 0
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(dice.choice((1, 3, 20))):
            data[dice.randrange(len(data))] = dice.randrange(256)
        path.write_bytes(data[: dice.choice((len(data), dice.randrange(1, len(data))))])
        try:
            read_tables(path)
        except UnreadableFile:
            refused += 1
    assert refused > 0
