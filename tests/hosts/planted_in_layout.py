"""Faults of merged areas, columns, validations, conditional formats, links, tables, comments."""

from planting import COMMENTS, SHEET, SHEET_RELS, TABLE, TABLE2, Parts, found_as

FORM = "《自评表》"


@found_as("X401", f"{FORM}B6:D6")
def merges_overlap(parts: Parts) -> None:
    parts.put(SHEET, 'ref="C5:D5"', 'ref="B6:D6"')


@found_as("X402", FORM)
def merge_of_nothing(parts: Parts) -> None:
    parts.put(SHEET, 'ref="C5:D5"', 'ref="C5:D0"')


@found_as("X403", f"{FORM}C5")
def merge_of_one_cell(parts: Parts) -> None:
    parts.put(SHEET, 'ref="C5:D5"', 'ref="C5"')


@found_as("X404", f"{FORM}B1")
def value_under_a_merge(parts: Parts) -> None:
    parts.put(SHEET, 'ref="C5:D5"', 'ref="A1:B1"')


@found_as("X405", f"{FORM}B:D")
def columns_overlap(parts: Parts) -> None:
    parts.put(SHEET, '<col min="3"', '<col min="2"')


@found_as("X406", FORM)
def columns_beyond_the_sheet(parts: Parts) -> None:
    parts.put(SHEET, 'min="3" max="4"', 'min="3" max="16385"')


@found_as("X407", f"{FORM}C:D")
def column_too_wide(parts: Parts) -> None:
    parts.put(SHEET, 'width="12.7109375"', 'width="300"')


@found_as("X411", f"{FORM}D3")
def list_too_long(parts: Parts) -> None:
    parts.put(SHEET, "优,良", "优" * 250 + ",良")


@found_as("X412", f"{FORM}D3")
def prompt_too_long(parts: Parts) -> None:
    parts.put(SHEET, 'promptTitle="等级"', f'promptTitle="等级" prompt="{"字" * 256}"')


@found_as("X413", FORM)
def validation_of_nothing(parts: Parts) -> None:
    parts.put(SHEET, 'sqref="D3"', 'sqref="D3 D"')


@found_as("X414", FORM)
def conditional_format_of_nothing(parts: Parts) -> None:
    parts.put(SHEET, 'sqref="B1:B3"', 'sqref=""')


@found_as("X415", f"{FORM}B1:B3")
def conditional_format_without_its_look(parts: Parts) -> None:
    parts.put(SHEET, 'dxfId="0"', 'dxfId="5"')


@found_as("X416", f"{FORM}B1:B3")
def conditional_format_without_condition(parts: Parts) -> None:
    parts.put(SHEET, "<formula>COUNTIF(jx_marks,B1)&gt;0</formula>", "")


@found_as("X421", f"{FORM}A8")
def link_without_target(parts: Parts) -> None:
    parts.put(SHEET, " location=\"'2020 底表'!A1\"", "")


@found_as("X422", FORM)
def link_on_nothing(parts: Parts) -> None:
    parts.put(SHEET, 'hyperlink ref="A8"', 'hyperlink ref="A"')


@found_as("X423", f"{FORM}A8")
def link_to_a_sheet_that_is_none(parts: Parts) -> None:
    parts.put(SHEET, "'2020 底表'!A1\" display", "'2021'!A1\" display")


@found_as("X333", FORM)
def filter_on_nothing(parts: Parts) -> None:
    parts.put(SHEET, "<mergeCells", '<autoFilter ref="A0:C9"/><mergeCells')


@found_as("X601", f"{FORM}B10")
def table_header_mismatch(parts: Parts) -> None:
    parts.put(TABLE, 'name="问题"', 'name="问 题"')


@found_as("X601", f"{FORM}B10")
def table_header_that_is_a_number(parts: Parts) -> None:
    parts.put(SHEET, 'r="B10" t="s"', 'r="B10"')


@found_as("X602", TABLE, also="X601")
def table_column_twice(parts: Parts) -> None:
    parts.put(TABLE, 'name="问题"', 'name="序号"')


@found_as("X603", TABLE)
def table_with_a_column_too_few(parts: Parts) -> None:
    parts.put(TABLE, '<tableColumn id="2" name="问题"/>', "")


@found_as("X604", TABLE)
def table_on_nothing(parts: Parts) -> None:
    parts.put(TABLE, 'jx_list" ref="A10:B11"', 'jx_list" ref="A10:"')


@found_as("X605", f"{FORM}B10:C11", also="X601")
def tables_overlap(parts: Parts) -> None:
    parts[TABLE2] = parts[TABLE2].replace("D10:E11", "B10:C11")


@found_as("X606", "xl/workbook.xml")
def table_number_twice(parts: Parts) -> None:
    parts.put(TABLE2, 'id="2" name="jx_pair"', 'id="1" name="jx_pair"')


@found_as("X607", "xl/workbook.xml")
def table_named_like_a_defined_name(parts: Parts) -> None:
    parts.put(TABLE2, 'displayName="jx_pair"', 'displayName="JX_Budget"')


@found_as("X608", TABLE)
def filter_beyond_its_table(parts: Parts) -> None:
    parts.put(TABLE, '<autoFilter ref="A10:B11"', '<autoFilter ref="A10:C11"')


@found_as("X609", f"{FORM}A11:B11")
def merge_in_a_table(parts: Parts) -> None:
    parts.put(SHEET, 'ref="C5:D5"', 'ref="A11:B11"')


@found_as("X802", f"{FORM}B1")
def comment_twice(parts: Parts) -> None:
    parts.put(COMMENTS, 'ref="B2"', 'ref="B1"')


@found_as("X803", FORM)
def comment_on_nothing(parts: Parts) -> None:
    parts.put(COMMENTS, 'ref="B2"', 'ref="2"')


@found_as("X804", f"{FORM}B1")
def comment_by_nobody(parts: Parts) -> None:
    parts.put(COMMENTS, 'authorId="0"', 'authorId="4"')


@found_as("X107", f"{FORM}rId3", also="X103")
def table_without_its_relation(parts: Parts) -> None:
    parts.put(SHEET_RELS, 'Id="rId3"', 'Id="rId33"')
