"""Worksheets of absurd counts, places and formulas."""

from bad_files import (
    damaged,
    too_large,
)
from file_builders import (
    SHEET1,
)
from hostile_packages import Hostile, in_sheet, sheet, swollen

from jixiao.hosts.xlsx.limits import LIMITS
from jixiao.model.cells import MAX_ROW

FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LONG_FORMULA = "A1+" * 2700 + "1"
FORMULAS = f'<row r="60"><c r="A60"><f t="shared" ref="A60:A9999" si="0">{LONG_FORMULA}</f></c></row>'
USERS = "".join(f'<row r="{r}"><c r="A{r}"><f t="shared" si="0"/></c></row>' for r in range(61, 5000))
ARRAYS = "".join(
    f'<row r="{r}"><c r="A{r}"><f t="array" ref="A1:XFD1048576">1</f></c></row>' for r in range(60, 60_000)
)
COMMAND = "cmd|'/c calc'!A0"

SHEETS: dict[str, Hostile] = {
    "a million empty rows": in_sheet(
        lambda: swollen(
            MAX_ROW - 50, "<row n='{}'/>", sheet().removesuffix("</sheetData></worksheet>"), "</sheetData></worksheet>"
        ),
        too_large(f"行数超过 {LIMITS.rows:,} 行，多半是空行"),
        slow=True,
    ),
    "a cell millions of times": in_sheet(
        lambda: sheet('<row r="60">' + '<c r="A60"><v>1</v></c>' * 340_000 + "</row>"),
        too_large(f"单元格超过 {LIMITS.cells:,} 个"),
        slow=True,
    ),
    "a cell far away": in_sheet(lambda: sheet(FAR)),
    "a false dimension": in_sheet(lambda: sheet(before='<dimension ref="A1:XFD1048576"/>')),
    "rows beyond the last": in_sheet(
        lambda: sheet('<row r="1048577"><c r="A1048577"/></row>'), damaged(f"{SHEET1} 的位置 第 1048577 行 不对")
    ),
    "rows upside down": in_sheet(lambda: sheet('<row r="9"><c r="A9"><v>1</v></c></row>')),
    "merges upon merges": in_sheet(
        lambda: swollen(
            100_001,
            '<mergeCell ref="A{}:B{}"/>'.replace("B{}", "B9"),
            sheet(behind="<mergeCells>").removesuffix("</worksheet>"),
            "</mergeCells></worksheet>",
        ),
        too_large(f"合并单元格超过 {LIMITS.merged:,} 处"),
        slow=True,
    ),
    "merges over the whole sheet": in_sheet(
        lambda: sheet(behind="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 20_000 + "</mergeCells>"),
        slow=True,
    ),
    "columns upon columns": in_sheet(
        lambda: sheet(before="<cols>" + '<col min="1" max="16384" hidden="1"/>' * 9_000 + "</cols>"),
        damaged(f"{SHEET1} 的列定义重复"),
    ),
    "shared formula that swells": in_sheet(
        lambda: sheet(FORMULAS + USERS), too_large(f"公式展开后超过 {LIMITS.formula_text:,} 个字"), slow=True
    ),
    "shared formula of itself": in_sheet(lambda: sheet('<row r="60"><c r="A60"><f t="shared" si="1"/></c></row>')),
    "arrays over the whole sheet": in_sheet(
        lambda: sheet(ARRAYS), too_large(f"公式展开后超过 {LIMITS.formula_text:,} 个字"), slow=True
    ),
    "formula that calls a program": in_sheet(
        lambda: sheet(f'<row r="60"><c r="A60" t="str"><f>{COMMAND}</f><v>={COMMAND}</v></c></row>')
    ),
    "text that acts as a formula": in_sheet(
        lambda: sheet().replace("有原因", f"={COMMAND}").replace("预算完成率", '@SUM(1+1)*cmd|"x"')
    ),
    "text that steers the terminal": in_sheet(lambda: sheet().replace("社会公众", "_x001B_]0;x_x0007__x001B_[2J")),
    "a hundred thousand validations": in_sheet(
        lambda: sheet(
            behind="<dataValidations>"
            + swollen(100_000, '<dataValidation sqref="A{}"/>').decode()
            + "</dataValidations>"
        ),
        slow=True,
    ),
    "conditional formats without end": in_sheet(
        lambda: sheet(behind='<conditionalFormatting sqref="A1"><cfRule type="x"/></conditionalFormatting>' * 50_000),
        slow=True,
    ),
    "numbers of many digits": in_sheet(
        lambda: sheet(f'<row r="60"><c r="A60"><v>{"9" * 90_000}</v></c></row>'), damaged("《表》!A60 的内容读不出来")
    ),
    "digits with something behind them": in_sheet(  # a careless pattern takes minutes to see that it is no number
        lambda: sheet(f'<row r="60"><c r="A60"><v>{"9" * 90_000}!</v></c></row>'), damaged("《表》!A60 的内容读不出来")
    ),
    "infinite number": in_sheet(
        lambda: sheet('<row r="60"><c r="A60"><v>1E999</v></c></row>'), damaged("《表》!A60 的内容读不出来")
    ),
    "string that is not there": in_sheet(
        lambda: sheet('<row r="60"><c r="A60" t="s"><v>-1</v></c></row>'), damaged("《表》!A60 的内容读不出来")
    ),
}
