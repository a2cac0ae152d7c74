"""Formulas between Excel's grammar and LibreOffice's."""

import time

import pytest

from jixiao.hosts.libreoffice.formula_text import to_excel, to_libreoffice
from workbooks import blank_book

PAIRS = [
    ("SUM(A1:B2,C3)", "SUM(A1:B2;C3)"),
    ("自评表!$D$44", "$'自评表'.$D$44"),
    ("'甲 表'!A1:B2+1.5", "$'甲 表'.A1:B2+1.5"),
    ("'it''s'!$A:$B", "$'it''s'.$A:$B"),
    ("'2021年'!A1", "$'2021年'.A1"),
    ('IF(A1="a,b;c!d",1,"say ""x"", ok")', 'IF(A1="a,b;c!d";1;"say ""x"", ok")'),
    ("SUM({1,2;3,4},5)", "SUM({1;2|3;4};5)"),
    ("HYPERLINK(\"#'自评表'!\"&ADDRESS(ROW(自评表!D4),4))", "HYPERLINK(\"#'自评表'!\"&ADDRESS(ROW($'自评表'.D4);4))"),
    ("IFERROR(#DIV/0!,#N/A)", "IFERROR(#DIV/0!;#N/A)"),
    ('IF(jx_marks="关","",-A1%^2)', 'IF(jx_marks="关";"";-A1%^2)'),
]


@pytest.mark.parametrize(("excel", "libreoffice"), PAIRS)
def test_formula_is_written_as_libreoffice_takes_it(excel: str, libreoffice: str) -> None:
    assert to_libreoffice(excel) == libreoffice


@pytest.mark.parametrize(("excel", "libreoffice"), PAIRS)
def test_formula_is_read_as_excel_writes_it(excel: str, libreoffice: str) -> None:
    assert to_excel(libreoffice) == excel


@pytest.mark.parametrize(
    ("libreoffice", "excel"),
    [
        ("$Sheet1.A1*Sheet_2.B2", "Sheet1!A1*Sheet_2!B2"),
        ("INDEX((A1:B2~C1:D2);1)", "INDEX((A1:B2,C1:D2),1)"),
        ("SUM(A1:B2!B1:C2)", "SUM(A1:B2 B1:C2)"),
        ("STDEV.S(A1:A2)+ERROR.TYPE(A1)", "STDEV.S(A1:A2)+ERROR.TYPE(A1)"),
        ("$自评表.$A$#REF!", "#REF!"),
        ("$#REF!.$B$2", "#REF!"),
        ("$'甲 表'.A#REF!*2", "#REF!*2"),
        ("'甲 表'!#ref!", "#REF!"),
        ("#ref!$a$1", "#REF!$a$1"),
    ],
)
def test_what_only_libreoffice_writes_is_understood(libreoffice: str, excel: str) -> None:
    assert to_excel(libreoffice) == excel


def test_every_formula_of_the_template_survives_both_ways() -> None:
    formulas = {cell.formula for sheet in blank_book().sheets.values() for cell in sheet.cells.values() if cell.formula}
    assert len(formulas) > 50
    assert {to_excel(to_libreoffice(formula)) for formula in formulas} == formulas


@pytest.mark.parametrize("piece", ["a", "'", "'a", "'a'", "''a", '"', "$", "1", "A1:", "a.", "#REF", "{"])
def test_hostile_formulas_take_no_time(piece: str) -> None:
    began = time.process_time()
    to_excel(piece * 20_001)
    to_libreoffice(piece * 20_001)
    assert time.process_time() - began < 1
