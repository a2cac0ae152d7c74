"""What a workbook carries and how it is set and filled → remarks for an accountant."""

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.hosts.xlsx.cargo import Cargo
from jixiao.hosts.xlsx.inspection import InspectedSheet, Inspection
from jixiao.hosts.xlsx.lint import Fault
from jixiao.hosts.xlsx.refusal import shown
from jixiao.hosts.xlsx.sheet_survey import SheetSurvey, Tally
from jixiao.model.findings import Severity
from jixiao.model.names import INNER_SHEET

MANY_STYLES, MANY_NAMES, MANY_MERGED, MANY_EMPTY_ROWS = 4_000, 2_000, 2_000, 10_000
FEWEST_FORMULAS = 3
FAR_ROWS, FAR_COLUMNS = 1_000, 100
"""So many empty rows or columns before the next content make it stand far away."""

_WARNING, _INFO = Severity.WARNING, Severity.INFO


@dataclass(frozen=True)
class Remark:
    """One thing to know of a workbook; more than an INFO is odd. ``cells`` are the first places, ``count`` all."""

    topic: str
    code: str
    severity: Severity
    message: str
    sheet: str = ""
    cells: tuple[str, ...] = ()
    count: int = 1


_CARGO = {
    Cargo.MACROS: (_WARNING, "带有宏（VBA 程序）。jixiao 不运行它；来历不明的，请不要在 Excel 里启用宏。"),
    Cargo.MACRO_SHEETS: (_WARNING, "有 {count} 张旧式宏表。jixiao 不运行它；来历不明的，请不要启用宏。"),
    Cargo.EXTERNAL_LINKS: (_WARNING, "链接了 {count} 个外部文件{names}，有的数来自别处。请核实，或断开链接。"),
    Cargo.OLE_OBJECTS: (_WARNING, "嵌有 {count} 个对象（别的文件）。jixiao 不打开它；请确认是否要随表报送。"),
    Cargo.CONTROLS: (_WARNING, "有 ActiveX 控件（{count} 个部件）。jixiao 不运行它；来历不明的，请不要启用。"),
    Cargo.CONNECTIONS: (_WARNING, "设有数据连接，打开后可能从别处取数。jixiao 不连接；请核实，或断开连接。"),
    Cargo.QUERY_TABLES: (_WARNING, "有 {count} 个查询表，刷新后数会变。请核实来源，或改成数值。"),
    Cargo.SIGNATURES: (_WARNING, "带有数字签名。写入会使它失效，所以 jixiao 只读不写；要写入请先另存一份未签名的。"),
    Cargo.WEB_EXTENSIONS: (_WARNING, "带有网页加载项，打开后可能连网。请核实是否需要。"),
    Cargo.CUSTOM_RIBBON: (_WARNING, "带有自定义的功能区按钮。请核实来历。"),
    Cargo.WPS_PICTURES: (_WARNING, "有 WPS 的单元格图片（DISPIMG），在 Excel 里显示不出来。请改成普通图片。"),
    Cargo.COMMENTS: (_INFO, "有批注。"),
    Cargo.PICTURES: (_INFO, "有 {count} 张图片。"),
    Cargo.FORM_CONTROLS: (_INFO, "有 {count} 个窗体控件。"),
    Cargo.CHARTS: (_INFO, "有 {count} 张图表。"),
    Cargo.PIVOT_TABLES: (_INFO, "有 {count} 个数据透视表。"),
    Cargo.CUSTOM_XML: (_INFO, "有自定义 XML 数据（多为办公系统所留）。"),
    Cargo.PRINTER_SETTINGS: (_INFO, "带有打印机设置。"),
}  # fmt: skip
_SHOWN_LINKS = 3
_TALLIED = {
    "formulas_without_result": "有 {count} 条公式没有存结果{places}，不计算的程序读不到。请用 Excel 打开，保存一次。",
    "numbers_as_text": "有 {count} 格数字存成了文字{places}，求和会漏掉。请选中这些格，“转换为数字”。",
    "plain_numbers_as_text": "有 {count} 格文字看上去是数字{places}。要参加计算的，请“转换为数字”。",
}


def carried(inspection: Inspection) -> Iterator[Remark]:
    """Macros, links, objects and the like."""
    links = "、".join(shown(name) for name in inspection.linked[:_SHOWN_LINKS])
    for kind, (severity, sentence) in _CARGO.items():
        count = inspection.cargo[kind]
        if count:
            message = sentence.format(count=count, names=f"（{links}）" if links else "")
            yield Remark("携带", kind.value, severity, message, count=count)


def settings(inspection: Inspection) -> Iterator[Remark]:
    """Settings of the whole file that change what is seen or may be done."""
    found = inspection.settings
    table = (
        (found.from_1904, "date_1904", _WARNING, "日期从 1904 年起算，复制到别处会差 4 年。jixiao 读取时已换算。"),
        (found.manual, "manual_calculation", _WARNING,
         "设成了手动重算，看到的结果可能是旧的。请在“公式－计算选项”里改为自动。"),
        (found.iterative, "iterative_calculation", _WARNING, "开着迭代计算，循环引用不会报错。请关掉后核对结果。"),
        (found.structure_locked, "structure_locked", _INFO, "工作簿的结构受保护，不能增删工作表。"),
        (found.write_reserved, "write_reserved", _INFO, "设了建议只读或修改权限密码，用 Excel 打开时会询问。"),
    )  # fmt: skip
    for holds, code, severity, message in table:
        if holds:
            yield Remark("设置", code, severity, message)


