"""Faults of the package, the list of sheets, the defined names, the calculation chain."""

from file_builders import CHAIN, RELS, TYPES
from planting import BOOK, SHEET, SHEET_RELS, SPARE, Parts, found_as

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
LOCAL = '<definedName name="jx_local" localSheetId="0">自评表!$B$2</definedName>'


def rename(parts: Parts, name: str) -> None:
    parts.put(BOOK, 'sheet name="备注"', f'sheet name="{name}"')


def redefine(parts: Parts, name: str, text: str, more: str = "") -> None:
    parts.put(BOOK, LOCAL, f'<definedName name="{name}"{more}>{text}</definedName>')


@found_as("X102", TYPES)
def no_list_of_content_types(parts: Parts) -> None:
    del parts[TYPES]


@found_as("X103", SPARE)
def sheet_without_content_type(parts: Parts) -> None:
    parts.put(TYPES, f'<Override PartName="/{SPARE}" ContentType="{TYPE}"/>', "")


@found_as("X103", "xl/media/image1.png")
def picture_without_content_type(parts: Parts) -> None:
    parts.put(TYPES, '<Default Extension="png" ContentType="image/png"/>', "")


@found_as("X104", TYPES)
def content_type_twice(parts: Parts) -> None:
    override = f'<Override PartName="/{SPARE}" ContentType="{TYPE}"/>'
    parts.put(TYPES, override, override * 2)


@found_as("X105", RELS)
def relation_to_a_missing_sheet(parts: Parts) -> None:
    del parts[SPARE]


@found_as("X105", "xl/worksheets/_rels/sheet1.xml.rels")
def relation_to_a_missing_drawing(parts: Parts) -> None:
    parts.put(SHEET_RELS, "drawing1.xml", "drawing9.xml")


@found_as("X108", "xl/drawings/_rels/drawing1.xml.rels")
def relation_to_a_missing_picture(parts: Parts) -> None:
    del parts["xl/media/image1.png"]


@found_as("X106", SHEET_RELS)
def relation_number_twice(parts: Parts) -> None:
    parts.put(SHEET_RELS, 'Id="rId5"', 'Id="rId1"')


@found_as("X107", "xl/drawings/drawing1.xml")
def picture_without_its_relation(parts: Parts) -> None:
    parts.put("xl/drawings/drawing1.xml", 'r:embed="rId1"', 'r:embed="rId8"')


@found_as("X201", BOOK)
def sheet_name_with_a_slash(parts: Parts) -> None:
    rename(parts, "备/注")


@found_as("X201", BOOK)
def sheet_name_too_long(parts: Parts) -> None:
    rename(parts, "备" * 32)


@found_as("X202", BOOK)
def two_sheets_of_one_name(parts: Parts) -> None:
    rename(parts, "自评表")


@found_as("X203", BOOK)
def sheet_number_twice(parts: Parts) -> None:
    parts.put(BOOK, 'sheetId="3"', 'sheetId="2"')


@found_as("X204", BOOK)
def two_sheets_of_one_part(parts: Parts) -> None:
    parts.put(BOOK, 'r:id="rId3"', 'r:id="rId2"')


@found_as("X205", BOOK, also="X214 X506 X801")
def no_sheets(parts: Parts) -> None:
    start, end = parts[BOOK].index("<sheets>"), parts[BOOK].index("</sheets>")
    parts[BOOK] = parts[BOOK][:start] + "<sheets>" + parts[BOOK][end:]


@found_as("X206", BOOK)
def no_visible_sheet(parts: Parts) -> None:
    parts[BOOK] = parts[BOOK].replace("<sheet name", '<sheet state="hidden" name')


@found_as("X207", BOOK)
def active_sheet_that_is_none(parts: Parts) -> None:
    parts.put(BOOK, 'windowHeight="9660"', 'windowHeight="9660" activeTab="3"')


@found_as("X208", BOOK)
def settings_before_the_sheets(parts: Parts) -> None:
    parts.put(BOOK, "<sheets>", "<calcPr/><sheets>")


@found_as("X211", BOOK)
def name_with_a_space(parts: Parts) -> None:
    redefine(parts, "jx 1", "自评表!$B$2")


@found_as("X211", BOOK)
def name_beginning_with_a_digit(parts: Parts) -> None:
    redefine(parts, "1季度", "自评表!$B$2")


