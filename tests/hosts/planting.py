"""A sound workbook with something of everything, and the register of faults that are planted in it one by one."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO

import xlsxwriter
from file_builders import CHAIN, MAIN, ONE_PIXEL, RELS, SPREADSHEET_TYPE, TYPES

SHEET, OTHER, SPARE = (f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3))
BOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
TABLE, TABLE2 = "xl/tables/table1.xml", "xl/tables/table2.xml"
SHEET_RELS, COMMENTS = "xl/worksheets/_rels/sheet1.xml.rels", "xl/comments1.xml"

_CHAIN = f'<calcChain xmlns="{MAIN}"><c r="B3" i="1"/><c r="C3"/></calcChain>'


class Parts(dict[str, str]):
    """The parts of a workbook as texts, with edits that fail where there is nothing to edit."""

    def put(self, part: str, old: str, new: str) -> None:
        assert old in self[part], f"{old} is not in {part}"
        self[part] = self[part].replace(old, new, 1)

    def packed(self) -> bytes:
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self.items():
                archive.writestr(zipfile.ZipInfo(name), text.encode("latin-1" if _is_picture(name) else "utf-8"))
        return file.getvalue()


def _is_picture(name: str) -> bool:
    return name.endswith(".png")


@cache
def _sound() -> dict[str, str]:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.set_properties({"created": datetime(2022, 1, 1)})
        _fill_form(book)
        other = book.add_worksheet("2020 底表")
        other.write("A1", "x" * 32_767)
        other.write_url("A3", "https://example.cn/a")
        book.define_name("jx_budget", "=自评表!$B$1")
        book.define_name("jx_marks", "='2020 底表'!$A$1:$A$9")
        book.define_name("jx_spare", "=自评表!$B$3")
        book.add_worksheet("备注")
        book.define_name("自评表!jx_local", "=自评表!$B$2")
    with zipfile.ZipFile(file) as archive:
        read = {name: archive.read(name) for name in archive.namelist()}
    parts = Parts({name: data.decode("latin-1" if _is_picture(name) else "utf-8") for name, data in read.items()})
    _add_chain(parts)
    return parts


def _fill_form(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("自评表")
    sheet.set_column(0, 1, 10)
    sheet.set_column(2, 3, 12)
    sheet.write_row("A1", ["全年预算数", 100])
    sheet.write_row("A2", ["全年执行数", 97.3])
    sheet.write_boolean("C2", True)
    sheet.write_formula("D2", "=1/0", None, "#DIV/0!")
    sheet.write_formula("B3", "=ROUND(B2/jx_budget,4)", book.add_format({"num_format": "0.00%"}), 0.973)
    sheet.write_formula("C3", "=IF(自评表!B3>1,\"超（\",'2020 底表'!A1)", None, "")
    sheet.write_rich_string("A4", "单位：", book.add_format({"bold": True}), "中心")
    sheet.set_row(3, 30)
    sheet.merge_range("A5:B6", "合计")
    sheet.merge_range("C5:D5", "等级")
    sheet.data_validation("D3", {"validate": "list", "source": ["优", "良", "中", "差"], "input_title": "等级"})
    red = book.add_format({"bg_color": "#FFC7CE"})
    sheet.conditional_format("B1:B3", {"type": "formula", "criteria": "=COUNTIF(jx_marks,B1)>0", "format": red})
    sheet.write_url("A8", "internal:'2020 底表'!A1", string="跳转")
    sheet.add_table("A10:B11", {"columns": [{"header": "序号"}, {"header": "问题"}], "name": "jx_list"})
    sheet.add_table("D10:E11", {"columns": [{"header": "甲"}, {"header": "乙"}], "name": "jx_pair"})
    sheet.repeat_rows(0, 1)
    sheet.print_area("A1:E20")
    sheet.write_comment("B1", "见附件")
    sheet.write_comment("B2", "已核")
    sheet.insert_image("H2", "点.png", {"image_data": BytesIO(ONE_PIXEL)})


def _add_chain(parts: Parts) -> None:
    parts[CHAIN] = _CHAIN
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    end = "</Relationships>"
    parts.put(RELS, end, f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/>{end}')
    override = f'<Override PartName="/{CHAIN}" ContentType="{SPREADSHEET_TYPE}.calcChain+xml"/>'
    parts.put(TYPES, "</Types>", f"{override}</Types>")


def sound_parts() -> Parts:
    """A copy of the sound workbook's parts."""
    return Parts(_sound())


Planter = Callable[[Parts], None]


@dataclass(frozen=True)
class Planted:
    """A fault by the function that plants it: the code and place it must be found under, and codes that follow."""

    plant: Planter
    code: str
    place: str
    also: frozenset[str]


PLANTED: dict[str, Planted] = {}


def found_as(code: str, place: str, also: str = "") -> Callable[[Planter], Planter]:
    """Registers a function that plants the fault that it is named for."""

    def register(plant: Planter) -> Planter:
        PLANTED[plant.__name__] = Planted(plant, code, place, frozenset(also.split()))
        return plant

    return register
