"""Sound workbooks of many features, as the usual libraries write them: the lint must be silent on each."""

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import xlsxwriter
from file_builders import ONE_PIXEL, rich_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table
from xlsxwriter import Workbook

Feature = Callable[[Workbook], None]


def written(path: Path, *features: Feature) -> Path:
    """A workbook by XlsxWriter."""
    with xlsxwriter.Workbook(str(path)) as book:
        for feature in features:
            feature(book)
    return path


def formulas(book: Workbook) -> None:
    sheet = book.add_worksheet("公式 '甲' 表")
    sheet.write_array_formula("A1:B2", "{=TRANSPOSE(C1:D2)}", None, 1)
    sheet.write_dynamic_array_formula("A4", "=_xlfn.UNIQUE(C1:C9)", None, 1)
    sheet.write_formula("A5", '=IFERROR(VLOOKUP("甲*",$C:$D,2,0),{1,2;"a",TRUE})', None, 1)
    sheet.write_formula("A6", "=_xlfn.LET(_xlpm.x,1,_xlpm.x+1)", None, 2)
    sheet.write_formula("A7", "=SUM('公式 ''甲'' 表'!C1:C3,-D1%)*(1<=2)^-1&\"＝“（\"", None, "x")
    sheet.write_formula("A8", "=INDEX(C1:D9,2,1):D9 D4:D5", None, 0)
    sheet.write_formula("A9", "=率.合计*jx_率", None, 0)
    sheet.write_formula("A10", "=_xlfn.LAMBDA(_xlpm.x,_xlpm.x+1)(2)", None, 3)
    book.define_name("率.合计", "='公式 ''甲'' 表'!$C$1,'公式 ''甲'' 表'!$D$1")
    book.define_name("jx_率", '=IF(TRUE,0.13,"—")')