@found_as("X212", BOOK)
def name_like_a_cell(parts: Parts) -> None:
    redefine(parts, "jx1", "自评表!$B$2")


@found_as("X212", BOOK)
def name_like_a_row_and_column(parts: Parts) -> None:
    redefine(parts, "R1C1", "自评表!$B$2")


@found_as("X213", BOOK)
def name_twice(parts: Parts) -> None:
    redefine(parts, "JX_Budget", "自评表!$B$2")


@found_as("X214", BOOK)
def name_of_a_sheet_that_is_none(parts: Parts) -> None:
    redefine(parts, "jx_local", "自评表!$B$2", ' localSheetId="7"')


@found_as("X215", BOOK)
def print_area_of_another_sheet(parts: Parts) -> None:
    parts.put(BOOK, "自评表!$A$1:$E$20", "备注!$A$1:$E$20")


@found_as("X215", BOOK)
def print_titles_that_are_cells(parts: Parts) -> None:
    parts.put(BOOK, "自评表!$1:$2", "自评表!$A$1:$B$2")


@found_as("X502", BOOK)
def name_with_an_open_bracket(parts: Parts) -> None:
    redefine(parts, "jx_local", "SUM(自评表!$B$2")


@found_as("X506", BOOK)
def name_on_a_sheet_that_is_none(parts: Parts) -> None:
    redefine(parts, "jx_local", "自评!$B$2")


@found_as("X508", BOOK)
def name_of_a_deleted_cell(parts: Parts) -> None:
    redefine(parts, "jx_local", "自评表!#REF!")


@found_as("X501", "《自评表》B3")
def broken_formula(parts: Parts) -> None:
    parts.put(SHEET, "ROUND(B2/jx_budget", "ROUND(B2//jx_budget")


@found_as("X501", "《自评表》C3")
def formula_with_an_open_text(parts: Parts) -> None:
    parts.put(SHEET, '超（"', "超（")


@found_as("X501", "《自评表》C3")
def formula_with_a_wide_comma(parts: Parts) -> None:
    parts.put(SHEET, '"超（",', '"超（"，')


@found_as("X502", "《自评表》B3")
def formula_with_an_open_bracket(parts: Parts) -> None:
    parts.put(SHEET, "ROUND(B2", "ROUND((B2")


@found_as("X503", "《自评表》B3")
def formula_with_its_equals_sign(parts: Parts) -> None:
    parts.put(SHEET, "<f>ROUND", "<f>=ROUND")


@found_as("X504", "《自评表》B3")
def formula_too_long(parts: Parts) -> None:
    parts.put(SHEET, "<f>ROUND", f"<f>{'1+' * 4_096}ROUND")


@found_as("X505", "《自评表》B3")
def formula_too_deep(parts: Parts) -> None:
    parts.put(SHEET, "<f>ROUND(B2", f"<f>{'ABS(' * 65}B2{')' * 65}+ROUND(B2")


@found_as("X506", "《自评表》C3")
def formula_on_a_sheet_that_is_none(parts: Parts) -> None:
    parts.put(SHEET, "<f>IF(自评表!", "<f>IF(评分表!")


@found_as("X507", "《自评表》B3")
def formula_with_an_unknown_name(parts: Parts) -> None:
    parts.put(SHEET, "B2/jx_budget", "B2/jx_budgte")


@found_as("X508", "《自评表》B3")
def formula_of_a_deleted_cell(parts: Parts) -> None:
    parts.put(SHEET, "ROUND(B2", "ROUND(自评表!#REF!")


@found_as("X509", "《自评表》B3")
def new_function_without_prefix(parts: Parts) -> None:
    parts.put(SHEET, "<f>ROUND(", "<f>CONCAT(")


@found_as("X510", "《自评表》B3")
def formula_of_an_unlisted_workbook(parts: Parts) -> None:
    parts.put(SHEET, "ROUND(B2", "ROUND([1]自评表!B2")


@found_as("X506", "《自评表》B1:B3 的条件格式")
def condition_on_a_sheet_that_is_none(parts: Parts) -> None:
    parts.put(SHEET, "COUNTIF(jx_marks", "COUNTIF(评分表!A1:A9")


@found_as("X801", f"{CHAIN} B2")
def chain_names_no_formula(parts: Parts) -> None:
    parts.put(CHAIN, '<c r="C3"/>', '<c r="C3"/><c r="B2"/>')
