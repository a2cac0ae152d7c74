"""Faults of rows, cells and what they hold."""

from planting import SHEET, SPARE, STRINGS, STYLES, Parts, found_as

FORM = "《自评表》"
TEXT = 't="s"><v>0</v>'


@found_as("X301", f"{FORM}第 3 行", also="X306")
def rows_out_of_order(parts: Parts) -> None:
    parts.put(SHEET, '<row r="2"', '<row r="4"')


@found_as("X302", f"{FORM}第 1 行", also="X306")
def row_twice(parts: Parts) -> None:
    parts.put(SHEET, '<row r="2"', '<row r="1"')


@found_as("X303", FORM)
def row_beyond_the_sheet(parts: Parts) -> None:
    parts.put(SHEET, "</sheetData>", '<row r="1048577"/></sheetData>')


@found_as("X304", f"{FORM}B1")
def cells_out_of_order(parts: Parts) -> None:
    parts.put(SHEET, 'r="A1"', 'r="C1"')


@found_as("X305", f"{FORM}B1")
def cell_twice(parts: Parts) -> None:
    parts.put(SHEET, 'r="A1"', 'r="B1"')


@found_as("X306", f"{FORM}A9")
def cell_in_another_row(parts: Parts) -> None:
    parts.put(SHEET, 'r="A8" s="2"', 'r="A9" s="2"')


@found_as("X307", f"{FORM}XFE1")
def column_beyond_the_sheet(parts: Parts) -> None:
    parts.put(SHEET, 'r="B1"', 'r="XFE1"')


@found_as("X308", f"{FORM}B3")
def style_that_is_none(parts: Parts) -> None:
    parts.put(SHEET, 'r="B3" s="1"', 'r="B3" s="99"')


@found_as("X309", f"{FORM}第 4 行")
def row_too_high(parts: Parts) -> None:
    parts.put(SHEET, 'ht="30"', 'ht="500"')


@found_as("X310", f"{FORM}B3")
def formula_for_an_area_that_is_none(parts: Parts) -> None:
    parts.put(SHEET, "<f>ROUND", '<f t="array" ref="B3:">ROUND')


@found_as("X311", f"{FORM}B2")
def text_in_a_number_cell(parts: Parts) -> None:
    parts.put(SHEET, "<v>97.3<", "<v>97.3%<")


@found_as("X311", f"{FORM}B2")
def not_a_number(parts: Parts) -> None:
    parts.put(SHEET, "<v>97.3<", "<v>NaN<")


@found_as("X312", f"{FORM}A1")
def shared_string_that_is_none(parts: Parts) -> None:
    parts.put(SHEET, TEXT, 't="s"><v>99</v>')


@found_as("X313", f"{FORM}C2")
def boolean_that_is_none(parts: Parts) -> None:
    parts.put(SHEET, 't="b"><v>1<', 't="b"><v>是<')


@found_as("X314", f"{FORM}D2")
def error_value_that_is_none(parts: Parts) -> None:
    parts.put(SHEET, "<v>#DIV/0!<", "<v>#BROKEN!<")


@found_as("X315", f"{FORM}B1")
def cell_type_that_is_none(parts: Parts) -> None:
    parts.put(SHEET, 'r="B1"', 'r="B1" t="number"')


@found_as("X316", f"{FORM}B1", also="X317")
def date_that_is_none(parts: Parts) -> None:
    parts.put(SHEET, 'r="B1"><v>100<', 'r="B1" t="d"><v>31.12.2021<')


@found_as("X317", f"{FORM}B1")
def date_in_words(parts: Parts) -> None:
    parts.put(SHEET, 'r="B1"><v>100<', 'r="B1" t="d"><v>2021-12-31<')


@found_as("X318", f"{FORM}A1")
def shared_text_without_its_number(parts: Parts) -> None:
    parts.put(SHEET, TEXT, 't="s">')


@found_as("X319", f"{FORM}A1")
def inline_text_without_text(parts: Parts) -> None:
    parts.put(SHEET, TEXT, 't="inlineStr">')


@found_as("X320", f"{FORM}B3")
def shared_formula_without_its_first_cell(parts: Parts) -> None:
    parts.put(SHEET, "<f>ROUND(B2/jx_budget,4)</f>", '<f t="shared" si="7"/>')


@found_as("X331", "《备注》")
def no_cell_data(parts: Parts) -> None:
    parts.put(SPARE, "<sheetData/>", "")


@found_as("X332", FORM)
def merges_before_the_cells(parts: Parts) -> None:
    merges = '<mergeCells count="2"><mergeCell ref="A5:B6"/><mergeCell ref="C5:D5"/></mergeCells>'
    parts.put(SHEET, merges, "")
    parts.put(SHEET, "<sheetData>", f"{merges}<sheetData>")


@found_as("X332", "《备注》")
def cell_data_twice(parts: Parts) -> None:
    parts.put(SPARE, "<sheetData/>", "<sheetData/><sheetData/>")


@found_as("X333", FORM)
def dimension_that_is_none(parts: Parts) -> None:
    parts.put(SHEET, '<dimension ref="A1:E10"/>', '<dimension ref="A1:E"/>')


@found_as("X334", FORM)
def view_of_no_window(parts: Parts) -> None:
    parts.put(SHEET, 'workbookViewId="0"', 'workbookViewId="3"')


@found_as("X101", "《备注》")
def sheet_cut_off(parts: Parts) -> None:
    parts["xl/worksheets/sheet3.xml"] = parts[SPARE][:-20]


@found_as("X701", f"{STRINGS} 第 11 条")
def shared_text_too_long(parts: Parts) -> None:
    parts.put(STRINGS, "x" * 32_767, "x" * 32_768)


@found_as("X701", f"{FORM}A1")
def inline_text_too_long(parts: Parts) -> None:
    parts.put(SHEET, TEXT, f't="inlineStr"><is><t>{"字" * 32_768}</t></is>')


@found_as("X702", f"{STRINGS} 第 1 条")
def character_that_no_cell_holds(parts: Parts) -> None:
    parts.put(STRINGS, "全年预算数", "全年_x0000_预算数")


@found_as("X711", STYLES)
def style_with_a_font_that_is_none(parts: Parts) -> None:
    parts.put(STYLES, 'fontId="1"', 'fontId="9"')


@found_as("X714", STYLES)
def number_format_too_long(parts: Parts) -> None:
    parts.put(STYLES, 'formatCode="0.00%"', f'formatCode="{"0" * 256}"')


@found_as("X712", STYLES)
def too_many_styles(parts: Parts) -> None:
    parts.put(STYLES, "</cellXfs>", f"{'<xf/>' * 65_500}</cellXfs>")


@found_as("X713", STYLES)
def styles_out_of_order(parts: Parts) -> None:
    parts.put(STYLES, "<fonts ", "<colors/><fonts ")