def rules(book: Workbook) -> None:
    sheet = book.add_worksheet("规则")
    look = book.add_format({"bg_color": "#FFC7CE"})
    between = {"type": "cell", "criteria": "between", "minimum": 1, "maximum": 5, "format": look}
    sheet.conditional_format("A1:A9", between)
    sheet.conditional_format("B1:B9", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("C1:C9", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.conditional_format("D1:D9", {"type": "3_color_scale"})
    sheet.conditional_format("E1:E9", {"type": "duplicate", "format": look, "multi_range": "E1:E9 G1:G9"})
    sheet.conditional_format("F1:F9", {"type": "no_blanks", "stop_if_true": True})
    sheet.data_validation("A1:A9", {"validate": "list", "source": "=$H$1:$H$5"})
    sheet.data_validation("B1", {"validate": "list", "source": ["字" * 31] * 7 + ["字" * 31]})
    sheet.data_validation("C1", {"validate": "custom", "value": "=AND(C1>0,LEN(C1)<9)", "other_cells": [[4, 4, 9, 4]]})
    sheet.data_validation("D1", {"validate": "date", "criteria": ">", "value": date(2021, 1, 1), "input_title": "日期",
                                 "input_message": "字" * 255, "error_message": "错" * 255})  # fmt: skip
    sheet.autofilter("A1:F9")
    sheet.filter_column("A", "x > 2")
    sheet.add_sparkline("J1", {"range": "规则!A1:F1"})


def looks(book: Workbook) -> None:
    sheet = book.add_worksheet("格式")
    sheet.set_column("A:A", 255)
    sheet.set_column("C:XFD", None, None, {"hidden": True})
    sheet.set_row(0, 409)
    sheet.set_row(3, None, None, {"level": 1, "collapsed": True})
    sheet.write_datetime("A1", datetime(2021, 12, 31), book.add_format({"num_format": "yyyy年m月d日"}))
    sheet.write_rich_string("A2", "甲", book.add_format({"bold": True}), "乙\x01\n", "丙")
    sheet.write_string("A3", '_x0041_ <&>" 😀')
    sheet.merge_range("B5:C6", "合并")
    sheet.merge_range("A1048575:B1048576", "末行")
    sheet.write("XFD1", 1e-300)
    sheet.freeze_panes(1, 1)
    sheet.protect("x", {"insert_rows": True})
    sheet.set_header("&L&G", {"image_left": "点.png", "image_data_left": io.BytesIO(ONE_PIXEL)})
    sheet.repeat_columns("A:B")
    sheet.set_h_pagebreaks([5])
    sheet.ignore_errors({"number_stored_as_text": "A1:B9"})
    sheet.set_background(io.BytesIO(ONE_PIXEL))
    book.add_worksheet("藏").very_hidden()


def things(book: Workbook) -> None:
    sheet = book.add_worksheet("附件")
    sheet.write_row("A1", ["名称", "数", "a\nb"])
    third = {"header": "三\n[万]", "formula": "=LEN(Table1[[#This Row],[单位]])"}
    columns = [{"header": "单位"}, {"header": "数额", "total_string": "合计"}, third]
    sheet.add_table("A3:C6", {"columns": columns, "total_row": True})
    sheet.add_table("E3:F5", {"header_row": False})
    sheet.write_formula("H1", "=SUM(Table1[[#All],[单位]],Table1[[三\n'[万']]:[数额]])", None, 0)
    sheet.write_url("A10", "https://example.cn/?a=1&b=2", tip="提示")
    sheet.write_url("A11", "internal:附件!A1:B2")
    sheet.write_url("A12", "external:同目录.xlsx#表!A1")
    sheet.write_url("A13", "mailto:a@example.cn")
    sheet.write_comment("B1", "批注", {"author": "甲"})
    sheet.write_comment("B2", "批注", {"author": "乙", "visible": True})
    sheet.insert_image("H5", "点.png", {"image_data": io.BytesIO(ONE_PIXEL), "url": "internal:附件!A1"})
    sheet.insert_textbox("H9", "文字", {"textlink": "=$A$1"})
    sheet.insert_button("H12", {"caption": "按钮", "macro": "计算"})
    sheet.insert_checkbox("K1", True)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=附件!$B$1:$B$2"})
    sheet.insert_chart("H20", chart)
    other = book.add_chart({"type": "pie"})
    other.add_series({"values": "=附件!$B$1:$B$2"})
    book.add_chartsheet("图").set_chart(other)
    book.worksheets()[-1].activate()


def saved_by_openpyxl(path: Path) -> Path:
    """A new workbook by openpyxl."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "自评表"
    for row in (("单位", "数"), ("甲", 1), ("乙", 2.5), (None, date(2021, 5, 1)), (True, "=SUM(B2:B3)")):
        sheet.append(row)
    sheet.append(("=自评表!A1", "#N/A"))
    sheet["D1"] = ArrayFormula("D1:D2", "=B2:B3*2")
    sheet["A1"].comment = Comment("说明", "甲")
    sheet["A9"].hyperlink = "https://example.cn"
    sheet["A10"].hyperlink = "#自评表!A1"
    sheet.merge_cells("A12:C13")
    sheet.conditional_formatting.add("B2:B3", ColorScaleRule("min", None, "FF0000", "max", None, "00FF00"))
    validation = DataValidation("list", formula1='"优,良"', allow_blank=True)
    validation.add("C2:C3")
    sheet.add_data_validation(validation)
    sheet.add_table(Table(displayName="名单", ref="A1:B3"))
    sheet.print_title_rows, sheet.print_area = "1:1", "A1:D20"
    book.create_sheet("底 表").sheet_state = "hidden"
    book.defined_names["jx_a"] = DefinedName("jx_a", attr_text="'底 表'!$A$1")
    book.save(path)
    return path


_SHEETS = {"公式": formulas, "规则": rules, "格式": looks, "附件": things}

IN_ALL = tuple(_SHEETS)
"""The workbooks whose sheets stand in one, 全部, too."""


def sound_workbooks(folder: Path) -> list[Path]:
    """One workbook of each kind in a folder."""
    made = [written(folder / f"{name}.xlsx", feature) for name, feature in _SHEETS.items()]
    made.append(written(folder / "全部.xlsx", *_SHEETS.values()))
    made.append(rich_workbook(folder / "自评.xlsx"))
    made.append(saved_by_openpyxl(folder / "openpyxl.xlsx"))
    for path in [made[-2], made[3]]:
        again = folder / f"再存_{path.name}"
        openpyxl.load_workbook(path).save(again)
        made.append(again)
    return made
