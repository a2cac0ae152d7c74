"""退回单: everything a unit needs to know, as text, on A4."""

import io
from pathlib import Path

import openpyxl

from jixiao.template.return_slip import ReturnSlip, SlipLine, build_return_slip
from workbook_lint import lint

LINE = SlipLine("错误", "自评表 E5", '=HYPERLINK("http://x") 与 50% 不一致。', "@请改为 50%。")


def slip(*lines: SlipLine, reasons: tuple[str, ...] = ()) -> ReturnSlip:
    return ReturnSlip("绩效自评退回单", "某局", "", "主管局", "2021", "报送/某局.xlsx", "2026-11-22", reasons, lines)


def cells(content: bytes) -> dict[str, object]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_each_finding_has_its_row_and_formulas_stay_text() -> None:
    content = build_return_slip(slip(LINE, LINE, reasons=("复核意见：=1+1",)))
    found = cells(content)
    assert found["A1"] == "绩效自评退回单"
    assert {"预算单位：某局", "文件：报送/某局.xlsx", "　　复核意见：=1+1"} <= set(found.values())
    assert list(found.values()).count(LINE.problem) == list(found.values()).count(LINE.advice) == 2
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.active is not None
    assert all(cell.data_type != "f" and not cell.hyperlink for row in book.active.iter_rows() for cell in row)


def test_paper_is_portrait_and_heading_repeats() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(build_return_slip(slip(LINE)))).active
    assert sheet is not None
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("portrait", 9)
    assert sheet.print_title_rows == "$8:$8"


def test_workbook_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "退回单.xlsx"
    path.write_bytes(build_return_slip(slip(*[LINE] * 40)))
    assert lint(path) == []


def test_reason_alone_makes_a_slip() -> None:
    found = cells(build_return_slip(slip(reasons=("文件已损坏，请重新报送。",))))
    assert "　　文件已损坏，请重新报送。" in found.values()
    assert "序号" not in found.values()
