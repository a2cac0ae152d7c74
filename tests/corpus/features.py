"""Tables that are not ours, with what XlsxWriter can put beside them."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from corpus.kind import kind
from corpus.pictures import ONE_PIXEL
from corpus.tables import BESIDE, ROWS, SHEET_NAME, table_with

Feature = Callable[[Workbook, Worksheet], None]


@kind()
def plain(path: Path) -> None:
    table_with(path)


def pictures(book: Workbook, sheet: Worksheet) -> None:
    sheet.insert_image(1, BESIDE, "图.png", {"image_data": BytesIO(ONE_PIXEL), "description": "公章"})
    sheet.insert_image(5, BESIDE, "图.png", {"image_data": BytesIO(ONE_PIXEL), "url": "https://example.cn"})


def charts(book: Workbook, sheet: Worksheet) -> None:
    for number, form in enumerate(("column", "pie", "line")):
        chart = book.add_chart({"type": form})
        chart.add_series({"values": f"={SHEET_NAME}!$F$8:$F$11", "categories": f"={SHEET_NAME}!$C$8:$C$11"})
        sheet.insert_chart(number * 16, BESIDE, chart)
    last = book.add_chart({"type": "bar"})
    last.add_series({"values": f"={SHEET_NAME}!$G$8:$G$11"})
    book.add_chartsheet("得分图").set_chart(last)


def comments(book: Workbook, sheet: Worksheet) -> None:
    sheet.write_comment("B4", "与批复一致", {"author": "经办"})
    sheet.write_comment("C4", "决算数", {"author": "复核", "visible": True})


def shapes(book: Workbook, sheet: Worksheet) -> None:
    sheet.insert_textbox(1, BESIDE, "填报说明", {"textlink": "=$A$1"})
    sheet.insert_button(8, BESIDE, {"caption": "计算", "macro": "compute"})
    sheet.insert_checkbox(12, BESIDE, True)


def validations(book: Workbook, sheet: Worksheet) -> None:
    other = book.add_worksheet("选项")
    other.write_column("A1", ["优", "良", "中", "差"])
    sheet.data_validation("D13", {"validate": "list", "source": "=选项!$A$1:$A$4"})
    sheet.data_validation("F8:G11", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100})
    sheet.data_validation("H8:H11", {"validate": "custom", "value": "=LEN(H8)<200", "error_message": "太长"})


def conditional_formats(book: Workbook, sheet: Worksheet) -> None:
    look = book.add_format({"bg_color": "#FFC7CE"})
    sheet.conditional_format("G8:G11", {"type": "data_bar", "data_bar_2010": True, "bar_only": True})
    sheet.conditional_format("F8:F11", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.conditional_format("B4:C6", {"type": "3_color_scale"})
    sheet.conditional_format("A8:H11", {"type": "formula", "criteria": "=$G8>$F8", "format": look})


def sparklines(book: Workbook, sheet: Worksheet) -> None:
    sheet.add_sparkline(3, BESIDE, {"range": f"{SHEET_NAME}!B4:C4", "type": "column", "markers": True})
    sheet.add_sparkline(4, BESIDE, {"range": f"{SHEET_NAME}!B5:C5"})


def tables(book: Workbook, sheet: Worksheet) -> None:
    columns = [{"header": "单位"}, {"header": "数额", "total_function": "sum"}]
    sheet.add_table(1, BESIDE, 4, BESIDE + 1, {"data": [["甲", 1], ["乙", 2]], "columns": columns, "total_row": True})
    sheet.add_table(8, BESIDE, 10, BESIDE + 1, {"header_row": False, "style": "Table Style Light 11"})


def names(book: Workbook, sheet: Worksheet) -> None:
    book.define_name("预算合计", f"={SHEET_NAME}!$B$6")
    book.define_name("税率", "=0.13")
    book.define_name(f"{SHEET_NAME}!本表", f"={SHEET_NAME}!$A$1:$H$12")
    book.define_name("多处", f"={SHEET_NAME}!$A$1,{SHEET_NAME}!$B$2")
    for number in range(200):
        book.define_name(f"项目_{number}", f"={SHEET_NAME}!$F${number + 1}")


def formulas(book: Workbook, sheet: Worksheet) -> None:
    sheet.write_formula("F6", "=B6-C6", None, 8.41)
    sheet.write_array_formula(1, BESIDE, 2, BESIDE, "{=B4:B5*2}", None, 241)
    sheet.write_dynamic_array_formula(5, BESIDE, 5, BESIDE, "=_xlfn.UNIQUE(A8:A11)", None, "产出指标")
    sheet.write_formula(10, BESIDE, "=_xlfn.LET(_xlpm.x,1,_xlpm.x+1)", None, 2)
    sheet.write_formula(11, BESIDE, '=HYPERLINK("#自评表!A1","回到表头")', None, "回到表头")
    sheet.write_formula(12, BESIDE, "=1/0", None, "#DIV/0!")


def rich_text(book: Workbook, sheet: Worksheet) -> None:
    bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "red"})
    sheet.write_rich_string("H8", "全年", bold, "1315", "件，", red, "超出目标")
    sheet.write_rich_string(1, BESIDE, " 前后 ", bold, " 空格 ", "\n换行")


def huge_strings(book: Workbook, sheet: Worksheet) -> None:
    other = book.add_worksheet("台账")
    for row in range(20_000):
        other.write_string(row, 0, f"第 {row} 条事项，办结于 2021 年")


def hidden_sheets(book: Workbook, sheet: Worksheet) -> None:
    book.add_worksheet("底稿").hide()
    secret = book.add_worksheet("参数")
    secret.write("A1", "不要改")
    secret.very_hidden()


def protection(book: Workbook, sheet: Worksheet) -> None:
    sheet.protect("x", {"format_cells": True, "sort": True})
    sheet.unprotect_range("B4:C5", "金额")
    book.add_worksheet("保护").protect()


def outline(book: Workbook, sheet: Worksheet) -> None:
    sheet.freeze_panes(7, 3)
    for row in range(7, 11):
        sheet.set_row(row, 30, None, {"level": 1, "hidden": row == 10})
    sheet.set_row(11, None, None, {"collapsed": True})
    sheet.set_column(BESIDE, BESIDE + 2, 9, None, {"level": 2, "hidden": True})
    sheet.autofilter("A7:H11")
    sheet.set_tab_color("#FF0000")


def print_setup(book: Workbook, sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.print_area("A1:H12")
    sheet.repeat_rows(6)
    sheet.set_h_pagebreaks([7])
    sheet.set_header("&L&G&C绩效自评", {"image_left": "图.png", "image_data_left": BytesIO(ONE_PIXEL)})
    sheet.set_footer("&C第 &P 页")
    sheet.set_background(BytesIO(ONE_PIXEL))


def links(book: Workbook, sheet: Worksheet) -> None:
    sheet.write_url(1, BESIDE, "https://example.cn/?a=1&b=2", tip="公开网址")
    sheet.write_url(2, BESIDE, f"internal:{SHEET_NAME}!A1")
    sheet.write_url(3, BESIDE, "external:附件\\佐证.xlsx#表!A1")


def cell_pictures(book: Workbook, sheet: Worksheet) -> None:
    sheet.embed_image(1, BESIDE, "图.png", {"image_data": BytesIO(ONE_PIXEL)})


def properties(book: Workbook, sheet: Worksheet) -> None:
    book.set_properties({"title": "自评", "keywords": "绩效", "created": datetime(2022, 1, 1)})
    book.set_custom_property("密级", "内部")
    book.set_custom_property("核对", datetime(2022, 3, 1))


def formats(book: Workbook, sheet: Worksheet) -> None:
    code = '_ "¥"* #,##0.00_ ;[红色]_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ '
    sheet.merge_range("A1:H1", ROWS[0][0], book.add_format({"bold": True, "align": "center", "rotation": 0}))
    sheet.write("B4", 120.5, book.add_format({"num_format": code, "border": 1}))
    sheet.write_datetime(1, BESIDE, datetime(2021, 12, 31), book.add_format({"num_format": "yyyy年m月d日"}))
    sheet.write_boolean(2, BESIDE, True)
    sheet.ignore_errors({"number_stored_as_text": "A1:H12"})


_FEATURES: tuple[Feature, ...] = (
    pictures, charts, comments, shapes, validations, conditional_formats, sparklines, tables, names, formulas,
    rich_text, hidden_sheets, protection, outline, print_setup, links, cell_pictures, properties, formats,
)  # fmt: skip
_LONG = ("shapes", "names", "hidden_sheets", "links", "formats", "huge_strings")

for _feature in (*_FEATURES, huge_strings):

    def _build(path: Path, feature: Feature = _feature) -> None:
        table_with(path, feature)

    _build.__name__ = _feature.__name__
    kind(default=_feature.__name__ not in _LONG)(_build)


@kind()
def everything(path: Path) -> None:
    table_with(path, *_FEATURES)


@kind()
def days_from_1904(path: Path) -> None:
    table_with(path, formats, options={"date_1904": True})


@kind()
def inline_strings(path: Path) -> None:
    table_with(path, options={"constant_memory": True})


@kind(default=False)
def wide_zip_fields(path: Path) -> None:
    table_with(path, comments, options={"use_zip64": True})