def sizes(inspection: Inspection) -> Iterator[Remark]:
    """Counts that no form needs; they make a file slow."""
    if inspection.styles > MANY_STYLES:
        yield Remark("内容", "many_styles", _WARNING,
                     f"单元格样式有 {inspection.styles:,} 种，打开会很慢。请把内容复制到新工作簿。")  # fmt: skip
    if inspection.names > MANY_NAMES:
        yield Remark("内容", "many_names", _WARNING,
                     f"定义的名称有 {inspection.names:,} 个，多半是复制带来的。请在“名称管理器”里清理。")  # fmt: skip


def hidden(inspection: Inspection) -> Iterator[Remark]:
    """Sheets that are not seen; the one that our templates keep hidden is no news."""
    for sheet in inspection.sheets:
        if sheet.state != "visible" and sheet.name != INNER_SHEET:
            how = "深度隐藏的，在 Excel 的“取消隐藏”里也看不到" if sheet.state == "veryHidden" else "隐藏的"
            yield Remark("内容", "hidden_sheet", _INFO, f"工作表“{shown(sheet.name)}”是{how}。", sheet.name)


def contents(inspection: Inspection, ours: bool) -> Iterator[Remark]:
    """What stands in the sheets and would hinder the reading."""
    yield from _no_results(inspection)
    for sheet in inspection.sheets:
        if sheet.survey is not None:
            yield from _tallies(sheet, sheet.survey, ours)
            yield from _spread(sheet, sheet.survey, ours)


def _no_results(inspection: Inspection) -> Iterator[Remark]:
    """Some libraries save every result blank; a few blank ones among others are what the formulas came to."""
    surveys = [sheet.survey for sheet in inspection.sheets if sheet.survey is not None]
    formulas = sum(survey.formulas for survey in surveys)
    blank = sum(survey.blank_results for survey in surveys)
    if formulas >= FEWEST_FORMULAS and formulas == blank + sum(survey.without_result.count for survey in surveys):
        message = f"全部 {formulas:,} 条公式都没有存结果，不计算的程序读到的是空。请用 Excel 或 WPS 打开，保存一次。"
        yield Remark("内容", "no_results", _WARNING, message, count=formulas)


def _tallies(sheet: InspectedSheet, survey: SheetSurvey, ours: bool) -> Iterator[Remark]:
    yield from _tally(sheet, survey.without_result, "formulas_without_result", _WARNING)
    yield from _tally(sheet, survey.number_texts, "numbers_as_text", _WARNING)
    if not ours:
        yield from _tally(sheet, survey.plain_number_texts, "plain_numbers_as_text", _INFO)


def _tally(sheet: InspectedSheet, tally: Tally, code: str, severity: Severity) -> Iterator[Remark]:
    if tally.count:
        places = f"（{'、'.join(tally.places)}{' 等' if tally.count > len(tally.places) else ''}）"
        message = f"《{shown(sheet.name)}》{_TALLIED[code].format(count=tally.count, places=places)}"
        yield Remark("内容", code, severity, message, sheet.name, tuple(tally.places), tally.count)


def _spread(sheet: InspectedSheet, survey: SheetSurvey, ours: bool) -> Iterator[Remark]:
    empty = survey.rows - survey.filled_rows
    (row, rows), (column, columns) = survey.row_gap, survey.column_gap
    table = (
        (rows > FAR_ROWS, "far_row", _WARNING, rows,
         f"隔了 {rows - 1:,} 行空白，第 {row:,} 行又有内容。请查看是否误填，删去多余的行。"),
        (columns > FAR_COLUMNS, "far_column", _WARNING, columns,
         f"隔了 {columns - 1:,} 列空白，第 {column:,} 列又有内容。请查看是否误填，删去多余的列。"),
        (empty > MANY_EMPTY_ROWS, "many_empty_rows", _WARNING, empty,
         f"有 {empty:,} 行空行带着格式，文件大、打开慢。请删去表格下面的空行。"),
        (survey.merged > MANY_MERGED, "many_merged", _WARNING, survey.merged,
         f"有 {survey.merged:,} 处合并单元格，打开会很慢。请取消不必要的合并。"),
        (not ours and survey.merged_over_rows > 0, "merged_over_rows", _INFO, survey.merged_over_rows,
         f"有 {survey.merged_over_rows:,} 处跨行的合并单元格，按左上角的内容读取。"),
    )  # fmt: skip
    for holds, code, severity, count, sentence in table:
        if holds:
            yield Remark("内容", code, severity, f"《{shown(sheet.name)}》{sentence}", sheet.name, count=count)


def faults(found: tuple[Fault, ...]) -> Iterator[Remark]:
    """What Excel would complain about."""
    for fault in found:
        cells = fault.at if fault.sheet else ()
        yield Remark("Excel", fault.kind.code, fault.kind.severity, fault.message, fault.sheet, cells, fault.count)
