"""Files that are no .xlsx: old ones, other programs', rubbish; and frameworks that nobody has installed."""

import random
from collections.abc import Callable
from xml.sax.saxutils import escape

from bad_files import (
    OLD_DAMAGED,
    TEXT_ONLY,
    UNKNOWN,
    encrypted,
    ole,
    too_large,
)
from file_builders import (
    RELS,
    relation,
    relations,
    workbook,
    worksheet,
)
from hostile_packages import (
    MEGABYTE,
    Hostile,
    swollen,
    table,
)
from old_workbooks import GLOBALS, OldSheet, beginning, container, old_workbook, record, workbook_stream

from jixiao.frameworks.load import framework_text
from workbooks import FRAMEWORK_ID

OLD_TOO_LARGE = "是旧版 .xls 格式，内容太多，或有单元格离表格太远，没有读出来，请用 Excel 或 WPS 打开后另存为 .xlsx。"
OLD_READ_ONLY = "是旧版 .xls 格式，只能审核和汇总，不能写入，请用 Excel 或 WPS 打开后另存为 .xlsx。"
NO_TABLE = "{name}：没有找到能识别的表（自评表、资金表或汇总表）。请确认文件没有选错，表头文字没有改动。"
WPS = "是 WPS 的 .et 格式，请用 WPS 打开后另存为 .xlsx。"
OTHER_OLD = "是旧版 Office 文件，但不是工作簿，请选择 .xlsx 工作簿。"
PASSWORD = "设了打开密码，请在 Excel 或 WPS 里取消密码并保存后再试。"
COMMAND = "cmd|'/c calc'!A0"


def _old(make: Callable[[], bytes], sentence: str) -> Hostile:
    return Hostile(make, sentence, ".xls", {"mark": OLD_READ_ONLY, "fill": OLD_READ_ONLY})


def _inner(text: str) -> bytes:
    """A workbook that says it is ours, with a framework nobody has installed."""
    pieces = (text[start : start + 30_000] for start in range(0, len(text), 30_000))
    keys = {"framework": "evil", "framework_version": "1"}
    keys |= {f"framework_text_{number}": piece for number, piece in enumerate(pieces, 1)}
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="str"><v>{key}</v></c><c r="B{n}" t="str"><v>{escape(value)}</v></c></row>'
        for n, (key, value) in enumerate(keys.items(), 1)
    )
    sheets = '<sheet name="表" sheetId="1" r:id="rId1"/><sheet name="_jixiao" sheetId="2" r:id="rId2"/>'
    listed = relations(relation(1, "worksheet", "worksheets/sheet1.xml"), relation(2, "worksheet", "worksheets/2.xml"))
    return table(RELS, listed, {"xl/worksheets/2.xml": worksheet(rows)}, workbook=workbook(sheets=sheets))


def _renamed(more: str) -> str:
    """The installed framework under another id, with more in it."""
    text = framework_text(FRAMEWORK_ID)
    return text.replace(f'id = "{FRAMEWORK_ID}"', 'id = "evil"', 1) + more


def _own_framework(what: str) -> str:
    return f"{{name}} 内置的指标体系：{what}，模板可能已损坏，请向下发单位重新领取模板。"


FRAMEWORKS: dict[str, Hostile] = {
    "a framework nested deep": Hostile(lambda: _inner("a = " + "[" * 20_000), _own_framework("括号嵌套太深")),
    "a framework of dots": Hostile(
        lambda: _inner("a" + ".a" * 9_000 + " = 1"), _own_framework("第 1 行的点号太多，不像指标体系")
    ),
    "a framework of mistakes": Hostile(
        lambda: _inner(swollen(8_000, "[[concepts]]\nid = {}\nx{} = 1\n").decode()),
        _own_framework("有 40007 处错误，第一处是指标体系编号：缺少这一项"),
    ),
    "a framework of thousands of concepts": Hostile(
        lambda: _inner(
            _renamed(
                swollen(2_600, '[[concepts]]\nid = "c{}"\nlabel = "c{}"\nunit = "元"\ndefinition = "x"\n').decode()
            )
        ),
        _own_framework("有 1 处错误，第一处是基础数据：太多，最多 500 项"),
    ),
    "a framework over its limit": Hostile(lambda: _inner("#" * 300_000), _own_framework("指标体系文件超过 256 KB")),
    "a framework of digits": Hostile(lambda: _inner("a = " + "9" * 30_000), _own_framework("有的数字太长")),
}


OTHERS: dict[str, Hostile] = {
    "nothing": Hostile(lambda: b"", "是空文件（0 字节），请重新取得这份工作簿。"),
    "zeros": Hostile(lambda: bytes(60 * MEGABYTE), UNKNOWN),
    "noise": Hostile(lambda: random.Random(1).randbytes(MEGABYTE), UNKNOWN),
    "CSV": Hostile(lambda: f"单位,得分\n=1+1,{COMMAND}\n".encode("gbk"), TEXT_ONLY),
    "web page": Hostile(lambda: b"<html><script>alert(1)</script></html>", TEXT_ONLY, ".xls"),
    "PDF": Hostile(lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(100), UNKNOWN),
    "password": Hostile(encrypted, PASSWORD),
    "old file, cell far away": _old(lambda: old_workbook(OldSheet("表", {"A1": 1.0, "IV65536": 1.0})), OLD_TOO_LARGE),
    "old file, rubbish": _old(lambda: container(random.Random(2).randbytes(50_000)), OLD_DAMAGED),
    "old file, cut": _old(lambda: container(workbook_stream([]))[:900], OLD_DAMAGED),
    "old file, huge": _old(lambda: ole("Workbook") + bytes(33 * MEGABYTE), too_large(".xls 文件超过 32 MB")),
    "old file, strings that lie": _old(
        lambda: container(beginning(GLOBALS) + record(0xFC, "<LL", 2**31 - 1, 2**31 - 1) + record(0x0A)), NO_TABLE
    ),
    "old file, sectors in a circle": _old(lambda: container(workbook_stream([]), cycle=True), NO_TABLE),
    "old file, password": Hostile(
        lambda: container(beginning(GLOBALS) + record(0x2F, "<HHH", 0, 1, 1) + record(0x0A)), PASSWORD, ".xls"
    ),
    "WPS": Hostile(lambda: ole("Workbook"), WPS, ".et"),
    "Word as a workbook": Hostile(lambda: ole("WordDocument"), OTHER_OLD, ".xls"),
}
